import type { NewAfterTask } from './after-store.ts'
import type { RateLimit } from '#shared/domain/push/account.ts'
import type { Outcome, PauseReason, PushPhase, PushSummary, RowState } from '#shared/domain/push/outcome.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import type { ImageCell, PushWrite } from '#shared/domain/push/write.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { RowId, SheetHead, SheetSettings } from '#shared/domain/sheet/sheet.ts'

/** A row as a push keeps it: what it was when the push began, and what became of it. */
export interface PushRow extends Outcome {
  /** Order of sending, from 0. */
  seq: number
  cells: string[]
  held?: Held | undefined
  /** The lead where it is not simply the row's own (merged duplicates); null otherwise. */
  lead: Lead | null
  /** The row whose lead this one was merged into and whose fate it shares; null where it travels by itself. */
  carrierId: RowId | null
  /** Sending its lead again can only update (see `repeatIsUpdate`), so an unclear try may be repeated. */
  repeatable: boolean
  /** A try of it ended unclear: an "updated" may be our own create. */
  unclear: boolean
}

/** A row as a new push is written; `image`: what its lead held before, of exactly the attributes it writes. */
export type NewPushRow = Omit<PushRow, 'pushId'> & {
  image?: { leadId: string; cells: readonly ImageCell[] } | null | undefined
}

export interface PushRecord {
  summary: PushSummary
  accountId: string
  /** Of a push, each knows what its attribute took when the push began: its leads stay what was reviewed. */
  columns: SentColumn[]
  settings: SheetSettings
  /** Queued rows of which a try ended unclear: cancelling leaves them unknown. */
  unclear: number
  /** Of a push that has not ended: the last moment (ms since 1970) at which the server may be at work on one of its calls. */
  atWorkUntil: number | null
  /** Given for this push alone, in place of what its account is set to. */
  ownLimit: RateLimit | null
  pauseReason: PauseReason | null
  note: string
  /** How it writes; null: creates and updates, without a comparison. */
  write: PushWrite | null
}

/** A push while it is written, before anything of it is sent. */
export interface PushWriting {
  /** Begins to write a push. Until `openPush` nobody sees it, and the next start drops it. */
  createPush(
    record: Omit<PushRecord, 'summary' | 'unclear' | 'atWorkUntil' | 'ownLimit' | 'write'> & {
      /** What is to follow it. @default nothing */
      after?: readonly NewAfterTask[]
      /** @default null */
      write?: PushWrite | null
      /** @default null */
      ownLimit?: RateLimit | null
      summary: Omit<PushSummary, 'pushId' | 'accountId' | 'counts' | 'rows'>
    },
  ): number
  appendPushRows(pushId: number, rows: readonly NewPushRow[]): void
  /** What was decided about rows once all were seen: duplicates left out, or merged into a carrier. */
  amendPushRows(
    pushId: number,
    rows: readonly Pick<PushRow, 'rowId' | 'state' | 'message' | 'lead' | 'carrierId' | 'repeatable'>[],
  ): void
  /**
   * The push is whole: from here on it is the latest of its rows, but for those it only left out and of which an earlier
   * push to the same account knows more.
   */
  openPush(pushId: number): void
  /** Of these rows of the push, those whose outcome is an earlier push's. */
  ownedByEarlierPush(pushId: number, ids: readonly RowId[]): Set<RowId>
  /** Forgets a push that was not opened. */
  dropPush(pushId: number): void
}

/** The journal: what each push was to send and what became of every row of it. */
export interface PushStore {
  push(pushId: number): PushRecord | null
  pushes(): PushSummary[]
  /** The push that is not ended; null where there is none. */
  unfinishedPush(): PushRecord | null
  /** In order of `seq`, from the first after `afterSeq`; `state` keeps only the rows in it. */
  pushRows(pushId: number, afterSeq: number | null, limit: number, state?: RowState): PushRow[]
  /** What is to be sent of these rows, in their order; of each one there is. */
  pushCells(pushId: number, seqs: readonly number[]): Pick<PushRow, 'cells' | 'held' | 'lead'>[]
  /** In the order of `ids`; ids that are not of the push are left out. */
  pushRowsById(pushId: number, ids: readonly RowId[]): PushRow[]
  setPushPhase(pushId: number, phase: PushPhase, reason: PauseReason | null, note: string): void
  updatePush(
    pushId: number,
    change: Partial<
      Pick<PushSummary, 'calls' | 'throttled' | 'seconds' | 'limits' | 'endedAt'> &
        Pick<PushRecord, 'ownLimit'>
    >,
  ): void
  /**
   * Before the first byte: these rows are under way, each call's in the call of that ordinal; all of them or none.
   * `atWorkUntil`: ms since 1970.
   */
  markSending(
    pushId: number,
    calls: readonly { call: number; seqs: readonly number[]; sentAt: string; atWorkUntil: number }[],
  ): void
  /**
   * Before anyone is told: what became of these rows, and, all in one, of the calls they were in: until when the server may
   * be at work on each (ms since 1970), null where it is done.
   */
  settle(
    pushId: number,
    rows: readonly Pick<
      PushRow,
      'seq' | 'state' | 'leadId' | 'message' | 'details' | 'unclear' | 'attempts'
    >[],
    calls?: readonly { call: number; atWorkUntil: number | null }[],
  ): void
  /** Calls of any push to this host at which its server may be at work after `wall`; all in ms since 1970. Forgets those of days ago. */
  callsAtWork(host: string, wall: number): { pushId: number; call: number; until: number }[]
  /** The rows whose latest call was one of these. */
  rowsOfCalls(pushId: number, calls: readonly number[]): PushRow[]
  /** Of those rows, the leads they were known to be when the push was written. */
  imagesOfCalls(pushId: number, calls: readonly number[]): { seq: number; leadId: string }[]
  /** Before-images of these rows; of each that has one. */
  imagesOf(pushId: number, seqs: readonly number[]): { seq: number; leadId: string; cells: ImageCell[] }[]
  /**
   * Before the first byte: what the leads of these rows were just found to hold; all of them or none. `lead`: what is to be sent
   * instead, `message`: what is told of the row instead; null: as it is.
   */
  lookedAgain(
    pushId: number,
    rows: readonly {
      seq: number
      image: { leadId: string; cells: readonly ImageCell[] }
      lead: Lead | null
      message: string | null
    }[],
  ): void
  /** Of the queued rows, those never tried become 'cancelled', those with an unclear try 'unknown'. */
  cancelQueued(pushId: number, messages: { cancelled: string; unknown: string }): void
}

/** Pushes that are over, as sheets. */
export interface PushHistory {
  /** Makes the rows of a push, as they were sent, a sheet of its own with their outcomes; not yet open. */
  sheetFromPush(pushId: number, name: string): SheetHead | null
}
