import { Parser } from 'htmlparser2'
import { cellFrom, classFormats, numberFormatOf } from './html-formats.ts'
import { BLOCKS, isHiddenBy, ShownText, UNSHOWN } from '#shared/values/shown-text.ts'
import { distinctName, SheetCells, workbookOfSheets, type MarkupWorkbook } from './sheet-cells.ts'
import { decodeText } from './text-encoding.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

/** HTML's own bounds of a cell's spans. */
const MOST_COLUMNS_SPANNED = 1000
const MOST_ROWS_SPANNED = 65_534

interface OpenCell {
  column: number
  text: ShownText
  format: string | null
  hidden: boolean
}

interface OpenTable {
  cells: SheetCells
  row: number
  column: number
  cell: OpenCell | null
  /** Columns taken by cells of rows above, and how many rows further down. */
  taken: Map<number, number>
  rowHidden: boolean
  nextColumnInfo: number
}

const spanned = (text: string | undefined, most: number): number => {
  const count = Number.parseInt(text ?? '1', 10)
  return Number.isFinite(count) && count >= 1 ? Math.min(count, most) : 1
}

const isHidden = (attributes: Record<string, string>): boolean =>
  isHiddenBy(attributes['hidden'], attributes['style'])

/** Parts of a table keep their places where they are hidden, and are asked about. */
const OF_TABLES = new Set(['col', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])

/** Listens to the parser and makes a sheet of every table; a table in a cell is one of its own. */
class TableBuilder {
  readonly tables: SheetCells[] = []
  names: string[] = []
  css = ''
  readonly #open: OpenTable[] = []
  #formats: Map<string, string> | null = null
  #unshown = 0
  /** Elements open within one that is hidden, itself included. */
  #hidden = 0

  opened(name: string, attributes: Record<string, string>): void {
    if (this.#hidden > 0 || (!OF_TABLES.has(name) && isHidden(attributes))) {
      this.#hidden++
      return
    }
    if (UNSHOWN.has(name)) this.#unshown++
    const table = this.#open.at(-1)
    switch (name) {
      case 'table': {
        const cells = new SheetCells('')
        this.tables.push(cells)
        this.#open.push({
          cells,
          row: -1,
          column: 0,
          cell: null,
          taken: new Map(),
          rowHidden: false,
          nextColumnInfo: 0,
        })
        break
      }
      case 'col':
        if (table) this.#columnInfo(table, attributes)
        break
      case 'tr':
        if (table) this.#beginRow(table, isHidden(attributes))
        break
      case 'td':
      case 'th':
        if (table) this.#beginCell(table, attributes)
        break
      case 'br':
        table?.cell?.text.lineBreak()
        break
      default:
        if (BLOCKS.has(name)) table?.cell?.text.block()
    }
  }

  text(text: string): void {
    if (this.#unshown === 0 && this.#hidden === 0) this.#open.at(-1)?.cell?.text.add(text)
  }

  closed(name: string): void {
    if (this.#hidden > 0) {
      this.#hidden--
      return
    }
    if (UNSHOWN.has(name) && this.#unshown > 0) this.#unshown--
    const table = this.#open.at(-1)
    if (!table) return
    if (name === 'td' || name === 'th') this.#endCell(table)
    else if (name === 'tr') this.#endRow(table)
    else if (name === 'table') {
      this.#endRow(table)
      this.#open.pop()
    } else if (BLOCKS.has(name)) table.cell?.text.block()
  }

  #columnInfo(table: OpenTable, attributes: Record<string, string>): void {
    const count = spanned(attributes['span'], MOST_COLUMNS_SPANNED)
    if (isHidden(attributes)) {
      for (let index = 0; index < count; index++)
        table.cells.hiddenLines.columns.add(table.nextColumnInfo + index)
    }
    table.nextColumnInfo += count
  }

  #beginRow(table: OpenTable, hidden: boolean): void {
    this.#endRow(table)
    table.row++
    table.column = 0
    table.rowHidden = hidden
  }

  #beginCell(table: OpenTable, attributes: Record<string, string>): void {
    this.#endCell(table)
    if (table.row < 0) this.#beginRow(table, false)
    while (table.taken.has(table.column)) table.column++
    const columns = spanned(attributes['colspan'], MOST_COLUMNS_SPANNED)
    const rows = spanned(attributes['rowspan'], MOST_ROWS_SPANNED)
    const { row, column } = table
    if (rows > 1) {
      // Counted down at the end of each row, this one's too.
      for (let index = 0; index < columns; index++) table.taken.set(column + index, rows)
    }
    table.cells.merge(row, column, row + rows - 1, column + columns - 1)
    table.cell = {
      ...{ column, text: new ShownText(), format: this.#formatOf(attributes), hidden: isHidden(attributes) },
    }
    table.column = column + columns
  }

  #formatOf(attributes: Record<string, string>): string | null {
    const own = numberFormatOf(attributes['style'])
    if (own !== null) return own
    this.#formats ??= classFormats(this.css)
    for (const name of (attributes['class'] ?? '').split(/\s+/)) {
      const format = this.#formats.get(name)
      if (format !== undefined) return format
    }
    return null
  }

  #endCell(table: OpenTable): void {
    const { cell } = table
    table.cell = null
    if (!cell) return
    const text = cell.text.value
    if (text === '') return
    if (cell.hidden && !table.rowHidden) table.cells.hiddenLines.columns.add(cell.column)
    table.cells.put(table.row, cell.column, cellFrom(text, cell.format))
  }

  #endRow(table: OpenTable): void {
    this.#endCell(table)
    if (table.row < 0 || table.column < 0) return
    if (table.rowHidden && table.cells.hasText(table.row)) table.cells.hiddenLines.rows.add(table.row)
    table.column = -1
    for (const [column, rows] of table.taken) {
      if (rows > 1) table.taken.set(column, rows - 1)
      else table.taken.delete(column)
    }
  }
}

