import {
  LEADS_SHEET,
  outcomeCells,
  REPORT_HEADINGS,
  RUN_SHEET,
  type ReportRow,
  type ReportRun,
} from '#shared/pipeline/report.ts'
import { STATUS_LABELS } from '#shared/pipeline/status.ts'
import { MAX_REPORT_CELL } from './bounds.ts'
import { columnLetters } from './cell-doubts.ts'
import { runTable, type ReportCounts } from './run-table.ts'
import { xlsxText, xmlAttribute } from './xlsx-text.ts'
import { ZipWriter, type ByteSink } from './zip-writer.ts'

/**
 * A report as a workbook, row by row, of constant memory. Written here rather than by a library because no streaming one writes
 * what it needs: two sheets, a filter, colours by rule, and text that comes back byte for byte (docs/decisions.md).
 */

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Cell styles, by their index in `cellXfs`. Text cells have format "@", so that editing them keeps zeros and signs. */
const STYLE = { plain: 0, text: 1, heading: 2 } as const

/** Fill and letters of a status, readable on each other (contrast over 4.5); the word says it too. */
const STATUS_COLOURS: readonly { state: keyof typeof STATUS_LABELS; fill: string; ink: string }[] = [
  { state: 'created', fill: 'FFD9F2E3', ink: 'FF0B5132' },
  { state: 'updated', fill: 'FFDCE9FB', ink: 'FF123F7A' },
  { state: 'failed', fill: 'FFFBDCDC', ink: 'FF8A1515' },
  { state: 'unknown', fill: 'FFFCE8C8', ink: 'FF6B4200' },
  { state: 'skipped', fill: 'FFE8E8EC', ink: 'FF44444C' },
  { state: 'cancelled', fill: 'FFE8E8EC', ink: 'FF44444C' },
]

const OUTCOME_WIDTHS = [16, 38, 60, 10, 8, 24]
const COLUMN_WIDTH = 20
const CHUNK_CHARACTERS = 128 * 1024

const NUMBER_COLUMNS = new Set([3, 4])

function stylesXml(): string {
  const fills = STATUS_COLOURS.map(
    ({ fill, ink }) =>
      `<dxf><font><color rgb="${ink}"/></font><fill><patternFill><bgColor rgb="${fill}"/></patternFill></fill></dxf>`,
  ).join('')
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}">` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEFF2"/></patternFill></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>' +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
    `<dxfs count="${STATUS_COLOURS.length}">${fills}</dxfs></styleSheet>`
  )
}

function workbookXml(filterRange: string): string {
  return (
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
    `<sheet name="${LEADS_SHEET}" sheetId="1" r:id="rId1"/><sheet name="${RUN_SHEET}" sheetId="2" r:id="rId2"/></sheets>` +
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${LEADS_SHEET}!${filterRange}</definedName>` +
    '</definedNames></workbook>'
  )
}

const WORKBOOK_RELATIONS =
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>` +
  `<Relationship Id="rId3" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`

const PACKAGE_RELATIONS =
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const CONTENT_TYPES =
  `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`

function textCell(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xlsxText(text)}</t></is></c>`
}

const numberCell = (reference: string, text: string): string => `<c r="${reference}"><v>${text}</v></c>`

function columnsXml(widths: readonly number[], style: number): string {
  const columns = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"/>`,
  )
  return `<cols>${columns.join('')}</cols>`
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
  const headings = [...run.columns.map((column) => column.header), ...REPORT_HEADINGS]
  const letters = headings.map((_, column) => columnLetters(column))
  const ownColumns = run.columns.length
  const statusColumn = columnLetters(ownColumns)
  const counts: ReportCounts = { rows: 0, cut: 0, states: new Map() }

  function fitted(text: string): string {
    if (text.length <= MAX_REPORT_CELL) return text
    counts.cut++
    return text.slice(0, MAX_REPORT_CELL)
  }

  function rowXml(row: ReportRow): string {
    counts.rows++
    const number = counts.rows + 1
    let xml = `<row r="${number}">`
    for (let column = 0; column < ownColumns; column++) {
      const text = row.cells[column] ?? ''
      if (text !== '') xml += textCell(`${letters[column]}${number}`, fitted(text), STYLE.text)
    }
    const outcome = outcomeCells(row.outcome, row.changed)
    for (let index = 0; index < outcome.length; index++) {
      const text = outcome[index] ?? ''
      if (text === '') continue
      const reference = `${letters[ownColumns + index]}${number}`
      xml += NUMBER_COLUMNS.has(index)
        ? numberCell(reference, text)
        : textCell(reference, fitted(text), STYLE.text)
    }
    const word = outcome[0] ?? ''
    counts.states.set(word, (counts.states.get(word) ?? 0) + 1)
    return `${xml}</row>`
  }

  async function* leads(): AsyncGenerator<string> {
    const widths = [...run.columns.map(() => COLUMN_WIDTH), ...OUTCOME_WIDTHS]
    let text =
      `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<sheetFormatPr defaultRowHeight="15"/>${columnsXml(widths, STYLE.text)}<sheetData><row r="1">` +
      headings
        .map((heading, column) => textCell(`${letters[column]}1`, fitted(heading), STYLE.heading))
        .join('') +
      '</row>'
    for await (const rows of batches) {
      for (const row of rows) {
        text += rowXml(row)
        if (text.length < CHUNK_CHARACTERS) continue
        yield text
        text = ''
      }
    }
    yield `${text}</sheetData><autoFilter ref="A1:${letters.at(-1)}${counts.rows + 1}"/>${colourRules(statusColumn, counts.rows + 1)}</worksheet>`
  }

  function* runSheet(): Generator<string> {
    yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetFormatPr defaultRowHeight="15"/>${columnsXml([30, 44, 30], STYLE.text)}<sheetData>`
    for (const [index, cells] of runTable(run, counts).entries()) {
      const number = index + 1
      const xml = cells.map((text, column) =>
        text === '' ? '' : textCell(`${columnLetters(column)}${number}`, fitted(text), STYLE.text),
      )
      yield `<row r="${number}">${xml.join('')}</row>`
    }
    yield '</sheetData></worksheet>'
  }

  await zip.part('[Content_Types].xml', [CONTENT_TYPES])
  await zip.part('_rels/.rels', [PACKAGE_RELATIONS])
  await zip.part('xl/styles.xml', [stylesXml()])
  await zip.part('xl/worksheets/sheet1.xml', leads())
  await zip.part('xl/worksheets/sheet2.xml', runSheet())
  await zip.part('xl/workbook.xml', [workbookXml(`$A$1:$${letters.at(-1)}$${counts.rows + 1}`)])
  await zip.part('xl/_rels/workbook.xml.rels', [WORKBOOK_RELATIONS])
  await zip.end()
  return counts
}
