import { expect, test } from 'vitest'
import { z } from 'zod'
import { fail, ok } from '#shared/api/faults.ts'
import { channelPair } from './channel.ts'
import {
  ChannelClosed,
  createRpcClient,
  NoAnswer,
  Surprise,
  UnreadableAnswer,
  type RpcClientOptions,
} from './client.ts'
import { serveRpc } from './server.ts'

const contract = {
  calls: {
    double: { input: z.object({ n: z.number() }), output: z.object({ n: z.number() }) },
    refuse: { input: z.object({}), output: z.object({}) },
    break: { input: z.object({}), output: z.object({}) },
    lie: { input: z.object({}), output: z.object({ n: z.number() }) },
    hang: { input: z.object({}), output: z.object({}) },
  },
  events: { ticked: z.object({ at: z.number() }) },
} as const

function connect(options: RpcClientOptions<typeof contract.calls> = {}) {
  const [page, host] = channelPair()
  const surprises: { where: string; error: unknown }[] = []
  const server = serveRpc(
    host,
    contract,
    {
      double: ({ n }) => ok({ n: n * 2 }),
      refuse: () => fail('busy', 'A push is running.'),
      break: () => {
        throw new Error('secret detail')
      },
      lie: () => ok({ n: 'seven' as unknown as number }),
      hang: () => new Promise<never>(() => undefined),
    },
    {
      logSurprise: (where, error) => {
        surprises.push({ where, error })
        return `S-${surprises.length}`
      },
    },
  )
  return { client: createRpcClient(page, contract, options), server, surprises, page, host }
}

test('a call answers its value', async () => {
  const { client } = connect()
  expect(await client.call('double', { n: 21 })).toEqual({ ok: true, value: { n: 42 } })
})

test('calls under way together each get their own answer', async () => {
  const { client } = connect()
  const answers = await Promise.all([1, 2, 3].map((n) => client.call('double', { n })))
  expect(answers.map((answer) => answer.ok && answer.value.n)).toEqual([2, 4, 6])
})

test('an expected failure is a value, not an exception', async () => {
  const { client } = connect()
  expect(await client.call('refuse', {})).toEqual({
    ok: false,
    fault: { kind: 'busy', text: 'A push is running.' },
  })
})

test('a surprise travels as a reference, never as its message', async () => {
  const { client, surprises } = connect()
  const error = await client.call('break', {}).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Surprise)
  expect((error as Surprise).reference).toBe('S-1')
  expect(String(error)).not.toContain('secret detail')
  expect(surprises[0]?.where).toBe('break')
})

test('an input that is not of its form never reaches the handler', async () => {
  const { client, surprises } = connect()
  await expect(client.call('double', { n: 'x' as unknown as number })).rejects.toBeInstanceOf(Surprise)
  expect(surprises).toHaveLength(1)
})

test('an answer that is not of its form is refused on arrival', async () => {
  const { client } = connect()
  await expect(client.call('lie', {})).rejects.toThrow('not of its form')
})

test('a name that is not in the contract is refused, inherited names too', async () => {
  const { page, surprises } = connect()
  const heard = new Promise<unknown>((resolve) => page.onMessage(resolve))
  page.send({ type: 'call', id: 7, name: 'constructor', input: {} })
  expect(await heard).toEqual({ type: 'surprise', id: 7, reference: 'S-1' })
  expect(surprises[0]?.where).toBe('constructor')
})

test('an event reaches its listeners until they leave', async () => {
  const { client, server } = connect()
  const seen: number[] = []
  const leave = client.on('ticked', ({ at }) => seen.push(at))
  server.emit('ticked', { at: 1 })
  await client.call('double', { n: 1 })
  leave()
  server.emit('ticked', { at: 2 })
  await client.call('double', { n: 1 })
  expect(seen).toEqual([1])
})

test('closing the channel ends every call under way and every later one', async () => {
  const { client } = connect()
  const hanging = client.call('hang', {})
  client.close()
  await expect(hanging).rejects.toBeInstanceOf(ChannelClosed)
  await expect(client.call('double', { n: 1 })).rejects.toBeInstanceOf(ChannelClosed)
})

/** Time the test moves by hand: what was to run after so many milliseconds. */
function timers() {
  const due: { ms: number; run(): void }[] = []
  return {
    due,
    after: (ms: number, run: () => void) => {
      const timer = { ms, run }
      due.push(timer)
      return () => void due.splice(due.indexOf(timer), 1)
    },
  }
}

test('a call that is never answered ends when its deadline passes, a minute unless told otherwise', async () => {
  const { due, after } = timers()
  const { client } = connect({ after })
  const hanging = client.call('hang', {})
  expect(due.map(({ ms }) => ms)).toEqual([60_000])
  due[0]!.run()
  await expect(hanging).rejects.toBeInstanceOf(NoAnswer)
  expect(await client.call('double', { n: 2 })).toEqual({ ok: true, value: { n: 4 } })
})

test('a call that was answered leaves no deadline behind, and an excepted one never has any', async () => {
  const { due, after } = timers()
  const { client } = connect({ after, deadlineMs: 5, unbounded: ['hang'] })
  await client.call('double', { n: 2 })
  await client.call('break', {}).catch(() => undefined)
  void client.call('hang', {}).catch(() => undefined)
  expect(due).toEqual([])
})

test('an answer that is not even a message ends its own call as a defect, and the next is answered', async () => {
  const { client, host } = connect()
  const hanging = client.call('hang', {})
  const lying = client.call('lie', {})
  await expect(lying).rejects.toBeInstanceOf(UnreadableAnswer)
  // Ids count up: the hanging call was sent just before.
  const seen: unknown[] = []
  host.onMessage((message) => seen.push(message))
  void client.call('double', { n: 1 }).catch(() => undefined)
  await Promise.resolve()
  await Promise.resolve()
  const { id } = seen[0] as { id: number }
  host.send({ type: 'nonsense', id: id - 2 })
  await expect(hanging).rejects.toBeInstanceOf(UnreadableAnswer)
})

test('a message nobody can read is told and throws nowhere, an event of another form too', async () => {
  const told: string[] = []
  const { client, host } = connect({ onUnreadable: (why) => told.push(why) })
  const heard: number[] = []
  client.on('ticked', ({ at }) => heard.push(at))
  host.send('noise')
  host.send({ type: 'event', name: 'ticked', payload: { at: 'noon' } })
  host.send({ type: 'event', name: 'constructor', payload: {} })
  host.send({ type: 'event', name: 'ticked', payload: { at: 3 } })
  await client.call('double', { n: 1 })
  expect(told).toHaveLength(2)
  expect(heard).toEqual([3])
})

test('an answer to an earlier client of the same channel is nobody’s', async () => {
  const [page, host] = channelPair()
  const sent: { id: number }[] = []
  host.onMessage((message) => sent.push(message as { id: number }))
  const before = createRpcClient(page, contract)
  void before.call('double', { n: 1 }).catch(() => undefined)
  const now = createRpcClient(page, contract)
  const answer = now.call('double', { n: 2 })
  await Promise.resolve()
  await Promise.resolve()
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
  for (const { id } of sent) host.send({ type: 'value', id, value: { n: id } })
  expect(await answer).toEqual({ ok: true, value: { n: sent[1]!.id } })
})
