import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  answering,
  closeAll,
  credentialsFor,
  leadHttp,
  listenAt,
  onClose,
  practice,
  send,
  THREE,
} from './lead-http.test-kit.ts'

afterEach(closeAll)

describe('an answer that does not come', () => {
  it.each([true, false])(
    'is unclear when the connection breaks after sending (processed: %s)',
    async (processed) => {
      const { server, credentials } = await practice({ faults: { always: { kind: 'dropped', processed } } })
      const { answer, onWire } = await send(leadHttp(), credentials)
      expect(answer.kind).toBe('unclear')
      expect(onWire).toBe(1)
      expect(server.leads()).toHaveLength(processed ? 303 : 300)
    },
  )

  it('is unclear after the time for it is over', async () => {
    const { credentials } = await practice({ faults: { always: { kind: 'timeout', processed: true } } })
    const { answer } = await send(leadHttp({ answerTimeoutMs: 50 }), credentials)
    expect(answer).toMatchObject({ kind: 'unclear', details: expect.stringContaining('in time') as string })
  })

  it('is unclear when it drips in without an end', async () => {
    const credentials = await answering((_request, response) => {
      const timer = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(timer))
    })
    const { answer } = await send(leadHttp({ answerTimeoutMs: 60 }), credentials)
    expect(answer).toMatchObject({ kind: 'unclear', details: expect.stringContaining('in time') as string })
  })

  it('is unclear when it is cut short', async () => {
    const credentials = await answering((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1000 })
      response.write('[{"RowNumber":1,', () => response.socket?.destroy())
    })
    expect((await send(leadHttp(), credentials)).answer.kind).toBe('unclear')
  })

  it('is unclear when it is far larger than any answer', async () => {
    const credentials = await answering((_request, response) => {
      response.end(`[${' '.repeat(3 * 1024 * 1024)}]`)
    })
    expect((await send(leadHttp(), credentials)).answer).toMatchObject({
      kind: 'unclear',
      details: expect.stringContaining('too large') as string,
    })
  })

  it.each<[string, string]>([
    ['a page', '<html><body>Please wait</body></html>'],
    ['nothing', ''],
    ['half a list', '[{"RowNumber":1}'],
    ['JSON of another form', '{"ok":true}'],
  ])('is unclear when it is %s', async (_what, body) => {
    const credentials = await answering((_request, response) => response.end(body))
    expect((await send(leadHttp(), credentials)).answer.kind).toBe('unclear')
  })

  it('is unclear when we stop it after it was sent, passing when before', async () => {
    const { credentials } = await practice({ faults: { always: { kind: 'timeout', processed: false } } })
    const api = leadHttp()
    const during = new AbortController()
    const ended = api.createOrUpdate(credentials, THREE, {
      onWire: () => during.abort(),
      signal: during.signal,
    })
    expect(await ended).toMatchObject({ kind: 'unclear' })
    const before = await send(api, credentials, AbortSignal.abort())
    expect(before).toMatchObject({ answer: { kind: 'passing' }, onWire: 0 })
  })
})

describe('a call that never left', () => {
  it('is passing where nobody listens, and not taken for a missing network on this machine', async () => {
    const server = createTcpServer()
    const credentials = await listenAt(server)
    await new Promise((resolve) => server.close(resolve))
    const { answer, onWire } = await send(leadHttp(), credentials)
    expect(answer).toEqual({
      kind: 'passing',
      offline: false,
      why: 'refused',
      details: expect.stringContaining('ECONNREFUSED') as string,
    })
    expect(onWire).toBe(0)
  })

  it('is passing where the name is not found', async () => {
    const credentials = { ...credentialsFor(1), origin: 'https://no-such-host.invalid' }
    const { answer, onWire } = await send(leadHttp(), credentials)
    expect(answer.kind).toBe('passing')
    expect(onWire).toBe(0)
  })

  it('is a wrong address where the other end speaks no TLS', async () => {
    const credentials = await answering((_request, response) => response.end('[]'))
    const { answer, onWire } = await send(leadHttp(), {
      ...credentials,
      origin: credentials.origin.replace('http:', 'https:'),
    })
    expect(answer.kind).toBe('wrong-address')
    expect(onWire).toBe(0)
  })

  it('can be stopped while it waits for a connection', async () => {
    const { credentials } = await practice({ faults: { always: { kind: 'timeout', processed: false } } })
    const api = leadHttp()
    const stop = new AbortController()
    const busy = Array.from({ length: 25 }, () => new AbortController())
    const onTheWire = busy.map(
      (controller) =>
        new Promise<void>((resolve) => {
          void api.createOrUpdate(credentials, THREE, { onWire: resolve, signal: controller.signal })
        }),
    )
    await Promise.all(onTheWire)
    const waiting = send(api, credentials, stop.signal)
    stop.abort()
    expect(await waiting).toMatchObject({ answer: { kind: 'passing' }, onWire: 0 })
    for (const controller of busy) controller.abort()
  })
})

describe('the wire stamp', () => {
  it('comes once a call, in the turn in which undici publishes that the head is sent', async () => {
    const { credentials } = await practice()
    const order: string[] = []
    const onSendHeaders = (message: unknown): void => {
      order.push((message as { headers: string }).headers.split(' ')[0] ?? '')
    }
    subscribe('undici:client:sendHeaders', onSendHeaders)
    const api = leadHttp()
    await Promise.all(
      THREE.map((row) =>
        api.createOrUpdate(credentials, [row], {
          onWire() {
            order.push('wire')
            // A microtask runs only after undici's turn: the head must be published by then.
            queueMicrotask(() => order.push('turn over'))
          },
        }),
      ),
    )
    unsubscribe('undici:client:sendHeaders', onSendHeaders)
    expect(order).toHaveLength(9)
    for (let index = 0; index < order.length; index++) {
      if (order[index] === 'wire') expect(order[index + 1]).toBe('POST')
    }
  })

  it('uses connections again instead of opening new ones for every burst', async () => {
    let connections = 0
    const server = createHttpServer((_request, response) => response.end('[]'))
    server.on('connection', () => connections++)
    onClose(async () => server.closeAllConnections())
    const credentials = await listenAt(server)
    const api = leadHttp()
    for (let burst = 0; burst < 4; burst++) {
      await Promise.all(Array.from({ length: 25 }, () => send(api, credentials)))
    }
    expect(connections).toBeLessThanOrEqual(25)
  })
})
