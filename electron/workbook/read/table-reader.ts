import {
  HELD_HEADING,
  LEADS_SHEET,
  REPORT_HEADINGS,
  reportColumnsStart,
  restoreOutcome,
  RUN_HEADING,
  unpackRun,
  type ReportRun,
  type RestoredOutcome,
} from '#shared/domain/report/report.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import type { LoadChoices, LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { BATCH_ROWS, MAX_COLUMNS, MAX_ROWS } from '#electron/workbook/bounds.ts'
import { columnLetters } from '#electron/workbook/formats/column-letters.ts'
import { CellDoubts } from './cell-doubts.ts'
import { CellEdges, withoutUnseenEdges } from './cell-edges.ts'
import { findHeading, headingTexts } from './heading-row.ts'
import type { OpenedFile, RawSheet } from './raw-sheet.ts'
import {
  editedTest,
  heldColumnOf,
  hiddenColumnsOf,
  placesOf,
  editedText,
  isEscaped,
  isReportFile,
  runTexts,
} from './report-reader.ts'
import { readHeldCell } from '#electron/workbook/formats/held-cell.ts'
import { unescapeCell } from '#electron/workbook/formats/csv-escape.ts'
import { MergeFiller } from './merged-cells.ts'
import { Unreadable } from '#electron/workbook/unreadable.ts'

export interface TableBatch {
  rows: string[][]
  /** One a row: what its cells hold where that is not what they show, by column of the table. */
  held: (Held | undefined)[]
  /** What the file calls each row: its number in Excel, its line in a text file. Counts from 1. */
  places: number[]
  /** One a row; none where the file is no report of ours. */
  outcomes: (RestoredOutcome | null)[]
}

/** A table on its way out of the workbook process. */
export interface ReadTable {
  name: string
  headers: string[]
  restored: ReportRun | null
  batches: Generator<TableBatch, void>
  /** Complete when the last batch was taken. */
  notes(): LoadNote[]
}

/** @throws {Unreadable} where the sheet is not there. */
export function chooseSheet(file: OpenedFile, name: string | null): RawSheet {
  if (name !== null) {
    const chosen = file.sheets.find((sheet) => sheet.name === name)
    if (chosen) return chosen
    throw new Unreadable(
      'no-such-sheet',
      `There is no sheet named “${name}” in this file. It has: ${file.sheets.map((sheet) => sheet.name).join(', ')}.`,
    )
  }
  const shown = file.sheets.filter((sheet) => !sheet.hidden)
  const filled = shown.find((sheet) => sheet.rowCount > 0) ?? file.sheets.find((sheet) => sheet.rowCount > 0)
  const leads = isReportFile(file) ? file.sheets.find((sheet) => sheet.name === LEADS_SHEET) : undefined
  const sheet = leads ?? filled ?? shown[0] ?? file.sheets[0]
  if (!sheet) throw new Unreadable('no-sheets', 'This workbook has no sheet with cells in it.')
  return sheet
}

interface Layout {
  headerRow: number | null
  firstRow: number
  headers: string[]
  /** Source columns of the table, in order. */
  columns: number[]
  /** Source column of "Status"; null where this is no report. */
  outcomeStart: number | null
  emptyColumns: number
}

function filledColumns(sheet: RawSheet, firstRow: number, leaveOut: ReadonlySet<number>): boolean[] {
  const filled = new Array<boolean>(sheet.columnCount).fill(false)
  let open = sheet.columnCount
  for (let index = firstRow; index < sheet.rowCount && open > 0; index++) {
    if (leaveOut.has(index)) continue
    const cells = sheet.row(index)
    for (let column = 0; column < cells.length; column++) {
      if (filled[column] === true || cells[column] === '') continue
      filled[column] = true
      open--
    }
  }
  return filled
}

