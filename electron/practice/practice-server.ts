import type { CallSummary, LoggedCall } from './call-log.ts'
import type { PracticeFaultsInput } from './faults.ts'
import type { PostedActivity } from './static-lists.ts'
import type { PracticeLead } from './seed-leads.ts'

/** The practice account's keys: no secret, but shaped like real ones so that they can be searched for in tests. */
export const PRACTICE_KEYS = {
  accessKey: 'u$rpractice0c1e64f8a7b24d6f',
  secretKey: 'practice9f2b7d3e51c84a60b8d2',
} as const

export const BULK_PATH = '/v2/LeadManagement.svc/Lead/Bulk/CreateOrUpdate'
export const FIELDS_PATH = '/v2/LeadManagement.svc/LeadsMetaData.Get'
export const USER_PATH = '/v2/Authentication.svc/UserByAccessKey.Get'

export const UPDATE_PATH = '/v2/LeadManagement.svc/Lead/Bulk/UpdateV2'
export const LIST_PATHS = {
  create: '/v2/LeadSegmentation.svc/CreateEmptyList',
  add: '/v2/LeadSegmentation.svc/AddLeadsToStaticList',
  activities: '/v2/ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadId',
} as const
export const READ_PATHS = {
  byCondition: '/v2/LeadManagement.svc/Leads.Get',
  changedBetween: '/v2/LeadManagement.svc/Leads.RecentlyModified',
  inList: '/v2/LeadManagement.svc/Leads/Retrieve/BySearchParameter',
  byIds: '/v2/LeadManagement.svc/Leads/Retrieve/ByIds',
  byEmail: '/v2/LeadManagement.svc/Leads.GetByEmailaddress',
  byId: '/v2/LeadManagement.svc/Leads.GetById',
  byPhone: '/v2/LeadManagement.svc/RetrieveLeadByPhoneNumber',
  lists: '/v2/LeadManagement.svc/Lists.Get',
  users: '/v2/UserManagement.svc/Users.Get',
  activityTypes: '/v2/ProspectActivity.svc/ActivityTypes.Get',
} as const

export interface PracticeOptions {
  /** 0 or left out: any free port. */
  port?: number
  /** A SQLite file the leads are kept in; left out: memory only. */
  dataFile?: string
  /**
   * How many leads it comes with, 1 to 1,000,000.
   * @default what the file came with before, else 300
   */
  leads?: number
  limit?: RequestLimit
  /** Beside `limit`, which counts every call: for calls that write, and for all others. */
  classLimits?: ClassLimits
  keys?: { accessKey: string; secretKey: string }
  faults?: PracticeFaultsInput
  /** Keeps calls for `calls()` and `summary()`; with 'rows' the leads of every processed call too. */
  log?: 'none' | 'calls' | 'rows'
  /** Serves the control endpoint to other processes; its token is in the answer. */
  control?: boolean
  /** Monotonic milliseconds. */
  clock?: () => number
}

export interface RequestLimit {
  calls: number
  seconds: number
}

export type ClassLimits = Partial<Record<'bulk' | 'ordinary', RequestLimit>>

export interface PracticeServer {
  /** http://127.0.0.1:port */
  origin: string
  accessKey: string
  secretKey: string
  /** For the header `x-practice-control` of the control endpoint; null where it is off. */
  controlToken: string | null
  setFaults(faults: PracticeFaultsInput): void
  setLimit(limit: RequestLimit): void
  setClassLimits(limits: ClassLimits): void
  /** Static lists that were made or added to here, and the leads that were added. */
  lists(): { id: string; name: string; members: string[] }[]
  activities(): PostedActivity[]
  leads(): PracticeLead[]
  leadCount(): number
  /** Deletes leads, as a person in the service's own window would. */
  removeLeads(ids: readonly string[]): void
  /** Something happened to these leads that changes none of their fields, yet moves the clock of RecentlyModified. */
  addActivity(ids: readonly string[], at: Date): void
  calls(): LoggedCall[]
  summary(): CallSummary
  clearCalls(): void
  /** Back to the leads it came with; answers how many these are. */
  empty(): number
  close(): Promise<void>
}
