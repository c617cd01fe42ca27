import { CallQueue } from '#shared/domain/push/call-queue.ts'
import { isWorthHolding, type Expected, type Outlook } from '#shared/domain/push/forecast.ts'
import { keyColumnsOf, LEADS_PER_CALL, leadOf, raceKeysOf, type Lead } from '#shared/domain/sheet/lead.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { PushRecord, PushRow } from '#electron/services/ports.ts'
import { runRowOf, type Parcel, type RunRow } from './row.ts'

/** Calls under way together. More would not help: the pool behind the API has as many connections. */
export const MOST_IN_FLIGHT = 25
/** An answer that takes longer than this many times the usual is not waited for: it may take a minute. */
const PATIENCE = 2

/** What of a push is still to be sent: leads never tried, in the queue, and parcels that are to be sent again. */
export class PushBoard {
  readonly #record: Pick<PushRecord, 'columns' | 'settings'>
  readonly #keyColumns: readonly SentColumn[]
  readonly #queue = new CallQueue()
  readonly #rows = new Map<number, RunRow>()
  readonly #carriers = new Map<RowId, RunRow>()
  #again: Parcel[] = []
  /** Calls under way, by when they left. */
  readonly #underWay = new Map<Parcel, number>()

  constructor(record: Pick<PushRecord, 'columns' | 'settings'>) {
    this.#record = record
    this.#keyColumns = keyColumnsOf(record.columns, record.settings.searchBy)
  }

