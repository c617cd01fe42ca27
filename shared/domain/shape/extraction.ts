import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import { valueOf, type Cells } from './source.ts'

/** The expression a person wrote, as it is looked for; a sentence instead where it is none. */
export function expressionOf(pattern: string, matchCase: boolean): RegExp | string {
  try {
    return new RegExp(pattern, matchCase ? 'su' : 'isu')
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : ''
    return `This is not a valid expression: ${reason}.`
  }
}

export const TOO_SLOW = 'This expression takes too long, so it was stopped. Write it in a simpler way.'

/** What an expression finds: its first group that took part, else all of the match; null: nothing. */
export function extracted(expression: RegExp, text: string): string | null {
  const found = expression.exec(text)
  if (!found) return null
  const groups: readonly (string | undefined)[] = found.slice(1)
  return groups.find((group) => group !== undefined) ?? found[0]
}

/** Gathers the different texts of a column, so that each is looked through once. */
export function createTextGatherer(column: SentColumn): {
  look: (row: Cells) => void
  texts: () => string[]
} {
  const texts = new Set<string>()
  return {
    look(row) {
      const text = valueOf(row, column)?.text ?? ''
      if (text !== '') texts.add(text)
    },
    texts: () => [...texts],
  }
}

/** Ready-made expressions for what people mostly want out of a text. */
export const KNOWN_PATTERNS: readonly { name: string; pattern: string }[] = [
  { name: 'Email address', pattern: String.raw`[^\s<>()\[\],;:"]+@[^\s<>()\[\],;:"]+\.[\p{L}\p{N}-]+` },
  { name: 'What follows @', pattern: String.raw`@([^\s<>()\[\],;:"]+)` },
  { name: 'Web address', pattern: String.raw`(?:https?://|www\.)[^\s<>"]+` },
  { name: 'Phone number', pattern: String.raw`\+?\d[\d\s()./\-]{5,}\d` },
  { name: 'First number', pattern: String.raw`-?\d+(?:[.,]\d+)*` },
  { name: 'What stands in brackets', pattern: String.raw`\(([^()]*)\)` },
  { name: 'First word', pattern: String.raw`[\p{L}\p{N}]+` },
]
