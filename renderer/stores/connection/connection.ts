import type { z } from 'zod'
import { contract, UNBOUNDED_CALLS, type Calls, type Events } from '#shared/api/contract.ts'
import type { Result } from '#shared/api/faults.ts'
import { systemAfter, type After } from '#shared/rpc/after.ts'
import type { Channel } from '#shared/rpc/channel.ts'
import { ChannelClosed, createRpcClient, NoAnswer, type RpcClient } from '#shared/rpc/client.ts'
import type { InputOf, OutputOf } from '#shared/rpc/contract-shape.ts'

/**
 * lost: trying again by itself · superseded: a newer page of this host has the sheets; this one must not edit, and stays
 * connected, or comes back, only to hand in what it had not saved.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'superseded'

export interface ConnectionOptions {
  /** This page, among the pages that were ever open on the host. */
  pageId: string
  /** A new way to the host; rejects where there is none. A channel that opens after the handshake's deadline is closed. */
  openTransport(): Promise<Channel>
  /**
   * Whether a host answers that has not let this browser in; asked after each attempt that failed.
   * @default never
   */
  isShutOut?(): Promise<boolean>
  /** Told whenever either changed. `shutOut`: a host answers, but a later one that has not let this browser in. */
  onState(state: ConnectionState, shutOut: boolean): void
  /**
   * Milliseconds for each step of a handshake: opening the transport, the answer to `session.open`, asking whether the
   * browser was let in. Above 0.
   * @default 10_000
   */
  handshakeMs?: number
  /**
   * Milliseconds for any other call (see `UNBOUNDED_CALLS`); after one that was not answered in time the connection counts
   * as lost. Above 0.
   * @default 60_000
   */
  deadlineMs?: number
  /** A message that is not of the contract's form. */
  onUnreadable?: (why: string) => void
  /** @default setTimeout */
  after?: After
}

/** Milliseconds between attempts, doubled from the first to the longest. */
const FIRST_RETRY_MS = 400
const LONGEST_RETRY_MS = 5_000
const HANDSHAKE_MS = 10_000

type Client = RpcClient<Calls, Events>
type EventName = keyof Events
type Listener<Name extends EventName> = (payload: z.infer<Events[Name]>) => void

