export const OPENS_WITH_QUOTE = /(?:^|[\t\r\n])"/

/** Nothing is quoted, as in nearly every paste: splitting is several times faster than reading letter by letter. */
export function plainTsv(text: string): string[][] {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.length > 1 && lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split('\t'))
}

/**
 * The text spreadsheets put on the clipboard: cells parted by tabs, rows by line breaks, a cell in double quotes where it
 * holds a tab, a line break or (at its start) a quote. Excel ends the last row with a line break too; that one is no row.
 */
export function parseTsv(text: string): string[][] {
  if (!OPENS_WITH_QUOTE.test(text)) return plainTsv(text)
  const rows: string[][] = []
  let row: string[] = []
  let position = 0
  const end = text.length
  while (position <= end) {
    let cell: string
    let next: number
    const quoted = text.charCodeAt(position) === 34 ? quotedCell(text, position) : null
    if (quoted) {
      cell = quoted.cell
      next = quoted.next
    } else {
      next = position
      while (next < end) {
        const code = text.charCodeAt(next)
        if (code === 9 || code === 10 || code === 13) break
        next++
      }
      cell = text.slice(position, next)
    }
    row.push(cell)
    if (next >= end) break
    if (text.charCodeAt(next) === 9) {
      position = next + 1
      continue
    }
    position = next + (text.charCodeAt(next) === 13 && text.charCodeAt(next + 1) === 10 ? 2 : 1)
    rows.push(row)
    row = []
    if (position >= end) return rows
  }
  rows.push(row)
  return rows
}

/** Null where the quote at `start` does not open a quoted cell: a name may simply begin with one. */
function quotedCell(text: string, start: number): { cell: string; next: number } | null {
  let cell = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return null
    cell += text.slice(from, quote)
    const after = text.charCodeAt(quote + 1)
    if (after === 34) {
      cell += '"'
      from = quote + 2
      continue
    }
    if (Number.isNaN(after) || after === 9 || after === 10 || after === 13) {
      return { cell: cell.replaceAll('\r\n', '\n'), next: quote + 1 }
    }
    return null
  }
}

const NEEDS_QUOTES = /^"|[\t\n\r]/

/** The counterpart of `parseTsv`, as Excel writes it. */
export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\r\n')
}
