import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { hasNoSheetOpen } from './no-sheet.ts'
import { openWorkspace } from './workspace-sqlite.ts'

function fresh() {
  const folder = mkdtempSync(join(tmpdir(), 'leadsheet-no-sheet-'))
  const path = join(folder, 'workspace.sqlite')
  function open() {
    const opened = openWorkspace(path, () => new Date('2026-11-28T12:00:00Z'))
    if (!opened.ok) throw new Error(opened.fault.text)
    return opened.value.workspace
  }
  return { folder, path, open }
}

describe('whether it is certain that no sheet is open', () => {
  it('is certain of a workspace that is not there yet, and makes none', () => {
    const { folder, path } = fresh()
    expect(hasNoSheetOpen(path)).toBe(true)
    expect(readdirSync(folder)).toEqual([])
  })

  it('follows what was open when the workspace was closed, and leaves nothing beside it', () => {
    const { folder, path, open } = fresh()
    open().close()
    expect(hasNoSheetOpen(path)).toBe(true)
    const first = open()
    const { id } = first.createSheet('Leads', [], DEFAULT_SETTINGS)
    expect(first.switchTo(id)).not.toBeNull()
    first.close()
    expect(hasNoSheetOpen(path)).toBe(false)
    const second = open()
    expect(second.openSheet()?.id).toBe(id)
    second.closeSheet(id)
    second.close()
    expect(hasNoSheetOpen(path)).toBe(true)
    expect(readdirSync(folder)).toEqual(['workspace.sqlite'])
  })

  it('is not, while the workspace is open or where it was left in the middle of its work', () => {
    const { path, open } = fresh()
    open().close()
    writeFileSync(`${path}-wal`, '')
    expect(hasNoSheetOpen(path)).toBe(false)
    const held = open()
    expect(hasNoSheetOpen(path)).toBe(false)
    held.close()
  })

  it.each([
    ['is no database', 'not a database at all'],
    ['is of another form', ''],
  ])('is not, where the file %s', (_what, bytes) => {
    const { path } = fresh()
    writeFileSync(path, bytes)
    expect(hasNoSheetOpen(path)).toBe(false)
  })
})
