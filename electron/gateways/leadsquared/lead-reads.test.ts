import { afterEach, describe, expect, it } from 'vitest'
import type { Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { PracticeServer } from '#electron/practice/practice-server.ts'
import { answering, closeAll, leadHttp, practice } from './lead-http.test-kit.ts'

afterEach(closeAll)

const hooks = { onWire: () => undefined }
const page = (columns: string[], size = 1000, number = 1) => ({ columns, page: number, size })

async function start(
  options: Parameters<typeof practice>[0] = {},
): Promise<{ api: LeadApi & LeadReads; credentials: Credentials; server: PracticeServer }> {
  const started = await practice({ limit: { calls: 1000, seconds: 1 }, ...options })
  return { ...started, api: leadHttp() as LeadApi & LeadReads }
}

function valueOf<Value>(answer: { kind: string; value?: Value }): Value {
  if (answer.kind !== 'value') throw new Error(JSON.stringify(answer))
  return answer.value as Value
}

const where = (attribute: string, value: string, operator: '=' | 'LIKE' | 'IN' | '>' = '=') => ({
  attribute,
  operator,
  value,
})

describe('leads by condition', () => {
  it('come with the columns asked for, by ProspectID, empty fields as null', async () => {
    const { api, credentials, server } = await start()
    const answer = valueOf(
      await api.byCondition(credentials, where('mx_City', 'leeds'), page(['Phone', 'mx_City']), hooks),
    )
    const expected = server.leads().filter(({ fields }) => fields['mx_City'] === 'Leeds')
    expect(answer.recordCount).toBeNull()
    expect(answer.leads.map(({ id }) => id)).toEqual(expected.map(({ id }) => id).sort())
    for (const lead of answer.leads) {
      const kept = expected.find(({ id }) => id === lead.id)!
      expect(Object.fromEntries(lead.values)).toEqual({
        ProspectID: lead.id,
        Phone: kept.fields['Phone'] ?? null,
        mx_City: 'Leeds',
      })
    }
    expect(answer.leads.some((lead) => lead.values.get('Phone') === null)).toBe(true)
  })

  it('are none, and no error, where the attribute is spelt in another case', async () => {
    const { api, credentials } = await start()
    const answer = await api.byCondition(credentials, where('MX_City', 'Leeds'), page(['mx_City']), hooks)
    expect(answer).toEqual({ kind: 'value', value: { leads: [], recordCount: null } })
  })

  it('are found by several values at once, unless the account does not know IN', async () => {
    const { api, credentials, server } = await start()
    const [first, second] = server.leads().map(({ fields }) => fields['EmailAddress']!)
    const both = where('EmailAddress', `${first},${second!.toUpperCase()}`, 'IN')
    const ask = async () =>
      valueOf(await api.byCondition(credentials, both, page(['EmailAddress']), hooks)).leads.length
    expect(await ask()).toBe(2)
    server.setFaults({ withoutIn: true })
    expect(await ask()).toBe(0)
  })

  it('of more than 1,000 a page are refused by the server', async () => {
    const { api, credentials, server } = await start()
    expect(() =>
      api.byCondition(credentials, where('mx_City', 'Leeds'), page(['Phone'], 1001), hooks),
    ).toThrow(RangeError)
    const { accessKey, secretKey, origin } = server
    const response = await fetch(`${origin}/v2/LeadManagement.svc/Leads.Get`, {
      method: 'POST',
      headers: { 'x-LSQ-AccessKey': accessKey, 'x-LSQ-SecretKey': secretKey },
      body: JSON.stringify({
        Parameter: { LookupName: 'mx_City', LookupValue: 'Leeds', SqlOperator: '=' },
        Paging: { PageIndex: 1, PageSize: 1001 },
      }),
    })
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ ExceptionType: 'MXInvalidInputException' })
  })
})

describe('the practice server’s traps', () => {
  async function ids(server: PracticeServer, body: unknown): Promise<string[]> {
    const { accessKey, secretKey, origin } = server
    const response = await fetch(`${origin}/v2/LeadManagement.svc/Leads.Get`, {
      method: 'POST',
      headers: { 'x-LSQ-AccessKey': accessKey, 'x-LSQ-SecretKey': secretKey },
      body: JSON.stringify(body),
    })
    return ((await response.json()) as { ProspectID: string }[]).map(({ ProspectID }) => ProspectID)
  }

  it('pages by a column with ties lose and repeat leads', async () => {
    const { server } = await start()
    const ask = (PageIndex: number) =>
      ids(server, {
        Parameter: { LookupName: 'CreatedOn', LookupValue: '2000-01-01 00:00:00', SqlOperator: '>' },
        Columns: { Include_CSV: 'ProspectID' },
        Sorting: { ColumnName: 'mx_Country', Direction: '0' },
        Paging: { PageIndex, PageSize: 100 },
      })
    const seen = [...(await ask(1)), ...(await ask(2)), ...(await ask(3))]
    expect(seen).toHaveLength(300)
    expect(new Set(seen).size).toBeLessThan(300)
  })

  it('a Query around the body is passed over: every lead comes', async () => {
    const { server } = await start()
    const asked = {
      Query: { Parameter: { LookupName: 'mx_City', LookupValue: 'Leeds', SqlOperator: '=' } },
      Paging: { PageIndex: 1, PageSize: 1000 },
    }
    expect(await ids(server, asked)).toHaveLength(300)
  })
})

