import { asHere } from '#shared/wording/numbers.ts'
import { parseHtmlTables } from './html-table.ts'
import type { MarkupTable, MarkupTables, Merge } from './markup-tables.ts'
import { longerRowsInWords } from './longer-rows.ts'
import { settleCells } from './settle-cells.ts'
import { OPENS_WITH_QUOTE, parseTsv, plainTsv } from './tsv.ts'

/** Reading as much again as HTML would hold up the page; beyond this the text alone is taken. */
const MOST_TEXT = 2_000_000

/** A line break inside a cell; the one of an empty cell stands right behind a tag. */
const BREAKS_A_LINE = /[^>\s]\s*<br/i

/** What text on a clipboard does not tell: cells that are merged downward, rows and columns that are hidden. */
const UNTOLD =
  /<(?:t[dhr]|col)\s[^<>]*(?:\browspan\s*=\s*["']?(?:[2-9]|1\d)|display\s*:\s*none|\shidden[\s=>])/i

/** A table from a clipboard. */
export interface Pasted {
  table: string[][]
  /** Cells whose value stands for those below them where they were copied. */
  merges: readonly Merge[]
  /** What a person should know of how it was read, in sentences. */
  said: readonly string[]
}

function isRectangle(table: readonly (readonly string[])[]): boolean {
  return table.every((row) => row.length === table[0]!.length)
}

/** Rows all as long as the longest. */
function squared(table: string[][]): string[][] {
  const width = table.reduce((most, row) => Math.max(most, row.length), 0)
  for (const row of table) while (row.length < width) row.push('')
  return table
}

/** A table of a page with all its rows, or those that are shown there. */
function linesOf(shown: MarkupTable, all: boolean): { table: string[][]; merges: Merge[] } {
  const kept = shown.rows.flatMap(({ hidden }, row) => (all || !hidden ? [row] : []))
  const placeOf = new Map(kept.map((row, place) => [row, place]))
  const merges = shown.merges.flatMap(({ top, left, bottom }): Merge[] => {
    const places = kept.filter((row) => row >= top && row <= bottom).map((row) => placeOf.get(row)!)
    // A merge that begins in a row nobody sees has no value in those that are left.
    return placeOf.has(top) && places.length > 1 ? [{ top: places[0]!, left, bottom: places.at(-1)! }] : []
  })
  return { table: kept.map((row) => shown.rows[row]!.cells), merges }
}

function sameShape(one: readonly (readonly string[])[], other: readonly (readonly string[])[]): boolean {
  return one.length === other.length && one.every((row, index) => row.length === other[index]!.length)
}

function cameAlong({ rows, hiddenColumns }: MarkupTable, withRows: boolean): string[] {
  const hiddenRows = withRows ? rows.filter(({ hidden }) => hidden).length : 0
  const what = [
    hiddenRows > 0 ? asHere.countOf(hiddenRows, 'row') : '',
    hiddenColumns.size > 0 ? asHere.countOf(hiddenColumns.size, 'column') : '',
  ].filter(Boolean)
  if (what.length === 0) return []
  const one = what.length === 1 && hiddenRows + hiddenColumns.size === 1
  return [
    `${what.join(' and ')} that ${one ? 'is' : 'are'} hidden where this was copied came along. To leave ${one ? 'it' : 'them'} out, undo, and copy visible cells only (Alt+; in Excel).`,
  ]
}

/** What a page's other parts were, where its table alone was taken. */
function leftOut({ largest, others, hasTextAround }: MarkupTables): string[] {
  const said: string[] = []
  if (others > 0) {
    said.push(
      `The clipboard holds ${asHere.formatCount(others + 1)} tables. The largest was pasted; copy the others one at a time.`,
    )
  }
  if (hasTextAround) said.push('Text beside the table was left out.')
  const hidden = largest.rows.filter((row) => row.hidden).length
  if (hidden > 0) {
    said.push(
      `${asHere.countOf(hidden, 'row is', 'rows are')} hidden where this was copied and ${hidden === 1 ? 'was' : 'were'} left out.`,
    )
  }
  return [...said, ...cameAlong(largest, false)]
}

/** What the text is, with what the HTML tells of the same table. */
function withUntold(table: string[][], shown: MarkupTables | null): Pasted {
  for (const all of [true, false]) {
    const lines = shown && linesOf(shown.largest, all)
    if (lines && sameShape(lines.table, table)) {
      return { table, merges: lines.merges, said: cameAlong(shown.largest, all) }
    }
  }
  return { table, merges: [], said: [] }
}

/**
 * What text and HTML agree on, where the text alone may be mistaken: LibreOffice turns line breaks in a cell into spaces and
 * never quotes, and in Excel's text `"Bob"` may be Bob in quotes or a quoted Bob. Null where the two are not the same table.
 */
function agreed(table: string[][], text: string, shown: MarkupTable): string[][] | null {
  const readings = OPENS_WITH_QUOTE.test(text) ? [table, plainTsv(text)] : [table]
  return (
    settleCells(readings, linesOf(shown, true).table) ?? settleCells(readings, linesOf(shown, false).table)
  )
}

/**
 * The table on a clipboard. The text is what spreadsheets write exactly; the HTML is asked only where the text is the poorer:
 * without columns (a table copied from a page or a mail), ragged (cells whose line breaks were not quoted), in doubt, or silent about
 * cells that are merged or hidden.
 */
export function tableFrom(
  text: string,
  html: () => string,
  parse: (html: string) => MarkupTables | null = parseHtmlTables,
): Pasted | null {
  let tables: MarkupTables | null | undefined
  const shown = (): MarkupTables | null => (tables ??= parse(html()))
  if (text !== '') {
    const table = parseTsv(text)
    const several = table.length > 1 || table[0]!.length > 1
    const source = several || OPENS_WITH_QUOTE.test(text) ? html() : ''
    const untold = several && UNTOLD.test(source)
    if (text.length <= MOST_TEXT) {
      const inDoubt = OPENS_WITH_QUOTE.test(text) || BREAKS_A_LINE.test(source)
      const seen = (inDoubt || untold) && source !== '' ? shown() : null
      const settled = inDoubt && seen ? agreed(table, text, seen.largest) : null
      if (settled) return withUntold(settled, seen)
      if (isExact(table)) return withUntold(table, seen)
    } else if (isExact(table)) {
      return { table, merges: [], said: untold ? [NOT_LOOKED_AT] : [] }
    }
    if (table.length === 1 && table[0]!.length === 1 && !/<table/i.test(html())) {
      return { table, merges: [], said: [] }
    }
  }
  const fromHtml = shown()
  const lines = fromHtml && linesOf(fromHtml.largest, false)
  if (fromHtml && lines && isMeant(lines.table, text)) {
    return { ...lines, table: squared(lines.table), said: leftOut(fromHtml) }
  }
  if (text === '') return null
  const ragged = parseTsv(text)
  const said = longerRowsInWords(ragged)
  return { table: squared(ragged), merges: [], said }
}

const NOT_LOOKED_AT =
  'Some cells are merged, or some rows or columns hidden, where this was copied. It is too much to look at each: open the file itself, so that they are asked about.'

/** A list in a mail with a table below its signature is the list: the table is taken where it has most of the letters. */
const MOST_LETTERS = 0.5

function isMeant(table: readonly (readonly string[])[], text: string): boolean {
  if (table.length === 0) return false
  if (text === '') return true
  if (table.length > 1 && table.every((row) => row.length < 2)) return false
  const letters = (words: string): number => words.replace(/\s+/g, '').length
  return letters(table.flat().join('')) >= letters(text) * MOST_LETTERS
}

/** A table as spreadsheets write it. */
function isExact(table: readonly (readonly string[])[]): boolean {
  return table[0]!.length > 1 && isRectangle(table)
}
