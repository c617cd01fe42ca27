/**
 * Text in the XML of a workbook (ECMA-376 part 1, 22.9.2.19 ST_Xstring): characters XML cannot hold, and carriage returns, which it
 * would turn into line feeds, are written `_xHHHH_`; text that looks like such an escape has its underscore escaped.
 */
const NEEDS_ESCAPE =
  /[&<>\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|_(?=[xX][0-9A-Fa-f]{4}_)|[\uD800-\uDFFF]/
const ESCAPES =
  /[&<>]|[\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|_(?=[xX][0-9A-Fa-f]{4}_)|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

function escaped(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    default:
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  }
}

export function xlsxText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPES, escaped) : text
}

/** For attributes, which hold names and numbers only. */
export function xmlAttribute(text: string): string {
  return xlsxText(text).replaceAll('"', '&quot;')
}
