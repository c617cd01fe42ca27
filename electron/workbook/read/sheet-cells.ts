import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import type { EncodingFacts } from './raw-sheet.ts'
import type { CellObject, Range, WorkBook } from 'xlsx'
import { MAX_RAW_COLUMNS, MAX_ROWS } from '#electron/workbook/bounds.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'
import type { HiddenLines } from '#electron/workbook/formats/zipped-parts.ts'

/** A sheet under construction by a reader of a marked-up format, in the form the workbook parser gives sheets. */
export class SheetCells {
  readonly name: string
  readonly hiddenLines: HiddenLines = { rows: new Set(), columns: new Set() }
  hidden = false
  readonly #data: (CellObject | undefined)[][] = []
  readonly #merges: Range[] = []

  constructor(name: string) {
    this.name = name
  }

  get rowCount(): number {
    return this.#data.length
  }

  /** @throws {Unreadable} beyond the bounds of a sheet, before anything is made. */
  put(row: number, column: number, cell: CellObject): void {
    if (row >= MAX_ROWS) {
      throw new Unreadable(
        'too-many-rows',
        `This file has more than ${inEnglish.formatCount(MAX_ROWS)} rows, which is more than a sheet can hold. Split it.`,
      )
    }
    if (column >= MAX_RAW_COLUMNS) {
      throw new Unreadable(
        'too-many-columns',
        `This file has more than ${inEnglish.countOf(MAX_RAW_COLUMNS, 'column', 'columns')}, which is more than a sheet can hold. ` +
          'Leave out the columns you do not need where you export it.',
      )
    }
    const cells = (this.#data[row] ??= [])
    cells[column] = cell
  }

  merge(top: number, left: number, bottom: number, right: number): void {
    if (top === bottom && left === right) return
    this.#merges.push({
      s: { r: top, c: left },
      e: { r: Math.min(bottom, MAX_ROWS - 1), c: Math.min(right, MAX_RAW_COLUMNS - 1) },
    })
  }

  hasText(row: number): boolean {
    return this.#data[row]?.some((cell) => cell !== undefined && cell.v !== '') ?? false
  }

  /** The last column with a cell, counted from 1. */
  get width(): number {
    return this.#data.reduce((most, cells) => Math.max(most, cells.length), 0)
  }

  /** Puts the rows of another sheet of the same form below these. */
  append(other: SheetCells): void {
    const from = this.#data.length
    other.#data.forEach((cells, row) => (this.#data[from + row] = cells))
    for (const { s, e } of other.#merges) this.merge(from + s.r, s.c, from + e.r, e.c)
    for (const row of other.hiddenLines.rows) this.hiddenLines.rows.add(from + row)
  }

  get sheet(): object {
    return { '!type': 'sheet', '!data': this.#data, '!merges': this.#merges }
  }
}

/** What a reader of a marked-up format answers: the same as the workbook parser. */
export interface MarkupWorkbook {
  format: string
  workbook: WorkBook
  hiddenLines: (sheetIndex: number) => HiddenLines
  encoding: EncodingFacts
  /** Why the file is not what its writer meant. */
  broken?: LoadNote[]
}

/** What the workbook parser would answer for these sheets. */
export function workbookOfSheets(sheets: readonly SheetCells[]): WorkBook {
  return {
    SheetNames: sheets.map(({ name }) => name),
    Sheets: Object.fromEntries<WorkBook['Sheets'][string]>(sheets.map((one) => [one.name, one.sheet])),
    Workbook: { Sheets: sheets.map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })) },
  }
}

/** Names of sheets are told apart where the file does not. */
export function distinctName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let count = 2; ; count++) if (!taken.has(`${wanted} (${count})`)) return `${wanted} (${count})`
}
