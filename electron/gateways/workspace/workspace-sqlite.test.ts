import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PushRow } from '#electron/services/ports/pushes.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { PLAIN_LOOK } from '#shared/domain/sheet/sheet-look.ts'
import { DEFAULT_SETTINGS, type Column, type Row, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { migrate } from './schema.ts'
import { openWorkspace } from './workspace-sqlite.ts'

let folder: string
let file: string
let open: Workspace[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-workspace-'))
  file = join(folder, 'workspace.sqlite')
  open = []
})
afterEach(() => {
  for (const workspace of open) workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

let tick = Date.UTC(2026, 10, 23)
const now = () => new Date((tick += 1000))

function start(): Workspace {
  const opened = openWorkspace(file, now)
  if (!opened.ok) throw new Error(opened.fault.text)
  open.push(opened.value.workspace)
  return opened.value.workspace
}

function restart(workspace: Workspace): Workspace {
  workspace.close()
  open = open.filter((other) => other !== workspace)
  return start()
}

function column(id: number, header: string, attribute: string | null = null): Column {
  return { id, header, attribute, constant: null, hidden: false, width: null }
}

const columns = [column(0, 'E-mail', 'EmailAddress'), column(1, 'City')]

function sheetWith(workspace: Workspace, rows: Row[]) {
  const sheet = workspace.createSheet('Leads', columns, DEFAULT_SETTINGS)
  workspace.appendRows(sheet.id, rows.map(packRow))
  return workspace.switchTo(sheet.id)!
}

function row(id: number, ...cells: string[]): Row {
  return { id, rank: id, cells }
}

function pushRow(seq: number, rowId: number, cells: string[], state: PushRow['state'] = 'queued'): PushRow {
  return {
    rowId,
    pushId: 0,
    seq,
    cells,
    lead: null,
    carrierId: null,
    repeatable: true,
    unclear: false,
    state,
    leadId: null,
    message: '',
    details: null,
    attempts: 0,
    call: null,
    sentAt: null,
  }
}

function createPush(workspace: Workspace, sheetId: number, rows: PushRow[], accountId = 'practice'): number {
  const pushId = workspace.createPush({
    accountId,
    columns,
    settings: DEFAULT_SETTINGS,
    pauseReason: null,
    note: '',
    summary: {
      sheetId,
      sheetName: 'Leads',
      accountLabel: 'Practice account',
      host: '127.0.0.1',
      phase: 'running',
      startedAt: '2026-11-23T10:00:00.000Z',
      endedAt: null,
      seconds: 0,
      searchBy: 'default',
      mapping: [{ header: 'E-mail', attribute: 'EmailAddress' }],
      calls: 0,
      throttled: 0,
      limits: ['25 calls in 5 s'],
      imported: false,
    },
  })
  workspace.appendPushRows(pushId, rows)
  workspace.openPush(pushId)
  return pushId
}

function settled(seq: number, state: PushRow['state'], change: Partial<PushRow> = {}) {
  return { ...pushRow(seq, 0, []), state, attempts: 1, ...change }
}

/** Garbage over the middle of the file: the header stays good, so only a look at the pages finds it. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, bytes.length / 4, bytes.length / 2)
  writeFileSync(path, bytes)
}

function setVersion(path: string, version: number): void {
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA user_version = ${version}`)
  db.close()
}

describe('the workspace file', () => {
  it('gives back the sheet, its rows and its settings after a restart.', () => {
    const first = start()
    const sheet = sheetWith(first, [row(1, 'a@b.example', 'Köln'), row(2, '', '')])
    const second = restart(first)
    expect(second.openSheet()).toEqual({ ...sheet, rowCount: 2, nextRowId: 3, nextColumnId: 2 })
    expect(second.rows(sheet.id, null, 10)).toEqual({
      rows: [row(1, 'a@b.example', 'Köln'), row(2)],
      outcomes: [],
      changed: [],
      done: true,
    })
  })

  it('refuses a second process with a clear fault, and is free at once when its owner is killed.', async () => {
    const script = `
      import { openWorkspace } from ${JSON.stringify(new URL('./workspace-sqlite.ts', import.meta.url).href)}
      const opened = openWorkspace(process.argv[1], () => new Date())
      opened.value.workspace.createSheet('Leads', [], {})
      console.log('open')
      setInterval(() => opened, 60_000)`
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(owner.stdout, 'data')
    const refused = openWorkspace(file, now)
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'busy' } })
    expect(refused.ok ? '' : refused.fault.text).toContain('Leadsheet is already open on this folder')

    const gone = once(owner, 'exit')
    owner.kill('SIGKILL')
    await gone
    expect(start().sheets()).toEqual([])
  })

  it('sets a file that is no database aside under another name, says so, and begins a new one.', () => {
    writeFileSync(file, 'no database at all. '.repeat(500))
    const opened = openWorkspace(file, now)
    if (!opened.ok) throw new Error(opened.fault.text)
    open.push(opened.value.workspace)
    const kept = readdirSync(folder).find((name) => name.includes('.damaged-'))
    expect(kept).toBeDefined()
    expect(opened.value.notice).toContain(kept)
    expect(opened.value.workspace.openSheet()).toBeNull()
  })

  it('sets a file with damaged pages aside instead of failing in the middle of work.', () => {
    const workspace = start()
    sheetWith(
      workspace,
      Array.from({ length: 5000 }, (_, index) =>
        row(index + 1, `lead${index}@leads.example`, 'x'.repeat(50)),
      ),
    )
    workspace.close()
    open = []
    damage(file)
    const opened = openWorkspace(file, now)
    if (!opened.ok) throw new Error(opened.fault.text)
    open.push(opened.value.workspace)
    expect(opened.value.notice).toContain('damaged')
  })

  it('does not touch a file that a newer Leadsheet wrote.', () => {
    const workspace = start()
    workspace.close()
    open = []
    setVersion(file, 999)
    expect(openWorkspace(file, now)).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
    expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(false)
  })

  it('says so where the folder cannot be written.', () => {
    writeFileSync(join(folder, 'taken'), '')
    const opened = openWorkspace(join(folder, 'taken', 'workspace.sqlite'), now)
    expect(opened).toMatchObject({ ok: false, fault: { kind: 'cannot-write' } })
  })
})

describe('sheets', () => {
  it('drops a sheet that was loaded but never opened at the next start.', () => {
    const first = start()
    const kept = sheetWith(first, [row(1, 'a')])
    const lost = first.createSheet('Half loaded', columns, DEFAULT_SETTINGS)
    first.appendRows(lost.id, [row(1, 'b')].map(packRow))
    const second = restart(first)
    expect(second.head(lost.id)).toBeNull()
    expect(second.rows(lost.id, null, 10).rows).toEqual([])
    expect(second.openSheet()?.id).toBe(kept.id)
    expect(second.sheets().map((sheet) => sheet.id)).toEqual([kept.id])
  })

  it('pages in rank order without losing rows that share a rank at a page break.', () => {
    const workspace = start()
    const rows = [3, 1, 2, 2, 2, 5].map((rank, index) => ({ id: index + 1, rank, cells: [`${index}`] }))
    const sheet = sheetWith(workspace, rows)
    const seen: number[] = []
    let after: number | null = null
    for (;;) {
      const page = workspace.rows(sheet.id, after, 2)
      seen.push(...page.rows.map((each) => each.id))
      if (page.done) break
      after = page.rows.at(-1)!.rank
    }
    expect(seen).toEqual([2, 3, 4, 5, 1, 6])
  })

  it('no longer lists a removed sheet, nor opens it.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a')])
    workspace.removeSheet(sheet.id)
    expect(workspace.openSheet()).toBeNull()
    expect(workspace.sheets()).toEqual([])
    expect(workspace.switchTo(sheet.id)).toBeNull()
  })
})

describe('the tabs', () => {
  it('come in the order sheets were opened, are rearranged, closed and opened again, over a restart.', () => {
    const first = start()
    const [a, b, c] = ['a', 'b', 'c'].map(() => sheetWith(first, [row(1, 'x')]).id)
    const tabs = (workspace: Workspace) =>
      workspace
        .sheets()
        .filter(({ tab }) => tab !== null)
        .toSorted((one, other) => one.tab! - other.tab!)
        .map(({ id }) => id)
    expect(tabs(first)).toEqual([a, b, c])
    first.arrangeTabs([c!, a!, b!])
    first.switchTo(a!)
    first.closeSheet(a!)
    expect(first.openSheet()).toBeNull()
    const second = restart(first)
    expect(tabs(second)).toEqual([c, b])
    expect(second.sheets()).toHaveLength(3)
    second.switchTo(a!)
    expect(tabs(second)).toEqual([c, b, a])
  })
})

describe('how a sheet is looked at', () => {
  it('is kept with the sheet over a restart; what cannot be read is as if it had never been kept.', () => {
    const first = start()
    const { id } = sheetWith(first, [row(1, 'a')])
    expect(first.head(id)?.look).toBeUndefined()
    const look = { ...PLAIN_LOOK, zoom: 125, sort: { by: 0, direction: 'desc' as const } }
    first.keepLook(id, look)
    const second = restart(first)
    expect(second.head(id)?.look).toEqual(look)
    second.close()
    open = []
    const db = new DatabaseSync(file)
    db.prepare('UPDATE sheets SET look = ?').run('{"zoom": ')
    db.close()
    expect(start().head(id)?.name).toBe('Leads')
  })

  it('is nothing in a file of an earlier version, whose sheets all have their tab.', () => {
    const db = new DatabaseSync(file)
    migrate(db, 5)
    for (const id of [1, 2]) {
      db.prepare(
        "INSERT INTO sheets (id, name, columns, settings, opened_at) VALUES (?, 'Old', ?, ?, '2026')",
      ).run(id, JSON.stringify(columns), JSON.stringify(DEFAULT_SETTINGS))
    }
    db.close()
    const workspace = start()
    expect(workspace.sheets().map(({ id, tab }) => [id, tab])).toEqual([
      [2, 2],
      [1, 1],
    ])
    expect(workspace.head(1)?.look).toBeUndefined()
  })
})

describe('what became of one row', () => {
  it('is told push by push, the newest first, of this sheet and row alone.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a'), row(2, 'b')])
    const first = createPush(workspace, sheet.id, [pushRow(0, 1, ['a'], 'failed'), pushRow(1, 2, ['b'])])
    const second = createPush(workspace, sheet.id, [pushRow(0, 1, ['a'], 'created')])
    const told = workspace.rowHistory(sheet.id, 1)
    expect(told.map(({ outcome, accountLabel }) => [outcome.pushId, outcome.state, accountLabel])).toEqual([
      [second, 'created', 'Practice account'],
      [first, 'failed', 'Practice account'],
    ])
    expect(workspace.rowHistory(sheet.id + 1, 1)).toEqual([])
  })
})

describe('what the file calls the rows of a sheet', () => {
  it('is kept over a restart and goes with the sheet.', () => {
    const first = start()
    const sheet = sheetWith(first, [row(1, 'a'), row(2, 'b'), row(3, 'c')])
    first.keepFileRows(sheet.id, [
      { from: 1, place: 2 },
      { from: 3, place: 9 },
      { from: 4, place: null },
    ])
    const second = restart(first)
    expect([1, 2, 3, 4].map((id) => second.fileRows(sheet.id).placeOf(id))).toEqual([2, 3, 9, null])
    second.removeSheet(sheet.id)
    expect(second.fileRows(sheet.id).placeOf(1)).toBeNull()
  })

  it('is nothing for a sheet that came from no file, or from an earlier Leadsheet.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a')])
    expect(workspace.fileRows(sheet.id).placeOf(1)).toBeNull()
  })
})

describe('patches', () => {
  it('apply every kind of change in order.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a'), row(2, 'b'), row(3, 'c')])
    const patches: SheetPatch[] = [
      { kind: 'setCells', column: 3, rows: [1, 2, 99], values: ['x', 'y', 'z'] },
      { kind: 'putRows', rows: [{ id: 2, rank: 2, cells: ['b2'] }, row(7, 'g')] },
      { kind: 'setCells', column: 1, rows: [7], values: ['late'] },
      { kind: 'deleteRows', rows: [3, 4] },
      { kind: 'setRanks', rows: [7], ranks: [0.5] },
      { kind: 'setColumns', columns: [...columns, column(4, 'Notes')] },
      { kind: 'rename', name: 'Fair' },
      { kind: 'setSettings', settings: { ...DEFAULT_SETTINGS, blanks: 'clear' } },
    ]
    expect(workspace.applyPatches(sheet.id, 'page', 1, patches)).toBe(true)
    expect(workspace.rows(sheet.id, null, 10).rows).toEqual([
      { id: 7, rank: 0.5, cells: ['g', 'late'] },
      { id: 1, rank: 1, cells: ['a', '', '', 'x'] },
      { id: 2, rank: 2, cells: ['b2'] },
    ])
    expect(workspace.head(sheet.id)).toMatchObject({
      name: 'Fair',
      rowCount: 3,
      nextRowId: 8,
      nextColumnId: 5,
      settings: { blanks: 'clear' },
    })
  })

  it('of one batch are applied once, also when it comes again after a restart.', () => {
    const first = start()
    const sheet = sheetWith(first, [row(1, 'a')])
    const patch = (value: string): SheetPatch[] => [
      { kind: 'setCells', column: 0, rows: [1], values: [value] },
    ]
    expect(first.applyPatches(sheet.id, 'page', 1, patch('one'))).toBe(true)
    expect(first.applyPatches(sheet.id, 'page', 2, patch('two'))).toBe(true)
    const second = restart(first)
    expect(second.applyPatches(sheet.id, 'page', 1, patch('one'))).toBe(false)
    expect(second.applyPatches(sheet.id, 'other page', 1, patch('three'))).toBe(true)
    expect(second.rowsById(sheet.id, [1, 5])).toEqual([row(1, 'three')])
  })

  it('are all undone when one of them fails.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a')])
    const broken = [
      { kind: 'setCells', column: 0, rows: [1], values: ['b'] },
      { kind: 'putRows', rows: [{ id: 2, rank: null as unknown as number, cells: [] }] },
    ] satisfies SheetPatch[]
    expect(() => workspace.applyPatches(sheet.id, 'page', 1, broken)).toThrow('NOT NULL')
    expect(workspace.rowsById(sheet.id, [1])).toEqual([row(1, 'a')])
    expect(workspace.applyPatches(sheet.id, 'page', 1, [broken[0]!])).toBe(true)
  })

  it('remember what was chosen for a heading, and not what a load merely guessed.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [])
    expect(workspace.rememberedMappings()).toEqual([])
    const chosen = [column(0, 'E-mail'), column(1, 'City', 'mx_City')]
    workspace.applyPatches(sheet.id, 'page', 1, [{ kind: 'setColumns', columns: chosen }])
    expect(workspace.rememberedMappings()).toEqual([
      ['city', 'mx_City'],
      ['e mail', null],
    ])
  })
})

describe('pushes', () => {
  it('are seen only when they are whole, and dropped at the next start when they never were.', () => {
    const first = start()
    const sheet = sheetWith(first, [row(1, 'a')])
    const whole = createPush(first, sheet.id, [pushRow(0, 1, ['a'])])
    const record = first.push(whole)!
    const half = first.createPush(record)
    first.appendPushRows(half, [pushRow(0, 1, ['a'])])
    expect(first.push(half)).toBeNull()
    const second = restart(first)
    expect(second.pushes().map((push) => push.pushId)).toEqual([whole])
    expect(second.pushRows(half, null, 10)).toEqual([])
    expect(second.unfinishedPush()).toEqual(record)
  })

  it('keep each row’s journal: under way before the call, settled after it.', () => {
    const first = start()
    const sheet = sheetWith(first, [row(1, 'a'), row(2, 'b')])
    const pushId = createPush(first, sheet.id, [pushRow(0, 1, ['a']), pushRow(1, 2, ['b'])])
    first.markSending(pushId, [{ call: 1, seqs: [0, 1], sentAt: '2026-11-23T10:00:01.000Z', atWorkUntil: 0 }])
    first.settle(pushId, [settled(0, 'created', { leadId: 'lead-1' })])
    const second = restart(first)
    expect(second.pushRows(pushId, null, 10, 'sending').map((each) => each.rowId)).toEqual([2])
    expect(second.pushRowsById(pushId, [2, 1, 77])).toMatchObject([
      { rowId: 2, state: 'sending', call: 1, attempts: 0 },
      { rowId: 1, state: 'created', call: 1, attempts: 1, leadId: 'lead-1', cells: ['a'] },
    ])
    expect(second.pushCells(pushId, [1, 0])).toEqual([
      { cells: ['b'], lead: null },
      { cells: ['a'], lead: null },
    ])
    expect(second.push(pushId)?.summary).toMatchObject({
      calls: 1,
      rows: 2,
      counts: { created: 1, sending: 1 },
    })
  })

  it('count a row as changed while its cells differ from those that were sent, and no longer.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a'), row(2, 'b')])
    const pushId = createPush(workspace, sheet.id, [pushRow(0, 1, ['a', '', '']), pushRow(1, 2, ['b'])])
    workspace.settle(pushId, [settled(0, 'created'), settled(1, 'updated')])
    const changed = () => workspace.rows(sheet.id, null, 10).changed
    const write = (batch: number, value: string) =>
      workspace.applyPatches(sheet.id, 'page', batch, [
        { kind: 'setCells', column: 0, rows: [1], values: [value] },
      ])
    expect(changed()).toEqual([])
    write(1, 'other')
    expect(changed()).toEqual([1])
    write(2, 'a')
    expect(changed()).toEqual([])
  })

  it('that leave a row out do not hide what is known of it in that account; in another account nothing is.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a'), row(2, 'b')])
    const sent = createPush(workspace, sheet.id, [pushRow(0, 1, ['a']), pushRow(1, 2, ['b'], 'skipped')])
    workspace.markSending(sent, [{ call: 1, seqs: [0], sentAt: '2026-11-23T10:00:00.000Z', atWorkUntil: 0 }])
    workspace.settle(sent, [settled(0, 'unknown', { unclear: true })])
    const leftOut = [pushRow(0, 1, ['a'], 'skipped'), pushRow(1, 2, ['b'], 'skipped')]
    const statuses = () =>
      workspace.rows(sheet.id, null, 10).outcomes.map(({ pushId, state }) => [pushId, state])

    const second = createPush(workspace, sheet.id, leftOut)
    expect(statuses()).toEqual([
      [sent, 'unknown'],
      [second, 'skipped'],
    ])
    expect(workspace.ownedByEarlierPush(second, [1, 2])).toEqual(new Set([1]))

    const elsewhere = createPush(workspace, sheet.id, leftOut, 'another account')
    expect(statuses()).toEqual([
      [elsewhere, 'skipped'],
      [elsewhere, 'skipped'],
    ])
    expect(workspace.ownedByEarlierPush(elsewhere, [1, 2])).toEqual(new Set())
  })

  it('give a row its outcome back when its deletion is undone.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a')])
    const pushId = createPush(workspace, sheet.id, [pushRow(0, 1, ['a'])])
    workspace.settle(pushId, [settled(0, 'failed', { message: 'No.' })])
    workspace.applyPatches(sheet.id, 'page', 1, [{ kind: 'deleteRows', rows: [1] }])
    expect(workspace.rows(sheet.id, null, 10).outcomes).toEqual([])
    workspace.applyPatches(sheet.id, 'page', 2, [{ kind: 'putRows', rows: [row(1, 'a')] }])
    expect(workspace.rows(sheet.id, null, 10)).toMatchObject({
      outcomes: [{ rowId: 1, state: 'failed' }],
      changed: [],
    })
  })

  it('cancel rows never tried, and leave rows with an unclear try unknown.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(1, 'a'), row(2, 'b'), row(3, 'c')])
    const pushId = createPush(
      workspace,
      sheet.id,
      [1, 2, 3].map((id, index) => pushRow(index, id, [])),
    )
    workspace.settle(pushId, [settled(0, 'queued', { unclear: true }), settled(1, 'created')])
    workspace.cancelQueued(pushId, { cancelled: 'Not sent.', unknown: 'Perhaps.' })
    workspace.setPushPhase(pushId, 'cancelled', null, '')
    expect(workspace.pushRows(pushId, null, 10).map((each) => [each.state, each.message])).toEqual([
      ['unknown', 'Perhaps.'],
      ['created', ''],
      ['cancelled', 'Not sent.'],
    ])
    expect(workspace.pushes()[0]).toMatchObject({ counts: { unknown: 1, created: 1, cancelled: 1 }, rows: 3 })
    expect(workspace.unfinishedPush()).toBeNull()
  })

  it('open again as a sheet of the rows as they were sent, with what became of them.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [row(4, 'a'), row(9, 'b')])
    const pushId = createPush(workspace, sheet.id, [pushRow(0, 4, ['a']), pushRow(1, 9, ['b'])])
    workspace.settle(pushId, [settled(0, 'created'), settled(1, 'failed')])
    workspace.removeSheet(sheet.id)
    const copy = workspace.sheetFromPush(pushId, 'Leads, as sent')!
    expect(copy).toMatchObject({ name: 'Leads, as sent', rowCount: 2, nextRowId: 10, columns })
    expect(workspace.fileRows(copy.id).placeOf(9)).toBe(workspace.fileRows(sheet.id).placeOf(9))
    expect(workspace.rows(copy.id, null, 10)).toMatchObject({
      rows: [
        { id: 4, cells: ['a'] },
        { id: 9, cells: ['b'] },
      ],
      outcomes: [
        { rowId: 4, pushId, state: 'created' },
        { rowId: 9, state: 'failed' },
      ],
      changed: [],
    })
  })
})

describe('recent calls', () => {
  it('are kept for each account in order, over a restart.', () => {
    const first = start()
    first.recordCall('a', 1000.25)
    first.recordCall('b', 1001)
    first.recordCall('a', 1002)
    first.recordCall('a', 500)
    expect(restart(first).recentCalls('a', 1000)).toEqual([1000.25, 1002])
  })
})

describe('what cells hold beside what they show', () => {
  const HELD: Row = { ...row(1, 'a@b.example', '$1,234.50'), held: { 1: '1234.5' } }
  const rowsOf = (workspace: Workspace, sheetId: number) => workspace.rows(sheetId, null, 10).rows

  it('is kept with the row, and goes when the cell is written.', () => {
    const first = start()
    const sheet = sheetWith(first, [HELD, row(2, 'c@d.example', '5')])
    const second = restart(first)
    expect(rowsOf(second, sheet.id)).toEqual([HELD, row(2, 'c@d.example', '5')])
    expect(second.rowsById(sheet.id, [1])).toEqual([HELD])
    expect([second.holds({ sheetId: sheet.id }), second.holds({ sheetId: sheet.id + 1 })]).toEqual([
      true,
      false,
    ])
    second.applyPatches(sheet.id, 'page', 1, [
      { kind: 'setCells', column: 1, rows: [1], values: ['$1,234.50'] },
    ])
    expect(rowsOf(second, sheet.id)[0]).toEqual(row(1, 'a@b.example', '$1,234.50'))
  })

  it('comes back with an undo, of a cell and of a row, and stays where another cell is written.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [HELD])
    workspace.applyPatches(sheet.id, 'page', 1, [
      { kind: 'setCells', column: 1, rows: [1], values: ['x'] },
      { kind: 'setCells', column: 0, rows: [1], values: ['new@b.example'] },
      { kind: 'setCells', column: 1, rows: [1], values: ['$1,234.50'], held: ['1234.5'] },
    ])
    expect(rowsOf(workspace, sheet.id)).toEqual([{ ...HELD, cells: ['new@b.example', '$1,234.50'] }])
    workspace.applyPatches(sheet.id, 'page', 2, [
      { kind: 'deleteRows', rows: [1] },
      { kind: 'putRows', rows: [HELD] },
    ])
    expect(rowsOf(workspace, sheet.id)).toEqual([HELD])
  })

  it('is part of a push, of the sheet made from it, and of whether a row changed since.', () => {
    const workspace = start()
    const sheet = sheetWith(workspace, [HELD])
    const pushId = createPush(workspace, sheet.id, [{ ...pushRow(0, 1, HELD.cells), held: { 1: '1234.5' } }])
    expect(workspace.pushRows(pushId, null, 10)[0]?.held).toEqual({ 1: '1234.5' })
    expect(workspace.pushCells(pushId, [0])[0]?.held).toEqual({ 1: '1234.5' })
    workspace.markSending(pushId, [
      { call: 1, seqs: [0], sentAt: '2026-11-28T08:00:00.000Z', atWorkUntil: 0 },
    ])
    expect(workspace.rowsOfCalls(pushId, [1])[0]?.held).toEqual({ 1: '1234.5' })
    expect(workspace.rows(sheet.id, null, 10).changed).toEqual([])
    expect(rowsOf(workspace, workspace.sheetFromPush(pushId, 'Again')!.id)).toEqual([HELD])
    workspace.applyPatches(sheet.id, 'page', 1, [
      { kind: 'setCells', column: 1, rows: [1], values: ['$1,234.50'] },
    ])
    expect(workspace.rows(sheet.id, null, 10).changed).toEqual([1])
  })

  it('is nothing in a file of an earlier version, which opens as it was.', () => {
    const db = new DatabaseSync(file)
    migrate(db, 1)
    db.prepare(
      "INSERT INTO sheets (id, name, columns, settings, row_count, next_row_id, opened_at) VALUES (1, 'Old', ?, ?, 1, 2, '2026')",
    ).run(JSON.stringify(columns), JSON.stringify(DEFAULT_SETTINGS))
    db.prepare('INSERT INTO rows (sheet_id, id, rank, cells) VALUES (1, 1, 1, ?)').run(
      '["a@b.example","Köln"]',
    )
    db.close()
    const workspace = start()
    expect(rowsOf(workspace, 1)).toEqual([row(1, 'a@b.example', 'Köln')])
    workspace.applyPatches(1, 'page', 1, [{ kind: 'putRows', rows: [HELD] }])
    expect(rowsOf(workspace, 1)).toEqual([HELD])
  })
})
