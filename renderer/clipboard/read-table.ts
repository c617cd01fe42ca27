import { parseHtmlTable } from './html-table.ts'
import { settleCells } from './settle-cells.ts'
import { OPENS_WITH_QUOTE, parseTsv, plainTsv } from './tsv.ts'

/** Reading as much again as HTML would hold up the page; beyond this the text alone is taken. */
const MOST_TEXT = 2_000_000

/** A line break inside a cell; the one of an empty cell stands right behind a tag. */
const BREAKS_A_LINE = /[^>\s]\s*<br/i

function isRectangle(table: readonly (readonly string[])[]): boolean {
  return table.every((row) => row.length === table[0]!.length)
}

/** Rows all as long as the longest. */
function squared(table: string[][]): string[][] {
  const width = table.reduce((most, row) => Math.max(most, row.length), 0)
  for (const row of table) while (row.length < width) row.push('')
  return table
}

/**
 * What text and HTML agree on, where the text alone may be mistaken: LibreOffice turns line breaks in a cell into spaces and
 * never quotes, and in Excel's text `"Bob"` may be Bob in quotes or a quoted Bob. Null where the two are not the same table.
 */
function agreed(table: string[][], text: string, html: () => string): string[][] | null {
  if (text.length > MOST_TEXT) return null
  const quoted = OPENS_WITH_QUOTE.test(text)
  const source = html()
  if (!quoted && !BREAKS_A_LINE.test(source)) return null
  const shown = parseHtmlTable(source)
  return shown && settleCells(quoted ? [table, plainTsv(text)] : [table], shown)
}

/**
 * The table on a clipboard. The text is what spreadsheets write exactly; the HTML is asked only where the text is the poorer:
 * without columns (a table copied from a page or a mail), ragged (cells whose line breaks were not quoted), or in doubt.
 */
export function tableFrom(text: string, html: () => string): string[][] | null {
  if (text !== '') {
    const table = parseTsv(text)
    const settled = agreed(table, text, html)
    if (settled) return settled
    if (table[0]!.length > 1 && isRectangle(table)) return table
    if (table.length === 1 && table[0]!.length === 1 && !/<table/i.test(html())) return table
  }
  const fromHtml = parseHtmlTable(html())
  if (fromHtml && (text === '' || fromHtml.some((row) => row.length > 1) || fromHtml.length === 1)) {
    return squared(fromHtml)
  }
  return text === '' ? null : squared(parseTsv(text))
}