describe('leads changed between', () => {
  it('go by a clock of their own, which activities move, and Leads is missing where there are none', async () => {
    const { api, credentials, server } = await start()
    const at = Date.UTC(2030, 0, 1, 10, 0, 5, 700)
    const between = (from: number, to: number) =>
      api.changedBetween(credentials, { from, to }, page(['mx_City'], 5000), hooks)
    expect(valueOf(await between(at - 60_000, at + 60_000))).toEqual({ leads: [], recordCount: 0 })
    const lead = server.leads()[7]!
    server.addActivity([lead.id], new Date(at))
    const found = valueOf(await between(at - 60_000, at + 60_000))
    expect(found.recordCount).toBe(1)
    expect(found.leads).toMatchObject([{ id: lead.id }])
    expect(found.leads[0]!.values.get('mx_City')).toBe(lead.fields['mx_City'])
  })

  it('on the boundary second come in the windows on both sides of it, or in one of them, but never in none', async () => {
    const { api, credentials, server } = await start()
    const at = Date.UTC(2030, 0, 1, 10, 0, 5, 700)
    const lead = server.leads()[7]!
    server.addActivity([lead.id], new Date(at))
    const boundary = Date.UTC(2030, 0, 1, 10, 0, 5, 400)
    const [before, after] = await Promise.all([
      api.changedBetween(credentials, { from: boundary - 60_000, to: boundary }, page(['mx_City']), hooks),
      api.changedBetween(credentials, { from: boundary, to: boundary + 60_000 }, page(['mx_City']), hooks),
    ])
    const seen = [...valueOf(before).leads, ...valueOf(after).leads].map(({ id }) => id)
    expect(seen).toContain(lead.id)
  })
})

describe('leads of a list', () => {
  it('come with a count and with who may change them', async () => {
    const { api, credentials, server } = await start()
    const lists = valueOf(await api.lists(credentials, { kind: 'static', page: 1 }, hooks))
    const fair = lists.find(({ name }) => name === 'Spring Fair 2026')!
    expect(fair).toMatchObject({ kind: 'static', members: 60 })
    const member = server.leads().find(({ number }) => number === 5)!
    await api.createOrUpdate(
      credentials,
      [
        [
          { Attribute: 'EmailAddress', Value: member.fields['EmailAddress']! },
          { Attribute: 'OwnerIdEmailAddress', Value: 'not.yours@leadsheet.example' },
        ],
      ],
      hooks,
    )
    const found = valueOf(await api.inList(credentials, fair.id, page(['FirstName'], 50, 2), hooks))
    expect(found.recordCount).toBe(60)
    expect(found.leads).toHaveLength(10)
    const first = valueOf(await api.inList(credentials, fair.id, page(['FirstName'], 50), hooks))
    const access = new Map([...first.leads, ...found.leads].map((lead) => [lead.id, lead.canUpdate]))
    expect(access.get(member.id)).toBe(false)
    expect([...access.values()].filter((may) => may === true)).toHaveLength(59)
    const nobody = lists.find(({ name }) => name === 'Nobody yet')!
    expect(valueOf(await api.inList(credentials, nobody.id, page(['FirstName']), hooks))).toEqual({
      leads: [],
      recordCount: 0,
    })
  })
})

