import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PullRequest } from '#shared/domain/reading/pull.ts'
import type { PullSource } from '#shared/domain/reading/source.ts'
import { ReadingStand } from '../reading.test-kit.ts'

let stand: ReadingStand
beforeEach(async () => {
  stand = await ReadingStand.open()
})
afterEach(() => stand.close())

const FAIR = '11570000-0000-4000-a000-000000000001'
const ALL = '11570000-0000-4000-a000-000000000005'
const list = (listId: string, name = 'A list'): PullSource => ({ kind: 'list', listId, name })
const ask = (source: PullSource, columns = ['FirstName', 'EmailAddress', 'mx_City']): PullRequest => ({
  accountId: 'a',
  source,
  columns,
})

/** Pulls to the end; answers the sheet and its end. */
async function pull(request: PullRequest) {
  const started = await stand.puller.start(request)
  if (!started.ok) throw new Error(started.fault.text)
  const { sheet, done } = started.value
  const end = await done
  if (!end.ok) throw new Error(end.fault.text)
  return { sheetId: sheet.id, end: end.value, rows: stand.workspace.rows(sheet.id, null, 20_000).rows }
}

function expectEach(
  rows: { cells: string[] }[],
  leads: { id: string; fields: Record<string, string> }[],
): void {
  const expected = leads.map(({ id, fields }) => [
    id,
    fields['FirstName'],
    fields['EmailAddress'],
    fields['mx_City'] ?? '',
  ])
  const sorted = (list: unknown[][]) =>
    [...list].sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1))
  expect(sorted(rows.map(({ cells }) => cells))).toEqual(sorted(expected))
}

describe('a pull', () => {
  it('from a list makes a sheet of its leads, each once, linked, with what LeadSquared holds', async () => {
    const { sheetId, end, rows } = await pull(ask(list(FAIR, 'Spring Fair 2026')))
    expectEach(
      rows,
      stand.server.leads().filter(({ number }) => number % 5 === 0),
    )
    expect(end).toMatchObject({ phase: 'finished', came: 60, expected: 60, calls: 1, note: '' })
    const head = stand.workspace.openSheet()!
    expect(head).toMatchObject({
      id: sheetId,
      name: 'Spring Fair 2026',
      settings: { searchBy: 'ProspectID', accountId: 'a' },
    })
    expect(head.columns.map(({ header, attribute }) => [header, attribute])).toEqual([
      ['Lead ID', 'ProspectID'],
      ['First Name', 'FirstName'],
      ['Email Address', 'EmailAddress'],
      ['City', 'mx_City'],
    ])
    const linked = stand.workspace.linkedRows(sheetId, 'a', { afterRow: null, limit: 100 }).rows
    expect(linked).toHaveLength(60)
    expect(linked[0]).toEqual({ rowId: rows[0]!.id, leadId: rows[0]!.cells[0], base: rows[0]!.cells })
    expect(stand.workspace.rememberedColumns('a')).toEqual(['FirstName', 'EmailAddress', 'mx_City'])
  })

  it('by one condition, by time of change, and by Lead IDs and emails mixed', async () => {
    const leads = stand.server.leads()
    const leeds = await pull(
      ask({ kind: 'condition', condition: { attribute: 'mx_City', operator: '=', value: 'Leeds' } }),
    )
    expectEach(
      leeds.rows,
      leads.filter(({ fields }) => fields['mx_City'] === 'Leeds'),
    )
    stand.server.addActivity([leads[3]!.id, leads[9]!.id], new Date(Date.UTC(2030, 1, 1)))
    const changed = await pull(
      ask({ kind: 'changed', from: '2030-01-01T00:00:00Z', to: '2030-03-01T00:00:00Z' }),
    )
    expectEach(changed.rows, [leads[3]!, leads[9]!])
    const names = [
      leads[7]!.id,
      leads[8]!.fields['EmailAddress']!.toUpperCase(),
      'nobody@new.example',
      'no-such-id',
    ]
    const named = await pull(ask({ kind: 'named', names }))
    expectEach(named.rows, [leads[7]!, leads[8]!])
    expect(named.end.note).toBe('2 of 4 found no lead: nobody@new.example, no-such-id.')
  })

  it('of the leads that rows match takes those of the latest comparison', async () => {
    const leads = stand.server.leads()
    const sheet = stand.sheet(
      ['EmailAddress'],
      [[leads[1]!.fields['EmailAddress']!], ['nobody@new.example'], [leads[2]!.fields['EmailAddress']!]],
    )
    await stand.compare(sheet, 'look-ups')
    const { rows } = await pull(ask({ kind: 'matched', sheetId: sheet }))
    expectEach(rows, [leads[1]!, leads[2]!])
  })

  it('shows dates without what they have not, booleans as words, and fields that cannot be written as not sent', async () => {
    await stand.close()
    stand = await ReadingStand.open({ leads: 1000 })
    const columns = ['mx_Date_of_Birth', 'mx_Newsletter', 'CreatedOn']
    const { sheetId, rows } = await pull(ask(list(ALL), columns))
    const leads = new Map(stand.server.leads().map((lead) => [lead.id, lead]))
    expect(rows).toHaveLength(1000)
    for (const { cells } of rows) {
      const lead = leads.get(cells[0]!)!
      expect(cells[1] ?? '').toBe(lead.fields['mx_Date_of_Birth']?.slice(0, 10) ?? '')
      expect(cells[2] ?? '').toBe(lead.fields['mx_Newsletter'] ?? '')
      expect(lead.createdOn.startsWith(cells[3]!)).toBe(true)
    }
    const { columns: made } = stand.workspace.head(sheetId)!
    expect(made.find(({ header }) => header === 'Created On')?.attribute).toBeNull()
  })

  it('tells what it will cost with one call to count', async () => {
    stand.calls()
    expect(await stand.puller.plan(ask(list(FAIR)))).toMatchObject({
      value: { leads: 60, calls: 1, warning: '' },
    })
    expect(stand.calls()).toEqual({ BySearchParameter: 1 })
  })
})

