import type { AfterPhase, AfterTaskKind, AfterView } from '#shared/domain/push/after.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'

/** One thing to be done with leads of a push, as it is kept with the push. */
export interface NewAfterTask {
  kind: AfterTaskKind
  /** Of the list, or of the kind of activity. */
  name: string
  /** The list's id or the activity's number; null: a list that is to be made. */
  target: string | null
  /** Of an activity, with its columns in braces; '' for lists. */
  text: string
}

export interface StoredAfterTask extends NewAfterTask {
  /** Its leads are written down. */
  planned: boolean
  /** The making of its list began then (ms since 1970), and its end is not known; null: nothing is open of it. */
  making: number | null
}

/** A lead of a task. `seq` counts up within it. */
export interface AfterItem {
  seq: number
  rowId: RowId
  leadId: string
  /** What the activity says; '' for lists. */
  text: string
}

/** A lead of which it is known from the start that nothing can be done; `failed` says why. */
export type NewAfterItem = AfterItem & { failed?: string | undefined }

/** The journal of what follows pushes. A method that returns has its change on disk. */
export interface AfterStore {
  after(pushId: number): AfterView | null
  afterTasks(pushId: number): StoredAfterTask[]
  /** Pushes of which something is open, whether it goes on or stands still; oldest first. */
  openAfters(): number[]
  setAfterPhase(pushId: number, phase: AfterPhase, note: string): void
  /** Takes the place of what was planned half-way; all of it at once. `leadless`: rows whose lead nobody knows. */
  planAfter(pushId: number, kind: AfterTaskKind, items: readonly NewAfterItem[], leadless: number): void
  setAfterTarget(pushId: number, kind: AfterTaskKind, target: string): void
  setAfterMaking(pushId: number, kind: AfterTaskKind, making: number | null): void
  /** In their order. */
  queuedAfter(pushId: number, kind: AfterTaskKind): AfterItem[]
  /** Before the first byte: these are under way. */
  markAfterSending(pushId: number, kind: AfterTaskKind, seqs: readonly number[]): void
  settleAfter(
    pushId: number,
    kind: AfterTaskKind,
    items: readonly { seq: number; state: 'queued' | 'done' | 'failed' | 'unknown'; message: string }[],
  ): void
  /** What an earlier run left under way: of lists to be done again, of activities unknown for this reason. */
  recoverAfter(pushId: number, unknown: string): void
  /** Those that failed are to be done again; answers how many they are. */
  repeatAfter(pushId: number): number
}
