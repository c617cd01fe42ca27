import { z } from 'zod'
import type { LeadList, LeadPage, ReadLead, UpdateAnswer, User } from '#electron/services/ports/lead-reads.ts'

/** Numbers sometimes arrive as text. */
const Whole = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)])
const Wrapped = z.object({ RecordCount: Whole, Leads: z.array(z.unknown()).nullish() })

/** The attribute by which every lead is known; in answers it is spelt either way. */
const ID_NAMES = ['ProspectID', 'ProspectId'] as const

/**
 * A page of leads in any of the service's three forms: an array of flat leads, or `RecordCount` with `Leads`, flat or as
 * lists of properties; `Leads` is missing where there are none. Null where it is none of these, or a lead has no id: a
 * lead that cannot be named must not be dropped unsaid.
 */
export function leadPageOf(json: unknown): LeadPage | null {
  if (Array.isArray(json)) {
    const leads = leadsOf(json)
    return leads && { leads, recordCount: null }
  }
  const wrapped = Wrapped.safeParse(json).data
  if (!wrapped) return null
  const leads = leadsOf(wrapped.Leads ?? [])
  return leads && { leads, recordCount: wrapped.RecordCount }
}

/** Null where it is no list of leads. */
export function leadsOf(json: unknown): ReadLead[] | null {
  if (!Array.isArray(json)) return null
  const leads: ReadLead[] = []
  for (const element of json) {
    const lead = leadOf(element)
    if (!lead) return null
    leads.push(lead)
  }
  return leads
}

/** By hand, not by schema: pages of a thousand leads with some fifteen values each come by the hundred. */
function leadOf(element: unknown): ReadLead | null {
  if (!isRecord(element)) return null
  const values = new Map<string, string | null>()
  const listed = element['LeadPropertyList']
  if (Array.isArray(listed)) {
    for (const property of listed as unknown[]) {
      if (!isRecord(property) || typeof property['Attribute'] !== 'string') return null
      put(values, property['Attribute'], property['Value'])
    }
  } else for (const name of Object.keys(element)) put(values, name, element[name])
  // It may stand among the properties or beside their list.
  const beside = Array.isArray(listed) ? element['CanUpdate'] : undefined
  const canUpdate = booleanOf(beside ?? values.get('CanUpdate'))
  values.delete('CanUpdate')
  const id = ID_NAMES.map((name) => values.get(name)).find(
    (value) => typeof value === 'string' && value !== '',
  )
  if (!id) return null
  for (const name of ID_NAMES) values.delete(name)
  values.set('ProspectID', id)
  return { id, values, canUpdate }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Nested parts, such as those of composite fields, are no values of this lead. */
function put(values: Map<string, string | null>, name: string, raw: unknown): void {
  if (raw === null || raw === undefined) values.set(name, null)
  else if (typeof raw === 'string') values.set(name, raw)
  else if (typeof raw === 'number' || typeof raw === 'boolean') values.set(name, textOf(raw))
}

function textOf(cell: number | boolean): string {
  return typeof cell === 'boolean' ? (cell ? '1' : '0') : String(cell)
}

function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value).trim().toLowerCase()
  if (text === 'true' || text === '1') return true
  return text === 'false' || text === '0' ? false : null
}

const LIST_KINDS = ['static', 'dynamic', 'refreshable'] as const
const ListEntry = z.object({
  ListId: z.string().min(1),
  ListName: z.string().nullish(),
  ListDescription: z.string().nullish(),
  ListType: Whole.nullish(),
  MemberCount: Whole.nullish(),
})

/** Entries that cannot be read are left out; `kind` is what was asked for, where the answer does not say. */
export function listsOf(json: unknown, kind: LeadList['kind']): LeadList[] | null {
  if (!Array.isArray(json)) return null
  return json.flatMap((element): LeadList[] => {
    const entry = ListEntry.safeParse(element).data
    if (!entry) return []
    return [
      {
        id: entry.ListId,
        name: entry.ListName?.trim() || entry.ListId,
        description: entry.ListDescription ?? '',
        kind: LIST_KINDS[entry.ListType ?? -1] ?? kind,
        members: entry.MemberCount ?? null,
      },
    ]
  })
}

const UserEntry = z.object({
  ID: z.string().min(1),
  FirstName: z.string().nullish(),
  LastName: z.string().nullish(),
  EmailAddress: z.string().nullish(),
  Role: z.string().nullish(),
  StatusCode: Whole.nullish(),
})

export function usersOf(json: unknown): User[] | null {
  if (!Array.isArray(json)) return null
  return json.flatMap((element): User[] => {
    const entry = UserEntry.safeParse(element).data
    if (!entry) return []
    const name = [entry.FirstName, entry.LastName].filter(Boolean).join(' ')
    return [
      {
        id: entry.ID,
        name,
        email: entry.EmailAddress ?? '',
        role: entry.Role ?? '',
        active: (entry.StatusCode ?? 0) === 0,
      },
    ]
  })
}

const Exception = z.object({
  Identifier: z.string().nullish(),
  IdentifierValue: z.string(),
  Reason: z.string().nullish(),
})
const UpdateBody = z.object({
  Status: z.object({
    TotalCount: Whole,
    SuccessCount: Whole,
    FailureCount: Whole,
    UnProcessedCount: Whole,
  }),
  Details: z
    .object({ FailedLeads: z.array(Exception).nullish(), UnProcessedLeads: z.array(Exception).nullish() })
    .nullish(),
})

const LEAD_ID = /^prospect_?id$/i

/**
 * `UpdateV2` names exceptions only, so the counts have to add up to what was sent before the unnamed ones may be taken as
 * updated: a body of the wrong shape was seen to answer 200 with nothing done. Where they do not, only those that are named
 * are accounted for. Null where nothing is.
 */
export function updateAnswerOf(json: unknown, ids: readonly string[]): UpdateAnswer | null {
  const body = UpdateBody.safeParse(json).data
  if (!body) return null
  const { TotalCount, SuccessCount, FailureCount, UnProcessedCount } = body.Status
  const asSent = new Map(ids.map((id) => [id.toLowerCase(), id]))
  const sentId = ({ Identifier, IdentifierValue }: z.infer<typeof Exception>): string | undefined =>
    Identifier && !LEAD_ID.test(Identifier) ? undefined : asSent.get(IdentifierValue.trim().toLowerCase())
  const [failures, others] = [body.Details?.FailedLeads ?? [], body.Details?.UnProcessedLeads ?? []]
  const exceptions = [...failures, ...others].map(sentId)
  // One that is named twice is told two things of.
  const isClear = (id: string): boolean => exceptions.indexOf(id) === exceptions.lastIndexOf(id)
  const failed = failures.flatMap((each) => {
    const leadId = sentId(each)
    return leadId !== undefined && isClear(leadId) ? [{ leadId, reason: each.Reason ?? '' }] : []
  })
  const missing = others.flatMap((each) => sentId(each) ?? []).filter(isClear)
  const complete =
    TotalCount === ids.length &&
    SuccessCount + FailureCount + UnProcessedCount === TotalCount &&
    failures.length === FailureCount &&
    others.length === UnProcessedCount &&
    failed.length + missing.length === exceptions.length
  if (!complete && failed.length + missing.length === 0) return null
  return { failed, missing, complete }
}
