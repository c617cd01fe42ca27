import type { Result } from '#shared/api/faults.ts'
import type { Channel } from './channel.ts'
import type { CallsShape, EventsShape, InputOf, OutputOf } from './contract-shape.ts'
import { HostMessage } from './messages.ts'
import type { z } from 'zod'

/** The channel closed before the answer came: the call may or may not have been carried out. */
export class ChannelClosed extends Error {
  override readonly name = 'ChannelClosed'
}

/** Something went wrong that nobody expected; the host's log has it under `reference`. */
export class Surprise extends Error {
  override readonly name = 'Surprise'
  readonly reference: string
  constructor(reference: string) {
    super(`Something unexpected went wrong (reference ${reference}).`)
    this.reference = reference
  }
}

export interface RpcClient<Calls extends CallsShape, Events extends EventsShape> {
  /**
   * Expected failures come back as `{ ok: false, fault }`.
   * @throws {Surprise} where the host failed unexpectedly. @throws {ChannelClosed} where no answer can come any more.
   */
  call<Name extends keyof Calls & string>(
    name: Name,
    input: InputOf<Calls, Name>,
  ): Promise<Result<OutputOf<Calls, Name>>>
  /** Answers the function that ends the subscription. */
  on<Name extends keyof Events & string>(
    name: Name,
    listener: (payload: z.infer<Events[Name]>) => void,
  ): () => void
  onClose(listener: () => void): void
  close(): void
}

interface Waiting {
  name: string
  resolve(result: Result<unknown>): void
  reject(error: Error): void
}

export function createRpcClient<Calls extends CallsShape, Events extends EventsShape>(
  channel: Channel,
  contract: { calls: Calls; events: Events },
): RpcClient<Calls, Events> {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const closers = new Set<() => void>()
  let nextId = 1
  let closed = false

  function settle(id: number): Waiting | undefined {
    const entry = waiting.get(id)
    waiting.delete(id)
    return entry
  }

  channel.onMessage((raw) => {
    const message = HostMessage.parse(raw)
    if (message.type === 'event') {
      const schema = contract.events[message.name]
      if (!schema) return
      const payload = schema.parse(message.payload)
      for (const listener of [...(listeners.get(message.name) ?? [])]) listener(payload)
      return
    }
    const entry = settle(message.id)
    if (!entry) return
    if (message.type === 'fault') entry.resolve({ ok: false, fault: message.fault })
    else if (message.type === 'surprise') entry.reject(new Surprise(message.reference))
    else {
      const parsed = contract.calls[entry.name]!.output.safeParse(message.value)
      if (parsed.success) entry.resolve({ ok: true, value: parsed.data })
      else entry.reject(new Error(`The answer to ${entry.name} is not of its form: ${parsed.error.message}`))
    }
  })
  channel.onClose(() => {
    closed = true
    for (const entry of waiting.values()) entry.reject(new ChannelClosed(entry.name))
    waiting.clear()
    for (const closer of closers) closer()
  })

  return {
    call(name, input) {
      if (closed) return Promise.reject(new ChannelClosed(name))
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { name, resolve: resolve as Waiting['resolve'], reject })
        channel.send({ type: 'call', id, name, input })
      })
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener as (payload: unknown) => void)
      return () => set.delete(listener as (payload: unknown) => void)
    },
    onClose(listener) {
      if (closed) listener()
      else closers.add(listener)
    },
    close: () => channel.close(),
  }
}
