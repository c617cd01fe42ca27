import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { DEFAULT_SEARCH_ATTRIBUTES, LEADS_PER_CALL, normaliseKey } from '#shared/domain/sheet/lead.ts'
import type { PracticeField } from './field-list.ts'
import type { LeadStore } from './lead-store.ts'
import { lookAt } from './looked.ts'
import { mayUpdate } from './may-update.ts'
import type { PracticeLead } from './seed-leads.ts'
import { isActiveUser } from './users.ts'

/** What a server says when it refuses a row or a call. */
export interface Refusal {
  exceptionType: string
  message: string
}

/** One element of the answer (contract: Response), with the refusal reported of the real service. */
export interface RowAnswer {
  RowNumber: number
  LeadId: string | null
  LeadCreated: boolean
  LeadUpdated: boolean
  AffectedRows: 0 | 1
  ExceptionType?: string
  ErrorMessage?: string
}

const Pair = z.object({
  Attribute: z.string().min(1),
  Value: z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => String(value ?? '')),
  Fields: z.array(z.unknown()).optional(),
})
export type WirePair = z.infer<typeof Pair>
const Body = z.array(z.array(Pair).min(1)).min(1)

/** The leads of a call's body, or why the call is refused whole. */
export function readCall(body: string): { leads: WirePair[][] } | { refusal: Refusal } {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return invalid('The message body is not valid JSON.')
  }
  const parsed = Body.safeParse(json)
  if (!parsed.success) return invalid('The message body is not a list of leads of Attribute and Value.')
  if (parsed.data.length > LEADS_PER_CALL) {
    return invalid(`A call takes at most ${LEADS_PER_CALL} leads; this one has ${parsed.data.length}.`)
  }
  return { leads: parsed.data }
}

function invalid(message: string): { refusal: Refusal } {
  return { refusal: { exceptionType: 'MXInvalidInputException', message } }
}

const LEAD_ID = 'ProspectID'

/** A row as it was understood when the call came in. */
export type Decision =
  | { refusal: Refusal }
  | { target: PracticeLead | null; searchBy: string[]; fields: Map<string, string> }

/**
 * The first half of a call: what each row is and which lead it finds, at this moment. The second half happens later,
 * as at any real service: two calls with one key at the same time both find nothing and create two leads.
 */
export function lookUp(
  leads: readonly WirePair[][],
  store: LeadStore,
  fields: ReadonlyMap<string, PracticeField>,
): Decision[] {
  return leads.map((pairs) => decide(pairs, store, fields))
}

function decide(pairs: WirePair[], store: LeadStore, known: ReadonlyMap<string, PracticeField>): Decision {
  const values = new Map(pairs.map((pair) => [pair.Attribute, pair.Value.trim()]))
  const searchBy = values.get('SearchBy') ?? ''
  values.delete('SearchBy')
  const leadId = searchBy === LEAD_ID ? (values.get(LEAD_ID) ?? '') : null
  // It names the lead and is not written.
  if (leadId !== null) values.delete(LEAD_ID)
  for (const [attribute, value] of values) {
    const refusal = checkField(attribute, value, known.get(attribute))
    if (refusal) return { refusal }
  }
  if (searchBy !== '' && !known.has(searchBy)) {
    return {
      refusal: { exceptionType: 'MXInvalidAttributeException', message: `Cannot search by '${searchBy}'.` },
    }
  }
  if (searchBy !== '' && (leadId ?? values.get(searchBy) ?? '') === '') {
    const message = `SearchBy names '${searchBy}', but there is no value for it.`
    return { refusal: { exceptionType: 'MXInvalidInputException', message } }
  }
  if (leadId !== null && !store.get(leadId)) {
    const message = `There is no lead with the ${LEAD_ID} '${leadId}'.`
    return { refusal: { exceptionType: 'MXInvalidInputException', message } }
  }
  const attributes = searchBy === '' ? defaultSearch(values) : [searchBy]
  const target =
    leadId === null
      ? attributes.reduce<PracticeLead | null>(
          (found, attribute) => found ?? store.find(attribute, values.get(attribute) ?? ''),
          null,
        )
      : store.get(leadId)
  if (target && !mayUpdate(lookAt(target))) {
    const message = 'You do not have permission to update this lead.'
    return { refusal: { exceptionType: 'MXUnauthorizedAccessException', message } }
  }
  for (const attribute of DEFAULT_SEARCH_ATTRIBUTES) {
    const owner = store.find(attribute, values.get(attribute) ?? '')
    if (owner && owner.id !== target?.id) {
      const message = `A lead with this ${attribute} already exists: ${owner.id}.`
      return { refusal: { exceptionType: 'MXDuplicateEntryException', message } }
    }
  }
  return { target, searchBy: attributes, fields: asKept(values, known) }
}

/**
 * The contract names email and phone; as reported of the real service, a lead that has an email is looked for by it alone,
 * and one that then only shares a phone is refused as a duplicate.
 */
