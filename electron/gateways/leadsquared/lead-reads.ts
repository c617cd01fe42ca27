import type { Credentials, CallHooks, SideAnswer } from '#electron/services/ports/lead-api.ts'
import {
  LARGEST_CHANGED_PAGE,
  LARGEST_PAGE,
  MOST_IDS,
  type LeadList,
  type AnswerReading,
  type LeadReads,
  type LookUp,
  type PageReads,
  type PageRequest,
} from '#electron/services/ports/lead-reads.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import { ENDPOINTS, type Endpoint } from './endpoints.ts'
import { leadPageOf, leadsOf, listsOf, updateAnswerOf, usersOf } from './read-answers.ts'

export interface Question {
  endpoint: Endpoint
  /** Beside the keys. */
  query?: Readonly<Record<string, string>>
  body?: unknown
}

/** Makes one call and reads its answer; `read` answers null where it is not what was asked for. */
export type Ask = <Value>(
  credentials: Credentials,
  question: Question,
  hooks: CallHooks,
  read: (json: unknown) => Value | null,
) => Promise<SideAnswer<Value>>

/** Makes one call and leaves its answer to `reading`. */
export type AskUnread = <Value>(
  credentials: Credentials,
  question: Question,
  hooks: CallHooks,
  reading: AnswerReading<Value>,
) => Promise<SideAnswer<Value>>

type AskPage<Page> = (
  credentials: Credentials,
  question: Question,
  hooks: CallHooks,
) => Promise<SideAnswer<Page>>

const LIST_TYPES: readonly LeadList['kind'][] = ['static', 'dynamic', 'refreshable']

/** The calls for pages in the vendor's words. Sorting goes by ProspectID, always: see the port. */
function pageReads<Page>(ask: AskPage<Page>): PageReads<Page> {
  return {
    byCondition: (credentials, { attribute, operator, value }, page, hooks) =>
      ask(
        credentials,
        {
          endpoint: ENDPOINTS.byCondition,
          body: {
            Parameter: { LookupName: attribute, LookupValue: value, SqlOperator: operator },
            ...paged(page, LARGEST_PAGE),
          },
        },
        hooks,
      ),
    changedBetween: (credentials, { from, to }, page, hooks) =>
      ask(
        credentials,
        {
          endpoint: ENDPOINTS.changedBetween,
          body: {
            Parameter: {
              FromDate: wireTime(Math.floor(from / 1000)),
              ToDate: wireTime(Math.ceil(to / 1000)),
            },
            ...paged(page, LARGEST_CHANGED_PAGE),
          },
        },
        hooks,
      ),
    inList: (credentials, listId, page, hooks) =>
      ask(
        credentials,
        {
          endpoint: ENDPOINTS.inList,
          body: {
            SearchParameters: { ListId: listId, RetrieveBehaviour: '0' },
            ...paged(page, LARGEST_PAGE),
          },
        },
        hooks,
      ),
    byIds(credentials, ids, columns, hooks) {
      if (ids.length > MOST_IDS) throw new RangeError(`at most ${MOST_IDS} ids a call`)
      const { Columns } = paged({ columns, page: 1, size: MOST_IDS }, MOST_IDS)
      const Paging = { PageIndex: 1, PageSize: MOST_IDS }
      const body = { SearchParameters: { LeadIds: ids }, Columns, Paging }
      return ask(credentials, { endpoint: ENDPOINTS.byIds, body }, hooks)
    },
  }
}

/** The reading calls in the vendor's words. */
export function createLeadReads(ask: Ask, askUnread: AskUnread): LeadReads {
  return {
    ...pageReads((credentials, question, hooks) => ask(credentials, question, hooks, leadPageOf)),
    readBy: (reading) =>
      pageReads((credentials, question, hooks) => askUnread(credentials, question, hooks, reading)),
    lookUp: (credentials, sought, hooks) => ask(credentials, lookUpQuestion(sought), hooks, leadsOf),
    lists: (credentials, { kind, page }, hooks) =>
      ask(
        credentials,
        {
          endpoint: ENDPOINTS.lists,
          query: { PageIndex: String(page), ListType: String(LIST_TYPES.indexOf(kind)) },
        },
        hooks,
        (json) => listsOf(json, kind),
      ),
    users: (credentials, hooks) => ask(credentials, { endpoint: ENDPOINTS.users }, hooks, usersOf),
    updateExisting(credentials, leads, hooks) {
      const ids = leads.map(({ leadId }) => leadId)
      if (ids.length > LEADS_PER_CALL) throw new RangeError(`at most ${LEADS_PER_CALL} leads a call`)
      // The service refuses both of two that name one lead.
      if (new Set(ids.map((id) => id.toLowerCase())).size !== ids.length)
        throw new RangeError('one lead twice in one call')
      const body = {
        SearchByKey: 'ProspectId',
        Options: { PushNonExistentLeadsToUnProcessedList: true },
        LeadPropertiesList: leads.map(({ leadId, fields }) => ({
          Fields: [{ Attribute: 'ProspectId', Value: leadId }, ...fields],
        })),
      }
      const question = { endpoint: ENDPOINTS.updateExisting, body }
      return ask(credentials, question, hooks, (json) => updateAnswerOf(json, ids))
    },
  }
}

function paged({ columns, page, size }: PageRequest, largest: number) {
  if (columns.length === 0) throw new RangeError('no columns: every attribute would come')
  if (page < 1 || size < 1 || size > largest) throw new RangeError(`page ${page} of ${size}`)
  return {
    Columns: { Include_CSV: [...new Set(['ProspectID', ...columns])].join(',') },
    Sorting: { ColumnName: 'ProspectID', Direction: '0' },
    Paging: { PageIndex: page, PageSize: size },
  }
}

function lookUpQuestion({ by, value }: LookUp): Question {
  switch (by) {
    case 'email':
      return { endpoint: ENDPOINTS.byEmail, query: { emailaddress: value } }
    case 'id':
      return { endpoint: ENDPOINTS.byId, query: { id: value } }
    case 'phone':
      // Digits only, with or without the country code.
      return { endpoint: ENDPOINTS.byPhone, query: { phone: value.replace(/\D/g, '') } }
  }
}

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
function wireTime(secondsSince1970: number): string {
  return new Date(secondsSince1970 * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
