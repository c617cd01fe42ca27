import { existsSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { storageFault } from './storage-fault.ts'

function thrownBy(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

test('a database that may not grow is told as a full disk, in words that say what to do', () => {
  const db = new DatabaseSync(':memory:')
  db.exec('PRAGMA max_page_count = 3; CREATE TABLE t (text TEXT)')
  const error = thrownBy(() => db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000)))
  db.close()
  expect(storageFault(error)).toEqual({
    kind: 'cannot-write',
    text: 'The disk is full, so Leadsheet could not save this. Make room on it, then try again.',
  })
})

// A device of Linux that is always full.
test.runIf(existsSync('/dev/full'))('a file on a full disk is told the same way', () => {
  const error = thrownBy(() => writeFileSync('/dev/full', 'x'))
  expect(storageFault(error)?.text).toContain('The disk is full')
})

test('any other error stays a surprise', () => {
  const db = new DatabaseSync(':memory:')
  const error = thrownBy(() => db.exec('SELECT * FROM nowhere'))
  db.close()
  expect(storageFault(error)).toBeNull()
  expect(storageFault(new TypeError('x is not a function'))).toBeNull()
})
