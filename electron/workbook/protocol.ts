import type { Result } from '#shared/api/faults.ts'
import type { PackedHeld } from '#shared/domain/sheet/held.ts'
import type { ReportRow, ReportRun, RestoredOutcome } from '#shared/domain/report/report.ts'
import type { LoadChoices, LoadNote, WorkbookInspection } from '#shared/domain/sheet/workbook.ts'

/**
 * What the program and its workbook process say to each other; one job at a time. Whoever receives a batch asks for the
 * next one with `next`, so no more than one is ever under way.
 */
export type ToWorkbook =
  | { type: 'inspect'; path: string; name: string; choices: LoadChoices }
  | { type: 'read'; path: string; name: string; choices: LoadChoices }
  /** `part`: where the report is written until it is whole. */
  | { type: 'write'; path: string; part: string; format: 'xlsx' | 'csv'; run: ReportRun }
  /** The batch was taken. */
  | { type: 'next' }
  /** The next batch of a report; null: there are no more. */
  | { type: 'reportRows'; rows: ReportRow[] | null }

export type FromWorkbook =
  | { type: 'inspected'; result: Result<WorkbookInspection> }
  | { type: 'begin'; name: string; headers: string[]; restored: ReportRun | null }
  /**
   * `rows`: one row's packed cells a line. As lists of texts, 300,000 rows of 14 cost the program half a second more. `held` is empty where
   * no row of the batch holds anything.
   */
  | {
      type: 'rows'
      rows: string
      held: PackedHeld[]
      places: number[]
      outcomes: (RestoredOutcome | null)[]
    }
  | { type: 'done'; result: Result<{ notes: LoadNote[] }> }
  /** The writer wants another batch. */
  | { type: 'wantRows' }
  | { type: 'written'; result: Result<{ rows: number; cut: number }> }
  /** About to parse so many bytes in one go; they earn it that much more time. */
  | { type: 'parsing'; bytes: number }

/** A process as the two ends see it; child processes and Electron's utility processes both fit. */
export interface ProcessCarrier {
  send(message: ToWorkbook): void
  onMessage(listener: (message: FromWorkbook) => void): void
  /** Called once when the process has ended, whatever the reason; also where it ended before. */
  onExit(listener: () => void): void
  /** Ends the process at once. */
  kill(): void
}
