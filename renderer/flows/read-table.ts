import { parseHtmlTable } from './html-table.ts'
import { parseTsv } from './tsv.ts'

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
 * The table on a clipboard. The text is what spreadsheets write exactly; the HTML is asked only where the text is the poorer:
 * without columns (a table copied from a page or a mail) or ragged (cells whose line breaks were not quoted).
 */
export function tableFrom(text: string, html: () => string): string[][] | null {
  if (text !== '') {
    const table = parseTsv(text)
    if (table[0]!.length > 1 && isRectangle(table)) return table
    if (table.length === 1 && table[0]!.length === 1 && !/<table/i.test(html())) return table
  }
  const fromHtml = parseHtmlTable(html())
  if (fromHtml && (text === '' || fromHtml.some((row) => row.length > 1) || fromHtml.length === 1)) {
    return squared(fromHtml)
  }
  return text === '' ? null : squared(parseTsv(text))
}
