import { beforeEach, expect, test } from 'vitest'
import type { Outcome } from '#shared/domain/push/outcome.ts'
import { createRowStore, isLocked, type RowChange, type RowStore } from './row-store.ts'

function outcome(rowId: number, state: Outcome['state'], pushId = 1): Outcome {
  return {
    rowId,
    pushId,
    state,
    leadId: null,
    message: '',
    details: null,
    attempts: 1,
    call: 1,
    sentAt: null,
  }
}

let store: RowStore

beforeEach(() => {
  store = createRowStore()
  store.load([
    { id: 3, rank: 1, cells: ['a'] },
    { id: 1, rank: 2, cells: ['b', 'x'] },
    { id: 2, rank: 3, cells: [] },
  ])
})

test('rows stand in the order of their ranks, wherever they were put', () => {
  store.putRows([
    { id: 9, rank: 1.5, cells: ['between'] },
    { id: 10, rank: 0, cells: ['first'] },
  ])
  expect(store.rows.map((row) => row.id)).toEqual([10, 3, 9, 1, 2])
})

test('a row is known by its place in the sheet, which follows what comes and goes', () => {
  expect([3, 1, 2, 77].map((id) => store.positionOf(id))).toEqual([1, 2, 3, 0])
  store.putRows([{ id: 9, rank: 0, cells: [] }])
  store.deleteRows([1])
  expect([9, 3, 1, 2].map((id) => store.positionOf(id))).toEqual([1, 2, 0, 3])
})

test('a page that arrives twice adds nothing', () => {
  store.load([{ id: 3, rank: 1, cells: ['other'] }])
  expect(store.rows).toHaveLength(3)
  expect(store.byId(3)!.cells).toEqual(['a'])
})

test('writing cells fills the tail a short row lacks and answers the old values of what changed', () => {
  const written = store.writeCells(2, [1, 2, 3, 77], ['', 'y', 'z', 'nobody'])
  expect(written).toEqual({ rows: [2, 3], values: ['y', 'z'], before: ['', ''] })
  expect(store.byId(3)!.cells).toEqual(['a', '', 'z'])
  expect(store.byId(1)!.cells).toEqual(['b', 'x'])
})

test('a row edited after it was sent says so until it is sent again', () => {
  store.applyOutcomes([outcome(1, 'created')])
  store.writeCells(0, [1], ['edited'])
  expect(store.byId(1)!.changed).toBe(true)
  store.applyOutcomes([outcome(1, 'queued', 2)])
  expect(store.byId(1)!.changed).toBe(false)
})

test('a row edited while its push is under way stays changed when its outcome arrives', () => {
  store.applyOutcomes([outcome(1, 'queued')])
  store.writeCells(0, [1], ['edited'])
  store.applyOutcomes([outcome(1, 'created')])
  expect(store.byId(1)).toMatchObject({ changed: true, outcome: { state: 'created' } })
})

test('the counts follow outcomes, deletion and return', () => {
  store.applyOutcomes([outcome(1, 'failed'), outcome(2, 'created')])
  expect(store.counts()).toMatchObject({ draft: 1, failed: 1, created: 1 })
  const gone = store.deleteRows([1])
  expect(store.counts()).toMatchObject({ draft: 1, failed: 0, created: 1 })
  store.putRows(gone)
  expect(store.counts()).toMatchObject({ draft: 1, failed: 1, created: 1 })
})

test('an outcome that arrives for a deleted row is there when the row comes back', () => {
  store.applyOutcomes([outcome(1, 'sending')])
  const gone = store.deleteRows([1])
  store.applyOutcomes([outcome(1, 'created')])
  store.putRows(gone)
  expect(store.byId(1)!.outcome!.state).toBe('created')
})

test('only a row being sent is locked', () => {
  store.applyOutcomes([outcome(1, 'queued'), outcome(2, 'sending')])
  expect(store.rows.map(isLocked)).toEqual([false, false, true])
})

test('ids are never used twice, not even those of deleted rows', () => {
  store.deleteRows([3])
  expect(store.takeIds(2)).toEqual([4, 5])
  expect(store.takeIds(1)).toEqual([6])
})

test('listeners are told which rows have new outcomes, and nothing where none has', () => {
  const heard: RowChange[] = []
  const stop = store.subscribe((change) => heard.push(change))
  store.applyOutcomes([outcome(1, 'created'), outcome(99, 'created')])
  store.applyOutcomes([outcome(99, 'created')])
  stop()
  store.applyOutcomes([outcome(2, 'created')])
  expect(heard).toEqual([{ kind: 'outcomes', rows: [1] }])
})

test('rows are counted by the push their status is of, as outcomes, deletions and later pushes change it', () => {
  store.applyOutcomes([outcome(1, 'created', 7), outcome(2, 'failed', 7)])
  expect([...store.countsByPush()]).toEqual([[7, 2]])
  store.applyOutcomes([outcome(2, 'created', 8)])
  expect([...store.countsByPush()]).toEqual([
    [7, 1],
    [8, 1],
  ])
  store.deleteRows([1])
  expect([...store.countsByPush()]).toEqual([[8, 1]])
})

test('an edit that is taken back is none: the row is as its push has it', () => {
  const store = createRowStore()
  store.load([{ id: 1, rank: 1, cells: ['a', '12.5%'], held: { 1: '0.125' } }])
  store.applyOutcomes([outcome(1, 'queued')])
  store.writeCells(0, [1], ['b'])
  store.writeCells(1, [1], ['12'])
  expect(store.byId(1)!.changed).toBe(true)
  store.writeCells(0, [1], ['a'])
  store.writeCells(1, [1], ['12.5%'])
  // The same text, but not what the cell held.
  expect(store.byId(1)!.changed).toBe(true)
  store.writeCells(1, [1], ['12.5%'], ['0.125'])
  expect(store.byId(1)!.changed).toBe(false)
  store.writeCells(0, [1], ['c'])
  const gone = store.deleteRows([1])
  store.putRows(gone)
  expect(store.byId(1)!.changed).toBe(true)
  store.writeCells(0, [1], ['a'])
  expect(store.byId(1)!.changed).toBe(false)
})

test('what was changed before the sheet was opened stays changed, whatever is typed', () => {
  const store = createRowStore()
  store.load([{ id: 1, rank: 1, cells: ['a'] }], [outcome(1, 'created')], [1])
  store.writeCells(0, [1], ['b'])
  store.writeCells(0, [1], ['a'])
  expect(store.byId(1)!.changed).toBe(true)
})
