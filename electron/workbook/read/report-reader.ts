import {
  HELD_HEADING,
  reportColumnsStart,
  RUN_HEADING,
  RUN_SHEET,
  type ReportRun,
} from '#shared/domain/report/report.ts'
import { BASE_HEADING } from '#shared/domain/report/base-cell.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { findHeading } from './heading-row.ts'
import type { OpenedFile, RawSheet } from './raw-sheet.ts'
import { readMarks, rowMark } from '#electron/workbook/formats/row-marks.ts'

function reportHeadingRow(sheet: RawSheet): number | null {
  const heading = findHeading(sheet)
  if (heading.row === null) return null
  return reportColumnsStart(sheet.row(heading.row)) === null ? null : heading.row
}

/** One of our own reports, by its headings. */
export function isReportFile(file: OpenedFile): boolean {
  return file.sheets.some((sheet) => !sheet.hidden && reportHeadingRow(sheet) !== null)
}

function* firstCells(sheet: RawSheet, column: number): Generator<string> {
  for (let index = 0; index < sheet.rowCount; index++) yield sheet.row(index)[column] ?? ''
}

/** Whether cells have the apostrophes of a text report, which it keeps when a spreadsheet program saves it as a workbook. */
export function isEscaped(file: OpenedFile, headings: readonly string[]): boolean {
  return file.text !== null || headings.includes(RUN_HEADING)
}

/** Source column that says what a report's cells hold; null where nothing is held, or this is no report. */
export function heldColumnOf(sheet: RawSheet): number | null {
  const row = reportHeadingRow(sheet)
  if (row === null) return null
  const column = sheet.row(row).lastIndexOf(HELD_HEADING)
  return column === -1 ? null : column
}

/** What a person hid; the hidden columns of our own files are nobody's question. */
export function hiddenColumnsOf(sheet: RawSheet): ReadonlySet<number> {
  if (sheet.hiddenColumns.size === 0) return sheet.hiddenColumns
  const { row } = findHeading(sheet)
  const own = [heldColumnOf(sheet), row === null ? null : sheet.row(row).lastIndexOf(BASE_HEADING)]
  return new Set([...sheet.hiddenColumns].filter((column) => !own.includes(column)))
}

/** Where each column of a report stands among the headings that were read; -1 for one that was deleted or renamed. */
export function placesOf(run: ReportRun, headers: readonly string[]): number[] {
  const taken = new Set<number>()
  return run.columns.map(({ header }) => {
    const place = headers.findIndex((candidate, index) => candidate === header && !taken.has(index))
    taken.add(place)
    return place
  })
}

/** The texts a report carries for Leadsheet: the first column of the sheet "Run", or a text file's own column. */
export function runTexts(file: OpenedFile, sheet: RawSheet, headings: readonly string[]): string[] {
  const runSheet = file.sheets.find((candidate) => candidate.name === RUN_SHEET)
  if (runSheet) return [...firstCells(runSheet, 0)]
  const column = headings.indexOf(RUN_HEADING)
  return column === -1 ? [] : [...firstCells(sheet, column)]
}

/** Tells whether a row's cells are other than they were when the report was made; null where that cannot be told. */
export function editedTest(
  run: ReportRun | null,
  headers: readonly string[],
  texts: readonly string[],
): ((cells: readonly string[]) => boolean) | null {
  const marks = readMarks(texts)
  if (!run || !marks) return null
  const places = placesOf(run, headers)
  // A column that was deleted or renamed is not an edit of every row.
  if (places.includes(-1)) return null
  return (cells) => !marks.has(rowMark(places.map((place) => cells[place] ?? '')))
}

export function editedText(rows: number, wasText: boolean): string {
  const told =
    rows === 1
      ? '1 row is not as it was when the report was made. It counts as changed since, and is to be sent.'
      : `${inEnglish.formatCount(rows)} rows are not as they were when the report was made. They count as changed since, and are to be sent.`
  if (!wasText) return told
  return (
    `${told} Spreadsheet programs drop zeros in front, and the ends of long numbers, from .csv files: check before you push, ` +
    'or use the .xlsx report.'
  )
}
