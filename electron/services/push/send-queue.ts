import { CallQueue } from '#shared/domain/push/call-queue.ts'
import { isWorthHolding, type Expected, type Outlook } from '#shared/domain/push/forecast.ts'
import {
  keyColumnsOf,
  LEAD_ID,
  LEADS_PER_CALL,
  leadOf,
  raceKeysOf,
  valueOf,
  type Lead,
} from '#shared/domain/sheet/lead.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { RowId, SearchBy } from '#shared/domain/sheet/sheet.ts'
import type { PushRecord, PushRow } from '#electron/services/ports/pushes.ts'
import { runRowOf, type LeadBatch, type RunRow } from './lead-batch.ts'

/** Calls under way together. More would not help: the pool behind the API has as many connections. */
export const MOST_IN_FLIGHT = 25
/** An answer that takes longer than this many times the usual is not waited for: it may take a minute. */
const PATIENCE = 2

type QueuedPush = Pick<PushRecord, 'columns' | 'settings'> & Partial<Pick<PushRecord, 'write'>>

/** What of a push is still to be sent: leads never tried, in the queue, and batches that are to be sent again. */
export class SendQueue {
  readonly #record: QueuedPush
  readonly #searchBy: SearchBy
  readonly #keyColumns: readonly SentColumn[]
  readonly #queue = new CallQueue()
  readonly #rows = new Map<number, RunRow>()
  readonly #carriers = new Map<RowId, RunRow>()
  #again: LeadBatch[] = []
  /** Calls under way, by when they left. */
  readonly #underWay = new Map<LeadBatch, number>()
  /** Keys that stay taken until a (monotonic) moment: LeadSquared may still be at work on a lead that has them. */
  #blocks: { seq: number; until: number }[] = []

  constructor(record: QueuedPush) {
    this.#record = record
    this.#searchBy = record.write?.way === 'update' ? LEAD_ID : record.settings.searchBy
    this.#keyColumns = keyColumnsOf(record.columns, this.#searchBy)
  }

  /**
   * Leads that are not this push's to send, but at which LeadSquared may still be at work: those that share a key with one
   * wait until then. Before the first `add`.
   */
  blockUntil(lead: Lead, until: number): void {
    // Before the first row: nobody waits for what comes after it.
    const seq = -1 - this.#blocks.length
    this.#queue.add(seq, raceKeysOf(lead, this.#searchBy), true)
    this.#blocks.push({ seq, until })
  }

