import { choicesIn, joinChoices } from '#shared/domain/sheet/choices.ts'
import { foldedValue } from '#shared/domain/sheet/options.ts'
import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'

type Options = Extract<CellChoices, { kind: 'options' }>

/** The options that are in a text. */
export function tickedIn(text: string, { several, meant }: Options): Set<string> {
  const parts = several === null ? [text] : partsOf(text, several, meant)
  return new Set(
    parts.flatMap((part) => {
      const option = meant(part.trim())
      return option === null ? [] : [option]
    }),
  )
}

function partsOf(text: string, several: string, meant: Options['meant']): string[] {
  return choicesIn(text, several, (part) => meant(part) !== null)
}

/** What is being typed at the end of a text: of several choices the last one, as long as it is none yet. */
export function beingTyped(text: string, { several, meant }: Options): string {
  const typed = several === null ? text.trim() : text.slice(text.lastIndexOf(several) + 1).trim()
  return several !== null && meant(typed) !== null ? '' : typed
}

/** The options to offer for what is being typed: those that begin with it first, then those that have it in them or mean it. */
export function offered({ options, meant }: Options, typed: string): readonly string[] {
  const sought = foldedValue(typed)
  if (sought === '') return options
  const said = meant(typed)
  const begins: string[] = []
  const has: string[] = []
  for (const option of options) {
    const folded = foldedValue(option)
    if (folded.startsWith(sought)) begins.push(option)
    else if (option === said || folded.includes(sought)) has.push(option)
  }
  return [...begins, ...has]
}

/** The other one of a yes or no; the first where the text is neither. */
export function flipped(text: string, { options, meant }: Options): string {
  return meant(text) === options[0] ? options[1]! : options[0]!
}

/** The text with an option in it, or out of it where it was in. What is typed of it goes; all else stays as it is written. */
export function toggled(text: string, option: string, choices: Options): string {
  const { several, meant } = choices
  if (several === null) return option
  const typed = beingTyped(text, choices)
  const parts = partsOf(text, several, meant)
  if (tickedIn(text, choices).has(option))
    return joinChoices(
      parts.filter((part) => meant(part) !== option),
      several,
    )
  const isPart = typed !== '' && parts.at(-1) === typed && offered(choices, typed).includes(option)
  return joinChoices([...(isPart ? parts.slice(0, -1) : parts), option], several)
}
