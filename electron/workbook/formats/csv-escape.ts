/**
 * A text a spreadsheet program might run: it begins, after apostrophes and white space, with one of the signs formulas
 * begin with (the wide forms too), or with a tab or line end that hides one (OWASP, CSV injection).
 */
const RISKY = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

const ESCAPED = /^'(?='*(?:\s*[=+\-@＝＋－＠]|[\t\r\n]))/

/**
 * One apostrophe before a risky text makes it text in Excel. A text that already has apostrophes there gets one more, so
 * {@link unescapeCell} gives back exactly what was put in, whatever it was.
 */
export function escapeCell(text: string): string {
  return RISKY.test(text) ? `'${text}` : text
}

export function unescapeCell(text: string): string {
  return text.replace(ESCAPED, '')
}
