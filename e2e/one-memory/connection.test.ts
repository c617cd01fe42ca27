import { expect, test } from 'vitest'
import { channelPair, type Channel } from '#shared/rpc/channel.ts'
import { createConnection, type ConnectionState } from '#renderer/stores/connection/connection.ts'
import { atRest } from './stand.ts'
import { handTimers } from './timers.ts'

/** A page whose host is played by the test, message by message. */
function page(openTransport?: () => Promise<Channel>) {
  const timers = handTimers()
  const states: ConnectionState[] = []
  const hosts: {
    channel: Channel
    asked: { id: number; name: string; input: unknown }[]
    closed: boolean
  }[] = []
  const unreadable: string[] = []
  let shutOut: boolean | 'hangs' = false
  const shown: boolean[] = []
  const connection = createConnection({
    pageId: 'page',
    async openTransport() {
      if (openTransport) return openTransport()
      const [own, channel] = channelPair()
      const host = { channel, asked: [] as { id: number; name: string; input: unknown }[], closed: false }
      channel.onMessage((message) => host.asked.push(message as { id: number; name: string; input: unknown }))
      channel.onClose(() => (host.closed = true))
      hosts.push(host)
      return own
    },
    isShutOut: () => (shutOut === 'hangs' ? new Promise(() => undefined) : Promise.resolve(shutOut)),
    onState: (state, out) => {
      states.push(state)
      shown.push(out)
    },
    onUnreadable: (why) => unreadable.push(why),
    after: timers.after,
  })
  return {
    connection,
    timers,
    states,
    hosts,
    unreadable,
    shown,
    setShutOut: (next: boolean | 'hangs') => (shutOut = next),
    /** Answers the last call of a host. */
    answer(host: number, value: unknown): void {
      hosts[host]!.channel.send({ type: 'value', id: hosts[host]!.asked.at(-1)!.id, value })
    },
    fault(host: number): void {
      const { channel, asked } = hosts[host]!
      channel.send({ type: 'fault', id: asked.at(-1)!.id, fault: { kind: 'busy', text: 'no' } })
    },
  }
}

const LET_IN = { mode: 'browser', version: '1', locale: 'en', superseded: false }

test('a page arrives once and comes back from then on', async () => {
  const p = page()
  void p.connection.connect()
  await atRest()
  expect(p.hosts[0]!.asked[0]).toMatchObject({
    name: 'session.open',
    input: { pageId: 'page', resumed: false },
  })
  p.answer(0, LET_IN)
  await atRest()
  p.hosts[0]!.channel.close()
  await atRest()
  expect(p.hosts[1]!.asked[0]).toMatchObject({ input: { pageId: 'page', resumed: true } })
  p.answer(1, LET_IN)
  await atRest()
  expect(p.states).toEqual(['open', 'lost', 'open'])
})

test('what is asked before there is a connection waits for the first one, and goes out in its order', async () => {
  const p = page()
  void p.connection.connect()
  const asked = (['workspace.sheets', 'accounts.list'] as const).map((name) => p.connection.call(name, {}))
  await atRest()
  expect(p.hosts[0]!.asked.map(({ name }) => name)).toEqual(['session.open'])
  p.answer(0, LET_IN)
  await atRest()
  expect(p.hosts[0]!.asked.map(({ name }) => name)).toEqual([
    'session.open',
    'workspace.sheets',
    'accounts.list',
  ])
  p.hosts[0]!.channel.send({ type: 'value', id: p.hosts[0]!.asked[1]!.id, value: { sheets: [] } })
  expect(await asked[0]).toEqual({ ok: true, value: { sheets: [] } })
  asked[1]!.catch(() => undefined)
})

test('what is asked before there is a connection is refused with the first attempt that comes to nothing', async () => {
  const p = page(() => Promise.reject(new Error('refused')))
  void p.connection.connect()
  const asked = p.connection.call('workspace.sheets', {})
  await expect(asked).rejects.toThrow('workspace.sheets')
  expect(p.states).toEqual(['lost'])
})

test('a transport that never opens does not stop the next attempt, and is closed should it open late', async () => {
  let openLate: (channel: Channel) => void = () => undefined
  let attempts = 0
  const p = page(() => {
    attempts += 1
    return new Promise((resolve) => (openLate = resolve))
  })
  void p.connection.connect()
  await atRest()
  const first = openLate
  p.timers.run(10_000)
  await atRest()
  expect(p.states).toEqual(['lost'])
  p.timers.run(400)
  await atRest()
  expect(attempts).toBe(2)
  const [own, host] = channelPair()
  let closed = false
  host.onClose(() => (closed = true))
  first(own)
  await atRest()
  expect(closed).toBe(true)
})

