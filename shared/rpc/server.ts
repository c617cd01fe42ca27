import type { Result } from '#shared/api/faults.ts'
import type { z } from 'zod'
import type { Channel } from './channel.ts'
import type { CallsShape, EventsShape, InputOf, OutputOf } from './contract-shape.ts'
import { CallMessage, type HostMessage } from './messages.ts'

export type Handlers<Calls extends CallsShape> = {
  readonly [Name in keyof Calls]: (
    input: InputOf<Calls, Name>,
  ) => Promise<Result<OutputOf<Calls, Name>>> | Result<OutputOf<Calls, Name>>
}

export interface RpcServerOptions {
  /** Writes a surprise to the log and answers the reference the person is shown. Must not throw. */
  logSurprise(where: string, error: unknown): string
}

export interface RpcServer<Events extends EventsShape> {
  emit<Name extends keyof Events & string>(name: Name, payload: z.infer<Events[Name]>): void
}

/** Serves one channel. Each call's input is checked against its schema before the handler sees it. */
export function serveRpc<Calls extends CallsShape, Events extends EventsShape>(
  channel: Channel,
  contract: { calls: Calls; events: Events },
  handlers: Handlers<Calls>,
  options: RpcServerOptions,
): RpcServer<Events> {
  let closed = false
  channel.onClose(() => {
    closed = true
  })
  function send(message: HostMessage): void {
    if (!closed) channel.send(message)
  }

  async function answer(call: z.infer<typeof CallMessage>): Promise<HostMessage> {
    const shape = Object.hasOwn(contract.calls, call.name) ? contract.calls[call.name] : undefined
    if (!shape) {
      return { type: 'surprise', id: call.id, reference: options.logSurprise(call.name, 'no such call') }
    }
    const input = shape.input.safeParse(call.input)
    if (!input.success) {
      return { type: 'surprise', id: call.id, reference: options.logSurprise(call.name, input.error) }
    }
    try {
      const handler = handlers[call.name] as (input: unknown) => Promise<Result<unknown>>
      const result = await handler(input.data)
      return result.ok
        ? { type: 'value', id: call.id, value: result.value }
        : { type: 'fault', id: call.id, fault: result.fault }
    } catch (error) {
      return { type: 'surprise', id: call.id, reference: options.logSurprise(call.name, error) }
    }
  }

  channel.onMessage((raw) => {
    const call = CallMessage.safeParse(raw)
    if (!call.success) {
      options.logSurprise('message', call.error)
      return
    }
    void answer(call.data).then(send)
  })

  return {
    emit: (name, payload) => send({ type: 'event', name, payload }),
  }
}
