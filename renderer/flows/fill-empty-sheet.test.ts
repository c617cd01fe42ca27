import { describe, expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { edit, undo } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { beginSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useUi } from '#renderer/stores/view/ui-store.ts'
import { fillEmptySheet, firstRowIsHeadings } from './fill-empty-sheet.ts'

const headings = (...table: string[][]) => firstRowIsHeadings(table, STANDARD_ATTRIBUTES)

test('a first row that names attributes is headings', () => {
  expect(headings(['Email', 'First name'], ['a@b.example', 'Anna'])).toBe(true)
})

test('words over columns of data are headings, even where no attribute is called that', () => {
  expect(headings(['Kontakt', 'Merkmal'], ['a@b.example', 'x'], ['c@d.example', 'y'])).toBe(true)
})

test('a first row of data is data', () => {
  expect(headings(['a@b.example', 'Anna'], ['c@d.example', 'Béla'])).toBe(false)
  expect(headings(['Anna', 'Berlin'], ['Béla', 'Bonn'])).toBe(false)
  expect(headings(['+44 7700 900001', 'Anna'], ['+44 7700 900002', 'Béla'])).toBe(false)
})

test('a single row or a row with gaps is not taken for headings', () => {
  expect(headings(['Email', 'Phone'])).toBe(false)
  expect(headings(['Email', '', '', ''], ['a@b.example', '1', '2', '3'])).toBe(false)
})

test('a heading that stands there twice does not turn headings into a lead', () => {
  expect(headings(['Email', 'Notes', 'Notes'], ['a@b.example', 'x', 'y'])).toBe(true)
  expect(headings(['Anna', 'Anna'], ['a@b.example', 'c@d.example'])).toBe(false)
})

describe('the offer to read the first row the other way', () => {
  const TABLE = [
    ['Email', 'First name'],
    ['a@b.example', 'Anna'],
  ]
  const head = (id: number) => ({
    id,
    name: 'Pasted leads',
    columns: [],
    nextColumnId: 0,
    nextRowId: 1,
    rowCount: 0,
    settings: DEFAULT_SETTINGS,
  })
  const shown = () => rowStore.rows.map((row) => row.cells)

  async function paste() {
    beginSheet(head(1))
    await fillEmptySheet({ table: TABLE, merges: [], said: [] })
    return useUi.getState().notices.at(-1)!
  }

  test('is taken where nothing happened since', async () => {
    const offer = await paste()
    offer.action!.run()
    expect(shown()).toHaveLength(2)
    undo()
    expect(shown()).toEqual([['a@b.example', 'Anna']])
  })

  test('is withdrawn at the first edit, and an edit is never dropped for it', async () => {
    const offer = await paste()
    const row = rowStore.rows[0]!.id
    edit('Edit cell', [{ kind: 'setCells', column: 1, rows: [row], values: ['Edited'] }])
    expect(useUi.getState().notices).not.toContain(offer)
    offer.action!.run()
    expect(shown()).toEqual([['a@b.example', 'Edited']])
  })

  test('is withdrawn where another sheet is open', async () => {
    const offer = await paste()
    beginSheet(head(2))
    expect(useUi.getState().notices).not.toContain(offer)
    offer.action!.run()
    expect(shown()).toEqual([])
  })
})