function defaultSearch(values: ReadonlyMap<string, string>): string[] {
  const [email, ...others] = DEFAULT_SEARCH_ATTRIBUTES
  return (values.get(email) ?? '') === '' ? others : [email]
}

/**
 * Dates come to rest with a time of day, so a lead is not found again by the date it was made with; several choices in the order of
 * the options, and what is no option after them.
 */
function asKept(
  values: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, PracticeField>,
): Map<string, string> {
  return new Map(
    [...values].map(([attribute, value]) => {
      const field = known.get(attribute)
      const isDay = field?.dataType === 'Date' && /^\d{4}-\d{2}-\d{2}$/.test(value)
      if (field?.several !== undefined) return [attribute, inOwnOrder(value, field.several, field.options)]
      return [attribute, isDay ? `${value} 00:00:00` : value]
    }),
  )
}

function inOwnOrder(value: string, separator: string, options: readonly string[]): string {
  const choices = value.split(separator).map((choice) => choice.trim())
  const others = choices.filter((choice) => choice !== '' && !options.includes(choice))
  return [...options.filter((option) => choices.includes(option)), ...others].join(separator)
}

function checkField(attribute: string, value: string, field: PracticeField | undefined): Refusal | null {
  if (!field) {
    return {
      exceptionType: 'MXInvalidAttributeException',
      message: `Attribute '${attribute}' does not exist.`,
    }
  }
  if (field.readOnly) {
    return {
      exceptionType: 'MXInvalidAttributeException',
      message: `Attribute '${attribute}' cannot be written.`,
    }
  }
  if (value === '') return null
  if (field.maxLength !== null && value.length > field.maxLength) {
    const message = `Value of '${attribute}' is longer than ${field.maxLength} characters.`
    return { exceptionType: 'MXInvalidInputException', message }
  }
  if (field.dataType === 'User' && !isActiveUser(value)) {
    const message = `Value of '${attribute}' is not the ID of an active user.`
    return { exceptionType: 'MXInvalidInputException', message }
  }
  if (!fits(field.dataType, value)) {
    const message = `Value of '${attribute}' is not a valid ${field.dataType}.`
    return { exceptionType: 'MXInvalidInputException', message }
  }
  return null
}

function fits(type: PracticeField['dataType'], value: string): boolean {
  if (type === 'Number') return Number.isFinite(Number(value))
  if (type === 'Boolean') return /^(0|1|true|false|yes|no)$/i.test(value)
  if (type === 'Email') return /^[^\s@]+@[^\s@]+$/.test(value)
  if (type === 'Date') return /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(value)
  return true
}

/** The second half of a call: writes what was decided and answers each row. */
export function carryOut(
  decisions: readonly Decision[],
  store: LeadStore,
  { now, by }: { now: Date; by: string },
): RowAnswer[] {
  const stamp = now.toISOString().slice(0, 19).replace('T', ' ')
  /** Leads this call touched, by id: a later row of the same call sees what an earlier one wrote. */
  const written = new Map<string, PracticeLead>()
  let nextNumber = store.nextNumber
  const answers = decisions.map((decision, index): RowAnswer => {
    if ('refusal' in decision) return refusedRow(index + 1, decision.refusal)
    const found = decision.target ?? findAmong(written.values(), decision.searchBy, decision.fields)
    const before = found ? (written.get(found.id) ?? store.get(found.id) ?? found) : null
    const fields = { ...before?.fields }
    for (const [attribute, value] of decision.fields) {
      // How the service takes an empty value is not documented; this one clears the field.
      if (value === '') Reflect.deleteProperty(fields, attribute)
      else fields[attribute] = value
    }
    const lead: PracticeLead = {
      id: before?.id ?? randomUUID(),
      number: before?.number ?? nextNumber++,
      createdOn: before?.createdOn ?? stamp,
      modifiedOn: stamp,
      modifiedBy: by,
      fields,
    }
    written.set(lead.id, lead)
    return {
      RowNumber: index + 1,
      LeadId: lead.id,
      LeadCreated: before === null,
      LeadUpdated: before !== null,
      AffectedRows: 1,
    }
  })
  store.put([...written.values()])
  return answers
}

/** The answer for a row that was turned away while the others went in. */
export function refusedRow(rowNumber: number, refusal: Refusal): RowAnswer {
  return {
    RowNumber: rowNumber,
    LeadId: null,
    LeadCreated: false,
    LeadUpdated: false,
    AffectedRows: 0,
    ExceptionType: refusal.exceptionType,
    ErrorMessage: refusal.message,
  }
}

function findAmong(
  leads: Iterable<PracticeLead>,
  attributes: readonly string[],
  fields: ReadonlyMap<string, string>,
): PracticeLead | null {
  for (const lead of leads) {
    for (const attribute of attributes) {
      const key = normaliseKey(attribute, fields.get(attribute) ?? '')
      if (key !== '' && key === normaliseKey(attribute, lead.fields[attribute] ?? '')) return lead
    }
  }
  return null
}
