import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { childProcessCarrier, createWorkbooks } from '#electron/gateways/workbook-process.ts'
import { unfinishedFiles } from '#electron/gateways/unfinished-files.ts'
import { createInbox } from '#electron/gateways/inbox-folder.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { Result } from '#shared/api/faults.ts'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'
import { createFiles, type FileService } from './files.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { createReports, type ReportService } from './reports.ts'

const PROCESS = new URL('../../workbook/process.ts', import.meta.url).pathname

const now = (): Date => new Date('2026-11-23T12:00:00.000Z')

let folder: string
let workspace: Workspace & ReadingStore
let workbooks: ReturnType<typeof createWorkbooks>
let files: FileService
let reports: ReportService
let saved: string[]
let attributes: readonly Attribute[]
const LEAD_NUMBER: Attribute = {
  ...{ schemaName: 'ProspectID', displayName: 'Lead ID', dataType: 'Text', mandatory: false },
  ...{ maxLength: 36, options: [], readOnly: true },
}

const told: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadsheet-files-'))
  workspace = expectOk(openWorkspace(join(folder, 'workspace.sqlite'), now)).workspace
  workbooks = createWorkbooks({
    spawn: () => childProcessCarrier(PROCESS),
    unfinished: unfinishedFiles(folder),
  })
  saved = []
  attributes = STANDARD_ATTRIBUTES
  files = createFiles({
    inbox: createInbox(folder),
    workbooks,
    workspace,
    attributesOf: () => Promise.resolve(attributes),
    sample: { path: join(folder, 'sample.csv'), name: 'sample-leads.csv' },
    emit: (name) => told.push(name),
  })
  told.length = 0
  reports = createReports({
    workspace,
    workbooks,
    saveTarget: {
      async save(name, write) {
        const path = join(folder, name)
        const written = await write(path)
        saved.push(path)
        return written.ok ? { ok: true, value: { kind: 'saved', path } } : written
      },
    },
    emit: () => undefined,
  })
})

afterEach(async () => {
  workbooks.close()
  workspace.close()
  await rm(folder, { recursive: true, force: true })
})

function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.fault.text)
  return result.value
}

async function send(name: string, bytes: Buffer): Promise<string> {
  const { fileId } = expectOk(await files.handlers['files.begin']({ name, size: bytes.length }))
  for (let at = 0; at < bytes.length; at += 1000) {
    const base64 = bytes.subarray(at, at + 1000).toString('base64')
    expectOk(await files.handlers['files.chunk']({ fileId, base64 }))
  }
  return fileId
}

function load(fileId: string) {
  return files.handlers['files.load']({ fileId, choices: DEFAULT_CHOICES, accountId: 'practice' })
}

function workbook(rows: unknown[][]): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Sheet1')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

const GUESTS = [
  ['Email', 'First Name', 'Table'],
  ['ana@b.example', 'Ana', 4],
  ['zoë@b.example', 'Zoë', 5],
]

test('a workbook sent in chunks becomes the open sheet, mapped by its headings', async () => {
  const fileId = await send('guests.xlsx', workbook(GUESTS))
  const inspection = expectOk(await files.handlers['files.inspect']({ fileId, choices: DEFAULT_CHOICES }))
  expect(inspection.questions).toEqual([])

  const { sheet, notes } = expectOk(await load(fileId))

  expect(notes).toEqual([])
  expect(sheet.name).toBe('guests')
  expect(sheet.columns.map(({ header, attribute }) => [header, attribute])).toEqual([
    ['Email', 'EmailAddress'],
    ['First Name', 'FirstName'],
    ['Table', null],
  ])
  expect(workspace.openSheet()).toEqual(sheet)
  expect(workspace.rows(sheet.id, null, 10).rows.map((row) => row.cells)).toEqual([
    ['ana@b.example', 'Ana', '4'],
    ['zoë@b.example', 'Zoë', '5'],
  ])
})

test('each row keeps the number its file has for it, whatever is done to the sheet; rows added later have none', async () => {
  const lines = ['Email,Note', 'ana@b.example,"two', 'lines"', '', 'ben@b.example,x', 'cleo@b.example,y']
  const { sheet } = expectOk(await load(await send('notes.csv', Buffer.from(lines.join('\r\n')))))
  const placesNow = (): (number | null)[] =>
    [1, 2, 3, 4].map((id) => workspace.fileRows(sheet.id).placeOf(id))
  expect(placesNow()).toEqual([2, 5, 6, null])

  workspace.applyPatches(sheet.id, 'page', 1, [
    { kind: 'deleteRows', rows: [2] },
    { kind: 'putRows', rows: [{ id: 4, rank: 0.5, cells: ['new@b.example'] }] },
    { kind: 'putRows', rows: [{ id: 2, rank: 9, cells: ['ben@b.example', 'back'] }] },
  ])
  expect(placesNow()).toEqual([2, 5, 6, null])
})