function layOut(file: OpenedFile, sheet: RawSheet, choices: LoadChoices): Layout {
  const found = choices.headerRow === null ? findHeading(sheet).row : choices.headerRow
  const headerRow = found === 'none' ? null : found
  if (headerRow !== null && headerRow >= sheet.rowCount) {
    throw new Unreadable(
      'no-such-row',
      'The heading row chosen lies below the sheet’s last row. Choose another.',
    )
  }
  const firstRow = headerRow === null ? 0 : headerRow + 1
  const texts =
    headerRow === null
      ? Array.from({ length: sheet.columnCount }, (_, column) => columnLetters(column))
      : headingTexts(sheet, headerRow)
  const outcomeStart = headerRow === null ? null : reportColumnsStart(texts)
  const hidden = choices.hidden === 'leave-out' ? hiddenColumnsOf(sheet) : new Set<number>()
  if (outcomeStart !== null) {
    const own = new Set(REPORT_HEADINGS.map((_, index) => outcomeStart + index))
    const columns = texts.flatMap((text, column) =>
      own.has(column) ||
      hidden.has(column) ||
      (column > outcomeStart && (text === RUN_HEADING || text === HELD_HEADING))
        ? []
        : [column],
    )
    const unescape = isEscaped(file, texts)
    const headers = columns.map((column) =>
      unescape ? unescapeCell(texts[column] ?? '') : (texts[column] ?? ''),
    )
    return { headerRow, firstRow, headers, columns, outcomeStart, emptyColumns: 0 }
  }
  const filled = filledColumns(sheet, firstRow, choices.hidden === 'leave-out' ? sheet.hiddenRows : new Set())
  const columns: number[] = []
  let emptyColumns = 0
  texts.forEach((text, column) => {
    if (hidden.has(column)) return
    if (filled[column] === true || (headerRow !== null && text.trim() !== '')) columns.push(column)
    else emptyColumns++
  })
  return {
    headerRow,
    firstRow,
    headers: columns.map((column) => withoutUnseenEdges(texts[column] ?? '')),
    columns,
    outcomeStart,
    emptyColumns,
  }
}

function checkBounds(sheet: RawSheet, columns: number): void {
  if (columns > MAX_COLUMNS) {
    throw new Unreadable(
      'too-many-columns',
      `The sheet “${sheet.name}” has ${inEnglish.formatCount(columns)} columns; Leadsheet opens up to ${inEnglish.formatCount(MAX_COLUMNS)}. ` +
        'Delete the columns you do not need and open it again.',
    )
  }
  if (sheet.rowCount > MAX_ROWS) {
    throw new Unreadable(
      'too-many-rows',
      `The sheet “${sheet.name}” has ${inEnglish.formatCount(sheet.rowCount)} rows; Leadsheet opens up to ${inEnglish.formatCount(MAX_ROWS)}. Split it.`,
    )
  }
}

/** @throws {Unreadable} where the sheet is not there, is empty, or breaks a bound. */
function boundedLayout(file: OpenedFile, sheet: RawSheet, choices: LoadChoices): Layout {
  checkBounds(sheet, 0)
  const layout = layOut(file, sheet, choices)
  checkBounds(sheet, layout.columns.length)
  if (layout.columns.length === 0) {
    throw new Unreadable(
      'empty-sheet',
      `The sheet “${sheet.name}” is empty. Choose another sheet, or another file.`,
    )
  }
  return layout
}

/** Refuses a sheet before anybody answers questions about it. @throws {Unreadable} */
export function refuseUnfit(file: OpenedFile, choices: LoadChoices): void {
  const sheet = chooseSheet(file, choices.sheet)
  // Looking for columns with nothing in them takes long; it cannot matter where there are few of them.
  if (sheet.rowCount === 0 || sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS) {
    boundedLayout(file, sheet, choices)
  }
}

