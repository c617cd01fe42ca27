import { afterEach, describe, expect, it } from 'vitest'
import type { CallFault } from '#electron/practice/faults.ts'
import type { CallAnswer } from '#electron/services/ports/lead-api.ts'
import { answering, closeAll, lead, leadHttp, practice, send } from './lead-http.test-kit.ts'

afterEach(closeAll)

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
