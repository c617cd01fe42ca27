import {
  HELD_HEADING,
  LEADS_SHEET,
  outcomeCells,
  REPORT_HEADINGS,
  RUN_SHEET,
  type ReportRow,
  type ReportRun,
} from '#shared/domain/report/report.ts'
import { BASE_HEADING } from '#shared/domain/report/base-cell.ts'
import { STATUS_LABELS } from '#shared/domain/push/status.ts'
import { MAX_REPORT_CELL } from '#electron/workbook/bounds.ts'
import { heldCell } from '#electron/workbook/formats/held-cell.ts'
import { columnLetters } from '#electron/workbook/formats/column-letters.ts'
import { LINE_HEIGHT, OUTCOME_WIDTHS, ownWidths, rowHeight } from './report-widths.ts'
import { packMarks, rowMark } from '#electron/workbook/formats/row-marks.ts'
import { DECLARATION, MAIN, STATUS_COLOURS, STYLE, stylesXml } from './report-styles.ts'
import { runTable, type ReportCounts, type RunStyle } from './run-table.ts'
import { xlsxText, xmlAttribute } from '#electron/workbook/formats/xlsx-text.ts'
import { ZipWriter, type ByteSink } from '#electron/workbook/formats/zip-writer.ts'

/**
 * A report as a workbook, row by row, of constant memory. Written here rather than by a library because no streaming one writes
 * what it needs: two sheets, a filter, colours by rule, and text that comes back byte for byte (docs/decisions/files.md).
 */

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const CHUNK_CHARACTERS = 128 * 1024

const NUMBER_COLUMNS = new Set([3, 4])
const MESSAGE_COLUMN = 2