describe('a question that cannot be right is told before anything is read', () => {
  it.each([
    [
      { kind: 'condition', condition: { attribute: 'MX_City', operator: '=', value: 'Leeds' } },
      'write it as mx_City',
    ],
    [
      { kind: 'condition', condition: { attribute: 'mx_Town', operator: '=', value: 'Leeds' } },
      'no field mx_Town',
    ],
    [{ kind: 'changed', from: '2030-02-01', to: '2030-01-01' }, 'Swap them'],
    [{ kind: 'changed', from: 'yesterday', to: null }, 'no date'],
    [{ kind: 'matched', sheetId: 999 }, 'Compare first'],
  ] as [PullSource, string][])('%j', async (source, words) => {
    stand.calls()
    const started = await stand.puller.start(ask(source))
    expect(started).toMatchObject({ ok: false, fault: { text: expect.stringContaining(words) as string } })
    expect(stand.calls()).toEqual({})
    expect(stand.workspace.sheets()).toEqual([])
  })

  it('and one that finds nothing leaves no sheet behind', async () => {
    const started = await stand.puller.start(
      ask({ kind: 'condition', condition: { attribute: 'mx_City', operator: '=', value: 'Atlantis' } }),
    )
    expect(started).toMatchObject({
      ok: false,
      fault: { kind: 'not-found', text: 'No lead fits this condition.' },
    })
    expect(stand.workspace.sheets()).toEqual([])
  })

  it('nor does one whose account is refused', async () => {
    stand.server.setFaults({ refuseReading: true })
    const started = await stand.puller.start(ask(list(ALL)))
    expect(started).toMatchObject({
      ok: false,
      fault: { text: expect.stringContaining('no right to read') as string },
    })
    expect(stand.workspace.sheets()).toEqual([])
  })
})

