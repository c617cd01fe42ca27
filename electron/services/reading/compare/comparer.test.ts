import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import type { ReadWay } from '#shared/domain/reading/comparison.ts'
import { ReadingStand } from '../reading.test-kit.ts'

let stand: ReadingStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ReadingStand.open()
  leads = stand.server.leads()
})
afterEach(() => stand.close())

const COLUMNS = ['EmailAddress', 'Phone', 'FirstName', 'mx_City', null]
const field = (lead: PracticeLead, name: string): string => lead.fields[name] ?? ''

/** A sheet with a row of every kind. */
function everyKind(): { sheet: number; withPhones: PracticeLead[] } {
  const withPhones = leads.filter((lead) => lead.fields['Phone'] !== undefined)
  const [one, two, three, four] = withPhones as [PracticeLead, PracticeLead, PracticeLead, PracticeLead]
  const sheet = stand.sheet(COLUMNS, [
    ['nobody@new.example', '+1 202 555 0199', 'Nobody', 'Oslo', 'x'],
    [
      field(one, 'EmailAddress').toUpperCase(),
      field(one, 'Phone').replace('-', ' '),
      field(one, 'FirstName'),
      'Pune',
    ],
    [field(two, 'EmailAddress'), '', field(two, 'FirstName'), field(two, 'mx_City'), 'not sent'],
    ['', field(three, 'Phone'), 'Other', field(three, 'mx_City')],
    [field(three, 'EmailAddress'), field(four, 'Phone'), '', ''],
    ['another@new.example', field(four, 'Phone'), '', ''],
    ['', '', 'No key', ''],
    ['', '', '', '', 'nothing to send'],
  ])
  return { sheet, withPhones }
}

