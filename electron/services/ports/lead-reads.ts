import type { CallHooks, Credentials, SideAnswer } from './lead-api.ts'
import type { LeadCondition } from '#shared/domain/reading/source.ts'
import type { LeadField } from '#shared/domain/sheet/lead.ts'

/** A lead as LeadSquared told it. */
export interface ReadLead {
  id: string
  /** By schema name, of the attributes asked for; null: the field is empty. As it came: see `readValue` for its meaning. */
  values: ReadonlyMap<string, string | null>
  /** False: these keys' user may see but not change it. Null: the answer did not say. */
  canUpdate: boolean | null
}

/** A page of leads, or of what was made of each of them as soon as it came. */
export interface PageOf<Lead> {
  leads: Lead[]
  /** How many leads the whole question finds; null where this call does not tell. */
  recordCount: number | null
}
export type LeadPage = PageOf<ReadLead>

/** An answer as it came, its body unread. */
export interface AnswerBytes {
  status: number
  /** The Retry-After header; null without one. */
  retryAfter: string | null
  /** Where a redirect points to; null without one. */
  location: string | null
  host: string
  /** Milliseconds since 1970, for a Retry-After that is a date. */
  wallNow: number
  /** They belong to whoever reads them, and may be handed on. */
  bytes: Uint8Array<ArrayBuffer>
}

/** What an answer means, wherever that is found out. */
export type AnswerReading<Value> = (answer: AnswerBytes) => Promise<SideAnswer<Value>>

export interface PageRequest {
  /** Schema names; `ProspectID` always comes along. Never empty: without any some 200 attributes would come. */
  columns: readonly string[]
  /** From 1. */
  page: number
  /** 1 to 1,000; 5,000 for `changedBetween`. Above it the server refuses. */
  size: number
}

export const LARGEST_PAGE = 1000
export const LARGEST_CHANGED_PAGE = 5000
/** Ids a call by ids takes, and how many of its leads one page tells. */
export const MOST_IDS = 1000

export interface LeadList {
  id: string
  name: string
  description: string
  kind: 'static' | 'dynamic' | 'refreshable'
  /** Null where the answer did not say. */
  members: number | null
}

export interface User {
  id: string
  name: string
  email: string
  role: string
  active: boolean
}

export type LookUp = { by: 'email' | 'id' | 'phone'; value: string }

/** What became of leads that were to be updated and never created: only exceptions are named by the server. */
export interface UpdateAnswer {
  /** Refused, with the server's reason; by Lead ID. */
  failed: { leadId: string; reason: string }[]
  /** There is no such lead (any more). */
  missing: string[]
  /** The counts add up, so that all others were updated. Else nothing is known of them. */
  complete: boolean
}

/**
 * The calls that answer with pages of leads. They come sorted by `ProspectID`, because any column with ties loses and repeats
 * leads; whoever pages checks what came (`readPages`).
 */
export interface PageReads<Page> {
  /** `Leads.Get`: one condition. Attribute names are case-sensitive: a wrong case finds nothing and says nothing. */
  byCondition(
    credentials: Credentials,
    condition: LeadCondition,
    page: PageRequest,
    hooks: CallHooks,
  ): Promise<SideAnswer<Page>>
  /**
   * `Leads.RecentlyModified`, milliseconds since 1970. It goes by a clock that activities move too, and stored times have
   * hidden fractions: windows are widened to whole seconds, so that neighbours share their boundary second.
   */
  changedBetween(
    credentials: Credentials,
    between: { from: number; to: number },
    page: PageRequest,
    hooks: CallHooks,
  ): Promise<SideAnswer<Page>>
  inList(
    credentials: Credentials,
    listId: string,
    page: PageRequest,
    hooks: CallHooks,
  ): Promise<SideAnswer<Page>>
  /** Up to `MOST_IDS` of them; a lead that is gone is simply not among the answer. */
  byIds(
    credentials: Credentials,
    ids: readonly string[],
    columns: readonly string[],
    hooks: CallHooks,
  ): Promise<SideAnswer<Page>>
}

/** Reading LeadSquared. Failures are the bulk call's; never throws for anything the network can do. */
export interface LeadReads extends PageReads<LeadPage> {
  /** The same calls, with answers that are read elsewhere than in this thread, or into something else than leads. */
  readBy<Page>(reading: AnswerReading<Page>): PageReads<Page>
  /** All of the leads that match, with every attribute they have. */
  lookUp(credentials: Credentials, sought: LookUp, hooks: CallHooks): Promise<SideAnswer<ReadLead[]>>
  lists(
    credentials: Credentials,
    which: { kind: LeadList['kind']; page: number },
    hooks: CallHooks,
  ): Promise<SideAnswer<LeadList[]>>
  users(credentials: Credentials, hooks: CallHooks): Promise<SideAnswer<User[]>>
  /** `Lead/Bulk/UpdateV2`, up to 25 different leads, found by Lead ID; never creates. */
  updateExisting(
    credentials: Credentials,
    leads: readonly { leadId: string; fields: readonly LeadField[] }[],
    hooks: CallHooks,
  ): Promise<SideAnswer<UpdateAnswer>>
}
