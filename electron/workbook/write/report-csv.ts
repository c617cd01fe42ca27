import Papa from 'papaparse'
import {
  HELD_HEADING,
  outcomeCells,
  packRun,
  REPORT_HEADINGS,
  RUN_HEADING,
  type ReportRow,
  type ReportRun,
} from '#shared/domain/report/report.ts'
import { escapeCell } from '#electron/workbook/formats/csv-escape.ts'
import { heldCell } from '#electron/workbook/formats/held-cell.ts'
import { markText, rowMark } from '#electron/workbook/formats/row-marks.ts'
import type { ReportCounts } from './run-table.ts'
import type { ByteSink } from '#electron/workbook/formats/zip-writer.ts'

/** Makes Excel read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

function lines(rows: string[][], escape = escapeCell): Buffer {
  const safe = rows.map((cells) => cells.map(escape))
  return Buffer.from(`${Papa.unparse(safe, { newline: '\r\n', header: false })}\r\n`)
}

/** A sign and digits are a phone or a number to the next program, and run nothing in a spreadsheet. */
const PLAIN_SIGNED = /^[+-][\d\s().-]*$/

/** Of a plain table: values as they are, but for what a spreadsheet might run. */
function escapeRunnable(text: string): string {
  return PLAIN_SIGNED.test(text) ? text : escapeCell(text)
}

/**
 * A report as text: comma, CRLF, UTF-8 with its mark. A last column carries each row's mark, and the run in its first rows, for a text
 * file has no second sheet. @throws what the sink throws.
 */
export async function writeReportCsv(
  sink: ByteSink,
  run: ReportRun,
  batches: AsyncIterable<ReportRow[]>,
): Promise<ReportCounts> {
  const counts: ReportCounts = { rows: 0, cut: 0, states: new Map() }
  await sink(Buffer.from(BYTE_ORDER_MARK))
  if (run.plain) {
    await sink(lines([run.columns.map(({ header }) => header)], escapeRunnable))
    for await (const rows of batches) {
      counts.rows += rows.length
      const table = rows.map(({ cells }) => run.columns.map((_, index) => cells[index] ?? ''))
      if (rows.length > 0) await sink(lines(table, escapeRunnable))
    }
    return counts
  }
  const parts = packRun(run)
  await sink(
    lines([
      [
        ...run.columns.map((column) => column.header),
        ...REPORT_HEADINGS,
        RUN_HEADING,
        ...(run.holds ? [HELD_HEADING] : []),
      ],
    ]),
  )
  for await (const rows of batches) {
    if (rows.length === 0) continue
    const table = rows.map((row) => {
      const outcome = outcomeCells(row.outcome, row.changed, row.leadId ?? '')
      counts.states.set(outcome[0] ?? '', (counts.states.get(outcome[0] ?? '') ?? 0) + 1)
      const cells = run.columns.map((_, index) => row.cells[index] ?? '')
      const part = parts[counts.rows++]
      const mark = markText(rowMark(cells))
      const held = run.holds ? [heldCell(cells, row.held)] : []
      return [...cells, ...outcome, part === undefined ? mark : `${mark} ${part}`, ...held]
    })
    await sink(lines(table))
  }
  return counts
}
