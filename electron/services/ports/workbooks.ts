import type { Result } from '#shared/api/faults.ts'
import type { ReportRow, ReportRun, RestoredOutcome } from '#shared/domain/report/report.ts'
import type { PackedHeld } from '#shared/domain/sheet/held.ts'
import type { PackedCells } from '#shared/domain/sheet/packed-row.ts'
import type { LoadChoices, LoadNote, WorkbookInspection } from '#shared/domain/sheet/workbook.ts'

/** A batch of a table under way out of the workbook process. The reader waits until the sink's promise resolves. */
export interface TableSink {
  begin(name: string, headers: string[], restored: ReportRun | null): Promise<void>
  /**
   * `held[i]`, `outcomes[i]` and `places[i]` belong to `rows[i]`. `held` is empty where nothing is held. An outcome is null where the row is
   * still to be sent; there are none where the file is no report of ours. A place is what the file calls the row, from 1.
   */
  rows(
    rows: readonly PackedCells[],
    held: readonly PackedHeld[],
    outcomes: readonly (RestoredOutcome | null)[],
    places: readonly number[],
  ): Promise<void>
}

/** Reads and writes workbooks in a process of its own, bounded in time and memory. */
export interface Workbooks {
  inspect(
    path: string,
    name: string,
    choices: LoadChoices,
    signal: AbortSignal,
  ): Promise<Result<WorkbookInspection>>
  read(
    path: string,
    name: string,
    choices: LoadChoices,
    sink: TableSink,
    signal: AbortSignal,
  ): Promise<Result<{ notes: LoadNote[] }>>
  /**
   * `rows` is pulled batch by batch; the file appears under `path` whole or not at all. `cut` counts the cells that were
   * longer than a workbook can hold.
   */
  writeReport(
    path: string,
    format: 'xlsx' | 'csv',
    run: ReportRun,
    rows: Iterable<ReportRow[]>,
    signal: AbortSignal,
  ): Promise<Result<{ rows: number; cut: number }>>
}
