import { mostInAnyWindow } from '#electron/practice/arrival-window.ts'
import type { LoggedCall } from '#electron/practice/call-log.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import type { PushRecord, PushRow } from '#electron/services/ports/pushes.ts'
import { leadOf, searchKeysOf, valueOf } from '#shared/domain/sheet/lead.ts'
import { isFinal } from '#shared/domain/push/outcome.ts'
import { MARK, type SheetPlan } from './sheet-plan.ts'

/** Where the server's log stood when a life of the program had ended, and which rows were settled by then. */
export interface Checkpoint {
  calls: number
  settled: Set<string>
  /** In this life every processed row was told of in the answer, where the answer got through. */
  allTold: boolean
}

export interface Evidence {
  plan: SheetPlan
  push: PushRecord
  rows: PushRow[]
  leads: PracticeLead[]
  calls: LoggedCall[]
  limit: { calls: number; seconds: number }
  /** Arrivals may have been stamped this much late. */
  latenessMs: number
  checkpoints: Checkpoint[]
}

/** The law of the campaign. Answers what was broken, in words; empty: all of it held. */
export function verify(evidence: Evidence): string[] {
  return [
    ...everyRowEndedOnce(evidence),
    ...whatIsCalledInIsIn(evidence),
    ...whatIsCalledOutIsOut(evidence),
    ...noKeyHasTwoLeads(evidence),
    ...nothingSettledWasSentAgain(evidence),
    ...nothingToldWasSentAgain(evidence),
    ...theLimitHeld(evidence),
  ]
}

function everyRowEndedOnce({ plan, push, rows }: Evidence): string[] {
  const broken: string[] = []
  if (push.summary.phase !== 'finished') broken.push(`the push is ${push.summary.phase}, not finished`)
  const ids = new Set(rows.map((row) => row.rowId))
  if (rows.length !== plan.rows.length || ids.size !== plan.rows.length) {
    broken.push(
      `${plan.rows.length} rows were to be pushed, the journal has ${rows.length} (${ids.size} different)`,
    )
  }
  for (const row of rows) {
    if (!isFinal(row.state)) broken.push(`row ${row.rowId} ended as ${row.state}`)
  }
  const counted = Object.values(push.summary.counts).reduce((sum, count) => sum + count, 0)
  if (counted !== plan.rows.length) broken.push(`the counts add up to ${counted}`)
  return broken
}

function whatIsCalledInIsIn({ push, rows, leads: kept }: Evidence): string[] {
  const leads = new Map(kept.map((lead) => [lead.id, lead]))
  const broken: string[] = []
  for (const row of rows) {
    if (row.state !== 'created' && row.state !== 'updated') continue
    const lead = row.leadId === null ? undefined : leads.get(row.leadId)
    if (!lead) broken.push(`row ${row.rowId} is called ${row.state}, but its lead is not in the server`)
  }
  // What the server has of a row nobody shares a key with must be what was sent.
  const written = new Set(kept.map((lead) => lead.fields[MARK] ?? ''))
  const alone = rowsAlone(push, rows)
  for (const row of alone) {
    if (row.state !== 'created' && row.state !== 'updated') continue
    const mark = valueOf(leadOf(row, push.columns, push.settings), MARK)
    if (!written.has(mark))
      broken.push(`row ${row.rowId} is called ${row.state}, but its values are not in the server`)
  }
  return broken
}

/** A row that no try of which ended unclear and that is called anything but in was never written. */
function whatIsCalledOutIsOut({ calls, rows }: Evidence): string[] {
  const taken = new Set(
    calls.flatMap((call) =>
      call.rows.flatMap(({ lead, answer }) => (answer.AffectedRows === 1 ? [valueOf(lead, MARK)] : [])),
    ),
  )
  return rows.flatMap((row) => {
    const isOut = row.state === 'failed' || row.state === 'cancelled' || row.state === 'skipped'
    const isItsOwn = row.lead === null && row.carrierId === null && !row.unclear
    return isOut && isItsOwn && taken.has(row.cells.at(-1) ?? '')
      ? [`row ${row.rowId} is called ${row.state}, but the server took it`]
      : []
  })
}

/** Rows whose email and phone no other row has. */
function rowsAlone(push: PushRecord, rows: PushRow[]): PushRow[] {
  const keysOf = (row: PushRow): string[] => {
    const lead = leadOf(row, push.columns, push.settings)
    return [...searchKeysOf(lead, 'default'), ...searchKeysOf(lead, 'mx_Date_of_Birth')]
  }
  const uses = new Map<string, number>()
  for (const row of rows) for (const key of keysOf(row)) uses.set(key, (uses.get(key) ?? 0) + 1)
  return rows.filter((row) => keysOf(row).every((key) => uses.get(key) === 1))
}

function noKeyHasTwoLeads({ push, leads }: Evidence): string[] {
  const searchBy = push.settings.searchBy
  const owners = new Map<string, number>()
  for (const { fields } of leads) {
    const lead = Object.entries(fields).map(([Attribute, Value]) => ({ Attribute, Value }))
    for (const key of searchKeysOf(lead, searchBy)) owners.set(key, (owners.get(key) ?? 0) + 1)
  }
  return [...owners].flatMap(([key, count]) => (count > 1 ? [`${count} leads have ${key}`] : []))
}

function marksIn(call: LoggedCall): string[] {
  return call.rows.map(({ lead }) => valueOf(lead, MARK))
}

/** Across lives: what the journal knew when the program was killed is in no later call. */
function nothingSettledWasSentAgain({ calls, checkpoints }: Evidence): string[] {
  const broken: string[] = []
  for (const checkpoint of checkpoints) {
    for (const call of calls.slice(checkpoint.calls)) {
      for (const mark of marksIn(call)) {
        if (checkpoint.settled.has(mark))
          broken.push(`${mark} was settled and sent again in call ${call.number}`)
      }
    }
  }
  return broken
}

/** Within a life: a row whose outcome was in an answer that got through is in no later call. */
function nothingToldWasSentAgain({ calls, checkpoints }: Evidence): string[] {
  const broken: string[] = []
  let from = 0
  for (const checkpoint of checkpoints) {
    const told = new Set<string>()
    for (const call of calls.slice(from, checkpoint.calls)) {
      for (const mark of marksIn(call)) {
        if (told.has(mark)) broken.push(`${mark} was answered and sent again in call ${call.number}`)
      }
      if (call.end === 'answered' && checkpoint.allTold) for (const mark of marksIn(call)) told.add(mark)
    }
    from = checkpoint.calls
  }
  return broken
}

/**
 * Every arrival counts here, also those the server turned away: the sender cannot know that beforehand. A machine that stamps them
 * later than the limit is long leaves no window to judge; the lateness stands in the line of the run.
 */
function theLimitHeld({ calls, limit, latenessMs }: Evidence): string[] {
  const most = mostInAnyWindow(
    calls.map((call) => call.at),
    limit.seconds - latenessMs / 1000,
  )
  return most > limit.calls
    ? [`${most} calls arrived within ${limit.seconds} s; the limit is ${limit.calls}`]
    : []
}
