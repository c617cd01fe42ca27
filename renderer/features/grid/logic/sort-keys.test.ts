import { expect, test } from 'vitest'
import { beginSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { createSortKeys, sortKeyOf, sortSteps } from './sort-keys.ts'
import { atOnce } from '#renderer/flows/in-slices.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'

const column: Column = { id: 0, header: 'A', attribute: null, constant: null, hidden: false, width: null }

/** As the grid does it: the order is taken, then what stands in the sheet's order is put into it. */
async function sorted(texts: readonly string[], descending = false): Promise<string[]> {
  beginSheet({
    id: 1,
    name: 'Leads',
    columns: [column],
    settings: DEFAULT_SETTINGS,
    rowCount: texts.length,
    nextRowId: texts.length + 1,
    nextColumnId: 1,
  })
  rowStore.load(texts.map((text, i) => ({ id: i + 1, rank: i + 1, cells: [text] })))
  const keys = createSortKeys(() => [column])
  await new Promise<void>((resolve) => keys.take('c0', descending, resolve))
  const rows = rowStore.rows.slice()
  keys.arrange(rows, (row) => row.id)
  return rows.map((row) => row.cells[0]!)
}

test('numbers are sorted as numbers and stand before words', async () => {
  expect(await sorted(['b', '10', '9', '1,000', '-3', '50%'])).toEqual(['-3', '9', '10', '50%', '1,000', 'b'])
})

test('case and accents do not part words', async () => {
  expect(await sorted(['Zoe', 'élan', 'Eden', 'ärger', 'Zoë'])).toEqual([
    'ärger',
    'Eden',
    'élan',
    'Zoe',
    'Zoë',
  ])
})

test('empty cells are last both ways', async () => {
  expect(await sorted(['', 'a', '  ', 'b'])).toEqual(['a', 'b', '', '  '])
  expect(await sorted(['', 'a', '  ', 'b'], true)).toEqual(['b', 'a', '', '  '])
})

test('a leading zero or more digits than a number holds make a code, which is sorted as text', () => {
  expect(sortKeyOf('0171')).toBe('0171')
  expect(sortKeyOf('12345678901234567')).toBe('12345678901234567')
  expect(sortKeyOf('0.5')).toBe(0.5)
})

test('a long sheet is sorted in slices, into the same order, rows of one value as they stood', async () => {
  const texts = Array.from({ length: 12_345 }, (_, i) => (i % 50 === 0 ? '' : `w${(i * 7919) % 5_000}`))
  const filled = texts.filter((text) => text !== '')
  const expected = [...filled.toSorted(), ...texts.filter((text) => text === '')]
  expect(await sorted(texts)).toEqual(expected)
})

test('a sort in steps is stable', () => {
  const items = Array.from({ length: 5_000 }, (_, i) => ({ by: (i * 31) % 7, at: i }))
  expect(atOnce(sortSteps(items, (a, b) => a.by - b.by))).toEqual(items.toSorted((a, b) => a.by - b.by))
})
