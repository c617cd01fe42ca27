/** A value of a field in a sentence: its text in quotation marks, or that there is none. */
export function valueInQuotes(value: string): string {
  return value === '' ? 'empty' : `“${value}”`
}
