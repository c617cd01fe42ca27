import { z } from 'zod'

/** What parts the choices of a field that takes several, as the account is set to. */
export const ChoiceSeparator = z.enum([';', ',', '|', '~'])
export type ChoiceSeparator = z.infer<typeof ChoiceSeparator>

export const DEFAULT_SEPARATOR: ChoiceSeparator = ';'

export const SEPARATOR_NAMES: Readonly<Record<ChoiceSeparator, string>> = {
  ';': 'semicolon',
  ',': 'comma',
  '|': 'bar',
  '~': 'tilde',
}

/** What people part choices with, whatever the account does; not a slash or a hyphen, which options have within. */
const USUAL: readonly string[] = [';', ',', '|', '~', '\n']

/**
 * The choices in a cell. An option may have the separator in it, so of pieces that stand side by side the longest that `isKnown` is one
 * choice. A cell without the account's separator that is parted by another one is taken so only where every piece is known: else
 * "Sales, EMEA" would be two things nobody wrote.
 */
export function choicesIn(
  text: string,
  separator: string,
  isKnown: (text: string) => boolean = () => false,
): string[] {
  const usual = partsOf(text, separator, isKnown)
  if (usual.every(isKnown)) return usual
  for (const other of USUAL) {
    if (other === separator || !text.includes(other)) continue
    const parts = usual.flatMap((part) => (isKnown(part) ? [part] : partsOf(part, other, isKnown)))
    if (parts.every(isKnown)) return parts
  }
  return usual
}

function partsOf(text: string, separator: string, isKnown: (text: string) => boolean): string[] {
  const pieces = text.split(separator)
  const parts: string[] = []
  for (let from = 0; from < pieces.length;) {
    let to = from + 1
    for (let end = Math.min(pieces.length, from + MOST_PIECES); end > to; end--) {
      if (isKnown(pieces.slice(from, end).join(separator).trim())) {
        to = end
        break
      }
    }
    const part = pieces.slice(from, to).join(separator).trim()
    if (part !== '') parts.push(part)
    from = to
  }
  return parts
}

/** No option has more separators in it than this. */
const MOST_PIECES = 6

export function joinChoices(choices: readonly string[], separator: string): string {
  return [...new Set(choices)].join(separator)
}

/** True where two cells have the same choices, in whatever order: the service tells them in its own. */
export function sameChoices(one: string, other: string, separator: string): boolean {
  const [ours, theirs] = [new Set(choicesIn(one, separator)), new Set(choicesIn(other, separator))]
  return ours.size === theirs.size && [...ours].every((choice) => theirs.has(choice))
}
