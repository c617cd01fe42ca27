import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Others, SharedCalls } from '#electron/services/ports/shared-calls.ts'
import { openSharedCalls, type SharedCallsFile } from './shared-calls.ts'

const ACCOUNT = { origin: 'https://api.leadsquared.com', accessKey: 'u$rSECRETKEY' }

let folder: string
let path: string
let files: SharedCallsFile[]
let said: string[]
let now: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-shared-'))
  path = join(folder, 'made', 'recent-calls.sqlite')
  files = []
  said = []
  now = 1_000_000
})

afterEach(() => {
  for (const file of files) file.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(home: string, account = ACCOUNT): SharedCalls {
  const file = openSharedCalls({
    ...{ path, home },
    wall: () => now,
    monotonic: () => now,
    onUnavailable: (text) => said.push(text),
  })
  files.push(file)
  return file.of(account, 'account')
}

function others(calls: SharedCalls): Others {
  let seen: Others | null = null
  calls.inTurn(10_000, (found) => (seen = found))
  return seen!
}

describe('calls of several Leadsheets on one account', () => {
  it('are seen by each other as far as they have come, and not by who made them', () => {
    const [one, other] = [open('/one'), open('/other')]
    const call = one.begin()
    expect(others(other).calls).toEqual([{ endedAt: null }])
    now += 20
    call.ended()
    expect(others(other).calls).toEqual([{ endedAt: 1_000_020 }])
    expect(others(one).calls).toEqual([])
  })

  it('that never left are gone', () => {
    const [one, other] = [open('/one'), open('/other')]
    one.begin().dropped()
    expect(others(other).calls).toEqual([])
  })

  it('tell who waits for a slot, until the moment it will have looked again', () => {
    const [one, other] = [open('/one'), open('/other')]
    one.waits(now + 5000)
    expect(others(other).waiting).toBe(1)
    expect(others(one).waiting).toBe(0)
    now += 7000
    expect(others(other).waiting).toBe(0)
    one.waits(now + 5000)
    one.waits(null)
    expect(others(other).waiting).toBe(0)
  })

  it('of other keys or another host are no matter of theirs', () => {
    const one = open('/one')
    one.begin()
    expect(others(open('/two', { ...ACCOUNT, accessKey: 'another' })).calls).toEqual([])
    expect(others(open('/three', { ...ACCOUNT, origin: 'https://api-in21.leadsquared.com' })).calls).toEqual(
      [],
    )
  })

  it('are written down without a key, for this user alone', () => {
    open('/one').begin().ended()
    for (const suffix of ['', '-wal']) {
      expect(readFileSync(path + suffix, 'latin1')).not.toContain(ACCOUNT.accessKey)
    }
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('are counted for each by itself where the file cannot be used, which is said once', () => {
    writeFileSync(join(folder, 'made'), 'a file where the folder should be')
    const one = open('/one')
    one.begin().ended()
    one.waits(now)
    expect(others(one)).toEqual({ calls: [], waiting: 0 })
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('nothing is lost')
  })

  it('are counted on where the file was taken for a moment, and nothing is said of it', () => {
    const one = open('/one')
    one.begin()
    const other = open('/other')
    const taken = new DatabaseSync(path)
    taken.exec('BEGIN IMMEDIATE')
    expect(others(other)).toEqual({ calls: [], waiting: 0 })
    now += 9_000
    expect(others(other)).toEqual({ calls: [], waiting: 0 })
    taken.exec('ROLLBACK')
    expect(others(other).calls).toEqual([{ endedAt: null }])
    now += 9_000
    taken.exec('BEGIN IMMEDIATE')
    expect(others(other)).toEqual({ calls: [], waiting: 0 })
    taken.close()
    expect(said).toEqual([])
  })

  it('are counted for each by itself where the file stays taken, which is said once', () => {
    open('/one').begin()
    const taken = new DatabaseSync(path)
    taken.exec('BEGIN IMMEDIATE')
    const other = open('/other')
    others(other)
    expect(said).toEqual([])
    now += 10_000
    others(other)
    others(other)
    expect(said).toHaveLength(1)
    taken.close()
  })

  it('are counted for each by itself where the file is damaged', () => {
    open('/one')
    files.pop()
    rmSync(join(folder, 'made'), { recursive: true, force: true })
    path = join(folder, 'damaged.sqlite')
    writeFileSync(path, 'no database at all, but long enough to be looked at as one'.repeat(100))
    expect(others(open('/two'))).toEqual({ calls: [], waiting: 0 })
    expect(said).toHaveLength(1)
  })
})
