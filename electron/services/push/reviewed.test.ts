import { afterEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMIT } from '#shared/domain/push/account.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import { pushHandlers } from './handlers.ts'
import { columnsFor, newLeads, PushHarness } from './push.test-kit.ts'

let stand: PushHarness | null = null

afterEach(async () => {
  await stand?.close()
  stand = null
})

async function open(): Promise<PushHarness> {
  stand = await PushHarness.open()
  return stand
}

const COLUMNS = columnsFor('EmailAddress', 'FirstName', null)

function rows(count: number): string[][] {
  return newLeads(count).map((cells) => [...cells, 'a remark'])
}

function edit(s: PushHarness, sheetId: number, row: number, column: number, value: string, batch = 1): void {
  s.workspace.applyPatches(sheetId, 'page', batch, [
    { kind: 'setCells', column, rows: [row], values: [value] },
  ])
}

/** As the page starts it. */
function start(s: PushHarness, sheetId: number, reviewed: string, change: Partial<PushRequest> = {}) {
  return pushHandlers(s.runner)['push.start']({ ...s.request(sheetId, change), reviewed })
}

function expectNothingSent(s: PushHarness): void {
  expect(s.server.calls()).toEqual([])
  expect(s.told).toEqual([])
  expect(s.workspace.pushes()).toEqual([])
  expect(s.runner.isUnfinished()).toBe(false)
}

const SHEET_CHANGED = {
  ok: false,
  fault: {
    kind: 'changed',
    text: 'The sheet or a choice changed since this review, so nothing was sent. Look at it again, then push.',
  },
}

describe('a push that was reviewed', () => {
  it('starts while it would send what the review told.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(30), COLUMNS)
    const reviewed = await s.mark(sheetId)
    expect(await start(s, sheetId, reviewed)).toMatchObject({ ok: true })
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { created: 30 } })
  })

  it('is refused, and nothing is sent, when a row was edited, added or taken away since; reviewed again it goes.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(30), COLUMNS)
    const reviewed = await s.mark(sheetId)
    edit(s, sheetId, 7, 1, 'Renamed')
    expect(await start(s, sheetId, reviewed)).toEqual(SHEET_CHANGED)
    edit(s, sheetId, 7, 1, 'Lead 6', 2)
    s.workspace.applyPatches(sheetId, 'page', 3, [{ kind: 'deleteRows', rows: [30] }])
    expect(await start(s, sheetId, reviewed)).toEqual(SHEET_CHANGED)
    s.workspace.applyPatches(sheetId, 'page', 4, [
      { kind: 'putRows', rows: [{ id: 31, rank: 31, cells: ['lead30@new.example', 'Lead 30'] }] },
    ])
    expect(await start(s, sheetId, reviewed)).toEqual(SHEET_CHANGED)
    expectNothingSent(s)
    expect(await start(s, sheetId, await s.mark(sheetId))).toMatchObject({ ok: true })
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { created: 30 } })
  })

  it('is refused when a row is edited while it is being written down.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(1500), COLUMNS)
    const reviewed = await s.mark(sheetId)
    const append = s.workspace.appendPushRows.bind(s.workspace)
    let edited = false
    s.workspace.appendPushRows = (pushId, slice) => {
      append(pushId, slice)
      if (!edited) edit(s, sheetId, 1400, 1, 'Typed meanwhile')
      edited = true
    }
    expect(await start(s, sheetId, reviewed)).toEqual(SHEET_CHANGED)
    expect(edited).toBe(true)
    expectNothingSent(s)
  })

  it('is refused when a choice, the search key, a mapping or the sheet is another one.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(5), COLUMNS)
    const other = s.sheet(rows(5), COLUMNS)
    const reviewed = await s.mark(sheetId)
    expect(await start(s, other, reviewed)).toEqual(SHEET_CHANGED)
    expect(await start(s, sheetId, reviewed, { duplicates: 'merge' })).toEqual(SHEET_CHANGED)
    expect(await start(s, sheetId, reviewed, { blanks: 'clear' })).toEqual(SHEET_CHANGED)
    expect(await start(s, sheetId, reviewed, { searchBy: 'EmailAddress' })).toEqual(SHEET_CHANGED)
    expect(await start(s, sheetId, reviewed, { scope: { kind: 'rows', rows: [1, 2] } })).toEqual(
      SHEET_CHANGED,
    )
    s.workspace.applyPatches(sheetId, 'page', 1, [
      { kind: 'setColumns', columns: columnsFor('EmailAddress', 'LastName', null) },
    ])
    expect(await start(s, sheetId, reviewed)).toEqual(SHEET_CHANGED)
    expectNothingSent(s)
  })

  it('is refused when the account’s host, limit or kind changed, in words about the account.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(5), COLUMNS)
    const reviewed = await s.mark(sheetId)
    const changes = [
      { host: 'api.elsewhere.example' },
      { limit: { ...DEFAULT_LIMIT, calls: 5 } },
      { learnedLimit: { calls: 2, seconds: 5 } },
      { live: true },
    ]
    for (const change of changes) {
      s.accountChange = change
      expect(await start(s, sheetId, reviewed)).toEqual({
        ok: false,
        fault: {
          kind: 'changed',
          text: 'The account “Practice account” changed since this review, so nothing was sent. Look at its host and its limit again, then push.',
        },
      })
    }
    expect(await start(s, sheetId, reviewed, { accountId: 'other' })).toMatchObject({
      ok: false,
      fault: { kind: 'changed' },
    })
    expectNothingSent(s)
  })

  it('starts where only what goes nowhere changed: a column that is not sent, a width, the account’s colour.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(5), COLUMNS)
    const reviewed = await s.mark(sheetId)
    edit(s, sheetId, 1, 2, 'another remark')
    s.workspace.applyPatches(sheetId, 'page', 2, [
      { kind: 'setColumns', columns: COLUMNS.map((column) => ({ ...column, width: 300 })) },
    ])
    s.accountChange = { colour: 'violet' }
    expect(await start(s, sheetId, reviewed)).toMatchObject({ ok: true })
    expect(await s.still()).toMatchObject({ phase: 'finished' })
  })

  it('leaves nothing of a refused push in the file.', async () => {
    const s = await open()
    const sheetId = s.sheet(rows(5), COLUMNS)
    const kept: number[] = []
    const drop = s.workspace.dropPush.bind(s.workspace)
    s.workspace.dropPush = (pushId) => {
      kept.push(s.workspace.pushRows(pushId, null, 10).length)
      drop(pushId)
      kept.push(s.workspace.pushRows(pushId, null, 10).length)
    }
    expect(await start(s, sheetId, 'another mark')).toMatchObject({ ok: false, fault: { kind: 'changed' } })
    expect(kept).toEqual([5, 0])
  })
})

