/** Digits and what people write among them: `+91 98765 43210`, `-5`, `+49 (0)30/1234`. Never a formula. */
const ONLY_NUMBER = /^[+-]?[\d\s().,/\-\u00a0]+(?:\s*(?:x|ext\.?)\s*\d+)?$/i
/** `+SUM(`, `-ABS(`, `@SUM(`; a list's dash has a space after it. */
const CALL = /^[+@-][A-Za-z_][\w.]{0,40}\(/
const REFERENCE = /^[+-]\s?\$?[A-Za-z]{1,3}\$?\d{1,7}(?:$|\s?[-+*/^&:])/
const ARITHMETIC = /^[+-]\s?\d[\d.,]{0,20}\s?[*^&]/
/** No phone number is longer. */
const LONGEST_NUMBER = 60

/** `+cmd|' /C calc'!A0` starts a program. */
function isCommand(text: string): boolean {
  const bar = text.indexOf('|')
  return bar > 0 && text.indexOf('!', bar) > 0
}

/**
 * True where a spreadsheet would take the text for a formula: it begins with `=`, or with `+`, `-` or `@` and goes on as one.
 * A phone number, a negative number, a list's dash and a name such as `@ann` are none.
 */
export function looksLikeFormula(text: string): boolean {
  const first = text.charCodeAt(0)
  if (first === 61 /* = */) return text.length > 1 && text[1] !== '='
  if (first !== 43 /* + */ && first !== 45 /* - */ && first !== 64 /* @ */) return false
  if (text.length <= LONGEST_NUMBER && ONLY_NUMBER.test(text)) return false
  return CALL.test(text) || isCommand(text) || REFERENCE.test(text) || ARITHMETIC.test(text)
}