/** @throws {Unreadable} where the sheet is not there, is empty, or breaks a bound. */
export function readTable(file: OpenedFile, choices: LoadChoices): ReadTable {
  const sheet = chooseSheet(file, choices.sheet)
  const layout = boundedLayout(file, sheet, choices)
  const isReport = layout.outcomeStart !== null
  const unescape = isReport && isEscaped(file, sheet.row(layout.headerRow ?? 0))
  const leaveOut = choices.hidden === 'leave-out' ? sheet.hiddenRows : new Set<number>()
  const doubts = new CellDoubts()
  const edges = new CellEdges()
  const texts = isReport ? runTexts(file, sheet, sheet.row(layout.headerRow ?? 0)) : []
  const restored = isReport ? unpackRun(texts) : null
  const heldColumn = isReport ? heldColumnOf(sheet) : null
  const reportPlaces = restored && placesOf(restored, layout.headers)
  const isEdited = editedTest(restored, layout.headers, texts)
  const totals = isReport ? new Set<number>() : (sheet.totalsRows ?? new Set<number>())
  const placeOfColumn = new Map(layout.columns.map((column, place) => [column, place]))
  let dropped = 0
  let edited = 0

  function* batches(): Generator<TableBatch, void> {
    let batch: TableBatch = { rows: [], held: [], places: [], outcomes: [] }
    const merges = new MergeFiller(sheet, layout.firstRow)
    const holding = new Map<number, string>()
    for (let index = layout.firstRow; index < sheet.rowCount; index++) {
      if (leaveOut.has(index) || totals.has(index)) {
        merges.pass(index)
        continue
      }
      holding.clear()
      const source = sheet.row(index, doubts, holding)
      merges.fill(index, source, holding, doubts)
      if (!isReport && source.every((text) => text.trim() === '')) {
        dropped++
        continue
      }
      const texts = layout.columns.map((column) => source[column] ?? '')
      const cells = unescape ? texts.map(unescapeCell) : texts
      const place = sheet.placeOf(index)
      // A report's cells are compared with those it was made of.
      if (!isReport) edges.clean(cells, place, sheet.withoutControls !== true)
      batch.rows.push(cells)
      const own = heldOf(holding)
      const told = isReport ? heldInReport(source, cells) : undefined
      batch.held.push(own && told ? { ...own, ...told } : (own ?? told))
      batch.places.push(place)
      if (isReport) batch.outcomes.push(outcomeOf(source, cells))
      if (batch.rows.length < BATCH_ROWS) continue
      yield batch
      batch = { rows: [], held: [], places: [], outcomes: [] }
    }
    if (batch.rows.length > 0) yield batch
  }

  function heldInReport(source: readonly string[], cells: readonly string[]): Held | undefined {
    const text = heldColumn === null ? '' : (source[heldColumn] ?? '')
    if (text === '' || !reportPlaces) return undefined
    return readHeldCell(unescape ? unescapeCell(text) : text, cells, (column) => {
      const place = reportPlaces[column] ?? -1
      return place === -1 ? undefined : place
    })
  }

  function heldOf(holding: ReadonlyMap<number, string>): Held | undefined {
    if (holding.size === 0) return undefined
    const held: Held = {}
    let any = false
    for (const [column, value] of holding) {
      const place = placeOfColumn.get(column)
      if (place === undefined) continue
      held[place] = value
      any = true
    }
    return any ? held : undefined
  }

  function outcomeOf(source: readonly string[], cells: readonly string[]): RestoredOutcome | null {
    const start = layout.outcomeStart
    if (start === null) return null
    const told = source.slice(start, start + REPORT_HEADINGS.length)
    const outcome = restoreOutcome(unescape ? told.map(unescapeCell) : told)
    if (!outcome || outcome.changed === true || isEdited?.(cells) !== true) return outcome
    edited++
    return { ...outcome, changed: true }
  }

  function notes(): LoadNote[] {
    const found: LoadNote[] = []
    if (edited > 0) {
      found.push({
        code: 'report-edited',
        text: editedText(edited, unescape),
      })
    }
    if (dropped > 0) {
      found.push({
        code: 'empty-rows',
        text: `${inEnglish.countOf(dropped, 'empty row was', 'empty rows were')} left out.`,
      })
    }
    if (layout.headerRow !== null && layout.headerRow > 0) {
      found.push({
        code: 'heading-row',
        text: `The headings were taken from row ${inEnglish.formatCount(sheet.placeOf(layout.headerRow))}; what stands above was left out.`,
      })
    }
    const totalsBelow = [...totals].filter((row) => row >= layout.firstRow)
    if (totalsBelow.length > 0) {
      const rows = totalsBelow.map((row) => inEnglish.formatCount(sheet.placeOf(row)))
      found.push({
        code: 'totals-row',
        text:
          rows.length === 1
            ? `The table’s totals row is no lead and was left out: row ${rows[0]}.`
            : `The tables’ totals rows are no leads and were left out: rows ${rows.join(', ')}.`,
      })
    }
    const hiddenRows = sheet.hiddenRows.size
    const hiddenColumns = hiddenColumnsOf(sheet).size
    if (hiddenRows + hiddenColumns > 0) {
      const what = [
        hiddenRows > 0 ? inEnglish.countOf(hiddenRows, 'hidden row', 'hidden rows') : '',
        hiddenColumns > 0 ? inEnglish.countOf(hiddenColumns, 'hidden column', 'hidden columns') : '',
      ]
      const verb = choices.hidden === 'keep' ? 'came along' : 'left out'
      found.push({ code: 'hidden', text: `Hidden in Excel, ${verb}: ${what.filter(Boolean).join(' and ')}.` })
    }
    if (!isReport) found.push(...(file.broken ?? []), ...(file.notes ?? []))
    found.push(...edges.notes(), ...doubts.notes())
    return found
  }

  return {
    name: sheet.name,
    headers: layout.headers,
    restored,
    batches: batches(),
    notes,
  }
}
