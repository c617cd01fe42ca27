import { ok, type Result } from '#shared/api/faults.ts'
import { sameValue } from '#shared/domain/reading/values.ts'
import type { UndoCell } from '#shared/domain/push/undo.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { LeadReads, UpdateAnswer } from '#electron/services/ports/lead-reads.ts'
import { faultOf } from '#electron/services/rate/call-faults.ts'
import type { Governors } from '#electron/services/rate/governors.ts'
import { limitedCall } from '#electron/services/rate/limited-call.ts'
import type { Reader } from '#electron/services/reading/reader.ts'

export interface ClearingDeps {
  api: Pick<LeadReads, 'byIds' | 'updateExisting'>
  governors: Pick<Governors, 'of'>
  reader: Reader
  credentials: (accountId: string) => Promise<Result<Credentials>>
  clock: Clock
}

export interface Proof {
  /** Fields that are empty once an empty value was written to them. */
  proven: ReadonlySet<string>
  /** What it was written to: of each lead, its fields. */
  tried: ReadonlyMap<string, readonly string[]>
}

const TRIES = 5
const PAUSE_MS = 500

/**
 * What an empty value does to a field is not documented. So it is written to the first leads that need it, as few as have
 * every such field between them and at most one call's worth, and they are read back. Answers the fields that are empty
 * then. What it writes is what the undo is about to write anyway, over what the push wrote: each is looked at just before.
 */
export async function proveClearing(
  { api, governors, reader, credentials, clock }: ClearingDeps,
  accountId: string,
  blanks: readonly UndoCell[],
  attributes: readonly Attribute[],
): Promise<Result<Proof>> {
  const held = await credentials(accountId)
  if (!held.ok) return held
  const job = { accountId, signal: new AbortController().signal, onCall: () => undefined }
  const read = async (leadIds: readonly string[], names: readonly string[]) => {
    const page = await reader.ask(job, (keys, hooks) => api.byIds(keys, leadIds, names, hooks))
    return page.ok ? ok(new Map(page.value.leads.map((lead) => [lead.id, lead.values]))) : page
  }
  const types = new Map(attributes.map((each) => [each.schemaName, each]))
  let still = blanks
  let chosen = firstLeads(still)
  for (;;) {
    const names = [...new Set([...chosen.values()].flat())]
    const now = await read([...chosen.keys()], names)
    if (!now.ok) return now
    // What somebody changed since the review is theirs.
    const hasMoved = ({ leadId, attribute, now: reviewed }: UndoCell): boolean => {
      const lead = now.value.get(leadId)
      return !lead || !sameValue(types.get(attribute), reviewed, lead.get(attribute))
    }
    const moved = new Set(
      still.filter((cell) => chosen.get(cell.leadId)?.includes(cell.attribute) === true && hasMoved(cell)),
    )
    if (moved.size === 0) break
    still = still.filter((cell) => !moved.has(cell))
    chosen = firstLeads(still)
    if (chosen.size === 0) return ok({ proven: new Set(), tried: chosen })
  }
  const leads = [...chosen].map(([leadId, attributes]) => ({
    leadId,
    fields: attributes.map((Attribute) => ({ Attribute, Value: '' })),
  }))
  let answer: SideAnswer<UpdateAnswer>
  for (let tries = 1; ; tries++) {
    answer = await limitedCall(governors.of(accountId, 'bulk'), (hooks) =>
      api.updateExisting(held.value, leads, hooks),
    )
    if (answer.kind === 'throttled') continue
    const passing = answer.kind === 'passing' || answer.kind === 'unclear'
    if (!passing || tries >= TRIES) break
    await clock.sleep(PAUSE_MS * tries)
  }
  // A refusal proves that it does not work; whatever else came is told, for nobody knows then.
  if (answer.kind !== 'value' && answer.kind !== 'refused') return faultOf(answer, held.value.origin)
  const written = [...new Set([...chosen.values()].flat())]
  const after = await read([...chosen.keys()], written)
  if (!after.ok) return after
  const proven = new Set(written)
  for (const [leadId, fields] of chosen) {
    const lead = after.value.get(leadId)
    for (const attribute of fields) if ((lead?.get(attribute) ?? '') !== '' || !lead) proven.delete(attribute)
  }
  return ok({ proven, tried: chosen })
}

/** Each field once: with the first lead that has it. */
function firstLeads(blanks: readonly UndoCell[]): Map<string, string[]> {
  const chosen = new Map<string, string[]>()
  const covered = new Set<string>()
  for (const { leadId, attribute } of blanks) {
    if (covered.has(attribute)) continue
    const fields = chosen.get(leadId)
    if (!fields && chosen.size === LEADS_PER_CALL) continue
    covered.add(attribute)
    if (fields) fields.push(attribute)
    else chosen.set(leadId, [attribute])
  }
  return chosen
}
