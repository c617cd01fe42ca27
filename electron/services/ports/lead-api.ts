import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'

/** Where and as whom to call. Lives in main-process memory only. */
export interface Credentials {
  /** Origin: scheme, host and port. Plain http for loopback hosts only. */
  origin: string
  accessKey: string
  secretKey: string
  transport: 'query' | 'headers'
}

/** One element of the answer's array (contract: Response). `rowNumber` counts from 1 in each call. */
export interface RowResult {
  /** At most once in an answer: a row that is named twice is left out. */
  rowNumber: number
  leadId: string | null
  created: boolean
  updated: boolean
  /** The server's reason for refusing the row; null where it took it. */
  refusal: { exceptionType: string; message: string } | null
}

/** Every way a bulk call can end, as the sender must tell them apart. */
export type CallAnswer =
  | { kind: 'results'; results: RowResult[] }
  /** Over the limit; nothing was processed. Null: the server did not say. */
  | { kind: 'throttled'; calls: number | null; seconds: number | null; retryAfterMs: number | null }
  /** 401, or 403 without a limit message. */
  | { kind: 'account-refused'; status: number; details: string }
  /** No LeadSquared is to be had at this address, and asking again changes nothing. */
  | { kind: 'wrong-address'; host: string; why: WrongAddress; status?: number; details: string }
  /** 400, or 500 with an `MX…` body: the call was refused whole, nothing was processed, asking again changes nothing. */
  | { kind: 'refused'; status: number; exceptionType: string | null; details: string }
  /**
   * Nothing was processed and trying later may work. `offline`: no network at all. `atWork`: a gateway gave up waiting for
   * the service behind it, which may be at work all the same. `why`: what kept the call from being made; left out where it
   * was answered.
   */
  | { kind: 'passing'; offline: boolean; details: string; why?: Unreachable; atWork?: 'perhaps' }
  /**
   * May or may not have been processed. `atWork`: the service may still be (@default 'perhaps'); is slower than we waited
   * ('late'); or has certainly done what it does ('over').
   */
  | { kind: 'unclear'; details: string; atWork?: 'perhaps' | 'late' | 'over' }

/**
 * no-service: 404 and the like · redirect: sent on to another address · certificate: it could not prove who it is · no-tls:
 * it speaks no https · unverified: certificates are not checked on this machine, so nothing was sent.
 */
export type WrongAddress = 'no-service' | 'redirect' | 'certificate' | 'no-tls' | 'unverified'

/**
 * no-name: there is no host of that name · refused: nobody listens there · no-connection: none came about · proxy-login: a proxy
 * wants a name and a password.
 */
export type Unreachable = 'no-name' | 'refused' | 'no-connection' | 'proxy-login'

export interface WhoAmI {
  user: string
  email: string
  role: string
  organisation: string
}

/** A side call's end; its failures are the bulk call's. */
export type SideAnswer<Value> = { kind: 'value'; value: Value } | Exclude<CallAnswer, { kind: 'results' }>

export interface CallHooks {
  /** The request's head has been handed to the socket: the moment the rate window is counted from. */
  onWire(): void
  signal?: AbortSignal
}

/** LeadSquared over HTTP; the only port that knows the vendor. Never throws for anything the network can do. */
export interface LeadApi {
  createOrUpdate(credentials: Credentials, leads: readonly Lead[], hooks: CallHooks): Promise<CallAnswer>
  whoAmI(credentials: Credentials, hooks: CallHooks): Promise<SideAnswer<WhoAmI>>
  attributes(credentials: Credentials, hooks: CallHooks): Promise<SideAnswer<Attribute[]>>
  close(): Promise<void>
}
