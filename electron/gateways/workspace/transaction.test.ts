import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inPassing } from './transaction.ts'

const FULL = 2
let db: DatabaseSync
beforeEach(() => {
  db = new DatabaseSync(':memory:')
  db.exec('PRAGMA synchronous = FULL; CREATE TABLE kept (id INTEGER)')
})
afterEach(() => db.close())

const synchronous = (): unknown => db.prepare('PRAGMA synchronous').get()!['synchronous']
const kept = (): unknown => db.prepare('SELECT count(*) AS rows FROM kept').get()!['rows']

test('what is kept in passing waits for the disk no more, and what follows does again', () => {
  const during = inPassing(db, () => {
    db.exec('INSERT INTO kept VALUES (1)')
    return synchronous()
  })
  expect([during, synchronous(), kept()]).toEqual([1, FULL, 1])
})

test('of what fails in passing nothing stays, and what follows waits for the disk again', () => {
  const fails = (): void =>
    inPassing(db, () => {
      db.exec('INSERT INTO kept VALUES (1)')
      throw new Error('no')
    })
  expect(fails).toThrow('no')
  expect([synchronous(), kept()]).toEqual([FULL, 0])
})
