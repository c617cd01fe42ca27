import { afterEach, beforeEach, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import { readColumns } from './column-readings.ts'

let folder: string
let workspace: Workspace
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'readings-'))
  const opened = openWorkspace(join(folder, 'workspace.sqlite'), () => new Date())
  if (!opened.ok) throw new Error(opened.fault.text)
  workspace = opened.value.workspace
})
afterEach(() => {
  workspace.close()
  rmSync(folder, { recursive: true })
})

const ATTRIBUTES: Attribute[] = [
  ...STANDARD_ATTRIBUTES,
  { ...STANDARD_ATTRIBUTES[0]!, schemaName: 'mx_Born', displayName: 'Born', dataType: 'Date', options: [] },
]
const COLUMN: Column = {
  ...{ id: 0, header: 'Born', attribute: 'mx_Born', constant: null, hidden: false, width: null },
}

function sheetOf(values: string[]): number {
  const { id } = workspace.createSheet('Leads', [COLUMN], DEFAULT_SETTINGS)
  workspace.appendRows(
    id,
    values.map((value, at) => packRow({ id: at + 1, rank: at + 1, cells: [value] })),
  )
  return id
}

test('a column is read anew as soon as a row was written, and not while none was', async () => {
  const id = sheetOf(['03/04/2024', '13/04/2024'])
  let passes = 0
  const watched = {
    packedRows(...asked: Parameters<Workspace['packedRows']>) {
      passes++
      return workspace.packedRows(...asked)
    },
    rowsVersion: (sheetId: number) => workspace.rowsVersion(sheetId),
  }
  const read = async () => (await readColumns(watched, workspace.head(id)!, ATTRIBUTES))[0]!.as
  expect(await read()).toBe('dmy')
  expect(await read()).toBe('dmy')
  expect(passes).toBe(1)
  workspace.applyPatches(id, 'page', 1, [{ kind: 'setCells', column: 0, rows: [2], values: ['04/13/2024'] }])
  expect(await read()).toBe('mdy')
  workspace.applyPatches(id, 'page', 2, [{ kind: 'deleteRows', rows: [2] }])
  expect(await read()).toBe(null)
  workspace.appendRows(id, [packRow({ id: 3, rank: 3, cells: ['14/04/2024'] })])
  expect(await read()).toBe('dmy')
  workspace.applyPatches(id, 'page', 3, [
    { kind: 'setColumns', columns: [{ ...COLUMN, readAs: { dates: 'mdy' } }] },
  ])
  expect(await read()).toBe('mdy')
})

test('rows that are written while they are read are read again', async () => {
  const id = sheetOf(Array.from({ length: 2500 }, (_, at) => (at === 0 ? '13/04/2024' : '03/04/2024')))
  const reading = readColumns(workspace, workspace.head(id)!, ATTRIBUTES)
  workspace.applyPatches(id, 'page', 1, [{ kind: 'setCells', column: 0, rows: [1], values: ['04/13/2024'] }])
  await reading
  expect((await readColumns(workspace, workspace.head(id)!, ATTRIBUTES))[0]!.as).toBe('mdy')
})
