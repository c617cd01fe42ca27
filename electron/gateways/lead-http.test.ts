import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallFault } from '#electron/practice/faults.ts'
import type { PracticeOptions, PracticeServer } from '#electron/practice/practice-server.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import type { CallAnswer, Credentials, LeadApi } from '#electron/services/ports.ts'
import type { Lead } from '#shared/pipeline/lead.ts'
import { createLeadHttp, type LeadHttpOptions } from './lead-http.ts'

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

function leadHttp(options: LeadHttpOptions = {}): LeadApi {
  const api = createLeadHttp(options)
  closers.push(() => api.close())
  return api
}

async function practice(
  options: PracticeOptions = {},
): Promise<{ server: PracticeServer; credentials: Credentials }> {
  const server = await startPracticeServer({ log: 'rows', ...options })
  closers.push(() => server.close())
  const { origin, accessKey, secretKey } = server
  return { server, credentials: { origin, accessKey, secretKey, transport: 'query' } }
}

/** A server that is no LeadSquared at all. */
async function listenAt(server: Server): Promise<Credentials> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  return credentialsFor((server.address() as AddressInfo).port)
}

function credentialsFor(port: number): Credentials {
  return {
    origin: `http://127.0.0.1:${port}`,
    accessKey: 'u$rACCESS<&>7',
    secretKey: 'SECRET+key/8==',
    transport: 'query',
  }
}

async function answering(listener: RequestListener): Promise<Credentials> {
  const server = createHttpServer(listener)
  closers.push(async () => server.closeAllConnections())
  return listenAt(server)
}

function lead(values: Record<string, string>): Lead {
  return Object.entries(values).map(([Attribute, Value]) => ({ Attribute, Value }))
}

const THREE = ['one', 'two', 'three'].map((name) => lead({ EmailAddress: `${name}@new.example` }))

interface Told {
  answer: CallAnswer
  onWire: number
}

async function send(api: LeadApi, credentials: Credentials, signal?: AbortSignal): Promise<Told> {
  let onWire = 0
  const hooks = { onWire: () => (onWire += 1), ...(signal ? { signal } : {}) }
  return { answer: await api.createOrUpdate(credentials, THREE, hooks), onWire }
}

describe('an answer of results', () => {
  it('gives each row by its number: created, updated or refused with the reason', async () => {
    const { server, credentials } = await practice()
    const known = server.leads()[0]
    const answer = await leadHttp().createOrUpdate(
      credentials,
      [
        lead({ EmailAddress: 'zoë@new.example', FirstName: 'Zoë 🎈' }),
        lead({ EmailAddress: known?.fields['EmailAddress'] ?? '' }),
        lead({ EmailAddress: 'x@new.example', mx_Nothing: 'x' }),
      ],
      { onWire: () => undefined },
    )
    expect(answer).toMatchObject({
      kind: 'results',
      results: [
        { rowNumber: 1, leadId: expect.any(String) as string, created: true, updated: false, refusal: null },
        { rowNumber: 2, leadId: known?.id, created: false, updated: true, refusal: null },
        {
          rowNumber: 3,
          leadId: null,
          created: false,
          updated: false,
          refusal: {
            exceptionType: 'MXInvalidAttributeException',
            message: "Attribute 'mx_Nothing' does not exist.",
          },
        },
      ],
    })
    expect(
      server.leads().find((kept) => kept.fields['EmailAddress'] === 'zoë@new.example')?.fields['FirstName'],
    ).toBe('Zoë 🎈')
  })

  it('keeps the row numbers when rows come in another order or not at all', async () => {
    const match = [{ attribute: 'EmailAddress', value: 'two@new.example' }]
    const { server, credentials } = await practice({
      faults: { seed: 3, shuffle: true, missingRows: { probability: 0, matching: match } },
    })
    const { answer } = await send(leadHttp(), credentials)
    if (answer.kind !== 'results') throw new Error(answer.kind)
    const idOf = (email: string): string | undefined =>
      server.leads().find((kept) => kept.fields['EmailAddress'] === email)?.id
    expect(new Map(answer.results.map((row) => [row.rowNumber, row.leadId]))).toEqual(
      new Map([
        [1, idOf('one@new.example')],
        [3, idOf('three@new.example')],
      ]),
    )
  })

  it('leaves out what names no row of the call or names one twice', async () => {
    const row = (RowNumber: unknown, LeadId: string): unknown => ({ RowNumber, LeadId, LeadCreated: true })
    const body = [
      row(1, 'a'),
      row('2', 'b'),
      row(3, 'c'),
      row(3, 'd'),
      row(4, 'e'),
      row(0, 'f'),
      null,
      'x',
      {},
    ]
    const credentials = await answering((_request, response) => response.end(JSON.stringify(body)))
    const { answer } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject({
      kind: 'results',
      results: [{ rowNumber: 1 }, { rowNumber: 2, leadId: 'b' }],
    })
  })

  it('carries the keys in the headers where the account says so, and then in no address', async () => {
    const urls: string[] = []
    const keys: unknown[] = []
    const credentials = await answering((request, response) => {
      urls.push(request.url ?? '')
      keys.push(request.headers['x-lsq-accesskey'], request.headers['x-lsq-secretkey'])
      response.end('[]')
    })
    await send(leadHttp(), { ...credentials, transport: 'headers' })
    expect(urls).toEqual(['/v2/LeadManagement.svc/Lead/Bulk/CreateOrUpdate'])
    expect(keys).toEqual([credentials.accessKey, credentials.secretKey])
  })
})