describe('a comparison', () => {
  it.each(['look-ups', 'in', 'index'] as ReadWay[])('tells each row’s kind, by %s', async (way) => {
    const { sheet, withPhones } = everyKind()
    const [one, , three, four] = withPhones as [PracticeLead, PracticeLead, PracticeLead, PracticeLead]
    expect(await stand.compare(sheet, way)).toEqual({ ok: true, value: {} })
    const rows = stand.rows(sheet)
    expect(rows.map(({ kind }) => kind)).toEqual([
      'new',
      'update',
      'same',
      'update',
      'clash',
      'clash',
      'notKnown',
    ])
    expect(rows[1]).toMatchObject({
      leadId: one.id,
      changes: [{ column: 3, attribute: 'mx_City', old: field(one, 'mx_City'), new: 'Pune' }],
    })
    expect(rows[3]!.changes).toMatchObject([{ attribute: 'FirstName', new: 'Other' }])
    expect(rows[4]).toMatchObject({ leadId: three.id, otherLeadId: four.id })
    expect(rows[4]!.message).toContain(`phone belongs to lead ${four.id}`)
    expect(rows[5]).toMatchObject({ leadId: null, otherLeadId: four.id })
    expect(rows[5]!.message).toContain('searched by phone, it would update that lead')
    expect(stand.comparer.state(sheet).last).toMatchObject({
      way,
      rows: 7,
      counts: { new: 1, update: 2, same: 1, several: 0, clash: 2, noAccess: 0, notKnown: 1 },
      changedCells: 2,
      stale: 0,
    })
  })

  it('says Several leads and No access, and counts by column what is lost', async () => {
    const server = stand.server
    const [one, two, three] = leads as [PracticeLead, PracticeLead, PracticeLead]
    const write = async (lead: PracticeLead, values: Record<string, string>) => {
      const body = {
        SearchByKey: 'ProspectId',
        LeadPropertiesList: [
          {
            Fields: Object.entries({ ProspectId: lead.id, ...values }).map(([Attribute, Value]) => ({
              Attribute,
              Value,
            })),
          },
        ],
      }
      await fetch(`${server.origin}/v2/LeadManagement.svc/Lead/Bulk/UpdateV2`, {
        method: 'POST',
        headers: { 'x-LSQ-AccessKey': server.accessKey, 'x-LSQ-SecretKey': server.secretKey },
        body: JSON.stringify(body),
      })
    }
    await write(two, { EmailAddress: field(one, 'EmailAddress') })
    await write(three, { OwnerIdEmailAddress: 'not.yours@leadsheet.example' })
    const sheet = stand.sheet(
      ['EmailAddress', 'Company', 'mx_City'],
      [
        [field(one, 'EmailAddress'), 'X', ''],
        [field(three, 'EmailAddress'), 'X', ''],
        [field(leads[5]!, 'EmailAddress'), 'X', ''],
      ],
    )
    await stand.compare(sheet, 'index', { blanks: 'clear' })
    expect(stand.rows(sheet).map(({ kind }) => kind)).toEqual(['several', 'noAccess', 'update'])
    const { columns } = stand.comparer.state(sheet).last!
    expect(columns).toEqual([
      { column: 1, attribute: 'Company', changes: 1, toOther: 1, toEmpty: 0 },
      { column: 2, attribute: 'mx_City', changes: 1, toOther: 0, toEmpty: 1 },
    ])
  })

  it('becomes stale row by row with edits, and whole with another mapping; typed back it holds again', async () => {
    const { sheet } = everyKind()
    await stand.compare(sheet, 'index')
    stand.edit(sheet, 3, 2, 'Nagpur')
    expect(
      stand
        .rows(sheet)
        .filter(({ stale }) => stale)
        .map(({ rowId }) => rowId),
    ).toEqual([2])
    expect(stand.comparer.state(sheet).last!.stale).toBe(1)
    stand.edit(sheet, 3, 2, 'Pune')
    expect(stand.comparer.state(sheet).last!.stale).toBe(0)
    const { columns } = stand.workspace.head(sheet)!
    stand.workspace.applyPatches(sheet, 'p', 1, [
      {
        kind: 'setColumns',
        columns: columns.map((column) => (column.id === 3 ? { ...column, attribute: 'mx_State' } : column)),
      },
    ])
    expect(stand.comparer.state(sheet).last!.stale).toBe(7)
    expect(stand.rows(sheet).every(({ stale }) => stale)).toBe(true)
  })

  it('links the rows it matched, with what LeadSquared holds', async () => {
    const { sheet, withPhones } = everyKind()
    await stand.compare(sheet, 'index')
    const { rows } = stand.workspace.linkedRows(sheet, 'a', { afterRow: null, limit: 100 })
    expect(rows.map(({ rowId }) => rowId)).toEqual([2, 3, 4])
    const one = withPhones[0]!
    expect(rows[0]).toEqual({
      rowId: 2,
      leadId: one.id,
      base: [field(one, 'EmailAddress'), field(one, 'Phone'), field(one, 'FirstName'), field(one, 'mx_City')],
    })
    expect(stand.workspace.linkedRows(sheet, 'another account', { afterRow: null, limit: 9 }).rows).toEqual(
      [],
    )
    expect(stand.workspace.matchedLeads(sheet, 'a', null, 10)).toHaveLength(3)
    expect(stand.workspace.comparedRowsById(sheet, 'a', '', [3]).size).toBe(0)
  })

  it('by Lead ID reads the leads straight away, and looks only changed emails and phones up', async () => {
    const [one, two] = leads as [PracticeLead, PracticeLead]
    const sheet = stand.sheet(
      ['ProspectID', 'EmailAddress', 'mx_City'],
      [
        [one.id, field(one, 'EmailAddress'), 'Pune'],
        [two.id, field(one, 'EmailAddress'), ''],
        ['00000000-0000-4000-a000-000000000000', '', 'Pune'],
      ],
    )
    stand.calls()
    await stand.compare(sheet, null, { searchBy: 'ProspectID' })
    expect(stand.calls()).toEqual({ ByIds: 1, 'Leads.GetByEmailaddress': 1 })
    expect(stand.rows(sheet).map(({ kind }) => kind)).toEqual(['update', 'clash', 'notKnown'])
  })

  it('by another attribute of the account uses what the index is made for, and makes it anew for another', async () => {
    const lead = leads[10]!
    const sheet = stand.sheet(
      ['mx_Customer_Number', 'FirstName'],
      [[field(lead, 'mx_Customer_Number').toLowerCase(), 'New']],
    )
    await stand.compare(sheet, 'index', { searchBy: 'mx_Customer_Number' })
    expect(stand.rows(sheet)).toMatchObject([{ kind: 'update', leadId: lead.id }])
    stand.calls()
    await stand.compare(sheet, 'index', { searchBy: 'mx_Customer_Number' })
    expect(stand.calls()).toEqual({ 'Leads.RecentlyModified': 1, ByIds: 1 })
    const byCity = stand.sheet(['mx_City', 'FirstName'], [['Leeds', 'x']])
    await stand.compare(byCity, 'index', { searchBy: 'mx_City' })
    expect(stand.rows(byCity)).toMatchObject([{ kind: 'several' }])
  })
})

