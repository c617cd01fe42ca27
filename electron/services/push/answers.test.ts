import { afterEach, describe, expect, it } from 'vitest'
import type { CallFault } from '#electron/practice/faults.ts'
import {
  NO_GOOD_ANSWER,
  PERHAPS_OUR_OWN,
  UNCLEAR_NOT_REPEATABLE,
  UNCLEAR_REPEATABLE,
} from '#shared/domain/push/outcome-messages.ts'
import { ok } from '#shared/api/faults.ts'
import * as notes from './pause-messages.ts'
import { columnsFor, newLeads, PushHarness, type HarnessOptions } from './push.test-kit.ts'

/** Each line of the answer table (LeadSquared's public API notes), over a real socket, into the real journal. */

let stand: PushHarness | null = null

async function open(options: HarnessOptions = {}): Promise<PushHarness> {
  stand = await PushHarness.open(options)
  return stand
}

afterEach(async () => {
  await stand?.close()
  stand = null
})

function count<Item>(items: Item[]): Map<Item, number> {
  const counts = new Map<Item, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

describe('200 with a list of results', () => {
  it('settles each row by its RowNumber, whatever order the answer has.', async () => {
    const s = await open({ faults: { shuffle: true } })
    const known = s.server.leads()[0]!
    const rows = [...newLeads(30), [known.fields['EmailAddress']!, 'Renamed']]
    const progress = await s.push(rows)
    expect(progress).toMatchObject({ phase: 'finished', calls: 2, throttled: 0, rows: 31 })
    const outcomes = s.outcomes()
    expect(count(outcomes.map((outcome) => outcome.state))).toEqual(
      new Map([
        ['created', 30],
        ['updated', 1],
      ]),
    )
    const byId = new Map(s.server.leads().map((lead) => [lead.id, lead]))
    for (const outcome of outcomes) {
      expect(byId.get(outcome.leadId!)?.fields['EmailAddress']).toBe(rows[outcome.rowId - 1]![0])
      expect(outcome).toMatchObject({ attempts: 1, message: '', details: null })
      expect(outcome.sentAt).toMatch(/^\d{4}-\d\d-\d\dT/)
    }
    expect(byId.get(known.id)?.fields['FirstName']).toBe('Renamed')
  })

  it('sends a row that is missing in the answer again, and says that the update may be of our own making.', async () => {
    const s = await open({
      faults: {
        missingRows: {
          probability: 0,
          matching: [{ attribute: 'EmailAddress', value: 'lead3@new.example' }],
        },
      },
    })
    await s.start(s.sheet(newLeads(5)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'queued' && outcome.attempts === 1))
    s.server.setFaults({})
    expect((await s.still()).phase).toBe('finished')
    expect(s.outcomes()[3]).toMatchObject({ state: 'updated', message: PERHAPS_OUR_OWN, attempts: 2 })
    expect(s.leadsByEmail().get('lead3@new.example')).toBe(1)
  })

  it('leaves a row that is missing every time unknown, never failed, and explains it.', async () => {
    const s = await open({
      faults: {
        missingRows: {
          probability: 0,
          matching: [{ attribute: 'EmailAddress', value: 'lead3@new.example' }],
        },
      },
      policy: { unclearTries: 3 },
    })
    expect((await s.push(newLeads(5))).phase).toBe('finished')
    expect(s.outcomes()[3]).toMatchObject({ state: 'unknown', message: UNCLEAR_REPEATABLE, attempts: 3 })
    expect(count(s.states())).toEqual(
      new Map([
        ['created', 4],
        ['unknown', 1],
      ]),
    )
  })

  it('fails a refused row in plain words with the server’s own behind them; the others go in.', async () => {
    const s = await open()
    const rows = newLeads(4)
    rows[2] = ['lead2@new.example', 'x'.repeat(300)]
    await s.push(rows)
    expect(s.states()).toEqual(['created', 'created', 'failed', 'created'])
    expect(s.outcomes()[2]).toMatchObject({
      message:
        'The value for “FirstName” is longer than LeadSquared allows. Shorten it, then push the row again.',
      attempts: 1,
    })
    expect(s.outcomes()[2]!.details).toContain('MXInvalidInputException')
  })

  it('explains an email and a phone that belong to two different leads.', async () => {
    const s = await open()
    const [one, other] = s.server.leads()
    await s.push(
      [[one!.fields['EmailAddress']!, other!.fields['Phone']!]],
      {},
      columnsFor('EmailAddress', 'Phone'),
    )
    expect(s.outcomes()[0]).toMatchObject({ state: 'failed' })
    expect(s.outcomes()[0]!.message).toContain('Another lead in LeadSquared already has this email or phone')
    expect(s.outcomes()[0]!.details).toContain('MXDuplicateEntryException')
  })
})

describe('over the limit', () => {
  it.each(['429', '403', '200'] as const)(
    'as %s: waits, learns the limit, sends again, and counts no attempt.',
    async (shape) => {
      const s = await open({
        practice: { limit: { calls: 25, seconds: 0.2 } },
        faults: { next: [{ kind: 'throttled', shape, calls: 10, seconds: 0.2 }] },
      })
      const progress = await s.push(newLeads(30))
      expect(progress).toMatchObject({ phase: 'finished', calls: 3, throttled: 1 })
      expect(s.outcomes().every((outcome) => outcome.state === 'created' && outcome.attempts === 1)).toBe(
        true,
      )
      expect(s.learned).toEqual([{ calls: 10, seconds: 0.2 }])
      expect(s.notices.join()).toContain('10 calls in 0.2 s')
      expect(s.workspace.pushes()[0]!.limits).toEqual(['25 calls in 0.2 s', '10 calls in 0.2 s'])
    },
  )

  it('honours Retry-After.', async () => {
    const s = await open({
      practice: { limit: { calls: 25, seconds: 0.2 } },
      faults: { next: [{ kind: 'throttled', shape: '429', retryAfter: 1, silent: true }] },
    })
    await s.push(newLeads(1))
    const [refused, accepted] = s.server.calls()
    expect(refused!.end).toBe('throttled')
    expect(accepted!.at - refused!.at).toBeGreaterThanOrEqual(1000)
    expect(s.states()).toEqual(['created'])
  })
})

describe('answers that stop a push', () => {
  it.each([
    [401, 'account-refused', 'does not accept the keys'],
    [403, 'account-refused', 'does not allow the user'],
    [404, 'wrong-address', 'no LeadSquared service at that address'],
  ] as const)(
    '%s keeps every row, says what to mend, and resumes after it.',
    async (status, reason, words) => {
      const s = await open({ faults: { always: { kind: 'status', status } } })
      const stopped = await s.push(newLeads(60))
      expect(stopped).toMatchObject({ phase: 'paused', pauseReason: reason, secondsLeft: null })
      expect(stopped.note).toContain(words)
      expect(s.states().every((state) => state === 'queued')).toBe(true)
      const callsBefore = s.server.calls().length
      expect(callsBefore).toBeLessThanOrEqual(3)

      s.server.setFaults({})
      expect(await s.resume()).toMatchObject({ phase: 'finished', pauseReason: null, note: '' })
      expect(s.states().every((state) => state === 'created')).toBe(true)
      expect(s.outcomes().every((outcome) => outcome.attempts === 1)).toBe(true)
    },
  )

  it('wrong keys stop it too, and right ones finish it.', async () => {
    const s = await open()
    s.credentials = ok({
      origin: s.server.origin,
      accessKey: 'wrong',
      secretKey: 'keys',
      transport: 'headers',
    })
    expect((await s.push(newLeads(3))).pauseReason).toBe('account-refused')
    s.credentials = null
    expect((await s.resume()).phase).toBe('finished')
    expect(s.states()).toEqual(['created', 'created', 'created'])
  })
})

describe('a call refused whole', () => {
  it.each([400, 500] as const)(
    '%s: a bad row costs itself alone, and about ten more calls.',
    async (status) => {
      const s = await open({
        faults: { poison: [{ attribute: 'EmailAddress', value: 'lead17@new.example', status }] },
      })
      const progress = await s.push(newLeads(25))
      expect(progress.phase).toBe('finished')
      expect(s.outcomes()[17]).toMatchObject({ state: 'failed' })
      expect(s.outcomes()[17]!.message).toContain('LeadSquared refused this row')
      expect(s.outcomes()[17]!.details).toContain('Object reference')
      expect(count(s.states())).toEqual(
        new Map([
          ['created', 24],
          ['failed', 1],
        ]),
      )
      expect(progress.calls - 1).toBeLessThanOrEqual(10)
    },
  )

  it('with several bad rows fails them and no other.', async () => {
    const bad = [0, 11, 12, 24]
    const s = await open({
      practice: { limit: { calls: 100, seconds: 1 } },
      faults: {
        poison: bad.map((number) => ({
          attribute: 'EmailAddress',
          value: `lead${number}@new.example`,
          status: 400 as const,
        })),
      },
    })
    await s.push(newLeads(25))
    expect(s.outcomes().flatMap((outcome, index) => (outcome.state === 'failed' ? [index] : []))).toEqual(bad)
    expect(s.states().filter((state) => state === 'created')).toHaveLength(21)
  })

  it.each([400, 500] as const)(
    '%s for every call: searches one of them to its end, says so, and pauses with the server’s words.',
    async (status) => {
      const s = await open({
        practice: { limit: { calls: 1000, seconds: 1 } },
        faults: { always: { kind: 'refused', status } },
      })
      const paused = await s.push(newLeads(1500))
      expect(paused).toMatchObject({ phase: 'paused', pauseReason: 'failing', counts: { failed: 25 } })
      expect(paused.note).toContain('took none')
      expect(paused.note).toContain(s.outcomes().find(({ state }) => state === 'failed')!.details!)
      const whileRunning = s.progress.filter(({ phase }) => phase === 'running').map(({ note }) => note)
      expect(whileRunning).toContain(notes.REFUSES_ALL_SO_FAR)
      // The burst, 24 more halvings of one call, and what was under way or waiting when the first answers came.
      expect(paused.calls).toBeLessThanOrEqual(25 + 2 * 25 + 10)
      expect(paused.counts.queued).toBe(1475)

      s.server.setFaults({})
      const finished = await s.resume()
      expect(finished).toMatchObject({ phase: 'finished', note: '', counts: { created: 1475, failed: 25 } })
    },
  )

  it('is searched by itself only until the first row is taken.', async () => {
    const s = await open({
      practice: { limit: { calls: 1000, seconds: 1 } },
      faults: {
        poison: Array.from({ length: 8 }, (_, call) => ({
          attribute: 'EmailAddress',
          value: `lead${call * 25 + 3}@new.example`,
          status: 400 as const,
        })),
      },
    })
    const finished = await s.push(newLeads(200))
    expect(finished).toMatchObject({ phase: 'finished', note: '', counts: { created: 192, failed: 8 } })
  })
})

describe('passing faults', () => {
  it.each([500, 502, 503, 504] as const)('%s without a body is tried again.', async (status) => {
    const fault: CallFault = { kind: 'server-error', status }
    const s = await open({ faults: { next: [fault, fault] } })
    const progress = await s.push(newLeads(3))
    expect(progress).toMatchObject({ phase: 'finished', calls: 3 })
    expect(s.outcomes().map(({ state, attempts }) => [state, attempts])).toEqual([
      ['created', 3],
      ['created', 3],
      ['created', 3],
    ])
  })

  it('five in a row pause the push with the cause, and no row is lost.', async () => {
    const s = await open({ faults: { always: { kind: 'server-error', status: 503 } } })
    const paused = await s.push(newLeads(40))
    expect(paused).toMatchObject({ phase: 'paused', pauseReason: 'failing' })
    expect(paused.note).toContain('5 calls in a row failed')
    expect(paused.note).toContain('503')
    expect(s.states().every((state) => state === 'queued')).toBe(true)
    s.server.setFaults({})
    expect((await s.resume()).phase).toBe('finished')
    expect(s.states().every((state) => state === 'created')).toBe(true)
  })

  it('that never end for one call fail its rows, while others go in.', async () => {
    const s = await open({
      policy: { passingTries: 3 },
      wrap: (api) => ({
        whoAmI: (credentials, hooks) => api.whoAmI(credentials, hooks),
        createOrUpdate(credentials, leads, hooks) {
          const cursed = leads.some((lead) => lead.some((field) => field.Value === 'lead1@new.example'))
          if (!cursed) return api.createOrUpdate(credentials, leads, hooks)
          hooks.onWire()
          return Promise.resolve({ kind: 'passing', offline: false, details: 'Answer 502: Bad Gateway' })
        },
      }),
    })
    await s.push(newLeads(50))
    const outcomes = s.outcomes()
    expect(outcomes.slice(25).every((outcome) => outcome.state === 'created')).toBe(true)
    expect(outcomes[0]).toMatchObject({
      state: 'failed',
      message: NO_GOOD_ANSWER,
      details: 'Answer 502: Bad Gateway',
      attempts: 3,
    })
  })

  it('a refused connection pauses the push after a few tries; it can be resumed when the server is back.', async () => {
    const s = await open()
    s.credentials = ok({ origin: 'http://127.0.0.1:1', accessKey: 'a', secretKey: 'b', transport: 'query' })
    const paused = await s.push(newLeads(3))
    expect(paused).toMatchObject({ phase: 'paused', pauseReason: 'failing' })
    expect(paused.note).toContain('could not be reached')
    s.credentials = null
    expect((await s.resume()).phase).toBe('finished')
  })
})

describe('unclear answers', () => {
  const cases: [string, CallFault, state: 'created' | 'updated'][] = [
    ['a reset before it was processed', { kind: 'dropped', processed: false }, 'created'],
    ['a reset after it was processed', { kind: 'dropped', processed: true }, 'updated'],
    ['a timeout before it was processed', { kind: 'timeout', processed: false }, 'created'],
    ['a timeout after it was processed', { kind: 'timeout', processed: true }, 'updated'],
    ['a page instead of JSON, not processed', { kind: 'not-json', processed: false }, 'created'],
    ['a page instead of JSON, processed', { kind: 'not-json', processed: true }, 'updated'],
  ]

  it.each(cases)('%s: sent again, as its email makes the repeat an update.', async (_, fault, state) => {
    const s = await open({ faults: { next: [fault] }, answerTimeoutMs: 300 })
    expect((await s.push(newLeads(3))).phase).toBe('finished')
    for (const outcome of s.outcomes()) {
      expect(outcome).toMatchObject({
        state,
        attempts: 2,
        message: state === 'updated' ? PERHAPS_OUR_OWN : '',
      })
    }
    expect([...s.leadsByEmail().values()]).toEqual([1, 1, 1])
  })

  it.each(cases)('%s: left unknown where a repeat could make a second lead.', async (_, fault) => {
    const s = await open({ faults: { next: [fault] }, answerTimeoutMs: 300 })
    const columns = columnsFor('EmailAddress', 'mx_Date_of_Birth')
    await s.push([['lead1@new.example', '1990-02-03']], { searchBy: 'mx_Date_of_Birth' }, columns)
    expect(s.outcomes()[0]).toMatchObject({ state: 'unknown', message: UNCLEAR_NOT_REPEATABLE, attempts: 1 })
    expect(s.server.calls()).toHaveLength(1)
  })

  it('a server still at work on a call we gave up on is given time: the repeat does not race it.', async () => {
    const s = await open({
      faults: { latency: { work: [1500, 1500] } },
      answerTimeoutMs: 300,
      policy: { quietMs: 2500, longestBackoffMs: 2500 },
    })
    await s.start(s.sheet(newLeads(2)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'queued' && outcome.attempts === 1))
    s.server.setFaults({})
    expect((await s.still()).phase).toBe('finished')
    expect(s.states()).toEqual(['updated', 'updated'])
    expect([...s.leadsByEmail().values()]).toEqual([1, 1])
  })

  it('a row that was unclear once and then refused is failed.', async () => {
    const s = await open({
      faults: {
        next: [{ kind: 'dropped', processed: false }],
        poison: [{ attribute: 'EmailAddress', value: 'lead0@new.example', status: 400 }],
      },
    })
    await s.push(newLeads(1))
    expect(s.outcomes()[0]).toMatchObject({ state: 'failed', attempts: 2 })
  })
})
