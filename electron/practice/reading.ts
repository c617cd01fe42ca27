import { z } from 'zod'
import { conditionSearch, fieldValue } from './conditions.ts'
import type { FaultPlan } from './faults.ts'
import type { PracticeField } from './field-list.ts'
import { LeadSearch, type Found, type Search } from './lead-search.ts'
import type { LeadStore } from './lead-store.ts'
import { listSearch, PRACTICE_LISTS } from './lists.ts'
import { millisecondsOf, type Looked } from './looked.ts'
import { ACTIVITY_TYPES, type StaticLists } from './static-lists.ts'
import { mayUpdate } from './may-update.ts'
import { READ_PATHS } from './practice-server.ts'
import { seededRandom } from './seeded-random.ts'
import { PRACTICE_USERS } from './users.ts'

/** What a reading call is answered. */
export type ReadAnswer =
  | { status: 200; body: unknown }
  | { status: 500; refusal: { exceptionType: string; message: string } }

const LARGEST_PAGE = 1000
const LARGEST_CHANGED_PAGE = 5000
const MOST_IDS = 10_000
const LISTS_A_PAGE = 200

const Whole = z.coerce.number().int()
const Columns = z.object({ Include_CSV: z.string().optional() }).optional()
const Sorting = z
  .object({ ColumnName: z.string().optional(), Direction: z.coerce.string().optional() })
  .optional()
const Paging = z.object({ PageIndex: Whole.optional(), PageSize: Whole.optional() }).optional()
const Paged = { Columns, Sorting, Paging }

const Condition = z.object({
  Parameter: z
    .object({ LookupName: z.string(), LookupValue: z.coerce.string(), SqlOperator: z.string().optional() })
    .optional(),
  ...Paged,
})
const Between = z.object({ Parameter: z.object({ FromDate: z.string(), ToDate: z.string() }), ...Paged })
const InList = z.object({ SearchParameters: z.object({ ListId: z.string() }), ...Paged })
const ByIds = z.object({ SearchParameters: z.object({ LeadIds: z.array(z.string()) }), ...Paged })

type Request = {
  Columns?: z.infer<typeof Columns>
  Sorting?: z.infer<typeof Sorting>
  Paging?: z.infer<typeof Paging>
}

export interface ReadingOptions {
  store: LeadStore
  fields: ReadonlyMap<string, PracticeField>
  lists: StaticLists
}

/**
 * The service's reading calls, with what others fell into: attribute names are case-sensitive and a wrong one finds nothing;
 * a sort by anything with ties comes in another order each time; a page that is too large is refused with 500; parts of a
 * body that are not known, such as a `Query` around it, are passed over; `Leads` is missing where there are none; stored
 * times have fractions that are not shown.
 */
export class Reading {
  readonly #store: LeadStore
  readonly #fields: ReadonlyMap<string, PracticeField>
  readonly #search: LeadSearch
  readonly #lists: StaticLists
  readonly #random = seededRandom(77)

  constructor({ store, fields, lists }: ReadingOptions) {
    this.#lists = lists
    this.#store = store
    this.#fields = fields
    this.#search = new LeadSearch(store)
  }