describe('the way', () => {
  it('is chosen by calls and told with its cost before it is spent; nothing but a count is read for that', async () => {
    const few = stand.sheet(['EmailAddress', 'FirstName'], [[field(leads[0]!, 'EmailAddress'), 'x']])
    stand.calls()
    const short = await stand.comparer.plan(stand.request(few))
    expect(short).toMatchObject({ ok: true, value: { rows: 1, way: 'look-ups', calls: 2, warning: '' } })
    expect(stand.calls()).toEqual({})
    const rows = leads.slice(0, 120).map((lead) => [field(lead, 'EmailAddress'), 'x'])
    const many = stand.sheet(['EmailAddress', 'FirstName'], rows)
    const long = await stand.comparer.plan(stand.request(many))
    if (!long.ok) throw new Error(long.fault.text)
    expect(stand.calls()).toEqual({})
    expect(long.value.ways.find(({ way }) => way === 'look-ups')).toMatchObject({ calls: 121, seconds: 21 })
    expect(long.value.calls).toBeLessThan(10)
  })

  it('costs what was told: an index is filled a thousand leads a call, then only what changed is read', async () => {
    const rows = leads.slice(0, 120).map((lead) => [field(lead, 'EmailAddress'), 'x'])
    const sheet = stand.sheet(['EmailAddress', 'FirstName'], rows)
    stand.calls()
    await stand.compare(sheet, 'index')
    // Counted, the page, the empty page that proves its end, what changed meanwhile, the values.
    expect(stand.calls()).toEqual({ 'Leads.Get': 2, 'Leads.RecentlyModified': 2, ByIds: 1 })
    await stand.compare(sheet, 'index')
    expect(stand.calls()).toEqual({ 'Leads.RecentlyModified': 1, ByIds: 1 })
    expect(await stand.comparer.plan(stand.request(sheet))).toMatchObject({
      value: { way: 'index', calls: 2 },
    })
  })

  it('by several values at once is proved first; where the account does not know it, that is said and remembered', async () => {
    stand.server.setFaults({ withoutIn: true })
    const rows = leads.slice(0, 50).map((lead) => [field(lead, 'EmailAddress'), 'x'])
    const sheet = stand.sheet(['EmailAddress', 'FirstName'], rows)
    const failed = await stand.compare(sheet, 'in')
    expect(failed).toMatchObject({
      ok: false,
      fault: { text: expect.stringContaining('as a trial showed') as string },
    })
    expect(stand.comparer.state(sheet)).toMatchObject({ running: null, last: null })
    expect(stand.comparer.state(sheet).fault).toContain('Compare again')
    const plan = await stand.comparer.plan(stand.request(sheet))
    if (!plan.ok) throw new Error(plan.fault.text)
    expect(plan.value.ways.at(-1)).toMatchObject({ way: 'in', usable: false })
    expect(plan.value.way).not.toBe('in')
  })

  it('warns where the day’s calls will not do', async () => {
    stand.callDay = { calls: 20, startHour: 0, zone: 'UTC' }
    const rows = leads.slice(0, 3).map((lead) => [field(lead, 'EmailAddress'), 'x'])
    const sheet = stand.sheet(['EmailAddress', 'FirstName'], rows)
    expect(await stand.comparer.plan(stand.request(sheet))).toMatchObject({
      value: { spending: { left: 20 }, warning: '' },
    })
    stand.callDay = { calls: 2, startHour: 0, zone: 'UTC' }
    const plan = await stand.comparer.plan(stand.request(sheet))
    expect(plan).toMatchObject({ value: { warning: expect.stringContaining('only 2 are left') as string } })
  })
})

