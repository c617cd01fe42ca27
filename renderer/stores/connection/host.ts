import { create } from 'zustand'
import type { z } from 'zod'
import { contract, type Calls, type Events } from '#shared/api/contract.ts'
import type { Result } from '#shared/api/faults.ts'
import { ChannelClosed, createRpcClient, type RpcClient } from '#shared/rpc/client.ts'
import type { InputOf, OutputOf } from '#shared/rpc/contract-shape.ts'
import { onDesktop, openCarrier } from './carrier.ts'

/** lost: trying again by itself · superseded: another page of this host took over, this one must not edit. */
export type Connection = 'connecting' | 'open' | 'lost' | 'superseded'

/** `shutOut`: a host answers here, but it is a later one that has not let this browser in. */
export const useConnection = create<{ connection: Connection; shutOut: boolean }>(() => ({
  connection: 'connecting',
  shutOut: false,
}))

const FIRST_RETRY_MS = 400
const LONGEST_RETRY_MS = 5_000

type EventName = keyof Events
type Listener<Name extends EventName> = (payload: z.infer<Events[Name]>) => void

/** This page, among the pages that were ever open on the host; numbers its batches of edits. */
const pageId = crypto.randomUUID()

let client: RpcClient<Calls, Events> | null = null
const listeners = new Map<EventName, Set<Listener<never>>>()
const reopened = new Set<() => void>()

function setConnection(connection: Connection): void {
  if (useConnection.getState().connection !== connection) useConnection.setState({ connection })
}

async function connectOnce(): Promise<boolean> {
  try {
    const next = createRpcClient(await openCarrier(), contract)
    for (const name of Object.keys(contract.events) as EventName[]) {
      next.on(name, (payload) => {
        for (const listener of [...(listeners.get(name) ?? [])])
          (listener as (value: unknown) => void)(payload)
      })
    }
    next.on('session.superseded', () => setConnection('superseded'))
    next.onClose(() => {
      if (client !== next) return
      client = null
      if (useConnection.getState().connection === 'superseded') return
      setConnection('lost')
      void keepTrying()
    })
    const opened = await next.call('session.open', { pageId })
    if (!opened.ok) return false
    client = next
    setConnection('open')
    return true
  } catch {
    return false
  }
}

async function isShutOut(): Promise<boolean> {
  if (onDesktop) return false
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  return answer?.status === 401
}

async function keepTrying(): Promise<void> {
  let pause = FIRST_RETRY_MS
  while (!(await connectOnce())) {
    useConnection.setState({ shutOut: await isShutOut() })
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, LONGEST_RETRY_MS)
  }
  useConnection.setState({ shutOut: false })
  for (const listener of [...reopened]) listener()
}

/** The main process as the page sees it. The only place that knows how messages travel. */
export const host = {
  pageId,

  /** Resolves when the first connection stands. */
  async connect(): Promise<void> {
    while (!(await connectOnce())) {
      setConnection('lost')
      await new Promise((resolve) => setTimeout(resolve, FIRST_RETRY_MS))
    }
  },

  /**
   * Expected failures come back as `{ ok: false, fault }`.
   * @throws {Surprise} where the host failed unexpectedly. @throws {ChannelClosed} while there is no connection; whether
   * a call under way was carried out is then unknown.
   */
  call<Name extends keyof Calls>(
    name: Name,
    input: InputOf<Calls, Name>,
  ): Promise<Result<OutputOf<Calls, Name>>> {
    return client ? client.call(name, input) : Promise.reject(new ChannelClosed(name))
  },

  /** Outlives reconnects. Answers the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set)
    set.add(listener)
    return () => set.delete(listener)
  },

  /** After a lost connection stands again: what was missed has to be asked for. */
  onReopened(listener: () => void): () => void {
    reopened.add(listener)
    return () => reopened.delete(listener)
  },
}
