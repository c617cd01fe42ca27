import { beforeEach, describe, expect, it } from 'vitest'
import type { CleaningRequest } from '#shared/cleaning/registry.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import { edit, redo, undo } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { beginSheet, useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { applyCleaning } from './apply-cleaning.ts'
import { cleanerFor } from '#renderer/cleaning/cleaners.ts'
import { previewCleaning, type CleaningTarget } from './preview-cleaning.ts'
import { findSpareRows, removeRows } from './remove-spare-rows.ts'
import { previewSplit, splitNames } from './split-names.ts'

function open(headers: readonly [header: string, attribute: string | null][], rows: string[][]): void {
  const columns: Column[] = headers.map(([header, attribute], id) => ({
    id,
    header,
    attribute,
    constant: null,
    hidden: false,
    width: null,
  }))
  beginSheet({
    id: 1,
    name: 'Leads',
    columns,
    settings: DEFAULT_SETTINGS,
    rowCount: rows.length,
    nextRowId: rows.length + 1,
    nextColumnId: columns.length,
  })
  rowStore.load(rows.map((cells, index) => ({ id: index + 1, rank: index + 1, cells })))
}

const cells = () => rowStore.rows.map((row) => row.cells)
const signal = new AbortController().signal

async function preview(cleaning: CleaningRequest, target: CleaningTarget) {
  return previewCleaning(await cleanerFor(cleaning), target, { signal })
}

describe('cleaning cells', () => {
  beforeEach(() => {
    open(
      [
        ['Name', null],
        ['E-mail', 'EmailAddress'],
        ['Born', 'mx_Date_of_Birth'],
      ],
      [
        ['  Ann ', 'ann@gmial.com', '14/03/1980'],
        ['Bob', 'ann@gmial.com', '03/04/1981'],
        [' Ann', 'bob@gmial.com', 'soon'],
        ['', '', ''],
      ],
    )
  })

  it('shows each value that would change, with its cells, and changes nothing yet', async () => {
    const before = structuredClone(cells())
    const answer = await preview({ kind: 'emails' }, { columns: [1], rows: null })
    expect(answer).toEqual({
      changes: [
        { columnId: 1, before: 'ann@gmial.com', after: 'ann@gmail.com', rows: [1, 2] },
        { columnId: 1, before: 'bob@gmial.com', after: 'bob@gmail.com', rows: [3] },
      ],
      changing: 3,
      cells: 3,
      unclear: { cells: 0, values: [] },
      ambiguous: { cells: 0, first: null },
    })
    expect(cells()).toEqual(before)
  })

  it('does it in one step, which undo takes back and redo does again', async () => {
    const before = structuredClone(cells())
    const { changes } = await preview({ kind: 'spaces' }, { columns: [0, 1], rows: null })
    applyCleaning('Trim spaces', changes)
    const after = structuredClone(cells())
    expect(after.map(([name]) => name)).toEqual(['Ann', 'Bob', 'Ann', ''])
    expect(useSheet.getState().undoLabel).toBe('Trim spaces')
    undo()
    expect(cells()).toEqual(before)
    redo()
    expect(cells()).toEqual(after)
  })

  it('keeps to the rows it is given', async () => {
    const { changes } = await preview({ kind: 'emails' }, { columns: [1], rows: [2, 99] })
    expect(changes.map(({ rows }) => rows)).toEqual([[2]])
  })

  it('asks about dates that can be read either way, and leaves what it cannot read', async () => {
    const asked = await preview({ kind: 'dates', order: null }, { columns: [2], rows: null })
    expect(asked.changes.map(({ after }) => after)).toEqual(['1980-03-14'])
    expect(asked.ambiguous).toEqual({
      cells: 1,
      first: { value: '03/04/1981', either: '1981-04-03', or: '1981-03-04' },
    })
    expect(asked.unclear).toEqual({ cells: 1, values: ['soon'] })
    const told = await preview({ kind: 'dates', order: 'month-first' }, { columns: [2], rows: null })
    expect(told.changes.map(({ after }) => after)).toEqual(['1980-03-14', '1981-03-04'])
  })

  it('does not overwrite a cell that was edited after the preview', async () => {
    const { changes } = await preview({ kind: 'emails' }, { columns: [1], rows: null })
    edit('Edit', [{ kind: 'setCells', column: 1, rows: [1], values: ['ann@new.example'] }])
    applyCleaning('Fix email typos', changes)
    expect(cells().map((row) => row[1])).toEqual(['ann@new.example', 'ann@gmail.com', 'bob@gmail.com', ''])
  })

  it('changes a setting in the same step', async () => {
    const { changes } = await preview({ kind: 'case', to: 'upper' }, { columns: [0], rows: null })
    applyCleaning('Clean', changes, [
      { kind: 'setSettings', settings: { ...DEFAULT_SETTINGS, phoneCountry: 'DE' } },
    ])
    undo()
    expect(useSheet.getState().settings.phoneCountry).toBeNull()
    expect(rowStore.byId(2)?.cells[0]).toBe('Bob')
  })

  it('can be given up half way', async () => {
    open(
      [['Name', null]],
      Array.from({ length: 50_000 }, (_, index) => [` ${index} `]),
    )
    const stop = new AbortController()
    const slow = previewCleaning(
      (value) => ({ kind: 'text', text: value.repeat(50).trim() }),
      { columns: [0], rows: null },
      {
        signal: stop.signal,
      },
    )
    stop.abort(new Error('given up'))
    await expect(slow).rejects.toThrow('given up')
  })
})

