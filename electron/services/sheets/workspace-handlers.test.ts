import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { contract } from '#shared/api/contract.ts'
import type { SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { workspaceHandlers } from './workspace-handlers.ts'

let folder: string
let workspace: Workspace
const busySheets = new Set<number>()
let deletions: { sheetId: number; rows: readonly number[] }[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-handlers-'))
  const opened = openWorkspace(join(folder, 'workspace.sqlite'), () => new Date())
  if (!opened.ok) throw new Error(opened.fault.text)
  workspace = opened.value.workspace
  busySheets.clear()
  deletions = []
})
afterEach(() => {
  workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

function handlers() {
  return workspaceHandlers({
    workspace,
    inUse: (sheetId) => busySheets.has(sheetId),
    onDeleted: (sheetId, rows) => deletions.push({ sheetId, rows }),
  })
}

async function create(name: string, accountId = 'practice'): Promise<SheetHead> {
  const made = await handlers()['workspace.create']({ name, accountId })
  if (!made.ok) throw new Error(made.fault.text)
  return made.value
}

describe('the workspace’s calls', () => {
  it('begin without a sheet, and make one that is open and has columns to type into.', async () => {
    expect(await handlers()['workspace.open']({})).toEqual({ ok: true, value: { sheet: null } })
    const sheet = await create('Fair')
    expect(sheet).toMatchObject({ name: 'Fair', rowCount: 0 })
    expect(sheet.columns.length).toBeGreaterThan(0)
    expect(await handlers()['workspace.open']({})).toEqual({ ok: true, value: { sheet } })
  })

  it('make a sheet for the account that is named, whatever the open one is for.', async () => {
    expect(await create('Fair', 'sales')).toMatchObject({ settings: { accountId: 'sales' } })
    expect(await create('Next', 'practice')).toMatchObject({ settings: { accountId: 'practice' } })
  })

  it('tell another sheet’s columns without opening it.', async () => {
    const fair = await create('Fair')
    const open = await create('Open')
    expect(await handlers()['workspace.head']({ sheetId: fair.id })).toMatchObject({
      ok: true,
      value: { id: fair.id, name: 'Fair', columns: fair.columns },
    })
    expect(await handlers()['workspace.open']({})).toMatchObject({ value: { sheet: { id: open.id } } })
    expect(await handlers()['workspace.head']({ sheetId: 999 })).toMatchObject({ ok: false })
  })

  it('answer in the contract’s form.', async () => {
    const sheet = await create('Fair')
    const sheetId = sheet.id
    const row = { id: 1, rank: 1, cells: ['ana@leads.example'] }
    const batch = { sheetId, pageId: 'page', batch: 1, patches: [{ kind: 'putRows' as const, rows: [row] }] }
    expect(await handlers()['workspace.patch'](batch)).toEqual({ ok: true, value: {} })
    const page = await handlers()['workspace.rows']({ sheetId, afterRank: null, limit: 10 })
    const sheets = await handlers()['workspace.sheets']({})
    if (!page.ok || !sheets.ok) throw new Error('no answer')
    expect(contract.calls['workspace.rows'].output.parse(page.value)).toMatchObject({
      rows: [row],
      done: true,
    })
    expect(contract.calls['workspace.sheets'].output.parse(sheets.value).sheets).toMatchObject([
      { id: sheetId, name: 'Fair', accountId: 'practice', rowCount: 1 },
    ])
  })

  it('tell which rows were deleted, but for those an undo in the same batch brought back.', async () => {
    const { id: sheetId } = await create('Fair')
    const [first, second] = [1, 2].map((id) => ({ id, rank: id, cells: [`lead${id}@leads.example`] }))
    await handlers()['workspace.patch']({
      sheetId,
      pageId: 'page',
      batch: 1,
      patches: [
        { kind: 'putRows', rows: [first!, second!] },
        { kind: 'deleteRows', rows: [1, 2] },
        { kind: 'putRows', rows: [second!] },
      ],
    })
    expect(deletions).toEqual([{ sheetId, rows: [1] }])
  })

  it('say so where a sheet is gone, and lose nothing by it.', async () => {
    const gone = { ok: false, fault: { kind: 'not-found' } }
    const h = handlers()
    expect(await h['workspace.rows']({ sheetId: 9, afterRank: null, limit: 5 })).toMatchObject(gone)
    expect(await h['workspace.patch']({ sheetId: 9, pageId: 'p', batch: 1, patches: [] })).toMatchObject(gone)
    expect(await h['workspace.switch']({ sheetId: 9 })).toMatchObject(gone)
  })

  it('keep a sheet while a push of it has not ended.', async () => {
    const sheet = await create('Fair')
    busySheets.add(sheet.id)
    const refused = await handlers()['workspace.remove']({ sheetId: sheet.id })
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'busy' } })
    busySheets.clear()
    expect(await handlers()['workspace.remove']({ sheetId: sheet.id })).toEqual({ ok: true, value: {} })
    expect(workspace.sheets()).toEqual([])
  })
})
