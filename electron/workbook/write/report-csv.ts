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

function lines(rows: string[][]): Buffer {
  const safe = rows.map((cells) => cells.map(escapeCell))
  return Buffer.from(`${Papa.unparse(safe, { newline: '\r\n', header: false })}\r\n`)
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
  const parts = packRun(run)
  await sink(Buffer.from(BYTE_ORDER_MARK))
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
      const outcome = outcomeCells(row.outcome, row.changed)
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