describe('over the limit', () => {
  it.each(['429', '403', '200'] as const)(
    'is understood in the shape of %s, with limit and wait',
    async (shape) => {
      const { credentials } = await practice({
        limit: { calls: 1, seconds: 7 },
        faults: { overLimit: { shape, retryAfter: 3 } },
      })
      const api = leadHttp()
      expect((await send(api, credentials)).answer.kind).toBe('results')
      expect((await send(api, credentials)).answer).toEqual({
        kind: 'throttled',
        calls: 1,
        seconds: 7,
        retryAfterMs: 3000,
      })
    },
  )

  it('reads a Retry-After that is a date, and says so where the server names no limit', async () => {
    const wall = Date.parse('Mon, 23 Nov 2026 10:00:00 GMT')
    const { credentials } = await practice({
      faults: {
        next: [
          { kind: 'throttled', shape: '429', silent: true, retryAfter: 'Mon, 23 Nov 2026 10:00:04 GMT' },
          { kind: 'throttled', shape: '429', silent: true, retryAfter: 'soon' },
        ],
      },
    })
    const api = leadHttp({ wall: () => wall })
    const first = await send(api, credentials)
    const second = await send(api, credentials)
    expect(first.answer).toEqual({ kind: 'throttled', calls: null, seconds: null, retryAfterMs: 4000 })
    expect(second.answer).toEqual({ kind: 'throttled', calls: null, seconds: null, retryAfterMs: null })
  })
})

describe('an answer that refuses', () => {
  it.each<[string, CallFault, Partial<CallAnswer>]>([
    ['401', { kind: 'status', status: 401 }, { kind: 'account-refused', status: 401 }],
    ['403 without a limit', { kind: 'status', status: 403 }, { kind: 'account-refused', status: 403 }],
    ['400', { kind: 'refused', status: 400 }, { kind: 'refused', status: 400 }],
    [
      '500 with an MX exception',
      { kind: 'refused', status: 500 },
      {
        kind: 'refused',
        status: 500,
        exceptionType: 'MXInvalidInputException',
        details: 'The call was refused.',
      },
    ],
    ['500 without one', { kind: 'server-error', status: 500 }, { kind: 'passing', offline: false }],
    ['502', { kind: 'server-error', status: 502 }, { kind: 'passing', offline: false }],
    ['503', { kind: 'server-error', status: 503 }, { kind: 'passing', offline: false }],
    ['504', { kind: 'server-error', status: 504 }, { kind: 'passing', offline: false }],
  ])('%s is told apart', async (_what, fault, expected) => {
    const { server, credentials } = await practice({ faults: { always: fault } })
    const { answer, onWire } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject(expected)
    expect(onWire).toBe(1)
    expect(server.leads()).toHaveLength(300)
  })

  it('404 names the host that answered', async () => {
    const { credentials } = await practice({ faults: { always: { kind: 'status', status: 404 } } })
    const { answer } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject({ kind: 'wrong-address', host: new URL(credentials.origin).host })
  })

  it('never follows another address, which the keys are not meant for', async () => {
    let followed = 0
    const other = await answering((_request, response) => {
      followed++
      response.end('[]')
    })
    const credentials = await answering((_request, response) => {
      response.writeHead(307, { Location: other.origin }).end()
    })
    expect((await send(leadHttp(), credentials)).answer.kind).toBe('wrong-address')
    expect(followed).toBe(0)
  })

  it('holds for keys that cannot be sent at all', async () => {
    const { credentials } = await practice()
    const { answer, onWire } = await send(leadHttp(), {
      ...credentials,
      accessKey: 'two\r\nlines',
      transport: 'headers',
    })
    expect(answer).toMatchObject({ kind: 'account-refused', status: 0 })
    expect(onWire).toBe(0)
  })

  it('holds for an exception that comes as 200', async () => {
    const body = { Status: 'Error', ExceptionType: 'MXInvalidInputException', ExceptionMessage: 'No.' }
    const credentials = await answering((_request, response) => response.end(JSON.stringify(body)))
    expect((await send(leadHttp(), credentials)).answer).toMatchObject({
      kind: 'refused',
      status: 200,
      details: 'No.',
    })
  })
})

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
    closers.push(async () => server.closeAllConnections())
    const credentials = await listenAt(server)
    const api = leadHttp()
    for (let burst = 0; burst < 4; burst++) {
      await Promise.all(Array.from({ length: 25 }, () => send(api, credentials)))
    }
    expect(connections).toBeLessThanOrEqual(25)
  })
})

