import { setImmediate as immediate, setTimeout as delay } from 'node:timers/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson, sendPage, sendRefusal, sendStatus, sendThrottled } from './answers.ts'
import { ArrivalWindow } from './arrival-window.ts'
import type { CallLog, LoggedCall } from './call-log.ts'
import { carryOut, lookUp, readCall, type Refusal, type RowAnswer } from './create-or-update.ts'
import { FaultPlan, type CallFault } from './faults.ts'
import { fieldListBody, PRACTICE_FIELDS } from './field-list.ts'
import type { LeadStore } from './lead-store.ts'
import {
  BULK_PATH,
  FIELDS_PATH,
  LIST_PATHS,
  UPDATE_PATH,
  USER_PATH,
  type ClassLimits,
  type RequestLimit,
} from './practice-server.ts'
import { Reading } from './reading.ts'
import { StaticLists } from './static-lists.ts'
import { told, updateExisting } from './update-existing.ts'

const LARGEST_BODY_BYTES = 8 * 1024 * 1024
const FIELDS = new Map(PRACTICE_FIELDS.map((field) => [field.schemaName, field]))

type Done = { status: 200; body: unknown } | { status: 400 | 500; refusal: Refusal }
type Breaking = Extract<CallFault, { kind: 'dropped' | 'timeout' | 'not-json' | 'uncounted' }>

function refuse(status: 400 | 500, exceptionType: string, message: string): Done {
  return { status, refusal: { exceptionType, message } }
}

export interface TenantOptions {
  store: LeadStore
  keys: { accessKey: string; secretKey: string }
  limit: RequestLimit
  classLimits?: ClassLimits
  plan: FaultPlan
  log: CallLog | null
  clock: () => number
  /** Aborted when the server closes: nobody waits for a slow answer then. */
  closing: AbortSignal
}

/** One LeadSquared tenant: takes a request, counts it, and answers it or lets it fail as the fault plan says. */
export class Tenant {
  limit: RequestLimit
  plan: FaultPlan
  /** Beside the common limit. */
  classLimits: ClassLimits
  readonly #options: TenantOptions
  readonly #reading: Reading
  readonly lists: StaticLists
  readonly #window = new ArrivalWindow()
  readonly #classWindows = { bulk: new ArrivalWindow(), ordinary: new ArrivalWindow() }
  #lastArrival = -Infinity
  #waits = new AbortController()

  constructor(options: TenantOptions) {
    this.#options = options
    this.limit = options.limit
    this.plan = options.plan
    this.classLimits = options.classLimits ?? {}
    this.lists = new StaticLists(options.store)
    this.#reading = new Reading({ store: options.store, fields: FIELDS, lists: this.lists })
  }

  /** The next call meets an empty rate window. */
  forgetArrivals(): void {
    this.#window.forget()
    this.#classWindows.bulk.forget()
    this.#classWindows.ordinary.forget()
  }