test('a file that cannot be read leaves the open sheet as it was, and no other behind', async () => {
  const before = expectOk(await load(await send('guests.xlsx', workbook(GUESTS))))

  const refused = await load(await send('broken.xlsx', workbook(GUESTS).subarray(0, 3000)))

  expect(refused.ok).toBe(false)
  if (refused.ok) return
  expect(refused.fault).toMatchObject({ kind: 'unreadable-file', code: 'incomplete' })
  expect(workspace.openSheet()).toEqual(before.sheet)
  expect(workspace.sheets()).toHaveLength(1)
})

test('the sample is opened as if it had been dropped', async () => {
  await writeFile(join(folder, 'sample.csv'), 'Email,Company\na@b.example,Alder & Finch\n')
  const { fileId } = expectOk(await files.handlers['files.sample']({}))
  const { sheet } = expectOk(await load(fileId))
  expect(sheet.rowCount).toBe(1)
})

test.each(['xlsx', 'csv'] as const)(
  'a %s report opened elsewhere restores mapping, search key and statuses',
  async (format) => {
    const { sheet } = expectOk(await load(await send('guests.xlsx', workbook(GUESTS))))
    const settings = {
      ...DEFAULT_SETTINGS,
      searchBy: 'FirstName',
      blanks: 'clear' as const,
      phoneCountry: 'DE',
    }
    const columns = sheet.columns.map((column) =>
      column.header === 'Table' ? { ...column, attribute: 'mx_City' } : column,
    )
    workspace.applyPatches(sheet.id, 'page', 1, [
      { kind: 'setSettings', settings },
      { kind: 'setColumns', columns },
    ])
    const pushId = workspace.createPush({
      summary: {
        sheetId: sheet.id,
        sheetName: sheet.name,
        accountLabel: 'Leads of ours',
        host: 'api.leadsquared.com',
        phase: 'finished',
        startedAt: '2026-11-23T10:00:00.000Z',
        endedAt: '2026-11-23T10:00:02.000Z',
        seconds: 2,
        searchBy: 'FirstName',
        mapping: [],
        calls: 1,
        throttled: 0,
        limits: ['25 calls in 5 s'],
        imported: false,
      },
      accountId: 'practice',
      columns,
      settings,
      pauseReason: null,
      note: '',
    })
    workspace.appendPushRows(pushId, [
      {
        rowId: 2,
        seq: 0,
        cells: ['zoë@b.example', 'Zoë', '5'],
        state: 'failed',
        leadId: null,
        message: 'The email is not one.',
        details: 'The address has no domain.',
        attempts: 1,
        call: 1,
        sentAt: '2026-11-23T10:00:01.000Z',
        lead: null,
        carrierId: null,
        repeatable: true,
        unclear: false,
      },
    ])
    workspace.openPush(pushId)
    const answer = expectOk(
      await reports.handlers['report.export']({ source: { kind: 'sheet', sheetId: sheet.id }, format }),
    )
    expect(answer).toEqual({ kind: 'saved', path: join(folder, `guests report.${format}`) })

    workspace.close()
    const elsewhere = await mkdtemp(join(tmpdir(), 'leadsheet-elsewhere-'))
    workspace = expectOk(openWorkspace(join(elsewhere, 'workspace.sqlite'), now)).workspace
    const there = createFiles({
      inbox: createInbox(elsewhere),
      workbooks,
      workspace,
      attributesOf: () => Promise.resolve(STANDARD_ATTRIBUTES),
      sample: { path: '', name: '' },
      emit: () => undefined,
    })
    const reopened = expectOk(
      await there.load({ path: saved[0]!, name: `guests report.${format}` }, DEFAULT_CHOICES, 'practice', {
        signal: new AbortController().signal,
      }),
    )

    expect(reopened.sheet.name).toBe('guests')
    expect(reopened.sheet.settings).toEqual(settings)
    expect(reopened.sheet.columns.map((column) => column.attribute)).toEqual([
      'EmailAddress',
      'FirstName',
      'mx_City',
    ])
    const page = workspace.rows(reopened.sheet.id, null, 10)
    expect(page.rows.map((row) => row.cells)).toEqual([
      ['ana@b.example', 'Ana', '4'],
      ['zoë@b.example', 'Zoë', '5'],
    ])
    expect(page.changed).toEqual([])
    expect(page.outcomes).toEqual([
      {
        rowId: 2,
        pushId: expect.any(Number) as number,
        state: 'failed',
        leadId: null,
        message: 'The email is not one.',
        details: 'The address has no domain.',
        attempts: 1,
        call: 1,
        sentAt: '2026-11-23T10:00:01.000Z',
      },
    ])
    expect(workspace.pushes()[0]).toMatchObject({
      imported: true,
      accountLabel: 'Leads of ours',
      phase: 'finished',
    })
    await rm(elsewhere, { recursive: true, force: true })
  },
)