describe('the side calls', () => {
  it('tell who the keys belong to', async () => {
    const { credentials } = await practice()
    expect(await leadHttp().whoAmI(credentials, { onWire: () => undefined })).toEqual({
      kind: 'value',
      value: {
        user: 'Practice User',
        email: 'practice.user@leadsheet.example',
        role: 'Administrator',
        organisation: 'Practice Training Company',
      },
    })
  })

  it('tell the fields, whatever their numbers and booleans came as', async () => {
    const { credentials } = await practice()
    const answer = await leadHttp().attributes(credentials, { onWire: () => undefined })
    if (answer.kind !== 'value') throw new Error(answer.kind)
    const field = (name: string): unknown => answer.value.find((attribute) => attribute.schemaName === name)
    expect(answer.value.length).toBeGreaterThan(35)
    expect(field('FirstName')).toMatchObject({
      mandatory: true,
      maxLength: 100,
      dataType: 'Text',
      readOnly: false,
    })
    expect(field('ProspectAutoId')).toMatchObject({ readOnly: true, maxLength: null, dataType: 'Number' })
    expect(field('ProspectStage')).toMatchObject({
      dataType: 'Select',
      options: expect.arrayContaining(['Customer']) as string[],
    })
  })

  it('fail in the ways a bulk call does', async () => {
    const { credentials } = await practice({
      faults: {
        next: [
          { kind: 'status', status: 401 },
          { kind: 'throttled', shape: '200' },
          { kind: 'not-json', processed: true },
        ],
      },
    })
    const api = leadHttp()
    const kinds: string[] = []
    for (let call = 0; call < 3; call++)
      kinds.push((await api.whoAmI(credentials, { onWire: () => undefined })).kind)
    expect(kinds).toEqual(['account-refused', 'throttled', 'unclear'])
  })

  it('are unclear where something else is answered', async () => {
    const credentials = await answering((_request, response) => response.end('{"Nothing":1}'))
    const api = leadHttp()
    expect((await api.whoAmI(credentials, { onWire: () => undefined })).kind).toBe('unclear')
    expect((await api.attributes(credentials, { onWire: () => undefined })).kind).toBe('unclear')
  })
})

describe('no key', () => {
  it.each([200, 302, 400, 401, 403, 404, 418, 429, 500, 502, 503])(
    'is in what is told of an answer of %s that repeats the address it was asked at',
    async (status) => {
      const credentials = await answering((request, response) => {
        const address = request.url ?? ''
        response.writeHead(status, { 'Content-Type': 'text/html' })
        response.end(`<h1>Oops</h1> ${address} ${decodeURIComponent(address)} ${address.toLowerCase()}`)
      })
      const { answer } = await send(leadHttp(), credentials)
      expectNoKey(answer, credentials)
    },
  )

  it('is in a refusal of a row or of the call', async () => {
    const told = (url: string): string => `not for ${url}`
    const credentials = await answering((request, response) => {
      const url = decodeURIComponent(request.url ?? '')
      response.end(JSON.stringify([{ RowNumber: 1, AffectedRows: 0, ErrorMessage: told(url) }]))
    })
    const { answer } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject({
      results: [{ refusal: { message: expect.stringContaining('not for') as string } }],
    })
    expectNoKey(answer, credentials)
  })

  it('is in what is told of a call that never left', async () => {
    const api = leadHttp()
    for (const origin of ['http://127.0.0.1:1', 'https://no-such-host.invalid']) {
      const credentials = { ...credentialsFor(1), origin }
      expectNoKey((await send(api, credentials)).answer, credentials)
    }
  })
})

function expectNoKey(answer: unknown, credentials: Credentials): void {
  const text = JSON.stringify(answer)
  for (const key of [credentials.accessKey, credentials.secretKey]) {
    for (const spelling of [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)]) {
      expect(text.toLowerCase()).not.toContain(spelling.toLowerCase())
    }
  }
}