  /** What calls under way still wait for is over: other faults hold from now on. */
  endWaits(): void {
    this.#waits.abort()
    this.#waits = new AbortController()
  }

  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const at = await this.#arrival()
    const call = this.#options.log?.begin(at, url.pathname) ?? null
    const fault = this.plan.forCall()
    const end = this.#admit(request, response, url, fault, at)
    if (call) {
      call.end = end
      call.counted = end === 'answered'
    }
    if (end === 'answered') await this.#answer(request, response, url, fault, call)
  }

  /** Turns a call away, or lets it in ('answered'), which takes its place in the rate window. */
  #admit(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    fault: CallFault | null,
    at: number,
  ): LoggedCall['end'] {
    if (fault?.kind === 'status') {
      sendStatus(response, fault.status)
      return fault.status === 404 ? 'not-found' : 'unauthorised'
    }
    const route = this.#routeOf(request.method, url.pathname)
    if (route === null) {
      sendStatus(response, 404)
      return 'not-found'
    }
    if (!carriesKeys(request, url, this.#options.keys)) {
      sendStatus(response, 401)
      return 'unauthorised'
    }
    if (fault?.kind === 'throttled') {
      const { calls = this.limit.calls, seconds = this.limit.seconds } = fault
      sendThrottled(response, fault, { calls, seconds })
      return 'throttled'
    }
    if (route === 'read' && this.plan.refusesReading) {
      sendStatus(response, 403)
      return 'unauthorised'
    }
    const over = this.#overLimit(at, route === 'read' || route === 'side' ? 'ordinary' : 'bulk')
    if (over) {
      sendThrottled(response, this.plan.overLimit, over)
      return 'throttled'
    }
    return 'answered'
  }

  /** The limit this call would break; null where it is let in, which takes its places. */
  #overLimit(at: number, kind: 'bulk' | 'ordinary'): RequestLimit | null {
    const own = this.classLimits[kind]
    if (own && !this.#classWindows[kind].hasRoom(at, own)) return own
    if (!this.#window.accepts(at, this.limit)) return this.limit
    if (own) this.#classWindows[kind].accepts(at, own)
    return null
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    fault: CallFault | null,
    call: LoggedCall | null,
  ): Promise<void> {
    function end(how: LoggedCall['end']): void {
      if (call) call.end = how
    }
    if (fault?.kind === 'server-error') {
      end('server-error')
      const answer = (): void => sendPage(response, fault.status, `${fault.status} Server Error`)
      if (fault.processed) await this.#writing(request, url, call, answer)
      else answer()
      return
    }
    if (fault?.kind === 'refused') {
      end('refused')
      const refusal = { exceptionType: 'MXInvalidInputException', message: 'The call was refused.' }
      sendRefusal(response, fault.status, refusal)
      return
    }
    const breaking = isBreaking(fault) ? fault : null
    if (breaking && !breaking.processed) {
      end(breaking.kind)
      breakOff(breaking, response)
      return
    }
    if (breaking?.kind === 'dropped' && breaking.early) {
      end(breaking.kind)
      await this.#writing(request, url, call, () => breakOff(breaking, response))
      return
    }
    const done = await this.#carryOut(request, url, call)
    if (breaking) {
      end(breaking.kind)
      breakOff(breaking, response)
      return
    }
    await this.#pause('wayBack')
    if ('refusal' in done) {
      end('refused')
      sendRefusal(response, done.status, done.refusal)
    } else sendJson(response, 200, done.body)
  }

  /** A call that is worked on though its answer was given already. */
  async #writing(
    request: IncomingMessage,
    url: URL,
    call: LoggedCall | null,
    whileAtWork: () => void,
  ): Promise<void> {
    if (this.#routeOf(request.method, url.pathname) === 'bulk') await this.#bulk(request, call, whileAtWork)
    else {
      const done = this.#carryOut(request, url, call)
      whileAtWork()
      await done
    }
  }

  async #carryOut(request: IncomingMessage, url: URL, call: LoggedCall | null): Promise<Done> {
    switch (this.#routeOf(request.method, url.pathname)) {
      case 'bulk':
        return this.#bulk(request, call)
      case 'update':
        return this.#update(request, call)
      case 'list': {
        const body = await bodyOf(request)
        if (body === null) return refuse(500, 'MXInvalidInputException', 'The message body is too large.')
        await this.#pause('work')
        return this.#listCall(url.pathname, body)
      }
      case 'read': {
        const body = request.method === 'POST' ? await bodyOf(request) : ''
        if (body === null) return refuse(500, 'MXInvalidInputException', 'The message body is too large.')
        await this.#pause('work')
        return this.#reading.answer(request.method ?? '', url, body, this.plan)
      }
      default:
        return { status: 200, body: sideAnswer(url.pathname) }
    }
  }

  async #update(request: IncomingMessage, call: LoggedCall | null): Promise<Done> {
    const body = await bodyOf(request)
    if (body === null) return refuse(400, 'MXInvalidInputException', 'The message body is too large.')
    await this.#pause('work')
    const { answer, written } = updateExisting(body, this.#options.store, FIELDS, {
      now: Date.now(),
      by: whoAsks(request),
    })
    if (call) {
      this.#options.log?.processed(
        call,
        written.map(({ pairs }) => pairs),
        written.map(({ id }, index) => updatedRow(index + 1, id)),
      )
    }
    return { status: 200, body: answer }
  }

  #listCall(path: string, body: string): Done {
    let json: unknown
    try {
      json = JSON.parse(body)
    } catch {
      return refuse(500, 'MXInvalidInputException', 'The message body is not valid JSON.')
    }
    if (path === LIST_PATHS.create) return this.lists.create(json)
    return path === LIST_PATHS.add ? this.lists.add(json) : this.lists.post(json)
  }

  #routeOf(method: string | undefined, path: string): 'bulk' | 'update' | 'list' | 'read' | 'side' | null {
    if (method === 'POST' && path === BULK_PATH) return 'bulk'
    if (method === 'POST' && path === UPDATE_PATH) return 'update'
    if (method === 'POST' && (Object.values(LIST_PATHS) as string[]).includes(path)) return 'list'
    if (method === 'GET' && (path === FIELDS_PATH || path === USER_PATH)) return 'side'
    return this.#reading.has(method, path) ? 'read' : null
  }

  /** `whileAtWork` runs once the leads are looked up, before they are written. */
  async #bulk(request: IncomingMessage, call: LoggedCall | null, whileAtWork?: () => void): Promise<Done> {
    const { store, log } = this.#options
    const { plan } = this
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return refuse(400, 'MXInvalidInputException', 'Content type must be application/json.')
    }
    const body = await bodyOf(request)
    if (body === null) return refuse(400, 'MXInvalidInputException', 'The message body is too large.')
    const read = readCall(body)
    if ('refusal' in read) return { status: 400, refusal: read.refusal }
    const poisoned = plan.poisoned(read.leads)
    if (poisoned !== null) {
      return refuse(
        poisoned,
        'MXApplicationException',
        'Object reference not set to an instance of an object.',
      )
    }
    const decisions = lookUp(read.leads, store, FIELDS).map((decision, index) =>
      plan.refuses(read.leads[index] ?? [])
        ? { refusal: { exceptionType: 'MXLeadValidationException', message: 'The lead was not accepted.' } }
        : decision,
    )
    whileAtWork?.()
    await this.#pause('work')
    const answers = carryOut(decisions, store, { now: new Date(), by: whoAsks(request) })
    if (call) log?.processed(call, read.leads, answers)
    const told = answers.filter((_, index) => !plan.leavesOut(read.leads[index] ?? []))
    return { status: 200, body: plan.order(told) }
  }

  /**
   * When the call is counted: its way in after this process took it up, not when the process got round to it. A server
   * held up by its own work must not count two calls as closer together than they came.
   */
  async #arrival(): Promise<number> {
    const received = this.#options.clock()
    // Calls that are here already get their time before this one is worked on.
    await immediate()
    const lag = this.plan.delay('wayIn')
    if (lag > 0) await delay(lag, undefined, { signal: this.#options.closing })
    this.#lastArrival = Math.max(this.#lastArrival, received + lag)
    return this.#lastArrival
  }

  async #pause(part: 'work' | 'wayBack'): Promise<void> {
    const ms = this.plan.delay(part)
    if (ms === 0) return
    const { closing } = this.#options
    const signal = AbortSignal.any([closing, this.#waits.signal])
    await delay(ms, undefined, { signal }).catch(() => closing.throwIfAborted())
  }
}

function updatedRow(RowNumber: number, LeadId: string): RowAnswer {
  return { RowNumber, LeadId, LeadCreated: false, LeadUpdated: true, AffectedRows: 1 }
}

/** In the query string or in the headers, as the contract and the vendor's notes have it. */
export function carriesKeys(
  request: IncomingMessage,
  url: URL,
  keys: { accessKey: string; secretKey: string },
): boolean {
  const access = url.searchParams.get('accessKey') ?? request.headers['x-lsq-accesskey']
  const secret = url.searchParams.get('secretKey') ?? request.headers['x-lsq-secretkey']
  return access === keys.accessKey && secret === keys.secretKey
}

function isBreaking(fault: CallFault | null): fault is Breaking {
  return (
    fault?.kind === 'dropped' ||
    fault?.kind === 'timeout' ||
    fault?.kind === 'not-json' ||
    fault?.kind === 'uncounted'
  )
}

function breakOff(fault: Breaking, response: ServerResponse): void {
  if (fault.kind === 'dropped') response.socket?.resetAndDestroy()
  else if (fault.kind === 'not-json') sendPage(response, 200, 'Please wait')
  else if (fault.kind === 'uncounted') sendJson(response, 200, told(0, [], []))
}

const USER = 'Practice User'

/** Keys belong to one user; a test that stands for another says so in a header the service does not know. */
function whoAsks({ headers }: IncomingMessage): string {
  const said = headers['x-practice-user']
  return typeof said === 'string' && said !== '' ? said : USER
}

function sideAnswer(path: string): unknown {
  if (path === FIELDS_PATH) return fieldListBody(PRACTICE_FIELDS)
  return {
    Id: '5d0a4c1e-7f60-4f7b-9d53-2f1b8f3f9d10',
    Name: USER,
    EmailAddress: 'practice.user@leadsheet.example',
    Role: 'Administrator',
    Type: 'ApplicationUser',
    TimeZone: 'Europe/London',
    OrgDisplayName: 'Practice Training Company',
    OrgShortCode: '00000',
    LSQCommonServiceURLs: { api: '127.0.0.1', app: '127.0.0.1' },
  }
}

/** Null where it is larger than any call could be. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > LARGEST_BODY_BYTES) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}
