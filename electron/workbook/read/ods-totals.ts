import { MAX_ROWS } from '#electron/workbook/bounds.ts'

const TAGS = /<(\/?)(?:[^\s<>/:]+:)?(table|table-row|table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>/g
/** What the totals of an Excel table, and of a list under a filter, are calculated with: rows that are hidden do not count. */
const SUBTOTAL = /formula=["'](?:of:|oooc:|msoxl:)?=(?:SUBTOTAL|AGGREGATE)\(/i

/**
 * By sheet: the last row with a cell in it, where that row is one of subtotals. OpenDocument knows no tables with totals rows, so what
 * Excel or LibreOffice saves of one is its formulas. Rows counted from 0.
 */
export function odsTotals(content: string): ReadonlySet<number>[] {
  if (!/SUBTOTAL\(|AGGREGATE\(/i.test(content)) return []
  const sheets: Set<number>[] = []
  let row = 0
  let last = { row: -1, isTotal: false }
  let current = { filled: false, isTotal: false, repeated: 1 }
  const endRow = (): void => {
    if (current.filled) last = { row, isTotal: current.isTotal }
    row = Math.min(row + current.repeated, MAX_ROWS)
    current = { filled: false, isTotal: false, repeated: 0 }
  }
  for (const [, closing, kind, attributes = ''] of content.matchAll(TAGS)) {
    if (kind === 'table') {
      if (closing === '') {
        sheets.push(new Set())
        row = 0
        last = { row: -1, isTotal: false }
        current = { filled: false, isTotal: false, repeated: 0 }
      } else {
        endRow()
        if (last.isTotal) sheets.at(-1)?.add(last.row)
      }
    } else if (closing !== '') continue
    else if (kind === 'table-row') {
      endRow()
      current.repeated = Number(/number-rows-repeated=["'](\d+)["']/.exec(attributes)?.[1] ?? 1)
    } else {
      if (/value-type=|formula=/.test(attributes) || !attributes.endsWith('/')) current.filled = true
      if (SUBTOTAL.test(attributes)) current.isTotal = true
    }
  }
  return sheets
}
