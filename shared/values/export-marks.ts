/**
 * Marks other programs put before a value in their exports, so that a spreadsheet leaves it alone: Facebook's `p:`, `z:` and
 * the like, and the apostrophe by which Excel is told that a number is text.
 */
const FACEBOOK =
  /^(?:(?:ag|as|[lcfp]):(?=\s?\+?\d[\d\s().-]{3,40}$)|z:(?=[A-Za-z\d -]{0,11}\d[A-Za-z\d -]{0,11}$))/
/** Before what a spreadsheet would calculate with; "'90s" and "'t Hof" are words. */
const TEXT_APOSTROPHE = /^['‘’](?=[=+@-]|\(?\d[\d\s().,/-]{0,60}$)/
/** `'t Hooft`, `'s-Gravenhage`, `'n Droom`, `'90s`: there the apostrophe is of the word. */
const OF_THE_WORD = /^['‘’](?:\p{Ll}{1,2}(?=[\s-])|\d\ds?\b)/u
const BEFORE_A_WORD = /^['‘’](?=[\p{Lu}\p{Lt}\p{Lo}]|\p{Ll}{3})/u
const QUOTED = /['‘’]$/
/** `="00123"`: how programs write a text into a text file that Excel is to leave as it is. */
const QUOTED_FORMULA = /^="([^"]*)"$/
/** What a number becomes on its way through a program that keeps numbers with a fraction: 919876543210.0. */
const FRACTION_OF_NOTHING = /^(\+?\d{6,15})\.0{1,2}$/

/** False of most texts, at a glance: neither `="…"` nor a mark before it. */
export function mayHaveMark(text: string): boolean {
  const first = text.charCodeAt(0)
  return [39, 61, 0x2018, 0x2019].includes(first) || text.charCodeAt(1) === 58 || text.charCodeAt(2) === 58
}

/** The text inside `="…"`; null where it is not written so. */
export function unquotedFormula(text: string): string | null {
  return text.charCodeAt(0) === 61 ? (QUOTED_FORMULA.exec(text)?.[1]?.trim() ?? null) : null
}

/** A phone without the fraction a spreadsheet gave it; null where it has none. */
export function withoutFraction(phone: string): string | null {
  return FRACTION_OF_NOTHING.exec(phone)?.[1] ?? null
}

/** Google's exports write several values of one field so. */
const BETWEEN_VALUES = ':::'

/** The mark a value (trimmed) has before it, as it is written there; '' for none. */
export function exportMark(text: string): string {
  const first = text.charCodeAt(0)
  if (first === 39 || first === 0x2018 || first === 0x2019) return TEXT_APOSTROPHE.exec(text)?.[0] ?? ''
  const colon = text.charCodeAt(1) === 58 || text.charCodeAt(2) === 58
  return colon ? (FACEBOOK.exec(text)?.[0] ?? '') : ''
}

/**
 * True for `'Ann`: an apostrophe in front that spreadsheets know as "this is text" and that may be no part of the value. Nobody can tell, so
 * it is said and left alone. Excel itself keeps its own apart from the text, so one that comes with a file or a paste was written.
 */
export function hasFrontApostrophe(text: string): boolean {
  return BEFORE_A_WORD.test(text) && !OF_THE_WORD.test(text) && !QUOTED.test(text)
}

/** What is meant by a text whose first sign was typed as `'`, as Excel's users type what is to stay text: the rest of it. */
export function typedAsText(text: string): string {
  return text.startsWith("'") &&
    !OF_THE_WORD.test(text) &&
    !(text.length > 1 && QUOTED.test(text) && !text.startsWith("''"))
    ? text.slice(1)
    : text
}

/** The values of a cell that holds several, as Google's exports write them; one where it holds one. */
export function severalValues(text: string): string[] {
  if (!text.includes(BETWEEN_VALUES)) return [text]
  return text
    .split(BETWEEN_VALUES)
    .map((value) => value.trim())
    .filter((value) => value !== '')
}