  /** True where the call of this method and path only reads. */
  has(method: string | undefined, path: string): boolean {
    return Object.hasOwn(this.#routes, `${method ?? ''} ${path}`)
  }

  answer(method: string, url: URL, body: string, plan: FaultPlan): ReadAnswer {
    let json: unknown = {}
    if (method === 'POST') {
      try {
        json = JSON.parse(body)
      } catch {
        return invalid('The message body is not valid JSON.')
      }
    }
    return this.#routes[`${method} ${url.pathname}`]!(json, url.searchParams, plan)
  }

  readonly #routes: Readonly<
    Record<string, (json: unknown, query: URLSearchParams, plan: FaultPlan) => ReadAnswer>
  > = {
    [`POST ${READ_PATHS.byCondition}`]: (json, _query, plan) => {
      const request = Condition.safeParse(json).data
      if (!request) return invalid('The message body is not understood.')
      const { Parameter } = request
      const search = Parameter ? this.#condition(Parameter, plan) : EVERY_LEAD
      if (!search) return invalid(`The operator '${Parameter?.SqlOperator ?? ''}' is not supported.`)
      return this.#paged(search, request, LARGEST_PAGE, plan, (leads) => leads.map(this.#flat(request)))
    },
    [`POST ${READ_PATHS.changedBetween}`]: (json, _query, plan) => {
      const request = Between.safeParse(json).data
      const from = millisecondsOf(request?.Parameter.FromDate ?? '')
      const to = millisecondsOf(request?.Parameter.ToDate ?? '')
      if (!request || Number.isNaN(from) || Number.isNaN(to))
        return invalid('FromDate and ToDate are not dates.')
      const search: Search = {
        name: `changed ${from} ${to}`,
        matches(lead) {
          const at = lead.touchedAt()
          return at >= from && at <= to
        },
        numbers: this.#store.generated.touchedBetween(from, to),
      }
      return this.#paged(search, request, LARGEST_CHANGED_PAGE, plan, (leads, total) =>
        this.#listed(leads, total, request, false),
      )
    },
    [`POST ${READ_PATHS.inList}`]: (json, _query, plan) => {
      const request = InList.safeParse(json).data
      const search = request && this.#listSearch(request.SearchParameters.ListId)
      if (!request || !search) return invalid('There is no such list.')
      return this.#paged(search, request, LARGEST_PAGE, plan, (leads, total) =>
        this.#listed(leads, total, request, true),
      )
    },
    [`POST ${READ_PATHS.byIds}`]: (json, _query, plan) => {
      const request = ByIds.safeParse(json).data
      if (!request) return invalid('The message body is not understood.')
      const ids = request.SearchParameters.LeadIds
      if (ids.length > MOST_IDS) return invalid(`At most ${MOST_IDS} lead ids are allowed.`)
      if (!request.Columns?.Include_CSV) return invalid('Columns are mandatory.')
      const flat = this.#flat(request)
      const leads = [...new Set(ids)].flatMap((id) => this.#store.look(id) ?? [])
      const found: Found = {
        total: leads.length,
        slice: (from, to) => leads.slice(from, to),
        all: () => leads,
      }
      return this.#page(found, request, LARGEST_PAGE, plan, (page, total) => ({
        RecordCount: total,
        Leads: page.map((lead) => Object.assign(flat(lead), { CanUpdate: String(mayUpdate(lead)) })),
      }))
    },
    [`GET ${READ_PATHS.byEmail}`]: (_json, query) =>
      this.#single('EmailAddress', query.get('emailaddress') ?? ''),
    [`GET ${READ_PATHS.byId}`]: (_json, query) => {
      const lead = this.#store.look(query.get('id') ?? '')
      return this.#whole(lead ? [lead] : [])
    },
    [`GET ${READ_PATHS.byPhone}`]: (_json, query) => this.#byPhone(query.get('phone') ?? ''),
    [`GET ${READ_PATHS.lists}`]: (_json, query) => {
      const page = Number(query.get('PageIndex') ?? 1)
      const type = query.get('ListType')
      const made = this.#lists.all().map((list) => ({ ...list, type: 0 }))
      const lists = [...PRACTICE_LISTS, ...made].filter((list) => type === null || String(list.type) === type)
      return {
        status: 200,
        body: lists.slice((page - 1) * LISTS_A_PAGE, page * LISTS_A_PAGE).map((list) => ({
          ListId: list.id,
          ListName: list.name,
          ListDescription: list.description,
          ListType: list.type,
          MemberCount: String(this.#search.run(this.#listSearch(list.id)!).total),
        })),
      }
    },
    [`GET ${READ_PATHS.users}`]: () => ({ status: 200, body: PRACTICE_USERS }),
    [`GET ${READ_PATHS.activityTypes}`]: () => ({ status: 200, body: ACTIVITY_TYPES }),
  }

  #listSearch(id: string): Search | null {
    const made = this.#lists.get(id)
    if (!made) {
      const search = listSearch(id)
      const joined = this.#lists.joined(id)
      if (!search || joined.size === 0) return search
      const name = `${search.name} and ${joined.size}`
      return { name, matches: (lead) => joined.has(lead.id) || search.matches(lead) }
    }
    const { members } = made
    return { name: `list ${id} of ${members.size}`, matches: (lead) => members.has(lead.id) }
  }

  #condition(
    { LookupName, LookupValue, SqlOperator = '=' }: NonNullable<z.infer<typeof Condition>['Parameter']>,
    plan: FaultPlan,
  ): Search | null {
    // A service without it compares with the whole text, and finds nothing.
    const operator = SqlOperator === 'IN' && !plan.knowsIn ? '=' : SqlOperator
    return conditionSearch(
      { name: LookupName, operator, value: LookupValue },
      this.#fields,
      this.#store.generated,
    )
  }

  #paged(
    search: Search,
    request: Request,
    largest: number,
    plan: FaultPlan,
    tell: (leads: Looked[], total: number) => unknown,
  ): ReadAnswer {
    const size = request.Paging?.PageSize ?? 100
    if (size > largest) return invalid(`Page size is more than ${largest}.`)
    return this.#page(this.#sorted(this.#search.run(search), request), request, largest, plan, tell)
  }

  #page(
    found: Found,
    { Paging: paging }: Request,
    largest: number,
    plan: FaultPlan,
    tell: (leads: Looked[], total: number) => unknown,
  ): ReadAnswer {
    const size = Math.max(1, Math.min(largest, paging?.PageSize ?? 100))
    const index = Math.max(1, paging?.PageIndex ?? 1)
    const spoilt = plan.page()
    const from = spoilt === 'repeated' && index > 1 ? (index - 2) * size : (index - 1) * size
    const leads = found.slice(from, from + size)
    if (spoilt === 'cut' && leads.length > 1) leads.length = Math.ceil(leads.length / 2)
    return { status: 200, body: tell(leads, found.total) }
  }

  /** By ProspectID it is a true order. By anything else leads with equal values come as they come, each time anew. */
  #sorted(found: Found, { Sorting: sorting }: Request): Found {
    const column = sorting?.ColumnName ?? ''
    const down = sorting?.Direction === '1'
    if (column === 'ProspectID' && !down) return found
    const entries = [...found.all()].map((lead) => ({
      lead,
      value: this.#fields.has(column) || column === 'ProspectID' ? (this.#value(lead, column) ?? '') : '',
      chance: this.#random(),
    }))
    entries.sort((one, other) => {
      if (one.value === other.value) return one.chance - other.chance
      return one.value < other.value === !down ? -1 : 1
    })
    return {
      total: found.total,
      slice: (from, to) => entries.slice(from, to).map(({ lead }) => lead),
      all: () => entries.map(({ lead }) => lead),
    }
  }

  #single(attribute: string, value: string): ReadAnswer {
    const search = conditionSearch(
      { name: attribute, operator: '=', value },
      this.#fields,
      this.#store.generated,
    )
    return this.#whole([...this.#search.run(search!).all()])
  }

  /** Digits, with or without the country code, in Phone and Mobile. */
  #byPhone(phone: string): ReadAnswer {
    const digits = phone.replace(/\D/g, '')
    if (digits.length < 6) return this.#whole([])
    const { generated } = this.#store
    const same = (value: string | null): boolean => {
      const theirs = (value ?? '').replace(/\D/g, '')
      return theirs.length >= 6 && (theirs.endsWith(digits) || digits.endsWith(theirs))
    }
    const number = Number(digits.slice(-7))
    const found = this.#search.run({
      name: `phone ${digits}`,
      matches: (lead) => same(lead.value('Phone')) || same(lead.value('Mobile')),
      candidates: generated.has(number) ? [number] : [],
    })
    return this.#whole([...found.all()])
  }

  #whole(leads: readonly Looked[]): ReadAnswer {
    const flat = this.#flat({})
    const body = leads.map((lead) => Object.assign(flat(lead), { CanUpdate: String(mayUpdate(lead)) }))
    return { status: 200, body }
  }

  #names({ Columns: columns }: Request): string[] {
    const csv = columns?.Include_CSV?.trim() ?? ''
    if (csv === '') return [...this.#fields.keys()]
    const names = csv.split(',').map((name) => name.trim())
    return [...new Set(['ProspectID', ...names.filter((name) => this.#fields.has(name))])]
  }

  /** Tells leads as this request asks for them. */
  #flat(request: Request): (lead: Looked) => Record<string, string | null> {
    const names = this.#names(request)
    return (lead) => {
      const values: Record<string, string | null> = {}
      for (const name of names) values[name] = this.#value(lead, name)
      return values
    }
  }

  #listed(leads: readonly Looked[], total: number, request: Request, withAccess: boolean): unknown {
    if (total === 0) return { RecordCount: 0 }
    const names = this.#names(request)
    return {
      RecordCount: total,
      Leads: leads.map((lead) => ({
        LeadPropertyList: [
          ...names.map((name) => ({ Attribute: name, Value: this.#value(lead, name) })),
          ...(withAccess ? [{ Attribute: 'CanUpdate', Value: String(mayUpdate(lead)) }] : []),
        ],
      })),
    }
  }

  /** As the service tells a value: dates with a fraction that is always 0, booleans as 1 and 0, nothing as null. */
  #value(lead: Looked, name: string): string | null {
    if (name === 'CreatedOn') return `${lead.createdOn()}.000`
    if (name === 'ModifiedOn') return `${lead.modifiedOn()}.000`
    if (name === 'ModifiedByName') return lead.modifiedBy()
    const value = fieldValue(lead, name)
    if (value === null || value === '') return null
    const type = this.#fields.get(name)?.dataType
    if (type === 'Date') return `${value.length <= 10 ? `${value} 00:00:00` : value.slice(0, 19)}.000`
    if (type === 'Boolean') return /^(1|true|yes)$/i.test(value) ? '1' : '0'
    return value
  }
}

const EVERY_LEAD: Search = { name: 'every lead', matches: () => true }

function invalid(message: string): ReadAnswer {
  return { status: 500, refusal: { exceptionType: 'MXInvalidInputException', message } }
}
