import { expect, test } from 'vitest'
import { TotalsCount, type ComparedTotals } from './compare-totals.ts'
import type { CellChange, MatchKind } from './comparison.ts'

const change = (column: number, old: string, fresh: string, conflict = false): CellChange => ({
  ...{ column, attribute: `mx_${column}`, old, new: fresh },
  ...(conflict ? { conflict: true as const } : {}),
})
const ROWS: [MatchKind, CellChange[]][] = [
  ['new', []],
  ['update', [change(1, 'a', 'b'), change(2, '', 'b')]],
  ['same', []],
  ['update', [change(2, 'a', ''), change(3, 'a', 'c', true)]],
  ['clash', []],
  ['update', [change(2, 'x', 'y')]],
]

test('parts that were counted apart come to what all rows counted together do', () => {
  const together = new TotalsCount()
  const parts = [new TotalsCount(), new TotalsCount()] as const
  for (const [index, [kind, changes]] of ROWS.entries()) {
    together.add(kind, changes)
    parts[index % 2 === 0 ? 0 : 1].add(kind, changes)
  }
  const joined = new TotalsCount()
  for (const part of parts) joined.join(JSON.parse(JSON.stringify(part.totals())) as ComparedTotals)
  expect(joined.totals()).toEqual(together.totals())
  expect(joined.totals()).toMatchObject({
    rows: 6,
    counts: { new: 1, update: 3, same: 1, clash: 1 },
    changedCells: 5,
    conflicts: 1,
  })
  expect(joined.totals().columns[0]).toEqual({
    ...{ column: 2, attribute: 'mx_2', changes: 3, toOther: 1, toEmpty: 1 },
  })
})
