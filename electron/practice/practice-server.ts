import type { CallSummary, LoggedCall } from './call-log.ts'
import type { PracticeFaultsInput } from './faults.ts'
import type { PracticeLead } from './seed-leads.ts'

/** The practice account's keys: no secret, but shaped like real ones so that they can be searched for in tests. */
export const PRACTICE_KEYS = {
  accessKey: 'u$rpractice0c1e64f8a7b24d6f',
  secretKey: 'practice9f2b7d3e51c84a60b8d2',
} as const

export const BULK_PATH = '/v2/LeadManagement.svc/Lead/Bulk/CreateOrUpdate'
export const FIELDS_PATH = '/v2/LeadManagement.svc/LeadsMetaData.Get'
export const USER_PATH = '/v2/Authentication.svc/UserByAccessKey.Get'

export interface PracticeOptions {
  /** 0 or left out: any free port. */
  port?: number
  /** A SQLite file the leads are kept in; left out: memory only. */
  dataFile?: string
  limit?: RequestLimit
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

export interface PracticeServer {
  /** http://127.0.0.1:port */
  origin: string
  accessKey: string
  secretKey: string
  /** For the header `x-practice-control` of the control endpoint; null where it is off. */
  controlToken: string | null
  setFaults(faults: PracticeFaultsInput): void
  setLimit(limit: RequestLimit): void
  leads(): PracticeLead[]
  calls(): LoggedCall[]
  summary(): CallSummary
  clearCalls(): void
  /** Back to the leads it came with; answers how many these are. */
  empty(): number
  close(): Promise<void>
}