describe('a long pull', () => {
  beforeEach(async () => {
    await stand.close()
    stand = await ReadingStand.open({ leads: 6000 })
  })

  /** Resolves once so many leads have come. */
  function came(count: number): Promise<void> {
    return new Promise((resolve) => {
      stand.onTold = () => {
        if ((stand.pulled.at(-1)?.came ?? 0) >= count) resolve()
      }
    })
  }

  it('is usable from its first page, can be paused and resumed, and brings each lead once', async () => {
    const paused = came(2000)
    const started = await stand.puller.start(ask(list(ALL)))
    if (!started.ok) throw new Error(started.fault.text)
    const { sheet } = started.value
    expect(stand.workspace.rows(sheet.id, null, 10).rows).toHaveLength(10)
    await paused
    stand.puller.pause(sheet.id)
    expect(await stand.puller.ended(sheet.id)).toMatchObject({
      phase: 'paused',
      note: 'Paused. Resume to get the rest.',
    })
    expect(stand.workspace.head(sheet.id)!.rowCount).toBeLessThan(6000)
    expect(await stand.puller.resume(sheet.id)).toMatchObject({ ok: true, value: { phase: 'running' } })
    expect(await stand.puller.ended(sheet.id)).toMatchObject({
      phase: 'finished',
      came: 6000,
      expected: 6000,
      note: '',
    })
    expectEach(stand.workspace.rows(sheet.id, null, 20_000).rows, stand.server.leads())
  })

  it('cancelled keeps what came and goes no further', async () => {
    const enough = came(1000)
    const started = await stand.puller.start(ask(list(ALL)))
    if (!started.ok) throw new Error(started.fault.text)
    await enough
    stand.puller.cancel(started.value.sheet.id)
    const end = await stand.puller.ended(started.value.sheet.id)
    expect(end).toMatchObject({ phase: 'cancelled', note: 'Cancelled: what came stays.' })
    expect(await stand.puller.resume(started.value.sheet.id)).toMatchObject({ ok: false })
  })

  it('that the program’s end cut off is paused at the next start, and resumed brings the rest', async () => {
    const enough = came(2000)
    const started = await stand.puller.start(ask(list(ALL)))
    if (!started.ok) throw new Error(started.fault.text)
    const { id } = started.value.sheet
    await enough
    await stand.stop()
    stand.onTold = () => undefined
    await stand.start()
    expect(stand.puller.state(id)).toMatchObject({
      phase: 'paused',
      note: expect.stringContaining('was closed') as string,
    })
    await stand.puller.resume(id)
    expect(await stand.puller.ended(id)).toMatchObject({ phase: 'finished', came: 6000 })
    expectEach(stand.workspace.rows(id, null, 20_000).rows, stand.server.leads())
  })

  it('whose list shrinks meanwhile is gone through again, so that the shift hides nobody', async () => {
    const leads = stand.server.leads()
    const sorted = [...leads].sort((one, other) => (one.id < other.id ? -1 : 1))
    let removed = false
    stand.onTold = () => {
      if (removed || (stand.pulled.at(-1)?.came ?? 0) < 1000) return
      removed = true
      stand.server.removeLeads(sorted.slice(0, 50).map(({ id }) => id))
    }
    const started = await stand.puller.start(ask(list(ALL)))
    if (!started.ok) throw new Error(started.fault.text)
    const { id } = started.value.sheet
    const end = await stand.puller.ended(id)
    expect(end).toMatchObject({ phase: 'finished', note: '' })
    const here = new Set(stand.workspace.rows(id, null, 20_000).rows.map(({ cells }) => cells[0]))
    expect(stand.server.leads().filter((lead) => !here.has(lead.id))).toEqual([])
  })

  it('that the account refuses in the middle pauses with the reason, and goes on once it does not', async () => {
    const started = await stand.puller.start(ask(list(ALL)))
    if (!started.ok) throw new Error(started.fault.text)
    const { id } = started.value.sheet
    stand.server.setFaults({ always: { kind: 'status', status: 401 } })
    const end = await stand.puller.ended(id)
    if (end?.phase === 'paused')
      expect(end.note).toMatch(/did not accept these keys.*What came is here; resume/)
    stand.server.setFaults({})
    if (end?.phase === 'paused') await stand.puller.resume(id)
    expect(await stand.puller.ended(id)).toMatchObject({ phase: 'finished', came: 6000 })
  })

  it('through passing faults of every kind equals the server’s leads, each once', async () => {
    stand.server.setFaults({
      seed: 11,
      chance: [
        { probability: 0.1, fault: { kind: 'throttled', shape: '429', retryAfter: 0 } },
        { probability: 0.1, fault: { kind: 'dropped', processed: true } },
        { probability: 0.1, fault: { kind: 'server-error', status: 502 } },
      ],
      pages: { cut: 0.1, repeated: 0.05 },
    })
    const started = await stand.puller.start(ask(list(ALL)))
    if (!started.ok) throw new Error(started.fault.text)
    const { id } = started.value.sheet
    let end = await stand.puller.ended(id)
    for (let again = 0; end?.phase === 'paused' && again < 20; again++) {
      await stand.puller.resume(id)
      end = await stand.puller.ended(id)
    }
    expect(end).toMatchObject({ phase: 'finished' })
    expectEach(stand.workspace.rows(id, null, 20_000).rows, stand.server.leads())
  })
})