/** A table of one row stands above the table whose headings it is: some grids are drawn as two. */
function joined(tables: readonly SheetCells[]): SheetCells[] {
  const sheets: SheetCells[] = []
  for (const table of tables) {
    const before = sheets.at(-1)
    if (before?.rowCount === 1 && before.width > 1 && before.width === table.width) before.append(table)
    else sheets.push(table)
  }
  return sheets
}

function named(tables: readonly SheetCells[], names: readonly string[]): SheetCells[] {
  const taken = new Set<string>()
  return tables.map((table, index) => {
    const fallback = tables.length === 1 ? 'Sheet1' : `Table ${index + 1}`
    const name = distinctName((names.length === tables.length ? names[index] : undefined) ?? fallback, taken)
    taken.add(name)
    const sheet = new SheetCells(name)
    sheet.append(table)
    for (const column of table.hiddenLines.columns) sheet.hiddenLines.columns.add(column)
    return sheet
  })
}

const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/i
const HEAD_BYTES = 8192

/**
 * Reads the tables of a page, which is what many systems save as ".xls": every table is a sheet, spans keep their places, and the
 * digits are those that stand in the page.
 * @throws {Unreadable} where there is no table in it.
 */
export function parseHtml(bytes: Buffer, encoding: string | null): MarkupWorkbook {
  const [, meta, xml] = DECLARED.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? []
  const decoded = decodeText(bytes, encoding, meta ?? xml ?? null)
  const builder = new TableBuilder()
  let inStyle = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        inStyle = name === 'style'
        builder.opened(name, attributes)
      },
      ontext(text) {
        if (inStyle) builder.css += text
        else builder.text(text)
      },
      onclosetag(name) {
        inStyle = false
        builder.closed(name)
      },
      oncomment(text) {
        // Excel names its sheets in a comment of its own.
        const names = [...text.matchAll(/<x:Name>([^<]*)<\/x:Name>/g)].map(([, name = '']) => name)
        if (names.length > 0) builder.names = names
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(decoded.text)
  parser.end()
  const sheets = named(joined(builder.tables.filter((table) => table.width > 0)), builder.names)
  if (sheets.length === 0) {
    throw new Unreadable(
      'web-page',
      'This file is a web page saved under a spreadsheet’s name, and there is no table in it. It may be a page that asks you to ' +
        'sign in, or its sheets lie in a folder beside it. Export it again, as .xlsx or .csv.',
    )
  }
  return {
    format: 'HTML table',
    workbook: workbookOfSheets(sheets),
    hiddenLines: (index) => sheets[index]!.hiddenLines,
    encoding: { name: decoded.encoding, sure: decoded.sure },
  }
}
