import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEPT_AT, toldBy } from '#electron/gateways/workspace/kept/told.test-kit.ts'
import { SCHEMA_VERSION } from './schema.ts'
import { openWorkspace } from './workspace-sqlite.ts'

const KEPT = join(import.meta.dirname, 'kept')
/** The first version of which a file was kept. */
const FIRST = 5
const versions = readdirSync(KEPT)
  .flatMap((name) => /^workspace-(\d+)\.sqlite$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b)

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(version: number) {
  const path = join(folder, 'workspace.sqlite')
  copyFileSync(join(KEPT, `workspace-${version}.sqlite`), path)
  const opened = openWorkspace(path, () => new Date(KEPT_AT))
  if (!opened.ok) throw new Error(opened.fault.text)
  return opened.value
}

describe('a workspace that was kept', () => {
  it('is there for every version since, today’s too: kept/keep.ts keeps the next one', () => {
    expect(versions).toEqual(Array.from({ length: SCHEMA_VERSION - FIRST + 1 }, (_, at) => FIRST + at))
  })

  it.each(versions)('by version %d tells today what it told then', (version) => {
    const { workspace, notice } = open(version)
    const then = JSON.parse(readFileSync(join(KEPT, `workspace-${version}.json`), 'utf8')) as object
    expect(notice).toBe('')
    // What came later may be told beside it.
    expect(toldBy(workspace)).toMatchObject(then)
    workspace.close()
  })

  it.each(versions)('by version %d goes on: an edit, and the rest of its push', (version) => {
    const { workspace } = open(version)
    const [fair] = workspace.sheets().filter(({ name }) => name === 'Spring fair')
    const { id } = fair!
    workspace.applyPatches(id, 'page', 1, [{ kind: 'setCells', column: 1, rows: [3], values: ['Kenji'] }])
    expect(workspace.rowsById(id, [3])[0]!.cells[1]).toBe('Kenji')
    const push = workspace.unfinishedPush()!
    expect(push.unclear).toBe(1)
    workspace.cancelQueued(push.summary.pushId, { cancelled: 'Cancelled.', unknown: 'Nobody knows.' })
    workspace.setPushPhase(push.summary.pushId, 'cancelled', null, '')
    expect(workspace.unfinishedPush()).toBeNull()
    expect(workspace.push(push.summary.pushId)!.summary.counts).toMatchObject({ cancelled: 2, unknown: 1 })
    workspace.close()
  })
})