describe('what a workbook holds', () => {
  const SCORES = columnsFor('EmailAddress', 'Score', 'mx_Date_of_Birth', 'FirstName')
  const CELLS = [['lead0@new.example', '12.5k', '05/03/2024', '50%']]
  const HELD = [{ 1: '12500', 2: '2024-03-05', 3: '0.5' }]

  it('is what LeadSquared gets, each attribute in the form it takes.', async () => {
    const s = await open()
    await s.start(s.sheet(CELLS, SCORES, HELD))
    await s.still()
    expect(s.states()).toEqual(['created'])
    const sent = s.server.leads().find(({ fields }) => fields['EmailAddress'] === 'lead0@new.example')
    expect(sent?.fields).toMatchObject({ Score: '12500', FirstName: '50%' })
    expect(sent?.fields['mx_Date_of_Birth']).toMatch(/^2024-03-05/)
  })

  it('was reviewed: a cell written since with the text it shows is another.', async () => {
    const s = await open()
    const sheetId = s.sheet(CELLS, SCORES, HELD)
    const reviewed = await s.mark(sheetId)
    edit(s, sheetId, 1, 2, '05/03/2024')
    expect(await start(s, sheetId, reviewed)).toMatchObject({ fault: { kind: 'changed' } })
    expectNothingSent(s)
  })

  it('goes out as it was reviewed after a restart, whatever the attributes have become meanwhile.', async () => {
    let refuses = true
    const s = (stand = await PushHarness.open({
      wrap: (api) => ({
        whoAmI: (...call) => api.whoAmI(...call),
        createOrUpdate: (...call) =>
          refuses
            ? Promise.resolve({ kind: 'account-refused', status: 401, details: '' })
            : api.createOrUpdate(...call),
      }),
    }))
    await s.start(s.sheet(CELLS, SCORES, HELD))
    await s.still()
    expect(s.states()).toEqual(['queued'])
    s.restart()
    refuses = false
    s.attributes = s.attributes.map((attribute) => ({ ...attribute, dataType: 'Text' as const }))
    await s.resume()
    const sent = s.server.leads().find(({ fields }) => fields['EmailAddress'] === 'lead0@new.example')
    expect(sent?.fields).toMatchObject({ Score: '12500', FirstName: '50%' })
  })
})
