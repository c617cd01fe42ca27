/** What cleaning makes of a value. Unclear values stay as they are; ambiguous ones wait for the person's word. */
export type Cleaned =
  | { kind: 'text'; text: string }
  /** What it could be, either way. */
  | { kind: 'ambiguous'; either: string; or: string }
  | { kind: 'unclear' }

/** Pure: equal values are cleaned alike, so each distinct one is looked at once. Never called with a blank value. */
export type Cleaner = (value: string) => Cleaned

export const UNCLEAR: Cleaned = { kind: 'unclear' }

export function cleanedText(text: string): Cleaned {
  return { kind: 'text', text }
}
