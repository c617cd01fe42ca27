import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import { CHANGED_BY } from '#shared/domain/reading/changed-by.ts'
import { LEAD_ID, LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import { MOST_IDS, type LeadPage, type LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { PushRecord, PushStore } from '#electron/services/ports/pushes.ts'
import type { RateGovernor, Slot } from '#electron/services/rate/governor.ts'
import { limitedCall } from '#electron/services/rate/limited-call.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { leavesOutOf, lookedRow } from './looked-row.ts'
import { LooksInTurn, type LookFor } from './looks-in-turn.ts'
import type { LeadBatch, RunRow } from './lead-batch.ts'
import { waitMs, type RetryPolicy } from './retry-policy.ts'

/**
 * What was there before is at most this old at a call's first byte, in milliseconds: older, the leads are read again. The one exception
 * is a call that itself has to wait longer for its slot than this: it was looked at for it alone, ahead of all others.
 */
export const LOOK_HOLDS_MS = 30_000

/**
 * Leads one look reads: those that leave within half the time it holds, so that it is not made in vain. At 25 calls in 5 s a
 * thousand, which is one call beside forty; at 1 call in 5 s seventy-five.
 */
export function leadsPerLook({ calls, seconds }: WindowLimit): number {
  const leaving = ((calls * LEADS_PER_CALL) / seconds) * (LOOK_HOLDS_MS / 2000)
  return Math.min(MOST_IDS, Math.max(LEADS_PER_CALL, Math.floor(leaving)))
}

export interface LastLookDeps {
  workspace: Pick<PushStore, 'imagesOf' | 'lookedAgain'>
  api: Pick<LeadReads, 'byIds'>
  /** Of the account's reading calls. */
  governor: RateGovernor
  /** Of its writing calls. */
  pace: () => WindowLimit
  attributes: () => Promise<readonly Attribute[]>
  policy: RetryPolicy
  clock: Clock
  random: () => number
}

export type LookFailure = Exclude<SideAnswer<LeadPage>, { kind: 'value' } | { kind: 'throttled' }>

interface Seen {
  at: number
  /** Null: nothing is kept of this row, so there was nothing to look at. */
  leadId: string | null
  isOut: boolean
}

/**
 * Looks at leads again just before they are written: a comparison may be hours old, and what is kept of a lead must be what
 * was there when it was written. What it finds is journalled before the call's first byte.
 */
export class LastLook {
  readonly #deps: LastLookDeps
  readonly #record: PushRecord & { write: PushWrite }
  readonly #seen = new Map<number, Seen>()
  readonly #turns = new LooksInTurn()
  /** Leads that calls have left for while a look is under way; what it finds of them may be what these wrote. */
  #written: Set<string> | null = null

  constructor(deps: LastLookDeps, record: PushRecord & { write: PushWrite }) {
    this.#deps = deps
    this.#record = record
  }

  isFresh({ rows }: LeadBatch): boolean {
    return rows.every((row) => this.#isFresh(row))
  }

  #isFresh({ seq }: RunRow): boolean {
    const seen = this.#seen.get(seq)
    if (!seen) return false
    return seen.leadId === null || seen.at >= this.#deps.clock.monotonic() - LOOK_HOLDS_MS
  }

  /** Why this row is not sent, beside its note; null where it is. '': no field of it is left. */
  whyOut({ seq }: RunRow): string | null {
    return this.#seen.get(seq)?.isOut === true ? '' : null
  }

  /** The call is about to be made: what was seen of its leads holds no longer, for whichever row they are. */
  leaves(rows: readonly RunRow[]): void {
    const leads = new Set(rows.flatMap(({ seq }) => this.#seen.get(seq)?.leadId ?? []))
    for (const { seq } of rows) this.#seen.delete(seq)
    for (const leadId of leads) this.#written?.add(leadId)
    for (const [seq, { leadId }] of this.#seen)
      if (leadId !== null && leads.has(leadId)) this.#seen.delete(seq)
  }

  /** A slot for a batch whose leads were looked at; null where there is none; or why they could not be looked at. */
  slotFor(look: LookFor): Promise<Slot | null | LookFailure> {
    return this.#turns.slotFor(
      look,
      (batch) => this.isFresh(batch),
      (of) => this.#look(of),
    )
  }

  async #look(look: LookFor): Promise<LookFailure | null> {
    const { batch, leadsOf, credentials, signal } = look
    const { workspace, clock, pace } = this.#deps
    const { pushId } = this.#record.summary
    const written = new Set<string>()
    this.#written = written
    const most = leadsPerLook(pace())
    // Rows that are fresh go on meanwhile: they are not looked at twice.
    const rows = this.#turns.candidates(look, most).filter((row) => !this.#isFresh(row))
    const some = new Map(rows.slice(0, Math.max(most, batch.rows.length)).map((row) => [row.seq, row]))
    const at = clock.monotonic()
    const images = new Map(
      workspace
        .imagesOf(
          pushId,
          [...some.values()].flatMap(({ seq, members }) => [seq, ...members.map((member) => member.seq)]),
        )
        .map((image) => [image.seq, image]),
    )
    const toLook = [...some.values()].flatMap((row) => {
      const own = [row, ...row.members].flatMap(({ seq }) => images.get(seq) ?? [])
      if (own[0]) return [{ row, own, leadId: own[0].leadId }]
      this.#seen.set(row.seq, { at, leadId: null, isOut: false })
      return []
    })
    if (toLook.length === 0) return null
    const leads = leadsOf(toLook.map(({ row }) => row.seq))
    const attributes = new Map((await this.#deps.attributes()).map((each) => [each.schemaName, each]))
    const names = new Set(leads.flatMap((lead) => lead.map(({ Attribute: name }) => name)))
    for (const name of CHANGED_BY) if (attributes.has(name)) names.add(name)
    names.delete('SearchBy')
    names.delete(LEAD_ID)
    const ids = [...new Set(toLook.map(({ leadId }) => leadId))]
    const answer = await this.#read(credentials, ids, [...names], signal)
    this.#written = null
    if (answer === null) return null
    if (answer.kind !== 'value') return answer
    const held = new Map(answer.value.leads.map((lead) => [lead.id, lead]))
    const { write, columns } = this.#record
    const how = {
      leavesOut: leavesOutOf(write),
      of: write.of,
      field: (name: string) => attributes.get(name),
      columnOf: (name: string) => columns.find(({ attribute }) => attribute === name)?.id ?? 0,
    }
    const kept: Parameters<PushStore['lookedAgain']>[1][number][] = []
    const notes: [RunRow, string][] = []
    toLook.forEach(({ row, own, leadId }, index) => {
      if (written.has(leadId)) return
      const [image, ...ofMembers] = own
      const lead = leads[index]!
      const found = held.get(leadId)
      this.#seen.set(row.seq, { at, leadId, isOut: false })
      // It is gone, and the call will say so.
      if (!found) return
      const looked = lookedRow({ lead, image: image!.cells, held: found, unclear: row.unclear }, how)
      const isOut = !looked.lead.some(({ Attribute: name }) => name !== 'SearchBy' && name !== LEAD_ID)
      this.#seen.set(row.seq, { at, leadId, isOut })
      const isLess = looked.lead.length < lead.length
      if (looked.note !== '')
        notes.push([row, [row.note, looked.note].filter((part) => part !== '').join(' ')])
      kept.push({
        seq: row.seq,
        image: { leadId, cells: looked.cells },
        lead: isLess ? looked.lead : null,
        message: looked.note === '' ? null : notes.at(-1)![1],
      })
      // Rows that were merged are one call's one lead: all that is kept of it is kept once.
      for (const { seq } of ofMembers) {
        if (seq !== row.seq) kept.push({ seq, image: { leadId, cells: [] }, lead: null, message: null })
      }
    })
    workspace.lookedAgain(pushId, kept)
    for (const [row, note] of notes) row.note = note
    return null
  }

  /** Null where it was ended meanwhile. A read has no effect, so whatever failed in passing is asked again. */
  async #read(
    credentials: Credentials,
    ids: readonly string[],
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<{ kind: 'value'; value: LeadPage } | LookFailure | null> {
    const { api, governor, policy, clock, random } = this.#deps
    try {
      for (let tries = 1; ;) {
        let answer = await limitedCall(
          governor,
          (hooks) => api.byIds(credentials, ids, names, { ...hooks, signal }),
          signal,
        )
        if (signal.aborted) return null
        if (answer.kind === 'value') {
          const { leads, recordCount } = answer.value
          if (recordCount === null || leads.length >= Math.min(recordCount, ids.length)) return answer
          // A page that is cut must not pass for leads that are gone.
          answer = { kind: 'unclear', details: 'LeadSquared did not tell all of the leads it counts.' }
        }
        if (answer.kind === 'throttled') continue
        const passing = (answer.kind === 'passing' && !answer.offline) || answer.kind === 'unclear'
        if (!passing || tries >= policy.passingTries) return answer
        await clock.sleep(waitMs(policy.backoffMs, tries++, policy.longestBackoffMs, random), signal)
      }
    } catch (error) {
      if (signal.aborted) return null
      throw error
    }
  }
}
