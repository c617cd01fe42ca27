import type {
  LoadChoices,
  WorkbookInspection,
  WorkbookQuestion,
  WorkbookSheet,
} from '#shared/domain/sheet/workbook.ts'
import { PREVIEW_COLUMNS, PREVIEW_ROWS } from '#electron/workbook/bounds.ts'
import { findHeading } from './heading-row.ts'
import type { OpenedFile, RawSheet } from './raw-sheet.ts'
import { hiddenColumnsOf, isReportFile } from './report-reader.ts'
import { chooseSheet, refuseUnfit } from './table-reader.ts'
import { ENCODINGS } from './encodings.ts'

function sheetFacts(sheet: RawSheet): WorkbookSheet {
  const heading = findHeading(sheet)
  const preview: string[][] = []
  for (let index = 0; index < Math.min(sheet.rowCount, PREVIEW_ROWS); index++) {
    preview.push(sheet.row(index).slice(0, PREVIEW_COLUMNS))
  }
  return {
    name: sheet.name,
    rows: sheet.rowCount,
    columns: sheet.columnCount,
    hidden: sheet.hidden,
    hiddenRows: sheet.hiddenRows.size,
    hiddenColumns: hiddenColumnsOf(sheet).size,
    preview,
    headerRow: heading.row,
    headerSure: heading.sure,
  }
}

/** What can be told of the file, and what has to be asked, given what was already chosen. @throws {Unreadable} */
export function inspectFile(file: OpenedFile, name: string, choices: LoadChoices): WorkbookInspection {
  const isReport = isReportFile(file)
  const chosen = chooseSheet(file, choices.sheet)
  const sheets = file.sheets.map(sheetFacts)
  const questions: WorkbookQuestion[] = []
  const candidates = file.sheets.filter((sheet) => !sheet.hidden && sheet.rowCount > 0)
  // The sheet that was meant may be one of those that could not be read.
  const choosable = candidates.length + (file.lostSheets ?? 0)
  if (choices.sheet === null && choosable > 1 && !isReport) questions.push('sheet')
  else refuseUnfit(file, choices)
  const facts = sheets[file.sheets.indexOf(chosen)]
  if (facts && choices.headerRow === null && !facts.headerSure) questions.push('header')
  if (file.encoding?.sure === false && choices.encoding === null) questions.push('encoding')
  if (file.text && file.text.rivals.length > 0 && choices.delimiter === null) questions.push('delimiter')
  const broken = file.broken ?? []
  if (broken.length > 0 && !choices.acceptBroken) questions.push('broken')
  if (facts && facts.hiddenRows + facts.hiddenColumns > 0) questions.push('hidden')
  return {
    name,
    format: file.format,
    sheets,
    chosen: chosen.name,
    encoding: file.encoding?.name ?? null,
    encodings: file.encoding ? [...ENCODINGS] : [],
    delimiter: file.text?.delimiter ?? null,
    delimiters: file.text?.rivals.length ? [file.text.delimiter, ...file.text.rivals] : [],
    broken,
    questions,
    isReport,
  }
}
