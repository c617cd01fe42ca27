import { initialChoice, type CellCleaning, type Chosen, type Cleaning } from '#shared/cleaning/cleaning.ts'
import { cleaningOf, CLEANINGS, isKind } from '#shared/cleaning/registry.ts'
import { readPart } from '#electron/cli/entry-parts.ts'
import { Misuse } from './misuse.ts'
import { cleaningInWords } from '#electron/cli/terminal-words.ts'

/** One cleaning asked for, with all that was chosen for it. */
export interface CleanEntry {
  cleaning: Cleaning
  chosen: Chosen
  /** Heading of the column; null: where the cleaning goes by itself. */
  column: string | null
}

/**
 * Reads `--clean`: entries `KIND:CHOICE:…@Heading`, parted by commas, in the order they are to be done. The choices are the
 * window's.
 * @throws {Misuse}
 */
export function readClean(option: string): CleanEntry[] {
  const entries: CleanEntry[] = []
  for (let at = 0; at < option.length;) {
    const from = at
    const words: string[] = []
    let column: string | null = null
    let part = readPart(option, at, ',:@')
    words.push(part.text)
    while (part.end === ':') {
      part = readPart(option, part.next, ',:@')
      words.push(part.text)
    }
    if (part.end === '@') {
      part = readPart(option, part.next, ',')
      column = part.text
      if (column === '') throw new Misuse(`--clean: “${option.slice(from).trim()}” names no column after @.`)
    }
    at = part.next
    const [kind = '', ...choices] = words
    if (kind === '' && choices.length === 0 && column === null) continue
    if (!isKind(kind)) {
      throw new Misuse(
        `--clean: there is no cleaning “${kind}”. There are: ${CLEANINGS.map(cleaningInWords).join(', ')}. A column is named after @, as in case:title@City.`,
      )
    }
    const cleaning = cleaningOf(kind)
    entries.push({ cleaning, chosen: chosenOf(cleaning, choices), column })
  }
  if (entries.length === 0)
    throw new Misuse(`--clean takes names of cleanings: ${CLEANINGS.map(cleaningInWords).join(', ')}.`)
  return entries
}

function chosenOf(cleaning: Cleaning, words: readonly string[]): Chosen {
  if (cleaning.work !== 'cells') {
    if (words.length > 0)
      throw new Misuse(
        `--clean: there is nothing to choose for ${cleaning.kind}; “${words.join(':')}” was given.`,
      )
    return {}
  }
  const chosen: Record<string, string | null> = { ...initialChoice(cleaning) }
  const taken = new Map<string, string>()
  for (const word of words) {
    const found = choiceOf(cleaning, word)
    const before = found && taken.get(found.name)
    if (!found)
      throw new Misuse(`--clean: ${cleaning.kind} is written ${cleaningInWords(cleaning)}; not “${word}”.`)
    if (before !== undefined) throw new Misuse(`--clean: “${before}” and “${word}” cannot both be meant.`)
    taken.set(found.name, word)
    chosen[found.name] = found.value
  }
  return chosen
}

function choiceOf({ options }: CellCleaning, word: string): { name: string; value: string } | null {
  for (const { name, as, values } of options) {
    if (as === 'countries' && /^[a-z]{2}$/i.test(word)) return { name, value: word.toUpperCase() }
    const found = values.find((value) => value.word === word.toLowerCase())
    if (found) return { name, value: found.value }
  }
  return null
}

/** An example that answers what the cleaning would ask: `dates:dmy or dates:mdy`. */
export function readingsInWords({ kind, options }: CellCleaning): string {
  const values = options.find(({ as }) => as === 'reading')?.values ?? []
  return values.map(({ word }) => `${kind}:${word}`).join(' or ')
}
