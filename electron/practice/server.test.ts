import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createPractice } from './practice-port.ts'
import { BULK_PATH, FIELDS_PATH, PRACTICE_KEYS, USER_PATH, type PracticeServer } from './practice-server.ts'
import { seedLeads } from './seed-leads.ts'
import { startPracticeServer } from './server.ts'

const open: { close(): Promise<void> }[] = []
const folders: string[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function start(options: Parameters<typeof startPracticeServer>[0] = {}): Promise<PracticeServer> {
  const server = await startPracticeServer(options)
  open.push(server)
  return server
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'practice-'))
  folders.push(made)
  return made
}

const QUERY = `?accessKey=${encodeURIComponent(PRACTICE_KEYS.accessKey)}&secretKey=${PRACTICE_KEYS.secretKey}`

function pairs(values: Record<string, unknown>): { Attribute: string; Value: unknown }[] {
  return Object.entries(values).map(([Attribute, Value]) => ({ Attribute, Value }))
}

async function send(
  server: PracticeServer,
  body: unknown,
  change: { query?: string; type?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${server.origin}${BULK_PATH}${change.query ?? QUERY}`, {
    method: 'POST',
    headers: { 'Content-Type': change.type ?? 'application/json', ...change.headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
  }
}

const ALICE = { EmailAddress: 'alice@new.example', FirstName: 'Alice', Phone: '+44-7700900990' }

describe('the bulk call', () => {
  it('creates what it does not find and updates what it finds, by email and by phone', async () => {
    const server = await start()
    const first = await send(server, [pairs(ALICE), pairs({ EmailAddress: 'ben@new.example' })])
    expect(first.status).toBe(200)
    expect(first.body).toEqual([
      {
        RowNumber: 1,
        LeadId: expect.any(String) as string,
        LeadCreated: true,
        LeadUpdated: false,
        AffectedRows: 1,
      },
      {
        RowNumber: 2,
        LeadId: expect.any(String) as string,
        LeadCreated: true,
        LeadUpdated: false,
        AffectedRows: 1,
      },
    ])
    const [alice] = first.body as { LeadId: string }[]
    const second = await send(server, [
      pairs({ EmailAddress: 'ALICE@new.example ', LastName: 'Archer' }),
      pairs({ Phone: '+44 7700 900990', mx_City: 'Leeds' }),
    ])
    expect(second.body).toMatchObject([
      { LeadId: alice?.LeadId, LeadCreated: false, LeadUpdated: true, AffectedRows: 1 },
      { LeadId: alice?.LeadId, LeadCreated: false, LeadUpdated: true, AffectedRows: 1 },
    ])
    expect(server.leads().find((lead) => lead.id === alice?.LeadId)?.fields).toMatchObject({
      FirstName: 'Alice',
      LastName: 'Archer',
      mx_City: 'Leeds',
    })
  })

  it('searches by any attribute that SearchBy names, the oldest match first', async () => {
    const server = await start()
    const oldest = server.leads().find((lead) => lead.fields['Company'] === 'Juniper Health')
    const done = await send(server, [pairs({ Company: 'juniper health', Notes: 'met', SearchBy: 'Company' })])
    expect(done.body).toMatchObject([{ LeadId: oldest?.id, LeadUpdated: true }])
  })

  it('searches by the lead’s own id, which is then not written, and refuses one it does not have', async () => {
    const server = await start()
    const [lead] = server.leads()
    const done = await send(server, [
      pairs({ ProspectID: lead!.id, mx_City: 'Leeds', SearchBy: 'ProspectID' }),
      pairs({ ProspectID: 'no-such-lead', mx_City: 'Leeds', SearchBy: 'ProspectID' }),
    ])
    expect(done.body).toMatchObject([
      { LeadId: lead!.id, LeadUpdated: true },
      { LeadId: null, AffectedRows: 0, ExceptionType: 'MXInvalidInputException' },
    ])
    expect(server.leads()).toHaveLength(seedLeads().length)
    expect(server.leads()[0]!.fields).toMatchObject({ ...lead!.fields, mx_City: 'Leeds' })
  })

  it.each([{}, { Company: '' }, { Company: ' ' }])(
    'refuses a row without a value for what it is searched by (%j), and makes no lead of it',
    async (values) => {
      const server = await start()
      const done = await send(server, [pairs({ ...ALICE, ...values, SearchBy: 'Company' })])
      expect(done.body).toMatchObject([{ AffectedRows: 0, ExceptionType: 'MXInvalidInputException' }])
      expect(server.leads()).toEqual(seedLeads())
    },
  )

  it('without SearchBy refuses a new email with the phone of a lead, as the real one does, and takes it by Phone', async () => {
    const server = await start()
    const lead = server.leads().find(({ fields }) => fields['Phone'])!
    const row = { EmailAddress: 'somebody@new.example', Phone: lead.fields['Phone'] }
    expect((await send(server, [pairs(row)])).body).toMatchObject([
      { AffectedRows: 0, ExceptionType: 'MXDuplicateEntryException' },
    ])
    expect((await send(server, [pairs({ ...row, SearchBy: 'Phone' })])).body).toMatchObject([
      { LeadId: lead.id, LeadUpdated: true },
    ])
  })

  it('stores what is no option of a field, and options that differ in their letters’ case, as they were sent', async () => {
    const server = await start()
    const stages = ['No Such Stage', 'qualified', 'Qualified']
    const done = await send(
      server,
      stages.map((ProspectStage, row) => pairs({ EmailAddress: `stage${row}@new.example`, ProspectStage })),
    )
    expect(done.body).toMatchObject(stages.map(() => ({ LeadCreated: true })))
    const kept = server.leads().filter(({ fields }) => fields['EmailAddress']?.startsWith('stage'))
    expect(kept.map(({ fields }) => fields['ProspectStage'])).toEqual(stages)
  })

  it('finds a lead that an earlier row of the same call created', async () => {
    const server = await start()
    const done = await send(server, [pairs(ALICE), pairs({ ...ALICE, LastName: 'Archer' })])
    const [first, second] = done.body as { LeadId: string; LeadCreated: boolean }[]
    expect(first?.LeadCreated).toBe(true)
    expect(second).toMatchObject({ LeadId: first?.LeadId, LeadCreated: false })
  })

  it('lets two calls with one key at the same time race and create two leads, as the real one can', async () => {
    const server = await start({ faults: { latency: { work: [40, 40] } } })
    await Promise.all([send(server, [pairs(ALICE)]), send(server, [pairs(ALICE)])])
    expect(server.leads().filter((lead) => lead.fields['EmailAddress'] === ALICE.EmailAddress)).toHaveLength(
      2,
    )
  })

  it('refuses a row whose email and phone belong to two leads, and takes the others', async () => {
    const server = await start()
    const [one, other] = server.leads().filter((lead) => lead.fields['Phone'])
    const done = await send(server, [
      pairs({ EmailAddress: one?.fields['EmailAddress'], Phone: other?.fields['Phone'] }),
      pairs(ALICE),
    ])
    expect(done.body).toMatchObject([
      { RowNumber: 1, AffectedRows: 0, LeadId: null, ExceptionType: 'MXDuplicateEntryException' },
      { RowNumber: 2, AffectedRows: 1, LeadCreated: true },
    ])
  })

  it.each([
    ['an attribute that does not exist', { mx_Nothing: 'x' }, 'MXInvalidAttributeException'],
    [
      'an attribute called like a property of every object',
      { constructor: 'x' },
      'MXInvalidAttributeException',
    ],
    ['a read-only attribute', { ProspectID: 'x' }, 'MXInvalidAttributeException'],
    [
      'a search by an attribute that does not exist',
      { SearchBy: 'mx_Nothing' },
      'MXInvalidAttributeException',
    ],
    ['a value that is too long', { FirstName: 'x'.repeat(101) }, 'MXInvalidInputException'],
    ['a number that is none', { Score: 'high' }, 'MXInvalidInputException'],
    ['a date in another order', { mx_Event_Date: '24.11.2026' }, 'MXInvalidInputException'],
    ['an email address that is none', { EmailAddress: 'nobody' }, 'MXInvalidInputException'],
  ])('refuses a row with %s and takes the others', async (_what, values, exceptionType) => {
    const server = await start()
    const done = await send(server, [
      pairs({ ...ALICE, ...values }),
      pairs({ EmailAddress: 'b@new.example' }),
    ])
    expect(done.body).toMatchObject([{ AffectedRows: 0, ExceptionType: exceptionType }, { AffectedRows: 1 }])
  })

  it.each([
    ['26 leads', Array.from({ length: 26 }, () => pairs(ALICE))],
    ['no lead', []],
    ['a lead without a pair', [[]]],
    ['a lead that is an object', [{ EmailAddress: 'x' }]],
    ['a pair without a name', [[{ Value: 'x' }]]],
    ['no list', { leads: [] }],
    ['broken JSON', '[[{"Attribute":'],
  ])('answers 400 to %s and writes nothing', async (_what, body) => {
    const server = await start()
    const done = await send(server, body)
    expect(done).toMatchObject({
      status: 400,
      body: { Status: 'Error', ExceptionType: 'MXInvalidInputException' },
    })
    expect(server.leads()).toEqual(seedLeads())
  })

  it('answers 400 to another content type, 401 to wrong keys, 404 to another path', async () => {
    const server = await start()
    expect((await send(server, [pairs(ALICE)], { type: 'text/plain' })).status).toBe(400)
    expect((await send(server, [pairs(ALICE)], { query: '?accessKey=a&secretKey=b' })).status).toBe(401)
    expect((await send(server, [pairs(ALICE)], { query: '' })).status).toBe(401)
    expect((await fetch(`${server.origin}/v2/Other.svc${QUERY}`)).status).toBe(404)
    expect((await fetch(`${server.origin}${BULK_PATH}${QUERY}`)).status).toBe(404)
    expect(server.leads()).toEqual(seedLeads())
  })

  it('takes the keys from the headers too', async () => {
    const server = await start()
    const headers = { 'x-LSQ-AccessKey': PRACTICE_KEYS.accessKey, 'x-LSQ-SecretKey': PRACTICE_KEYS.secretKey }
    expect((await send(server, [pairs(ALICE)], { query: '', headers })).status).toBe(200)
  })
})

describe('the rate limit', () => {
  it('is a true sliding window over what it accepted; side calls count, refused calls do not', async () => {
    let now = 0
    const server = await start({ limit: { calls: 2, seconds: 5 }, clock: () => now, log: 'calls' })
    const call = async (): Promise<number> => (await send(server, [pairs(ALICE)])).status
    expect(await call()).toBe(200)
    now = 4000
    expect((await fetch(`${server.origin}${USER_PATH}${QUERY}`)).status).toBe(200)
    expect(await call()).toBe(429)
    now = 4999
    expect(await call()).toBe(429)
    now = 5000
    expect(await call()).toBe(200)
    expect(await call()).toBe(429)
    now = 9000
    expect(await call()).toBe(200)
    expect(server.summary()).toMatchObject({ calls: 7, counted: 4, throttled: 3, mostInWindow: 2 })
  })

  it.each(['429', '403', '200'] as const)('can be refused in the shape of %s', async (shape) => {
    const server = await start({
      limit: { calls: 1, seconds: 5 },
      faults: { overLimit: { shape, retryAfter: 2 } },
    })
    await send(server, [pairs(ALICE)])
    const done = await send(server, [pairs(ALICE)])
    expect(done).toEqual({
      status: Number(shape),
      body: {
        Status: 'Error',
        ExceptionType: 'MXAPIRateLimitExceededException',
        ExceptionMessage: 'API calls exceeded the limit of 1 in 5 second(s)',
      },
    })
  })
})

describe('faults on demand', () => {
  it('befall the next calls in turn and say what was processed', async () => {
    const server = await start({ log: 'rows' })
    server.setFaults({
      next: [
        { kind: 'dropped', processed: false },
        { kind: 'dropped', processed: true },
        { kind: 'server-error', status: 502 },
      ],
    })
    await expect(send(server, [pairs(ALICE)])).rejects.toThrow()
    expect(server.leads()).toHaveLength(300)
    await expect(send(server, [pairs(ALICE)])).rejects.toThrow()
    expect(server.leads()).toHaveLength(301)
    expect((await send(server, [pairs(ALICE)])).status).toBe(502)
    expect((await send(server, [pairs(ALICE)])).body).toMatchObject([{ LeadUpdated: true }])
    expect(server.calls().map((call) => [call.end, call.rows.length])).toEqual([
      ['dropped', 0],
      ['dropped', 1],
      ['server-error', 0],
      ['answered', 1],
    ])
  })

  it('refuse the call of a poisoned row, refuse rows, leave rows out and shuffle the rest', async () => {
    const server = await start()
    const rows = Array.from({ length: 6 }, (_, index) => pairs({ EmailAddress: `r${index}@new.example` }))
    const match = (index: number): { attribute: string; value: string } => ({
      attribute: 'EmailAddress',
      value: `r${index}@new.example`,
    })
    server.setFaults({ poison: [{ ...match(2), status: 500 }] })
    expect(await send(server, rows)).toMatchObject({
      status: 500,
      body: { ExceptionType: 'MXApplicationException' },
    })
    server.setFaults({
      seed: 5,
      shuffle: true,
      refuseRows: { probability: 0, matching: [match(1)] },
      missingRows: { probability: 0, matching: [match(4)] },
    })
    const answers = (await send(server, rows)).body as { RowNumber: number; AffectedRows: number }[]
    const numbers = answers.map((answer) => answer.RowNumber)
    expect(numbers).not.toEqual([1, 2, 3, 4, 6])
    expect(numbers.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 6])
    expect(answers.find((answer) => answer.RowNumber === 2)?.AffectedRows).toBe(0)
  })

  it('come the same way again for the same seed', async () => {
    async function run(): Promise<number[]> {
      const server = await start({
        faults: { seed: 7, chance: [{ probability: 0.5, fault: { kind: 'server-error', status: 503 } }] },
      })
      const statuses: number[] = []
      for (let index = 0; index < 12; index++) statuses.push((await send(server, [pairs(ALICE)])).status)
      return statuses
    }
    const first = await run()
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await run()).toEqual(first)
  })
})

describe('the side calls', () => {
  it('tell every field, with numbers and booleans sometimes as text and keys sometimes missing', async () => {
    const server = await start()
    const fields = (await (await fetch(`${server.origin}${FIELDS_PATH}${QUERY}`)).json()) as Record<
      string,
      unknown
    >[]
    expect(fields.length).toBeGreaterThan(35)
    expect(fields.some((field) => typeof field['MaxLength'] === 'string')).toBe(true)
    expect(fields.some((field) => field['IsMandatory'] === 'false')).toBe(true)
    expect(fields.some((field) => !('IsMandatory' in field))).toBe(true)
  })

  it('tell who the keys belong to', async () => {
    const server = await start()
    const user = await (await fetch(`${server.origin}${USER_PATH}${QUERY}`)).json()
    expect(user).toMatchObject({ Role: 'Administrator', OrgDisplayName: 'Practice Training Company' })
  })
})

describe('its leads', () => {
  it('survive a restart and can be emptied back to the ones it came with', async () => {
    const dataFile = join(folder(), 'practice.sqlite')
    const first = await startPracticeServer({ dataFile })
    await send(first, [pairs(ALICE)])
    await first.close()
    const second = await start({ dataFile })
    expect(second.leads()).toHaveLength(301)
    expect((await send(second, [pairs(ALICE)])).body).toMatchObject([{ LeadUpdated: true }])
    expect(second.empty()).toBe(300)
    expect(second.leads()).toEqual(seedLeads())
  })

  it('are never shared by two servers on one file', async () => {
    const dataFile = join(folder(), 'practice.sqlite')
    await start({ dataFile })
    await expect(startPracticeServer({ dataFile })).rejects.toThrow(/locked/)
  })

  it('are served to the practice account, here or elsewhere', async () => {
    const thread = join(import.meta.dirname, 'thread.ts')
    const here = createPractice({ dataFile: join(folder(), 'practice.sqlite'), thread })
    open.push(here)
    const { origin } = await here.credentials()
    const elsewhere = createPractice({ dataFile: 'unused', thread: 'unused', elsewhere: origin })
    await send({ origin } as PracticeServer, [pairs(ALICE)])
    expect(await elsewhere.leadCount()).toBe(301)
    expect(await elsewhere.empty()).toBe(300)
    expect(await here.leadCount()).toBe(300)
  })
})

describe('the control endpoint', () => {
  it('sets faults and limits and tells calls to whoever has its token, and to nobody else', async () => {
    const server = await start({ control: true, log: 'rows' })
    const ask = (
      method: string,
      path: string,
      body?: unknown,
      token = server.controlToken,
    ): Promise<Response> =>
      fetch(`${server.origin}/practice-control/${path}`, {
        method,
        headers: { 'x-practice-control': token ?? '' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    expect((await ask('GET', 'leads', undefined, 'wrong')).status).toBe(401)
    expect((await ask('GET', 'nothing')).status).toBe(404)
    expect((await ask('PUT', 'faults', { next: [{ kind: 'no such fault' }] })).status).toBe(400)
    expect((await ask('PUT', 'faults', { next: [{ kind: 'status', status: 403 }] })).status).toBe(200)
    expect((await send(server, [pairs(ALICE)])).status).toBe(403)
    expect((await ask('PUT', 'limit', { calls: 1, seconds: 60 })).status).toBe(200)
    await send(server, [pairs(ALICE)])
    expect((await send(server, [pairs(ALICE)])).status).toBe(429)
    expect(await (await ask('GET', 'summary')).json()).toMatchObject({ calls: 3, counted: 1, throttled: 1 })
    expect(await (await ask('GET', 'leads')).json()).toHaveLength(301)
    expect(await (await ask('POST', 'empty')).json()).toEqual({ leads: 300 })
  })

  it('is closed where it was not asked for', async () => {
    const server = await start()
    const response = await fetch(`${server.origin}/practice-control/leads${QUERY}`)
    expect(response.status).toBe(401)
  })
})
