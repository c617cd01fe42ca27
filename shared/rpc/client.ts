import type { Result } from '#shared/api/faults.ts'
import { systemAfter, type After } from './after.ts'
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

/** The call was sent and the channel stands, but nothing came back in time; it may still be carried out. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  constructor() {
    super('Leadsheet has not answered. What was asked for may still be done: look before you repeat it.')
  }
}

/** An answer came, but not in the form both ends agreed on: a defect, never a lost connection. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
  constructor(call: string, why: string) {
    super(
      `Leadsheet's answer to ${call} is not of its form. Reload this page; the log of the page has more. ${why}`,
    )
  }
}

export interface RpcClientOptions<Calls extends CallsShape> {
  /**
   * Milliseconds from sending a call until it ends with `NoAnswer`. Must be finite and above 0.
   * @default 60_000
   */
  deadlineMs?: number
  /**
   * Calls that may take as long as they like: a person is asked something, or the work grows with the sheet.
   * @default none
   */
  unbounded?: readonly (keyof Calls & string)[]
  /**
   * A message that is neither an answer nor an event of the contract. The client goes on.
   * @default ignored
   */
  onUnreadable?: (why: string) => void
  /** @default setTimeout */
  after?: After
}

export interface RpcClient<Calls extends CallsShape, Events extends EventsShape> {
  /**
   * Expected failures come back as `{ ok: false, fault }`.
   * @throws {Surprise} where the host failed unexpectedly. @throws {ChannelClosed} where no answer can come any more.
   * @throws {NoAnswer} where none came in time. @throws {UnreadableAnswer} where it is not of its form.
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

const DEADLINE_MS = 60_000

/** Counts on across clients: on a channel that cannot really close, an answer to an earlier client must find nobody. */
let nextId = 1

export function createRpcClient<Calls extends CallsShape, Events extends EventsShape>(
  channel: Channel,
  contract: { calls: Calls; events: Events },
  options: RpcClientOptions<Calls> = {},
): RpcClient<Calls, Events> {
  const { deadlineMs = DEADLINE_MS, after = systemAfter } = options
  const unbounded = new Set<string>(options.unbounded)
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const closers = new Set<() => void>()
  let closed = false

  function settle(id: number): Waiting | undefined {
    const entry = waiting.get(id)
    waiting.delete(id)
    return entry
  }

  function takeEvent(name: string, payload: unknown): void {
    if (!Object.hasOwn(contract.events, name)) return
    const parsed = contract.events[name]!.safeParse(payload)
    if (!parsed.success) {
      options.onUnreadable?.(`event ${name}: ${parsed.error.message}`)
      return
    }
    for (const listener of [...(listeners.get(name) ?? [])]) listener(parsed.data)
  }

  function end(): void {
    if (closed) return
    closed = true
    for (const entry of waiting.values()) entry.reject(new ChannelClosed(entry.name))
    waiting.clear()
    for (const closer of closers) closer()
  }

  channel.onMessage((raw) => {
    if (closed) return
    const parsed = HostMessage.safeParse(raw)
    if (!parsed.success) {
      const entry = settle(idOf(raw))
      if (entry) entry.reject(new UnreadableAnswer(entry.name, parsed.error.message))
      else options.onUnreadable?.(parsed.error.message)
      return
    }
    const message = parsed.data
    if (message.type === 'event') {
      takeEvent(message.name, message.payload)
      return
    }
    const entry = settle(message.id)
    if (!entry) return
    if (message.type === 'fault') entry.resolve({ ok: false, fault: message.fault })
    else if (message.type === 'surprise') entry.reject(new Surprise(message.reference))
    else {
      const value = contract.calls[entry.name]!.output.safeParse(message.value)
      if (value.success) entry.resolve({ ok: true, value: value.data })
      else entry.reject(new UnreadableAnswer(entry.name, value.error.message))
    }
  })
  channel.onClose(end)

  return {
    call(name, input) {
      if (closed) return Promise.reject(new ChannelClosed(name))
      const id = nextId++
      return new Promise((resolve, reject) => {
        const disarm = unbounded.has(name)
          ? () => undefined
          : after(deadlineMs, () => settle(id)?.reject(new NoAnswer()))
        waiting.set(id, {
          name,
          resolve(result) {
            disarm()
            resolve(result as Result<OutputOf<Calls, typeof name>>)
          },
          reject(error) {
            disarm()
            reject(error)
          },
        })
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
    close() {
      channel.close()
      // A channel that cannot close, as the desktop's, or closes late, must not leave anybody waiting.
      end()
    },
  }
}

/** The call a message that is not of its form belongs to; NaN, which is nobody's, where it does not say. */
function idOf(raw: unknown): number {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null
  return typeof id === 'number' ? id : Number.NaN
}
