import type { PracticeField } from './field-list.ts'
import type { GeneratedLeads } from './generated-leads.ts'
import type { Search } from './lead-search.ts'
import { millisecondsOf, type Looked } from './looked.ts'

/** What a lead has for a field, the server's own ones included; null: nothing, or there is no such field. */
export function fieldValue(lead: Looked, field: string): string | null {
  if (field === 'ProspectID') return lead.id
  if (field === 'ProspectAutoId') return String(lead.number)
  return lead.value(field)
}

const DATES = ['CreatedOn', 'ModifiedOn', 'LeadLastModifiedOn']

/**
 * `LookupName`, `SqlOperator`, `LookupValue`. Names are case-sensitive, and a name that is no field's finds nothing and says
 * nothing; texts are compared without case, as the service's database does.
 */
export function conditionSearch(
  { name, operator, value }: { name: string; operator: string; value: string },
  fields: ReadonlyMap<string, PracticeField>,
  generated: GeneratedLeads,
): Search | null {
  const compare = comparison(operator, value, kindOf(name, fields))
  if (!compare) return null
  const known = fields.has(name) || DATES.includes(name)
  const text = (lead: Looked): string | null => fieldValue(lead, name)
  const matches = DATES.includes(name)
    ? (lead: Looked) => compare(name === 'CreatedOn' ? lead.createdAt() : lead.touchedAt())
    : (lead: Looked) => compare(text(lead))
  const candidates = known ? candidatesOf(name, operator, value, generated) : []
  return {
    name: JSON.stringify([name, operator, value]),
    matches: known ? matches : () => false,
    ...(candidates ? { candidates } : {}),
  }
}

type Compare = (value: string | number | null) => boolean

function kindOf(name: string, fields: ReadonlyMap<string, PracticeField>): 'text' | 'number' | 'date' {
  const type = fields.get(name)?.dataType
  if (DATES.includes(name) || type === 'Date') return 'date'
  return type === 'Number' ? 'number' : 'text'
}

function comparison(operator: string, wanted: string, kind: 'text' | 'number' | 'date'): Compare | null {
  const parse = (value: string | number): string | number => {
    if (typeof value === 'number') return value
    if (kind === 'number') return Number(value)
    if (kind === 'date') return millisecondsOf(value.length <= 10 ? `${value} 00:00:00` : value)
    return value.trim().toLowerCase()
  }
  const other = parse(wanted)
  const some =
    (test: (value: string | number) => boolean): Compare =>
    (value) =>
      value !== null && test(parse(value))
  switch (operator) {
    case '=':
      return some((value) => value === other)
    case '<>':
      return (value) => value === null || parse(value) !== other
    case '<':
      return some((value) => value < other)
    case '<=':
      return some((value) => value <= other)
    case '>':
      return some((value) => value > other)
    case '>=':
      return some((value) => value >= other)
    case 'LIKE': {
      const parts = wanted.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      const pattern = new RegExp(`^${parts.join('[^]*')}$`, 'i')
      return (value) => value !== null && pattern.test(String(value))
    }
    case 'IN': {
      const among = new Set(wanted.split(',').map((part) => parse(part)))
      return some((value) => among.has(value))
    }
    default:
      return null
  }
}

/** An id, an email or a phone of a generated lead names it. */
function candidatesOf(
  name: string,
  operator: string,
  value: string,
  generated: GeneratedLeads,
): number[] | null {
  if (operator !== '=' && operator !== 'IN') return null
  if (name !== 'ProspectID' && name !== 'EmailAddress' && name !== 'Phone') return null
  const values = operator === 'IN' ? value.split(',') : [value]
  return values.flatMap((each) => generated.numberOf(name, each.trim()) ?? [])
}