describe('bad ends', () => {
  const city = (): number =>
    stand.sheet(
      ['EmailAddress', 'mx_City'],
      leads.slice(0, 30).map((lead) => [field(lead, 'EmailAddress'), 'Pune']),
    )

  it.each([
    ['401', { always: { kind: 'status', status: 401 } }, 'did not accept these keys'],
    ['no right to read', { refuseReading: true }, 'no right to read leads'],
    ['404', { always: { kind: 'status', status: 404 } }, 'no LeadSquared service'],
    ['pages cut short', { pages: { cut: 1, repeated: 0 } }, 'Nothing'],
  ] as const)(
    '%s: one sentence, and the earlier comparison stays as it was',
    async (_name, faults, words) => {
      const sheet = city()
      await stand.compare(sheet, 'index')
      const before = stand.comparer.state(sheet).last
      expect(before?.counts.update).toBe(30)
      stand.server.setFaults(faults)
      stand.comparer.forget('a')
      const result = await stand.compare(sheet, 'index')
      expect(result).toMatchObject({ ok: false, fault: { text: expect.stringContaining(words) as string } })
      expect(stand.comparer.state(sheet)).toMatchObject({ running: null, last: before })
      expect(stand.comparer.state(sheet).fault).toContain(words)
    },
  )

  it('throttled, dropped, timed out at the gateway and not JSON are asked again', async () => {
    const sheet = city()
    stand.server.setFaults({
      next: [
        { kind: 'throttled', shape: '200', retryAfter: 0 },
        { kind: 'dropped', processed: true },
        { kind: 'server-error', status: 503 },
        { kind: 'not-json', processed: true },
      ],
    })
    expect(await stand.compare(sheet, 'index')).toMatchObject({ ok: true })
    expect(stand.comparer.state(sheet).last?.counts.update).toBe(30)
  })

  it('a page that comes cut or twice now and then is asked again, and nothing is missing', async () => {
    const sheet = city()
    stand.server.setFaults({ seed: 5, pages: { cut: 0.25, repeated: 0.1 } })
    for (let time = 0; time < 5; time++) {
      stand.comparer.forget('a')
      const result = await stand.compare(sheet, 'index')
      if (!result.ok) expect(result.fault.text).toContain('Nothing')
      else expect(stand.comparer.state(sheet).last?.counts.update).toBe(30)
    }
  })

  it('a lead deleted between index and read is Not known, and New when compared again', async () => {
    const sheet = city()
    await stand.compare(sheet, 'index')
    stand.server.removeLeads([leads[4]!.id])
    await stand.compare(sheet, 'index')
    const row = stand.rows(sheet)[4]!
    expect(row.kind).toBe('notKnown')
    expect(row.message).toContain('was gone when its values were read')
    await stand.compare(sheet, 'index')
    expect(stand.rows(sheet)[4]!.kind).toBe('new')
  })

  it('what somebody changed since the index was filled is found by its new key', async () => {
    const sheet = stand.sheet(['EmailAddress', 'mx_City'], [['moved@new.example', 'Pune']])
    await stand.compare(sheet, 'index')
    expect(stand.rows(sheet)[0]!.kind).toBe('new')
    const { server } = stand
    const lead = leads[2]!
    await fetch(`${server.origin}/v2/LeadManagement.svc/Lead/Bulk/UpdateV2`, {
      method: 'POST',
      headers: { 'x-LSQ-AccessKey': server.accessKey, 'x-LSQ-SecretKey': server.secretKey },
      body: JSON.stringify({
        SearchByKey: 'ProspectId',
        LeadPropertiesList: [
          {
            Fields: [
              { Attribute: 'ProspectId', Value: lead.id },
              { Attribute: 'EmailAddress', Value: 'moved@new.example' },
            ],
          },
        ],
      }),
    })
    await stand.compare(sheet, 'index')
    expect(stand.rows(sheet)[0]).toMatchObject({ kind: 'update', leadId: lead.id })
  })

  it('cancelled leaves the earlier comparison, and no half of the new one', async () => {
    const sheet = city()
    await stand.compare(sheet, 'look-ups')
    const before = stand.comparer.state(sheet).last
    stand.server.setFaults({ always: { kind: 'timeout', processed: false } })
    const started = await stand.comparer.start(stand.request(sheet), 'look-ups')
    if (!started.ok) throw new Error(started.fault.text)
    expect(stand.comparer.cancel(sheet).running).not.toBeNull()
    expect(await started.value.done).toMatchObject({ ok: false, fault: { kind: 'cancelled' } })
    expect(stand.comparer.state(sheet)).toEqual({ sheetId: sheet, running: null, last: before, fault: '' })
  })

  it('the index of another host is not this one’s', async () => {
    const sheet = city()
    await stand.compare(sheet, 'index')
    stand.host = 'another.example'
    stand.calls()
    await stand.compare(sheet, 'index')
    expect(stand.calls()['Leads.Get']).toBe(2)
  })
})