  /** The push's queued rows, in order of `seq`. A row with an unclear try is a parcel of its own from `quietUntil` on. */
  add(row: PushRow, quietUntil: number): void {
    if (row.carrierId !== null) {
      this.#carriers.get(row.carrierId)?.members.push({ seq: row.seq, rowId: row.rowId, note: row.message })
      return
    }
    const runRow = runRowOf(row)
    this.#rows.set(row.seq, runRow)
    if (this.#record.settings.duplicates === 'merge') this.#carriers.set(row.rowId, runRow)
    this.#queue.add(row.seq, this.#keysOf(row), row.unclear)
    if (row.unclear) this.#again.push({ rows: [runRow], notBefore: quietUntil, joins: true })
  }

  #keysOf(row: Pick<PushRow, 'cells' | 'held' | 'lead'>): string[] {
    const { settings } = this.#record
    return raceKeysOf(row.lead ?? leadOf(row, this.#keyColumns, settings), settings.searchBy)
  }

  leadOf(row: Pick<PushRow, 'cells' | 'held' | 'lead'>): Lead {
    return row.lead ?? leadOf(row, this.#record.columns, this.#record.settings)
  }

  /** Leads without a final state, those under way included. */
  get open(): number {
    return this.#rows.size
  }

  /** Rows that wait to be sent again after a try that ended unclear. */
  get unclear(): number {
    let rows = 0
    for (const parcel of this.#again) {
      for (const row of parcel.rows) if (row.unclear && row.state === 'queued') rows += 1 + row.members.length
    }
    return rows
  }

  openRows(): Iterable<RunRow> {
    return this.#rows.values()
  }

  /** Calls under way. */
  get underWay(): number {
    return this.#underWay.size
  }

  /**
   * Calls to be made now. One that would not be full is left out while it is worth holding back, at the latest
   * `heldUntil`. Behind a full call it is left out too: when that one has left, it shows whether to wait for it.
   */
  sendable(now: number, outlook: () => Outlook): { calls: number; heldUntil: number | null } {
    let alone = 0
    const joining: RunRow[] = []
    for (const parcel of this.#again) {
      if (parcel.notBefore > now) continue
      if (parcel.joins) joining.push(...parcel.rows)
      else alone++
    }
    const leads = joining.length + this.#queue.ready
    const full = Math.floor(leads / LEADS_PER_CALL)
    const most = alone + Math.ceil(leads / LEADS_PER_CALL)
    if (leads % LEADS_PER_CALL === 0 || this.#queue.blocked === 0) return { calls: most, heldUntil: null }
    if (full > 0) return { calls: alone + full, heldUntil: null }
    const heldUntil = this.#heldUntil(joining, now, outlook)
    return { calls: heldUntil === null ? most : alone, heldUntil }
  }

  #heldUntil(joining: RunRow[], now: number, outlook: () => Outlook): number | null {
    if (this.#underWay.size === 0) return null
    const ahead = outlook()
    const latency = ahead.latency * 1000
    const expected: Expected[] = []
    let until: number | null = null
    for (const [{ rows }, leftAt] of this.#underWay) {
      const late = leftAt + PATIENCE * latency
      if (late <= now) continue
      expected.push({ lines: this.#linesOf(rows), in: Math.max(0, leftAt + latency - now) / 1000 })
      if (rows.some((row) => this.isAwaited(row))) until = Math.max(until ?? 0, late)
    }
    if (until === null) return null
    const ready = this.#linesOf(joining)
    for (const [line, leads] of this.#queue.readyLines()) ready.set(line, (ready.get(line) ?? 0) + leads)
    return isWorthHolding(ready, expected, ahead) ? until : null
  }

  #linesOf(rows: readonly RunRow[]): Map<number, number> {
    const lines = new Map<number, number>()
    for (const { seq } of rows) {
      const line = this.#queue.lineOf(seq)
      lines.set(line, (lines.get(line) ?? 0) + 1)
    }
    return lines
  }

  /**
   * Rows for one call, which is under way from now on: what was tried before goes first, as others may wait for its keys.
   * Any rows that are taken may share a call: none was taken while another with its key was.
   */
  next(now: number): Parcel | null {
    const parcel = this.#take(now)
    if (parcel) this.#underWay.set(parcel, now)
    return parcel
  }

  /** The call has ended, however it did. */
  landed(parcel: Parcel): void {
    this.#underWay.delete(parcel)
  }

  #take(now: number): Parcel | null {
    const rows: RunRow[] = []
    for (const parcel of this.#again) {
      if (parcel.notBefore > now) continue
      if (!parcel.joins && rows.length === 0) return this.#remove(parcel)
      if (parcel.joins && rows.length + parcel.rows.length <= LEADS_PER_CALL) {
        rows.push(...parcel.rows)
        this.#remove(parcel)
      }
    }
    this.#fill(rows)
    return rows.length > 0 ? { rows, notBefore: now, joins: true } : null
  }

  #fill(rows: RunRow[]): void {
    while (rows.length < LEADS_PER_CALL) {
      const taken = this.#queue.take(LEADS_PER_CALL - rows.length)
      if (taken.length === 0) return
      for (const seq of taken) {
        const row = this.#rows.get(seq)
        if (row) rows.push(row)
        // It was withdrawn while it stood in the queue.
        else this.#queue.release(seq)
      }
    }
  }

  /**
   * Takes rows out that were never tried, and answers them. Those under way, tried before, or carrying rows that were
   * merged into them stay: others, or what is known of them, depend on them.
   */
  withdraw(ids: ReadonlySet<RowId>): RunRow[] {
    const underWay = new Set([...this.#underWay.keys()].flatMap(({ rows }) => rows))
    const withdrawn = [...this.#rows.values()].filter(
      (row) =>
        ids.has(row.rowId) &&
        row.state === 'queued' &&
        row.attempts === 0 &&
        !row.unclear &&
        row.members.length === 0 &&
        !underWay.has(row),
    )
    const gone = new Set(withdrawn)
    for (const row of withdrawn) this.#rows.delete(row.seq)
    this.#again = this.#again.flatMap((parcel) => {
      for (const row of parcel.rows) if (gone.has(row)) this.#queue.release(row.seq)
      const rows = parcel.rows.filter((row) => !gone.has(row))
      return rows.length > 0 ? [{ ...parcel, rows }] : []
    })
    return withdrawn
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
    // The smaller piece first: what began to be searched for a bad row is searched to its end before the next is begun.
    const place = parcel.joins
      ? -1
      : this.#again.findIndex(({ joins, rows }) => !joins && rows.length > parcel.rows.length + 1)
    if (place === -1) this.#again.push(parcel)
    else this.#again.splice(place, 0, parcel)
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