describe('a pull that has to wait', () => {
  it('says until when, where LeadSquared had too many calls, goes on by itself, and says it no more', async () => {
    stand.server.setFaults({ next: [{ kind: 'throttled', shape: '429', retryAfter: 1 }] })
    const { end, rows } = await pull(ask(list(FAIR)))
    expect(rows).toHaveLength(60)
    const waits = stand.pulled.filter(({ waitsUntil }) => waitsUntil !== undefined)
    expect(waits).toEqual([expect.objectContaining({ phase: 'running', came: 0, waitsFor: 'limit' })])
    expect(Date.parse(waits[0]!.waitsUntil!)).toBeGreaterThan(Date.parse(end.startedAt))
    expect(end.waitsUntil).toBeUndefined()
  })

  it('says when the next day begins where a call has to wait for it, and not where its last call was the day’s', async () => {
    stand.callDay = { calls: 1, startHour: 0, zone: 'UTC' }
    await pull(ask(list(FAIR)))
    expect(stand.pulled.filter(({ waitsFor }) => waitsFor !== undefined)).toEqual([])

    const told = new Promise<string>((resolve) => {
      stand.onTold = () => {
        const { waitsFor, waitsUntil } = stand.pulled.at(-1)!
        if (waitsFor === 'day') resolve(waitsUntil!)
      }
    })
    const started = stand.puller.start(ask(list(FAIR)))
    expect(await told).toMatch(/T00:00:00\.000Z$/)
    await stand.puller.close()
    expect(await started).toMatchObject({ ok: false })
  })
})

describe('a comparison that has to wait', () => {
  it('says until when, and no more once it goes on', async () => {
    const [lead] = stand.server.leads()
    const sheet = stand.sheet(['EmailAddress', 'mx_City'], [[lead!.fields['EmailAddress']!, 'Oslo']])
    stand.server.setFaults({ next: [{ kind: 'throttled', shape: '429', retryAfter: 1 }] })
    expect(await stand.compare(sheet, 'look-ups')).toMatchObject({ ok: true })
    const waits = stand.told.flatMap(({ running }) => (running?.waitsUntil ? [running.waitsFor] : []))
    expect(waits).toEqual(['limit'])
    expect(stand.comparer.state(sheet).last!.counts.update).toBe(1)
  })
})

describe('the account’s lists', () => {
  it('are told by name and asked for once', async () => {
    stand.calls()
    const lists = await stand.lists.of('a', { refresh: false })
    if (!lists.ok) throw new Error(lists.fault.text)
    expect(lists.value.map(({ name }) => name)).toEqual([
      'All leads',
      'Customers',
      'Leads from Leeds',
      'Nobody yet',
      'Spring Fair 2026',
      'Website leads',
    ])
    await stand.lists.of('a', { refresh: false })
    expect(stand.calls()).toEqual({ 'Lists.Get': 3 })
  })
})
