import type * as XLSX from 'xlsx'
import { MAX_ROWS, MOST_SHEET_COLUMNS } from '#electron/workbook/bounds.ts'
import type { CellDoubts } from './cell-doubts.ts'
import { parseSpreadsheet, type SpreadsheetKind } from './parsed-workbook.ts'
import type { Merge, OpenedFile, RawSheet } from './raw-sheet.ts'
import { shownValue } from './shown-value.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'
import { restoreCarriageReturns, type HiddenLines } from '#electron/workbook/formats/zipped-parts.ts'

interface DenseSheet {
  '!type'?: string
  '!merges'?: XLSX.Range[]
  '!data'?: (XLSX.CellObject[] | undefined)[]
}

/** @throws {Unreadable} */
export async function openSpreadsheet(
  bytes: Buffer,
  kind: SpreadsheetKind,
  encoding: string | null,
  onParsing: (bytes: number) => void,
): Promise<OpenedFile> {
  const parsed = await parseSpreadsheet(bytes, kind, encoding, onParsing)
  const { format, workbook, hiddenLines, totalsRows, notes = [], broken = [] } = parsed
  refuseNamesakes(workbook.SheetNames)
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  const sheets = workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name] as DenseSheet | undefined
    if (!sheet || (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet')) return []
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return [rawSheet(name, sheet, hidden, hiddenLines(index), totalsRows?.(index) ?? new Set(), date1904)]
  })
  if (sheets.length === 0) {
    throw new Unreadable('no-sheets', 'This workbook has no sheet with cells in it.')
  }
  const lostSheets = workbook.SheetNames.filter((name) => !Object.hasOwn(workbook.Sheets, name)).length
  return {
    format,
    sheets,
    text: null,
    notes,
    broken,
    lostSheets,
    ...(parsed.encoding ? { encoding: parsed.encoding } : {}),
  }
}

function rawSheet(
  name: string,
  sheet: DenseSheet,
  hidden: boolean,
  hiddenLines: HiddenLines,
  totalsRows: ReadonlySet<number>,
  date1904: boolean,
): RawSheet {
  const data = sheet['!data'] ?? []
  let columnCount = 0
  let rowCount = 0
  data.forEach((cells, row) => {
    if (!cells) return
    for (let column = cells.length - 1; column >= 0; column--) {
      const cell = cells[column]
      if (!cell || cell.t === 'z') continue
      columnCount = Math.max(columnCount, column + 1)
      rowCount = row + 1
      break
    }
  })
  refuseFarCells(name, rowCount, columnCount)
  const merges: Merge[] = (sheet['!merges'] ?? []).map((range) => ({
    top: range.s.r,
    left: range.s.c,
    bottom: range.e.r,
    right: range.e.c,
  }))

  function row(index: number, doubts?: CellDoubts, holding?: Map<number, string>): string[] {
    const cells = data[index]
    const texts: string[] = []
    if (!cells) return texts
    for (let column = 0; column < cells.length; column++) {
      const { text, doubt, held } = shownValue(cells[column], date1904)
      texts.push(restoreCarriageReturns(text))
      if (held !== undefined) holding?.set(column, held)
      if (doubt !== null) doubts?.add(doubt, index, column, text, held)
    }
    return texts
  }

  return {
    name,
    hidden,
    rowCount,
    columnCount,
    hiddenRows: below(hiddenLines.rows, rowCount),
    hiddenColumns: below(hiddenLines.columns, columnCount),
    merges,
    totalsRows,
    row,
    placeOf: (index) => index + 1,
  }
}

/** The parser keeps one sheet of a name: the other would show its rows. @throws {Unreadable} */
function refuseNamesakes(names: readonly string[]): void {
  const namesake = names.find((name, index) => names.indexOf(name) !== index)
  if (namesake === undefined) return
  throw new Unreadable(
    'sheet-names-repeat',
    `Two sheets of this workbook are called “${namesake}”, which spreadsheet programs do not allow. Open it in Excel, let it repair the file, save it, and open that.`,
  )
}

/** A cell beyond where Excel's sheets end is written by no spreadsheet program. @throws {Unreadable} */
function refuseFarCells(name: string, rows: number, columns: number): void {
  if (rows <= MAX_ROWS && columns <= MOST_SHEET_COLUMNS) return
  throw new Unreadable(
    rows > MAX_ROWS ? 'too-many-rows' : 'too-many-columns',
    `The sheet “${name}” has cells beyond the last row or column Excel has. Delete them, save the file, and open it again.`,
  )
}

/** People hide all the empty columns to the right; only those among the cells count. */
function below(indexes: ReadonlySet<number>, end: number): Set<number> {
  return new Set([...indexes].filter((index) => index < end))
}
