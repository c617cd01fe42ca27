import { CallQueue } from '#shared/pipeline/call-queue.ts'
import { LEADS_PER_CALL, leadOf, raceKeysOf, type Lead } from '#shared/pipeline/lead.ts'
import type { RowId } from '#shared/pipeline/sheet.ts'
import type { PushRecord, PushRow } from './ports.ts'
import { runRowOf, type Parcel, type RunRow } from './push-row.ts'

/** What of a push is still to be sent: leads never tried, in the queue, and parcels that are to be sent again. */
export class PushBoard {
  readonly #record: Pick<PushRecord, 'columns' | 'settings'>
  readonly #queue = new CallQueue()
  readonly #rows = new Map<number, RunRow>()
  readonly #carriers = new Map<RowId, RunRow>()
  #again: Parcel[] = []

  constructor(record: Pick<PushRecord, 'columns' | 'settings'>) {
    this.#record = record
  }

  /** The push's queued rows, in order of `seq`. A row with an unclear try is a parcel of its own from `quietUntil` on. */
  add(row: PushRow, quietUntil: number): void {
    if (row.carrierId !== null) {
      this.#carriers.get(row.carrierId)?.members.push({ rowId: row.rowId, note: row.message })
      return
    }
    const runRow = runRowOf(row)
    this.#rows.set(row.seq, runRow)
    if (this.#record.settings.duplicates === 'merge') this.#carriers.set(row.rowId, runRow)
    this.#queue.add(row.seq, raceKeysOf(this.leadOf(row), this.#record.settings.searchBy), row.unclear)
    if (row.unclear) this.#again.push({ rows: [runRow], notBefore: quietUntil, joins: true })
  }

  leadOf(row: Pick<PushRow, 'cells' | 'lead'>): Lead {
    return row.lead ?? leadOf(row, this.#record.columns, this.#record.settings)
  }

  /** Leads without a final state, those under way included. */
  get open(): number {
    return this.#rows.size
  }

  openRows(): Iterable<RunRow> {
    return this.#rows.values()
  }

  /** Calls that could be made now. */
  sendable(now: number): number {
    let alone = 0
    let joining = 0
    for (const parcel of this.#again) {
      if (parcel.notBefore > now) continue
      if (parcel.joins) joining += parcel.rows.length
      else alone++
    }
    return alone + Math.ceil((joining + this.#queue.ready) / LEADS_PER_CALL)
  }

  /**
   * Rows for one call: what was tried before goes first, as others may wait for its keys. Any rows that are taken may
   * share a call: none was taken while another with its key was.
   */
  next(now: number): Parcel | null {
    const rows: RunRow[] = []
    for (const parcel of this.#again) {
      if (parcel.notBefore > now) continue
      if (!parcel.joins && rows.length === 0) return this.#remove(parcel)
      if (parcel.joins && rows.length + parcel.rows.length <= LEADS_PER_CALL) {
        rows.push(...parcel.rows)
        this.#remove(parcel)
      }
    }
    for (const seq of this.#queue.take(LEADS_PER_CALL - rows.length)) rows.push(this.#rows.get(seq)!)
    return rows.length > 0 ? { rows, notBefore: now, joins: true } : null
  }

  #remove(parcel: Parcel): Parcel {
    this.#again = this.#again.filter((other) => other !== parcel)
    return parcel
  }

  /** When the next parcel that has to wait may go; null where none waits. */
  nextDue(): number | null {
    return this.#again.reduce<number | null>(
      (least, { notBefore }) => (least === null ? notBefore : Math.min(least, notBefore)),
      null,
    )
  }

  sendAgain(parcel: Parcel): void {
    this.#again.push(parcel)
  }

  /** The row has its final state. Its keys stay taken until `freeKeys`. */
  close(row: RunRow): void {
    this.#rows.delete(row.seq)
  }

  freeKeys(row: RunRow): void {
    this.#queue.release(row.seq)
  }

  /** Others wait for this row's keys. */
  isAwaited(row: RunRow): boolean {
    return this.#queue.hasFollowers(row.seq)
  }

  /** A person looked at what went wrong and resumed: the passing failures so far are forgiven. */
  forgive(): void {
    for (const { rows } of this.#again) for (const row of rows) row.passingTries = 0
  }
}
