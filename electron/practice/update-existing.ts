import { z } from 'zod'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import { stamp } from './generated-leads.ts'
import type { PracticeField } from './field-list.ts'
import type { LeadStore } from './lead-store.ts'
import { lookAt } from './looked.ts'
import { mayUpdate } from './may-update.ts'
import type { PracticeLead } from './seed-leads.ts'
import { isActiveUser } from './users.ts'

const Pair = z.object({ Attribute: z.string(), Value: z.coerce.string().nullable() })
const Body = z.object({
  SearchByKey: z.literal('ProspectId'),
  Options: z.object({ PushNonExistentLeadsToUnProcessedList: z.boolean().optional() }).optional(),
  LeadPropertiesList: z.array(z.object({ Fields: z.array(Pair) })),
})

interface Named {
  Identifier: 'ProspectId'
  IdentifierValue: string
  Reason: string
}

/** A lead as it was asked to become, for the server's log. */
export interface WrittenLead {
  id: string
  pairs: { Attribute: string; Value: string }[]
}

/**
 * `Lead/Bulk/UpdateV2`: updates by Lead ID and never creates. Only exceptions are named; two entries of one lead are both
 * refused; a body of another shape is answered 200 with nothing done.
 */
export function updateExisting(
  body: string,
  store: LeadStore,
  fields: ReadonlyMap<string, PracticeField>,
  { now, by }: { now: number; by: string },
): { answer: unknown; written: WrittenLead[] } {
  const parsed = Body.safeParse(parse(body))
  const entries = parsed.data?.LeadPropertiesList ?? []
  if (!parsed.success || entries.length > LEADS_PER_CALL) return { answer: told(0, [], []), written: [] }
  const ids = entries.map(
    ({ Fields }) => Fields.find(({ Attribute }) => Attribute === 'ProspectId')?.Value ?? '',
  )
  const failed: Named[] = []
  const unprocessed: Named[] = []
  const written: WrittenLead[] = []
  const leads: PracticeLead[] = []
  entries.forEach(({ Fields }, index) => {
    const id = ids[index]!
    const name = (Reason: string): Named => ({ Identifier: 'ProspectId', IdentifierValue: id, Reason })
    const before = store.get(id)
    if (ids.indexOf(id) !== ids.lastIndexOf(id)) return failed.push(name('Duplicate lead in the request.'))
    if (!before) return unprocessed.push(name('Lead does not exist.'))
    if (!mayUpdate(lookAt(before)))
      return failed.push(name('You do not have permission to update this lead.'))
    const pairs = Fields.filter(({ Attribute }) => Attribute !== 'ProspectId')
    const unknown = pairs.find(({ Attribute }) => !fields.has(Attribute) || fields.get(Attribute)!.readOnly)
    if (unknown) return failed.push(name(`Attribute '${unknown.Attribute}' cannot be written.`))
    const nobody = pairs.find(
      ({ Attribute, Value }) => fields.get(Attribute)?.dataType === 'User' && !isActiveUser(Value ?? ''),
    )
    if (nobody) return failed.push(name(`Value of '${nobody.Attribute}' is not the ID of an active user.`))
    const values = { ...before.fields }
    for (const { Attribute, Value } of pairs) {
      if ((Value ?? '') === '') Reflect.deleteProperty(values, Attribute)
      else values[Attribute] = Value!
    }
    leads.push({ ...before, fields: values, modifiedOn: stamp(now), modifiedBy: by, touchedAt: now })
    written.push({ id, pairs: pairs.map(({ Attribute, Value }) => ({ Attribute, Value: Value ?? '' })) })
    return undefined
  })
  store.put(leads)
  return { answer: told(entries.length, failed, unprocessed), written }
}

/** The answer: only exceptions are named. */
export function told(total: number, failed: Named[], unprocessed: Named[]): unknown {
  return {
    Status: {
      TotalCount: total,
      SuccessCount: total - failed.length - unprocessed.length,
      FailureCount: failed.length,
      UnProcessedCount: unprocessed.length,
      Message: total === 0 ? 'No leads were processed.' : 'Processed.',
    },
    Details: { FailedLeads: failed, UnProcessedLeads: unprocessed },
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