function workbookXml(filterRange: string, plain: boolean): string {
  return (
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
    `<sheet name="${LEADS_SHEET}" sheetId="1" r:id="rId1"/>${plain ? '' : `<sheet name="${RUN_SHEET}" sheetId="2" r:id="rId2"/>`}</sheets>` +
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${LEADS_SHEET}!${filterRange}</definedName>` +
    '</definedNames></workbook>'
  )
}

const workbookRelations = (plain: boolean): string =>
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
  (plain ? '' : `<Relationship Id="rId2" Type="${RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>`) +
  `<Relationship Id="rId3" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`

const PACKAGE_RELATIONS =
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (plain: boolean): string =>
  `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>` +
  (plain
    ? ''
    : `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`) +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`

function textCell(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xlsxText(text)}</t></is></c>`
}

const numberCell = (reference: string, text: string): string =>
  `<c r="${reference}" s="${STYLE.number}"><v>${text}</v></c>`

/** The style of a column is what cells get that somebody adds below. */
function columnsXml(columns: readonly { width: number; style: number; hidden?: boolean }[]): string {
  const tags = columns.map(
    ({ width, style, hidden }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`,
  )
  return `<cols>${tags.join('')}</cols>`
}

function outcomeStyle(index: number): number {
  if (NUMBER_COLUMNS.has(index)) return STYLE.number
  return index === MESSAGE_COLUMN ? STYLE.wrapped : STYLE.text
}

function runStyle(style: RunStyle, column: number): number {
  if (style === 'fact') return column === 0 ? STYLE.label : STYLE.text
  return style === 'mapping' ? STYLE.text : STYLE[style]
}

/** The status column takes its colour from its word, so a row corrected or sorted in Excel keeps telling the truth. */
function colourRules(statusColumn: string, lastRow: number): string {
  const rules = STATUS_COLOURS.map(({ state }, index) => {
    const word = xmlAttribute(STATUS_LABELS[state])
    return (
      `<cfRule type="beginsWith" dxfId="${index}" priority="${index + 1}" operator="beginsWith" text="${word}">` +
      `<formula>LEFT(${statusColumn}2,${word.length})="${word}"</formula></cfRule>`
    )
  })
  return `<conditionalFormatting sqref="${statusColumn}2:${statusColumn}${Math.max(lastRow, 2)}">${rules.join('')}</conditionalFormatting>`
}

/** @throws what the sink throws. Answers how many rows were written, and how many cells were cut to Excel's length. */
export async function writeReportXlsx(
  sink: ByteSink,
  run: ReportRun,
  batches: AsyncIterable<ReportRow[]>,
): Promise<ReportCounts> {
  const zip = new ZipWriter(sink)
  const headings = [
    ...run.columns.map((column) => column.header),
    ...(run.plain ? [] : REPORT_HEADINGS),
    ...(run.holds ? [HELD_HEADING] : []),
    ...(run.bases ? [BASE_HEADING] : []),
  ]
  const letters = headings.map((_, column) => columnLetters(column))
  const ownColumns = run.columns.length
  const statusColumn = columnLetters(ownColumns)
  const counts: ReportCounts = { rows: 0, cut: 0, states: new Map() }
  const marks: number[] = []

  function fitted(text: string): string {
    if (text.length <= MAX_REPORT_CELL) return text
    counts.cut++
    return text.slice(0, MAX_REPORT_CELL)
  }

  function rowXml(row: ReportRow): string {
    counts.rows++
    const number = counts.rows + 1
    const outcome = run.plain ? [] : outcomeCells(row.outcome, row.changed, row.leadId ?? '')
    const height = rowHeight(outcome[MESSAGE_COLUMN] ?? '')
    let xml = height === null ? `<row r="${number}">` : `<row r="${number}" ht="${height}">`
    const cells = run.columns.map((_, column) => fitted(row.cells[column] ?? ''))
    marks.push(rowMark(cells))
    for (let column = 0; column < ownColumns; column++) {
      const text = cells[column] ?? ''
      if (text !== '') xml += textCell(`${letters[column]}${number}`, text, STYLE.text)
    }
    for (let index = 0; index < outcome.length; index++) {
      const text = outcome[index] ?? ''
      if (text === '') continue
      const reference = `${letters[ownColumns + index]}${number}`
      xml += NUMBER_COLUMNS.has(index)
        ? numberCell(reference, text)
        : textCell(reference, fitted(text), outcomeStyle(index))
    }
    const held = run.holds ? heldCell(cells, row.held) : ''
    if (held !== '') xml += textCell(`${letters.at(-1)}${number}`, held, STYLE.text)
    const base = run.bases ? (row.base ?? '') : ''
    // Cut it would say nothing. The row then does not know what it was, which is told where that is asked for.
    if (base !== '' && base.length <= MAX_REPORT_CELL)
      xml += textCell(`${letters.at(-1)}${number}`, base, STYLE.text)
    const word = outcome[0] ?? ''
    counts.states.set(word, (counts.states.get(word) ?? 0) + 1)
    return `${xml}</row>`
  }

  const hiddenColumn = { width: 10, style: STYLE.text, hidden: true }

  function sheetStart(first: readonly ReportRow[]): string {
    const columns = [
      ...ownWidths(run, first).map((width) => ({ width, style: STYLE.text })),
      ...(run.plain ? [] : OUTCOME_WIDTHS.map((width, index) => ({ width, style: outcomeStyle(index) }))),
      ...(run.holds ? [hiddenColumn] : []),
      ...(run.bases ? [hiddenColumn] : []),
    ]
    const titles = headings.map((heading, column) =>
      textCell(
        `${letters[column]}1`,
        fitted(heading),
        column < ownColumns ? STYLE.heading : STYLE.outcomeHeading,
      ),
    )
    return (
      `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<sheetFormatPr defaultRowHeight="${LINE_HEIGHT}"/>${columnsXml(columns)}<sheetData><row r="1">${titles.join('')}</row>`
    )
  }

  async function* leads(): AsyncGenerator<string> {
    let text = ''
    let begun = false
    for await (const rows of batches) {
      if (!begun) text = sheetStart(rows)
      begun = true
      for (const row of rows) {
        text += rowXml(row)
        if (text.length < CHUNK_CHARACTERS) continue
        yield text
        text = ''
      }
    }
    if (!begun) text = sheetStart([])
    yield `${text}</sheetData><autoFilter ref="A1:${letters.at(-1)}${counts.rows + 1}"/>${run.plain ? '' : colourRules(statusColumn, counts.rows + 1)}</worksheet>`
  }

  function* runSheet(): Generator<string> {
    const columns = [30, 44, 30].map((width) => ({ width, style: STYLE.text }))
    yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetFormatPr defaultRowHeight="${LINE_HEIGHT}"/>${columnsXml(columns)}<sheetData>`
    for (const [index, { cells, style }] of runTable(run, counts, packMarks(marks)).entries()) {
      const number = index + 1
      const xml = cells.map((text, column) =>
        text === ''
          ? ''
          : textCell(`${columnLetters(column)}${number}`, fitted(text), runStyle(style, column)),
      )
      yield `<row r="${number}">${xml.join('')}</row>`
    }
    yield '</sheetData></worksheet>'
  }

  await zip.part('[Content_Types].xml', [contentTypes(run.plain === true)])
  await zip.part('_rels/.rels', [PACKAGE_RELATIONS])
  await zip.part('xl/styles.xml', [stylesXml()])
  await zip.part('xl/worksheets/sheet1.xml', leads())
  if (!run.plain) await zip.part('xl/worksheets/sheet2.xml', runSheet())
  await zip.part('xl/workbook.xml', [
    workbookXml(`$A$1:$${letters.at(-1)}$${counts.rows + 1}`, run.plain === true),
  ])
  await zip.part('xl/_rels/workbook.xml.rels', [workbookRelations(run.plain === true)])
  await zip.end()
  return counts
}