  /**
   * The push's queued rows, in order of `seq`. A row with an unclear try is a batch of its own from `quietUntil` on; until
   * then LeadSquared may still be at work on it, or has just been.
   */
  add(row: PushRow, quietUntil: number, mayBeAtWork = false): void {
    if (row.carrierId !== null) {
      this.#carriers.get(row.carrierId)?.members.push({ seq: row.seq, rowId: row.rowId, note: row.message })
      return
    }
    const runRow = runRowOf(row)
    this.#rows.set(row.seq, runRow)
    if (this.#record.settings.duplicates === 'merge') this.#carriers.set(row.rowId, runRow)
    this.#queue.add(row.seq, this.#keysOf(row), row.unclear)
    if (row.unclear) {
      this.#again.push({ rows: [runRow], notBefore: quietUntil, joins: true, mayBeAtWork })
    }
  }

  #keysOf(row: Pick<PushRow, 'cells' | 'held' | 'lead'>): string[] {
    const { settings } = this.#record
    const own = leadOf(row, this.#keyColumns, { ...settings, searchBy: this.#searchBy })
    if (!row.lead) return raceKeysOf(own, this.#searchBy)
    const keys = raceKeysOf(row.lead, this.#searchBy)
    if (this.#searchBy === LEAD_ID || valueOf(row.lead, LEAD_ID) === '') return keys
    // Found by its Lead ID among rows that are not, it races with those of its email or phone too.
    return [...keys, ...raceKeysOf(own, this.#searchBy), ...raceKeysOf(row.lead, LEAD_ID)]
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
    for (const batch of this.#again) {
      for (const row of batch.rows) if (row.unclear && row.state === 'queued') rows += 1 + row.members.length
    }
    return rows
  }

  /** Rows that wait because LeadSquared may still be at work on an earlier try, and the last moment of that; null for none. */
  atWork(now: number): { rows: number; until: number } | null {
    const waiting = new Set<number>()
    let merged = 0
    let until = now
    for (const batch of this.#again) {
      if (!batch.mayBeAtWork || batch.notBefore <= now) continue
      until = Math.max(until, batch.notBefore)
      for (const row of batch.rows) {
        waiting.add(row.seq)
        merged += row.members.length
      }
    }
    for (const block of this.#blocks) {
      const followers = this.#queue.followersOf(block.seq).filter((seq) => this.#rows.has(seq))
      if (block.until <= now || followers.length === 0) continue
      until = Math.max(until, block.until)
      for (const seq of followers) waiting.add(seq)
    }
    return waiting.size === 0 ? null : { rows: waiting.size + merged, until }
  }

  /** Rows that wait because LeadSquared may still be at work on an earlier try of them, by their place in the push. */
  waitingForServer(now: number): number[] {
    return this.#again.flatMap(({ mayBeAtWork, notBefore, rows }) =>
      mayBeAtWork === true && notBefore > now ? rows.map(({ seq }) => seq) : [],
    )
  }

  /** The leads of these rows are there, so a repeat can only update: they wait no longer. */
  waitNoLonger(seqs: ReadonlySet<number>, now: number): void {
    this.#again = this.#again.flatMap((batch) => {
      if (batch.mayBeAtWork !== true || batch.notBefore <= now) return [batch]
      const [free, waiting] = [batch.rows.filter(({ seq }) => seqs.has(seq)), [] as RunRow[]]
      for (const row of batch.rows) if (!seqs.has(row.seq)) waiting.push(row)
      if (free.length === 0) return [batch]
      const { joins } = batch
      const early = { rows: free, joins, notBefore: now }
      return waiting.length === 0 ? [early] : [early, { ...batch, rows: waiting }]
    })
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
    this.#unblock(now)
    let alone = 0
    const joining: RunRow[] = []
    for (const batch of this.#again) {
      if (batch.notBefore > now) continue
      if (batch.joins) joining.push(...batch.rows)
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
      if (rows.some((row) => this.#isAwaited(row))) until = Math.max(until ?? 0, late)
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
  next(now: number): LeadBatch | null {
    this.#unblock(now)
    const batch = this.#take(now)
    if (batch) this.#underWay.set(batch, now)
    return batch
  }

  /** Leads that go next as things stand; not under way yet. */
  upcoming(most: number, now: number): RunRow[] {
    const again = this.#again.flatMap(({ rows, notBefore }) => (notBefore > now ? [] : rows))
    const queued = this.#queue.peek(most).flatMap((seq) => this.#rows.get(seq) ?? [])
    return [...again, ...queued].slice(0, most)
  }

  /** The call has ended, however it did. */
  landed(batch: LeadBatch): void {
    this.#underWay.delete(batch)
  }

  #take(now: number): LeadBatch | null {
    const rows: RunRow[] = []
    for (const batch of this.#again) {
      if (batch.notBefore > now) continue
      if (!batch.joins && rows.length === 0) return this.#remove(batch)
      if (batch.joins && rows.length + batch.rows.length <= LEADS_PER_CALL) {
        rows.push(...batch.rows)
        this.#remove(batch)
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
    this.#again = this.#again.flatMap((batch) => {
      for (const row of batch.rows) if (gone.has(row)) this.#queue.release(row.seq)
      const rows = batch.rows.filter((row) => !gone.has(row))
      return rows.length > 0 ? [{ ...batch, rows }] : []
    })
    return withdrawn
  }

  #remove(batch: LeadBatch): LeadBatch {
    this.#again = this.#again.filter((other) => other !== batch)
    return batch
  }

  /** When the next batch that has to wait may go, or keys are free that others wait for; null where none waits. */
  nextDue(): number | null {
    const moments = [
      ...this.#again.map(({ notBefore }) => notBefore),
      ...this.#blocks.filter(({ seq }) => this.#queue.hasFollowers(seq)).map(({ until }) => until),
    ]
    return moments.reduce<number | null>((least, at) => (least === null ? at : Math.min(least, at)), null)
  }

  sendAgain(batch: LeadBatch): void {
    // The smaller piece first: what began to be searched for a bad row is searched to its end before the next is begun.
    const place = batch.joins
      ? -1
      : this.#again.findIndex(({ joins, rows }) => !joins && rows.length > batch.rows.length + 1)
    if (place === -1) this.#again.push(batch)
    else this.#again.splice(place, 0, batch)
  }

  /** The row has its final state. Its keys are free, or stay taken until a (monotonic) moment. */
  close(row: RunRow, keysUntil: number | null = null): void {
    this.#rows.delete(row.seq)
    if (keysUntil !== null && this.#isAwaited(row)) this.#blocks.push({ seq: row.seq, until: keysUntil })
    else this.#queue.release(row.seq)
  }

  #unblock(now: number): void {
    const due = this.#blocks.filter(({ until }) => until <= now)
    if (due.length === 0) return
    this.#blocks = this.#blocks.filter(({ until }) => until > now)
    for (const { seq } of due) this.#queue.release(seq)
  }

  /** Others wait for this row's keys. */
  #isAwaited(row: RunRow): boolean {
    return this.#queue.hasFollowers(row.seq)
  }

  /** A person looked at what went wrong and resumed: the passing failures so far are forgiven. */
  forgive(): void {
    for (const { rows } of this.#again) for (const row of rows) row.passingTries = 0
  }
}