/** The page's side of the session, over whatever transport: arriving, losing the host, coming back, being superseded. */
export function createConnection(options: ConnectionOptions) {
  const { pageId, handshakeMs = HANDSHAKE_MS, deadlineMs, after = systemAfter } = options
  let state: ConnectionState = 'connecting'
  let shutOut = false
  let client: Client | null = null
  /** This page held the sheets before: from now on it comes back, it does not arrive. */
  let arrived = false
  let trying = false
  /** Superseded, and nothing left to hand in. */
  let released = false
  const wake = { early: false, now: null as (() => void) | null }
  const listeners = new Map<EventName, Set<Listener<never>>>()
  const reopened = new Set<() => void>()
  const superseded = new Set<() => void>()
  const opened: (() => void)[] = []
  /** Calls that wait until the first attempt came to something: before it nobody can say whether there is a host. */
  const early: (() => void)[] = []

  function show(next: { state?: ConnectionState; shutOut?: boolean }): void {
    const before = { state, shutOut }
    state = next.state ?? state
    shutOut = next.shutOut ?? shutOut
    if (state !== 'connecting') for (const go of early.splice(0)) go()
    if (state !== before.state || shutOut !== before.shutOut) options.onState(state, shutOut)
  }

  /** @throws {NoAnswer} where `promise` has not settled when a handshake's time is over. */
  function inTime<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const disarm = after(handshakeMs, () => reject(new NoAnswer()))
      void promise.then(resolve, reject).finally(disarm)
    })
  }

  async function openClient(): Promise<Client> {
    const opening = options.openTransport()
    const channel = await inTime(opening).catch((error: unknown) => {
      void opening.then(
        (late) => late.close(),
        () => undefined,
      )
      throw error
    })
    const next = createRpcClient<Calls, Events>(channel, contract, {
      unbounded: UNBOUNDED_CALLS,
      after,
      ...(deadlineMs !== undefined && { deadlineMs }),
      ...(options.onUnreadable && { onUnreadable: options.onUnreadable }),
    })
    for (const name of Object.keys(contract.events) as EventName[]) {
      next.on(name, (payload) => {
        for (const listener of [...(listeners.get(name) ?? [])])
          (listener as (value: unknown) => void)(payload)
      })
    }
    return next
  }

  function supersede(): void {
    show({ state: 'superseded', shutOut: false })
    for (const listener of [...superseded]) listener()
  }

  /** Answers whether this page has a connection now. */
  async function attempt(): Promise<boolean> {
    let next: Client | null = null
    try {
      next = await openClient()
      const own = next
      // Set by listeners while the answer is awaited.
      const met = { displaced: false, gone: false }
      own.on('session.superseded', () => {
        met.displaced = true
        if (client === own) supersede()
      })
      const answer = await inTime(own.call('session.open', { pageId, resumed: arrived }))
      if (!answer.ok || released) {
        own.close()
        return released
      }
      client = own
      own.onClose(() => {
        met.gone = true
        if (client !== own) return
        client = null
        if (released) return
        if (state !== 'superseded') show({ state: 'lost' })
        void keepTrying()
      })
      if (met.gone) return false
      if (met.displaced || answer.value.superseded) {
        supersede()
        return true
      }
      const first = !arrived
      arrived = true
      show({ state: 'open', shutOut: false })
      if (!first) for (const listener of [...reopened]) listener()
      return true
    } catch {
      next?.close()
      return false
    }
  }

  /** Asked anew each time: it changes while something is awaited. */
  function wokenEarly(): boolean {
    return wake.early
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const disarm = after(ms, () => wake.now?.())
      wake.now = () => {
        wake.now = null
        disarm()
        resolve()
      }
      if (wake.early) wake.now()
    })
  }

  async function keepTrying(): Promise<void> {
    if (trying) return
    trying = true
    let ms = FIRST_RETRY_MS
    wake.early = false
    while (!released && !(await attempt())) {
      if (state === 'connecting') show({ state: 'lost' })
      if (options.isShutOut) show({ shutOut: await inTime(options.isShutOut()).catch(() => false) })
      if (wokenEarly()) ms = FIRST_RETRY_MS
      await pause(ms)
      wake.early = false
      ms = Math.min(ms * 2, LONGEST_RETRY_MS)
    }
    trying = false
    for (const resolve of opened.splice(0)) resolve()
    // It may have closed again between the last answer and here.
    if (!client && !released) void keepTrying()
  }

  return {
    get state(): ConnectionState {
      return state
    },

    /** Resolves when the first connection stands. */
    connect(): Promise<void> {
      const standing = new Promise<void>((resolve) => opened.push(resolve))
      void keepTrying()
      return standing
    },

    /** Something speaks for the host being there now: the next attempt is made at once instead of after its pause. */
    retryNow(): void {
      if (!trying) return
      wake.early = true
      wake.now?.()
    },

    /**
     * A call made on the way to the first connection waits for it, or for the word that there is none. Expected failures
     * come back as `{ ok: false, fault }`.
     * @throws {Surprise} where the host failed unexpectedly. @throws {ChannelClosed} while there is no connection; whether
     * a call under way was carried out is then unknown. @throws {NoAnswer} where none came in time; the connection is then
     * made anew. @throws {UnreadableAnswer} where the answer is not of its form.
     */
    call: async <Name extends keyof Calls>(
      name: Name,
      input: InputOf<Calls, Name>,
    ): Promise<Result<OutputOf<Calls, Name>>> => {
      if (state === 'connecting' && trying) await new Promise<void>((resolve) => early.push(resolve))
      const through = client
      if (!through) throw new ChannelClosed(name)
      try {
        return await through.call(name, input)
      } catch (error) {
        if (error instanceof NoAnswer) through.close()
        throw error
      }
    },

    /** Outlives reconnects. Answers the function that ends the subscription. */
    on: <Name extends EventName>(name: Name, listener: Listener<Name>): (() => void) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },

    /** After a lost connection stands again and this page still holds the sheets: what was missed has to be asked for. */
    onReopened(listener: () => void): () => void {
      reopened.add(listener)
      return () => reopened.delete(listener)
    },

    /** Each time a connection stands through which this page may hand in what it had not saved, and nothing else. */
    onSuperseded(listener: () => void): () => void {
      superseded.add(listener)
      return () => superseded.delete(listener)
    },

    /** A superseded page has nothing more to hand in: it leaves the host alone from now on. */
    release(): void {
      if (state !== 'superseded' || released) return
      released = true
      client?.close()
      wake.now?.()
    },
  }
}