test.each(['xlsx', 'csv'] as const)(
  'a report of rows that were matched but never pushed reopens with their leads, as %s',
  async (format) => {
    const { sheet } = expectOk(await load(await send('guests.xlsx', workbook(GUESTS))))
    const links = [{ rowId: 2, leadId: '6f3a1c52-1b7e-4c1d-9a44-0c2f6f1d9b10' }]
    workspace.linkRows(sheet.id, 'practice', links, 'report')
    expectOk(
      await reports.handlers['report.export']({ source: { kind: 'sheet', sheetId: sheet.id }, format }),
    )
    const bytes = await readFile(saved[0]!)
    const reopened = expectOk(await load(await send(`guests report.${format}`, bytes))).sheet
    expect(reopened.id).not.toBe(sheet.id)
    const page = { afterRow: null, limit: 10 }
    expect(workspace.linkedRows(reopened.id, 'practice', page).rows).toMatchObject(links)
    // It was never pushed, and is told so.
    expect(workspace.rows(reopened.id, null, 10).outcomes).toEqual([])
  },
)

test('a table that was got out of LeadSquared is pushed by its Lead IDs; a first column of anything else is not', async () => {
  const pulled = [
    ['Lead ID', 'Email'],
    ['6f3a1c52-1b7e-4c1d-9a44-0c2f6f1d9b10', 'ana@b.example'],
    ['7f3a1c52-1b7e-4c1d-9a44-0c2f6f1d9b10', 'zoë@b.example'],
  ]
  attributes = [...STANDARD_ATTRIBUTES, LEAD_NUMBER]
  const { sheet } = expectOk(await load(await send('pulled.xlsx', workbook(pulled))))
  expect(sheet.columns.map(({ attribute }) => attribute)).toEqual(['ProspectID', 'EmailAddress'])
  expect(sheet.settings.searchBy).toBe('ProspectID')
  const other = expectOk(await load(await send('other.xlsx', workbook([...pulled, ['17', 'bo@b.example']]))))
  expect(other.sheet.columns[0]!.attribute).toBeNull()
  expect(other.sheet.settings.searchBy).toBe('default')
})

test('a report whose run was cut still restores its statuses, and says that the mapping is a guess', async () => {
  const bytes = Buffer.from(
    'Email,Status,Lead ID,Message,Attempts,Call,Sent at\r\na@b.example,Created,id-1,,1,1,2026-11-23 10:00:00 UTC\r\n',
  )
  const { sheet, notes } = expectOk(await load(await send('report.csv', bytes)))
  expect(sheet.columns.map(({ header, attribute }) => [header, attribute])).toEqual([
    ['Email', 'EmailAddress'],
  ])
  expect(workspace.rows(sheet.id, null, 10).outcomes).toMatchObject([{ state: 'created', leadId: 'id-1' }])
  expect(notes.map((note) => note.code)).toEqual(['report-incomplete'])
})

