import { ConditionOperator, type PullSource } from '#shared/domain/reading/source.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { PullForm } from '#renderer/stores/pull/pull-store.ts'

const SEPARATORS = /[\s,;]+/
const LEAD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const EMAIL = /^[^@\s]+@[^@\s]+$/
/** As many as one pull takes. */
const MOST_NAMES = 200_000

export interface NamedLeads {
  /** Each once, as written. */
  names: string[]
  ids: number
  emails: number
  /** What is neither a Lead ID nor an email address. */
  others: string[]
}

/** What was pasted: Lead IDs and email addresses, mixed as they come, one a line or separated in any other way. */
export function readNames(text: string): NamedLeads {
  const seen = new Set<string>()
  const names: string[] = []
  const others: string[] = []
  let ids = 0
  let emails = 0
  for (const piece of text.split(SEPARATORS)) {
    const name = piece.replace(/^["'<(]+|["'>)]+$/g, '').replace(/^mailto:/i, '')
    if (name === '' || seen.has(name.toLowerCase())) continue
    seen.add(name.toLowerCase())
    if (LEAD_ID.test(name)) ids++
    else if (EMAIL.test(name)) emails++
    else {
      others.push(name)
      continue
    }
    names.push(name)
  }
  return { names, ids, emails, others }
}

/** "2026-11-28T09:30" on the reader's clock, as ISO 8601 in UTC; null where it is no time. */
export function momentOf(local: string): string | null {
  const at = Date.parse(local.length === 10 ? `${local}T00:00` : local)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

/** As conditions take dates: `yyyy-MM-dd HH:mm:ss`, UTC. */
function serviceTime(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ')
}

/** Fields every account can be asked by, though its field list may leave them out; both are dates. */
export const OWN_FIELDS: readonly (readonly [schemaName: string, words: string])[] = [
  ['CreatedOn', 'Created on'],
  ['ModifiedOn', 'Modified on'],
]

export function isDateField(schemaName: string, attributes: readonly Attribute[]): boolean {
  const known = attributes.find((attribute) => attribute.schemaName === schemaName)
  return known ? known.dataType === 'Date' : OWN_FIELDS.some(([name]) => name === schemaName)
}

/** The form as a question to LeadSquared, or what is missing in it. */
export function sourceFrom(
  form: PullForm,
  known: { attributes: readonly Attribute[]; listName: string; sheetId: number | null },
): { source: PullSource } | { problem: string } {
  switch (form.kind) {
    case 'list':
      return form.listId === ''
        ? { problem: 'Choose a list.' }
        : { source: { kind: 'list', listId: form.listId, name: known.listName } }
    case 'condition': {
      const { attribute, value } = form
      if (attribute === '') return { problem: 'Choose the field the condition is about.' }
      if (value.trim() === '') return { problem: 'Enter the value the field is compared with.' }
      const operator = ConditionOperator.parse(form.operator)
      const isDate = isDateField(attribute, known.attributes)
      const moment = isDate ? momentOf(value) : null
      if (isDate && moment === null) return { problem: 'Enter a date and time.' }
      return {
        source: {
          kind: 'condition',
          condition: { attribute, operator, value: moment === null ? value.trim() : serviceTime(moment) },
        },
      }
    }
    case 'changed': {
      const from = momentOf(form.from)
      if (from === null) return { problem: 'Enter the time from which on changes count.' }
      const to = form.to === '' ? null : momentOf(form.to)
      if (form.to !== '' && to === null) return { problem: 'The second time is no date and time.' }
      if (to !== null && to < from) return { problem: 'The second time is before the first. Swap them.' }
      return { source: { kind: 'changed', from, to } }
    }
    case 'named': {
      const { names, others } = readNames(form.names)
      if (others.length > 0) {
        return {
          problem: `“${others[0]!.slice(0, 60)}” is neither a Lead ID nor an email address${others.length > 1 ? `, and ${(others.length - 1).toLocaleString()} more are not either` : ''}. Take that out, or mend it.`,
        }
      }
      if (names.length === 0) return { problem: 'Paste Lead IDs or email addresses.' }
      if (names.length > MOST_NAMES)
        return { problem: `At most ${MOST_NAMES.toLocaleString()} can be got at once. Get the rest afterwards.` }
      return { source: { kind: 'named', names } }
    }
    case 'matched':
      return known.sheetId === null
        ? { problem: 'Open the sheet whose leads are wanted, and compare it first.' }
        : { source: { kind: 'matched', sheetId: known.sheetId } }
  }
}
