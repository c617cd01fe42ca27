import { tablesOf, type MarkupTables } from './markup-tables.ts'

/** The tables in a piece of HTML; null where there is none. Nothing in it is run or fetched. */
export function parseHtmlTables(html: string): MarkupTables | null {
  return tablesOf(new DOMParser().parseFromString(html, 'text/html'))
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br style="mso-data-placement:same-cell">')
}

/** A cell that is text: the style says it to Excel, the attribute to LibreOffice. */
const TEXT_CELL = `<td style="mso-number-format:'\\@'" sdnum="1033;0;@">`

/** A table in which every cell is text to a spreadsheet program, so that 0171 stays 0171. */
export function formatHtmlTable(rows: readonly (readonly string[])[]): string {
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `${TEXT_CELL}${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')
  return `<meta charset="utf-8"><table>${body}</table>`
}