test('a session that is not answered, or refused, leaves no channel open behind it', async () => {
  const p = page()
  void p.connection.connect()
  await atRest()
  p.timers.run(10_000)
  await atRest()
  expect(p.hosts[0]!.closed).toBe(true)
  p.timers.run(400)
  await atRest()
  p.fault(1)
  await atRest()
  expect(p.hosts[1]!.closed).toBe(true)
  expect(p.connection.state).toBe('lost')
})

test('an answer to “was this browser let in” that never comes does not stop the attempts', async () => {
  const p = page(() => Promise.reject(new Error('refused')))
  p.setShutOut('hangs')
  void p.connection.connect()
  await atRest()
  p.timers.run(10_000)
  await atRest()
  expect(p.timers.due()).toEqual([400])
})

test('a later host that has not let this browser in is said from the first attempt on', async () => {
  const p = page(() => Promise.reject(new Error('refused')))
  p.setShutOut(true)
  void p.connection.connect()
  await atRest()
  expect([p.states.at(-1), p.shown.at(-1)]).toEqual(['lost', true])
})

test('attempts become rarer up to five seconds; a word that the host is there makes the next one at once', async () => {
  let attempts = 0
  const p = page(() => {
    attempts += 1
    return Promise.reject(new Error('refused'))
  })
  void p.connection.connect()
  for (const pause of [400, 800, 1_600, 3_200, 5_000, 5_000]) {
    await atRest()
    expect(p.timers.due()).toEqual([pause])
    p.timers.run(pause)
  }
  await atRest()
  const before = attempts
  p.connection.retryNow()
  await atRest()
  expect(attempts).toBe(before + 1)
  expect(p.timers.due()).toHaveLength(1)
})

test('a word while an attempt is under way is not lost: it is the pause after it that is left out', async () => {
  const rejects: ((error: Error) => void)[] = []
  const p = page(() => new Promise((_, reject) => rejects.push(reject)))
  void p.connection.connect()
  await atRest()
  p.connection.retryNow()
  rejects[0]!(new Error('refused'))
  await atRest()
  expect(rejects).toHaveLength(2)
})

test('a host that hangs with its channel open counts as lost, and the page makes its way to it anew', async () => {
  const p = page()
  void p.connection.connect()
  await atRest()
  p.answer(0, LET_IN)
  await atRest()
  const hanging = p.connection.call('accounts.list', {})
  await atRest()
  p.timers.run(60_000)
  await expect(hanging).rejects.toThrow('has not answered')
  await atRest()
  expect(p.states).toEqual(['open', 'lost'])
  expect(p.hosts).toHaveLength(2)
})

test('a call that may take long has no deadline', async () => {
  const p = page()
  void p.connection.connect()
  await atRest()
  p.answer(0, LET_IN)
  await atRest()
  void p.connection.call('push.review', {} as never).catch(() => undefined)
  await atRest()
  expect(p.timers.due()).toEqual([])
})

test('a message that is not of its form is told and does no harm', async () => {
  const p = page()
  void p.connection.connect()
  await atRest()
  p.answer(0, LET_IN)
  await atRest()
  p.hosts[0]!.channel.send(null)
  p.hosts[0]!.channel.send({ type: 'event', name: 'notice', payload: 7 })
  await atRest()
  expect(p.unreadable).toHaveLength(2)
  expect(p.connection.state).toBe('open')
})

test('a page told that it is superseded hands in while it has to, and then leaves the host alone for good', async () => {
  const p = page()
  let asked = 0
  p.connection.onSuperseded(() => (asked += 1))
  void p.connection.connect()
  await atRest()
  p.answer(0, LET_IN)
  await atRest()
  p.hosts[0]!.channel.send({ type: 'event', name: 'session.superseded', payload: {} })
  await atRest()
  expect([p.connection.state, asked]).toEqual(['superseded', 1])
  p.hosts[0]!.channel.close()
  await atRest()
  expect(p.hosts[1]!.asked[0]).toMatchObject({ input: { resumed: true } })
  p.answer(1, { ...LET_IN, superseded: true })
  await atRest()
  expect([p.connection.state, asked]).toEqual(['superseded', 2])
  p.connection.release()
  await atRest()
  expect(p.hosts[1]!.closed).toBe(true)
  expect(p.hosts).toHaveLength(2)
  expect(p.timers.due()).toEqual([])
})
