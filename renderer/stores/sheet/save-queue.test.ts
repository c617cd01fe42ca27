import { expect, test } from 'vitest'
import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { createSaveQueue } from './save-queue.ts'

const ids = (from: number, many: number) => Array.from({ length: many }, (_, i) => from + i)
const cells = (column: number, rows: number[], value: string): SheetPatch => ({
  kind: 'setCells',
  column,
  rows,
  values: rows.map(() => value),
})
const put = (rows: number[], text: string): SheetPatch => ({
  kind: 'putRows',
  rows: rows.map((id) => ({ id, rank: id, cells: [text] })),
})

function patchesOf(queue: ReturnType<typeof createSaveQueue>): SheetPatch[] {
  const patches: SheetPatch[] = []
  for (let taken = queue.take(Infinity); taken; taken = queue.take(Infinity)) patches.push(...taken.patches)
  return patches
}

test('a step taken back and forth waits once, with the values it has at the end', () => {
  const queue = createSaveQueue()
  const rows = ids(1, 50_000)
  for (let turn = 1; turn <= 40; turn++) queue.write(1, [cells(2, rows, `turn ${turn}`)], turn)
  const left = patchesOf(queue)
  expect(left).toHaveLength(3)
  expect(left.every((patch) => patch.kind === 'setCells' && patch.values[0] === 'turn 40')).toBe(true)
})

test('rows that went and came again and again leave one going and one coming', () => {
  const queue = createSaveQueue()
  for (let turn = 0; turn < 10; turn++) {
    queue.write(1, [{ kind: 'deleteRows', rows: [1, 2, 3] }], turn * 2)
    queue.write(1, [put([1, 2, 3], `back ${turn}`)], turn * 2 + 1)
  }
  expect(patchesOf(queue)).toEqual([{ kind: 'deleteRows', rows: [1, 2, 3] }, put([1, 2, 3], 'back 9')])
})

test('a block of cells travels by rows, so that each row is written once', () => {
  const queue = createSaveQueue()
  const rows = ids(1, 10_000)
  const columns = [0, 1, 2, 3]
  queue.write(
    1,
    columns.map((column) => cells(column, rows, 'x')),
    1,
  )
  const batches: number[][] = []
  for (let taken = queue.take(20_000); taken; taken = queue.take(20_000)) {
    batches.push(taken.patches.flatMap((patch) => (patch.kind === 'setCells' ? [patch.rows[0]!] : [])))
  }
  expect(batches).toEqual([
    [1, 1, 1, 1],
    [5_001, 5_001, 5_001, 5_001],
  ])
})

test('a write to other rows, another column or another sheet overwrites nothing', () => {
  const queue = createSaveQueue()
  queue.write(1, [cells(0, [1, 2, 3], 'a'), cells(1, [1, 2, 3], 'b'), cells(0, [1, 5, 3], 'c')], 1)
  queue.write(2, [cells(0, [1, 2, 3], 'd')], 2)
  queue.write(1, [{ kind: 'rename', name: 'x' }], 3)
  queue.write(1, [{ kind: 'rename', name: 'y' }], 4)
  expect(patchesOf(queue)).toHaveLength(6)
})

test('what was taken to be sent is not touched by what is written after it', () => {
  const queue = createSaveQueue()
  queue.write(1, [cells(0, [1], 'first')], 1)
  expect(patchesOf(queue)).toEqual([cells(0, [1], 'first')])
  queue.write(1, [cells(0, [1], 'second')], 2)
  expect(queue.first?.write).toBe(2)
  expect(patchesOf(queue)).toEqual([cells(0, [1], 'second')])
  expect(queue.length).toBe(0)
})