describe('splitting full names', () => {
  const names = [['Ann Lee'], ['van Dam, Max'], ['Madonna'], ['Ann Lee'], ['']]

  it('makes the columns it needs next to the names, and undo takes them away', async () => {
    open(
      [
        ['Full name', null],
        ['City', 'mx_City'],
      ],
      names,
    )
    const { splits, into, unclear } = await previewSplit(0, null, { signal })
    expect(into).toEqual([
      { header: 'First Name', isNew: true },
      { header: 'Last Name', isNew: true },
    ])
    expect(unclear).toEqual({ cells: 1, values: ['Madonna'] })
    splitNames(0, splits, false)
    expect(useSheet.getState().columns.map(({ header, attribute }) => [header, attribute])).toEqual([
      ['Full name', null],
      ['First Name', 'FirstName'],
      ['Last Name', 'LastName'],
      ['City', 'mx_City'],
    ])
    expect(rowStore.byId(2)?.cells).toEqual(['van Dam, Max', '', 'Max', 'van Dam'])
    expect(rowStore.byId(3)?.cells).toEqual(['Madonna'])
    undo()
    expect(useSheet.getState().columns).toHaveLength(2)
  })

  it('fills only the empty cells of columns that are there already', async () => {
    open(
      [
        ['Full name', null],
        ['Given', 'FirstName'],
        ['Family', 'LastName'],
      ],
      [
        ['Ann Lee', 'Anna', ''],
        ['Bob King', 'Bob', 'King'],
        ['Eve Oz', '', ''],
      ],
    )
    const { splits, cells: filled } = await previewSplit(0, null, { signal })
    expect(filled).toBe(2)
    splitNames(0, splits, false)
    expect(cells()).toEqual([
      ['Ann Lee', 'Anna', 'Lee'],
      ['Bob King', 'Bob', 'King'],
      ['Eve Oz', 'Eve', 'Oz'],
    ])
  })
})

it('removes empty rows and doubles in one step', async () => {
  open([['Name', null]], [['Ann'], [''], ['Bob'], ['Ann '], ['  ']])
  const spare = await findSpareRows({ signal })
  expect(spare).toEqual({ empty: [2, 5], double: [4] })
  removeRows('Remove rows', [...spare.empty, ...spare.double], { empty: true, double: true })
  expect(cells()).toEqual([['Ann'], ['Bob']])
  undo()
  expect(cells()).toEqual([['Ann'], [''], ['Bob'], ['Ann '], ['  ']])
})