describe('an index', () => {
  it('that was stopped half-way goes on with the page it had come to', async () => {
    await stand.close()
    stand = await ReadingStand.open({ leads: 9000 })
    leads = stand.server.leads()
    const sheet = stand.sheet(['EmailAddress'], [[field(leads[4000]!, 'EmailAddress')]])
    const stopped = new Promise<void>((resolve) => {
      stand.onTold = () => {
        if ((stand.told.at(-1)?.running?.done ?? 0) < 5000) return
        stand.onTold = () => undefined
        resolve(stand.stop())
      }
    })
    void stand.comparer.start(stand.request(sheet), 'index')
    await stopped
    await stand.start()
    expect(stand.comparer.state(sheet)).toMatchObject({ running: null, last: null })
    stand.calls()
    expect(await stand.compare(sheet, 'index')).toMatchObject({ ok: true })
    // Ten from the start: nine pages and the empty one after them.
    expect(stand.calls()['Leads.Get']).toBeLessThan(9)
    expect(stand.rows(sheet)).toMatchObject([{ kind: 'same', leadId: leads[4000]!.id }])
  })
})

describe('rows of a lead that is new', () => {
  it('say of the second one that it would update what the first makes, or be refused beside it', async () => {
    const sheet = stand.sheet(COLUMNS, [
      ['first@new.example', '+1 202 555 0101', 'Ann'],
      ['FIRST@new.example', '', 'Anna'],
      ['second@new.example', '+1-202-555-0101', 'Ben'],
      ['third@new.example', '', 'Cy'],
      ['', '+1 202 555 0101', 'Dee'],
      [field(leads[0]!, 'EmailAddress'), '', 'Known'],
      [field(leads[0]!, 'EmailAddress'), '', 'Known twice'],
    ])
    await stand.compare(sheet, 'look-ups')
    const update = 'An earlier row of this sheet would make this lead; this row would then update it.'
    expect(stand.rows(sheet).map(({ kind, message }) => [kind, message])).toEqual([
      ['new', ''],
      ['new', update],
      [
        'new',
        'An earlier row of this sheet would make a lead with this phone. LeadSquared would then refuse this row.',
      ],
      ['new', ''],
      ['new', update],
      ['update', ''],
      ['update', ''],
    ])
    expect(stand.comparer.state(sheet).last).toMatchObject({ counts: { new: 5 }, newAgain: 3 })
  })

  it('are told in the sheet’s order, however many are compared at a time and in whatever order answers come', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [`n${at % 1500}@new.example`, '', `Name ${at}`])
    const sheet = stand.sheet(COLUMNS, rows)
    await stand.compare(sheet, 'index')
    expect(stand.rows(sheet).map(({ message }) => message === '')).toEqual(rows.map((_, at) => at < 1500))
    expect(stand.comparer.state(sheet).last).toMatchObject({ counts: { new: 3000 }, newAgain: 1500 })
  })
})