test('a push in history gives a report of its rows as they were sent, though the sheet has changed', async () => {
  const { sheet } = expectOk(await load(await send('guests.xlsx', workbook(GUESTS))))
  const pushId = workspace.createPush({
    summary: {
      sheetId: sheet.id,
      sheetName: sheet.name,
      accountLabel: 'Practice account',
      host: '127.0.0.1',
      phase: 'finished',
      startedAt: '2026-11-23T10:00:00.000Z',
      endedAt: null,
      seconds: 0,
      searchBy: 'default',
      mapping: [],
      calls: 1,
      throttled: 0,
      limits: [],
      imported: false,
    },
    accountId: 'practice',
    columns: sheet.columns,
    settings: sheet.settings,
    pauseReason: null,
    note: '',
  })
  const { rows } = workspace.rows(sheet.id, null, 10)
  workspace.appendPushRows(
    pushId,
    rows.map((row, seq) => ({
      rowId: row.id,
      seq,
      cells: row.cells,
      state: 'created' as const,
      leadId: `id-${seq}`,
      message: '',
      details: null,
      attempts: 1,
      call: 1,
      sentAt: '2026-11-23T10:00:01.000Z',
      lead: null,
      carrierId: null,
      repeatable: true,
      unclear: false,
    })),
  )
  workspace.openPush(pushId)
  workspace.applyPatches(sheet.id, 'page', 1, [
    { kind: 'setCells', column: 1, rows: [1], values: ['Changed'] },
    { kind: 'deleteRows', rows: [2] },
  ])

  expectOk(await reports.handlers['report.export']({ source: { kind: 'push', pushId }, format: 'xlsx' }))
  expectOk(
    await reports.handlers['report.export']({ source: { kind: 'sheet', sheetId: sheet.id }, format: 'csv' }),
  )

  const book = XLSX.read(await readFile(saved[0]!))
  const table = XLSX.utils.sheet_to_json<string[]>(book.Sheets['Leads']!, { header: 1, defval: '' })
  expect(table.slice(1).map((row) => [...row.slice(0, 5)])).toEqual([
    ['ana@b.example', 'Ana', '4', 'Created', 'id-0'],
    ['zoë@b.example', 'Zoë', '5', 'Created', 'id-1'],
  ])
  expect(XLSX.utils.sheet_to_csv(book.Sheets['Run']!)).toContain('Account,Practice account')
  const text = XLSX.read(await readFile(saved[1]!, 'utf8'), { type: 'string', raw: true })
  const lines = XLSX.utils.sheet_to_json<string[]>(text.Sheets[text.SheetNames[0]!]!, {
    header: 1,
    defval: '',
  })
  expect(lines.slice(1).map((row) => row.slice(0, 4))).toEqual([
    ['ana@b.example', 'Changed', '4', 'Created, changed since'],
  ])
})

test('a report of what is not there any more is a sentence', async () => {
  const answer = await reports.handlers['report.export']({
    source: { kind: 'push', pushId: 99 },
    format: 'csv',
  })
  expect(answer).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
  expect(saved).toEqual([])
})

test.each(['xlsx', 'csv'] as const)(
  'what a workbook holds is stored with its rows, and comes back from a .%s report of them',
  async (format) => {
    const bytes = await readFile(new URL('../../workbook/fixtures/shares-and-money.xlsx', import.meta.url))
    const loaded = expectOk(await load(await send('deals.xlsx', bytes)))
    const heldIn = (sheetId: number) => workspace.rows(sheetId, null, 10).rows.map(({ held }) => held)
    const held = heldIn(loaded.sheet.id)
    expect(held.map((row) => row?.[2])).toEqual(['47215930', '-1234.5', '125000.5', '0', '12500'])
    expectOk(
      await reports.handlers['report.export']({
        source: { kind: 'sheet', sheetId: loaded.sheet.id },
        format,
      }),
    )
    const again = expectOk(await load(await send(`again.${format}`, await readFile(saved.at(-1)!))))
    expect(heldIn(again.sheet.id)).toEqual(held)
  },
)

test('files named outside the page wait until a page takes the first of them, which is read where it lies', async () => {
  const path = join(folder, 'offered.csv')
  writeFileSync(path, 'Email,First Name\nana@b.example,Ana\n')
  expect(expectOk(await files.handlers['files.takeOffered']({}))).toEqual({ file: null, others: 0 })
  files.offer([join(folder, 'earlier.csv')])
  files.offer([path, join(folder, 'another.csv')])
  expect(told).toEqual(['files.offered', 'files.offered'])
  const { file, others } = expectOk(await files.handlers['files.takeOffered']({}))
  expect({ kind: file?.kind, name: file?.name, others }).toEqual({
    kind: 'taken',
    name: 'offered.csv',
    others: 1,
  })
  if (file?.kind !== 'taken') throw new Error('not taken')
  expect(expectOk(await load(file.fileId)).sheet).toMatchObject({ name: 'offered', rowCount: 1 })
  expect(existsSync(path)).toBe(true)
  expect(expectOk(await files.handlers['files.takeOffered']({}))).toEqual({ file: null, others: 0 })
})

test('a file named outside the page that is gone is told by its name', async () => {
  files.offer([join(folder, 'gone.csv')])
  expect(expectOk(await files.handlers['files.takeOffered']({})).file).toEqual({
    kind: 'refused',
    name: 'gone.csv',
    problem: 'It is not there any more: it may have been moved, renamed or deleted.',
  })
})