describe('leads by id, and single ones', () => {
  it('are those that are there; dates come with a fraction, booleans as 1 and 0', async () => {
    const { api, credentials, server } = await start()
    const [one, two] = server.leads()
    const fields = {
      mx_Newsletter: 'yes',
      mx_Event_Date: '2026-05-01',
      EmailAddress: one!.fields['EmailAddress']!,
    }
    const lead = Object.entries(fields).map(([Attribute, Value]) => ({ Attribute, Value }))
    await api.createOrUpdate(credentials, [lead], hooks)
    server.removeLeads([two!.id])
    const found = valueOf(
      await api.byIds(credentials, [one!.id, two!.id], ['mx_Newsletter', 'mx_Event_Date'], hooks),
    )
    expect(found).toMatchObject({ recordCount: 1, leads: [{ id: one!.id, canUpdate: true }] })
    expect(found.leads[0]!.values.get('mx_Newsletter')).toBe('1')
    expect(found.leads[0]!.values.get('mx_Event_Date')).toBe('2026-05-01 00:00:00.000')
    expect(found.leads[0]!.values.has('CanUpdate')).toBe(false)
  })

  it('are found by email, by id, and by phone with or without its country code', async () => {
    const { api, credentials, server } = await start()
    const lead = server.leads().find(({ fields }) => fields['Phone']?.startsWith('+44-'))!
    const ask = async (by: 'email' | 'id' | 'phone', value: string) =>
      valueOf(await api.lookUp(credentials, { by, value }, hooks)).map(({ id }) => id)
    expect(await ask('email', lead.fields['EmailAddress']!.toUpperCase())).toEqual([lead.id])
    expect(await ask('email', 'nobody&x=1+2@new.example')).toEqual([])
    expect(await ask('id', lead.id)).toEqual([lead.id])
    expect(await ask('phone', lead.fields['Phone']!)).toEqual([lead.id])
    expect(await ask('phone', lead.fields['Phone']!.replace('+44-', ''))).toEqual([lead.id])
    expect(await ask('phone', '+1 999')).toEqual([])
  })
})

describe('updating without creating', () => {
  it('names exceptions only, creates nothing, and is not believed where its counts do not add up', async () => {
    const { api, credentials, server } = await start()
    const [one, two] = server.leads()
    const gone = two!.id
    server.removeLeads([gone])
    const write = (leadId: string, Value: string) => ({ leadId, fields: [{ Attribute: 'mx_City', Value }] })
    const answer = await api.updateExisting(credentials, [write(one!.id, 'Pune'), write(gone, 'Pune')], hooks)
    expect(answer).toEqual({ kind: 'value', value: { failed: [], missing: [gone], complete: true } })
    expect(server.leads().find(({ id }) => id === one!.id)!.fields['mx_City']).toBe('Pune')
    expect(server.leads()).toHaveLength(299)
    expect(() => api.updateExisting(credentials, [write(gone, 'a'), write(gone, 'b')], hooks)).toThrow(
      RangeError,
    )
    const nothing = await answering((_request, response) =>
      response.end(
        JSON.stringify({
          Status: { TotalCount: 0, SuccessCount: 0, FailureCount: 0, UnProcessedCount: 0, Message: '' },
        }),
      ),
    )
    expect(await api.updateExisting(nothing, [write(one!.id, 'Pune')], hooks)).toMatchObject({
      kind: 'unclear',
    })
  })

  it('is refused by the server for both of two entries that name one lead', async () => {
    const { server } = await start()
    const [one] = server.leads()
    const entry = {
      Fields: [
        { Attribute: 'ProspectId', Value: one!.id },
        { Attribute: 'mx_City', Value: 'Pune' },
      ],
    }
    const { accessKey, secretKey, origin } = server
    const response = await fetch(`${origin}/v2/LeadManagement.svc/Lead/Bulk/UpdateV2`, {
      method: 'POST',
      headers: { 'x-LSQ-AccessKey': accessKey, 'x-LSQ-SecretKey': secretKey },
      body: JSON.stringify({ SearchByKey: 'ProspectId', LeadPropertiesList: [entry, entry] }),
    })
    expect(await response.json()).toMatchObject({ Status: { SuccessCount: 0, FailureCount: 2 } })
    expect(server.leads().find(({ id }) => id === one!.id)!.fields['mx_City']).not.toBe('Pune')
  })
})

describe('users', () => {
  it('tell who is active', async () => {
    const { api, credentials } = await start()
    const users = valueOf(await api.users(credentials, hooks))
    expect(users.find(({ email }) => email === 'lena.vogt@leadsheet.example')).toMatchObject({
      active: false,
    })
    expect(users.filter(({ active }) => active)).toHaveLength(3)
  })
})

describe('a reading answer', () => {
  it('with a lead that has no id is no answer: it must not be dropped unsaid', async () => {
    const api = leadHttp() as LeadApi & LeadReads
    const credentials = await answering((_request, response) =>
      response.end(JSON.stringify([{ FirstName: 'Alice' }])),
    )
    expect(
      await api.byCondition(credentials, where('mx_City', 'x'), page(['FirstName']), hooks),
    ).toMatchObject({
      kind: 'unclear',
    })
  })

  it('of keys without the right to read is a refusal of the account', async () => {
    const { api, credentials } = await start({ faults: { refuseReading: true } })
    const answer = await api.byCondition(credentials, where('mx_City', 'Leeds'), page(['FirstName']), hooks)
    expect(answer).toMatchObject({ kind: 'account-refused', status: 403 })
    expect((await api.whoAmI(credentials, hooks)).kind).toBe('value')
  })
})
