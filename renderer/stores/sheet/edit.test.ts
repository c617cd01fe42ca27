import { beforeEach, expect, test } from 'vitest'
import type { Outcome } from '#shared/domain/push/outcome.ts'
import { DEFAULT_SETTINGS, type Column, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit, holdNewRows, redo, undo } from './edit.ts'
import { rowStore, type RowChange } from './row-store.ts'
import { beginSheet, sheetStore } from './sheet-store.ts'

function column(id: number, header: string): Column {
  return { id, header, attribute: null, constant: null, hidden: false, width: null }
}

function sending(rowId: number): Outcome {
  return {
    rowId,
    pushId: 1,
    state: 'sending',
    leadId: null,
    message: '',
    details: null,
    attempts: 1,
    call: 1,
    sentAt: null,
  }
}

function cellsOf(): string[][] {
  return rowStore.rows.map((row) => row.cells)
}

function write(value: string, rows = [1, 2, 3]): SheetPatch {
  return { kind: 'setCells', column: 0, rows, values: rows.map(() => value) }
}

beforeEach(() => {
  beginSheet({
    id: 1,
    name: 'Sheet',
    columns: [column(0, 'Name'), column(1, 'Town')],
    settings: DEFAULT_SETTINGS,
    rowCount: 3,
    nextRowId: 4,
    nextColumnId: 2,
  })
  rowStore.load([
    { id: 1, rank: 1, cells: ['a', 'A'] },
    { id: 2, rank: 2, cells: ['b', 'B'] },
    { id: 3, rank: 3, cells: ['c', 'C'] },
  ])
})

test('every kind of change is taken back and done again exactly', () => {
  const before = structuredClone({ cells: cellsOf(), columns: sheetStore.getState().columns })
  edit('Everything', [
    { kind: 'setColumns', columns: [column(1, 'City'), column(0, 'Name'), column(2, 'New')] },
    { kind: 'deleteRows', rows: [2] },
    { kind: 'putRows', rows: [{ id: 4, rank: 0.5, cells: ['n'] }] },
    { kind: 'setCells', column: 2, rows: [4, 3], values: ['x', 'y'] },
    { kind: 'setRanks', rows: [3], ranks: [0.1] },
    { kind: 'setSettings', settings: { ...DEFAULT_SETTINGS, blanks: 'clear' } },
    { kind: 'rename', name: 'Other' },
  ])
  const after = structuredClone({ cells: cellsOf(), columns: sheetStore.getState().columns })
  expect(after.cells).toEqual([
    ['c', 'C', 'y'],
    ['n', '', 'x'],
    ['a', 'A'],
  ])
  expect(undo()!.label).toBe('Everything')
  expect({ cells: cellsOf(), columns: sheetStore.getState().columns }).toEqual({
    ...before,
    cells: [
      ['a', 'A'],
      ['b', 'B'],
      ['c', 'C', ''],
    ],
  })
  expect(sheetStore.getState()).toMatchObject({
    settings: DEFAULT_SETTINGS,
    sheet: { name: 'Sheet' },
    undoLabel: null,
    redoLabel: 'Everything',
  })
  redo()
  expect({ cells: cellsOf(), columns: sheetStore.getState().columns }).toEqual(after)
})

test('a change that changes nothing is no step', () => {
  expect(edit('Nothing', [write('a', [1])])).toEqual({ rows: [], columns: [], locked: 0 })
  expect(sheetStore.getState().undoLabel).toBeNull()
})

test('a new action forgets what could be redone', () => {
  edit('One', [write('1')])
  undo()
  edit('Two', [write('2')])
  expect(sheetStore.getState()).toMatchObject({ undoLabel: 'Two', redoLabel: null })
  expect(redo()).toBeNull()
})

test('rows being sent are left alone and counted', () => {
  rowStore.applyOutcomes([sending(2)])
  expect(edit('Fill', [write('z')])).toMatchObject({ rows: [1, 3], locked: 1 })
  expect(edit('Delete', [{ kind: 'deleteRows', rows: [1, 2] }])).toMatchObject({ rows: [1], locked: 1 })
  expect(cellsOf()).toEqual([
    ['b', 'B'],
    ['z', 'C'],
  ])
})

test('undo goes round the rows being sent and leaves the rest of the step to be taken later', () => {
  edit('Fill', [write('z')])
  rowStore.applyOutcomes([sending(2)])
  expect(undo()).toMatchObject({ label: 'Fill', rows: [3, 1].sort(), locked: 1 })
  expect(cellsOf().map((cells) => cells[0])).toEqual(['a', 'z', 'c'])
  expect(sheetStore.getState()).toMatchObject({ undoLabel: 'Fill', redoLabel: 'Fill' })
  rowStore.applyOutcomes([{ ...sending(2), state: 'created' }])
  expect(undo()).toMatchObject({ rows: [2], locked: 0 })
  expect(cellsOf().map((cells) => cells[0])).toEqual(['a', 'b', 'c'])
  redo()
  redo()
  expect(cellsOf().map((cells) => cells[0])).toEqual(['z', 'z', 'z'])
})

test('a width survives the undo of an older change to the columns', () => {
  const [name, town] = sheetStore.getState().columns as Column[]
  edit('Rename', [{ kind: 'setColumns', columns: [{ ...name!, header: 'Who' }, town!] }])
  edit(
    'Resize',
    [
      {
        kind: 'setColumns',
        columns: sheetStore.getState().columns.map((entry) => ({ ...entry, width: 300 })),
      },
    ],
    { undoable: false },
  )
  undo()
  expect(sheetStore.getState().columns).toEqual([
    { ...name!, width: 300 },
    { ...town!, width: 300 },
  ])
})

test('listeners hear what kind of change it was, once a kind', () => {
  const heard: RowChange[] = []
  const stop = rowStore.subscribe((change) => heard.push(change))
  edit('Both', [
    write('q', [1]),
    { kind: 'setCells', column: 1, rows: [3], values: ['r'] },
    { kind: 'deleteRows', rows: [2] },
  ])
  stop()
  expect(heard).toEqual([
    { kind: 'structure', rows: [1, 3, 2] },
    { kind: 'cells', rows: [1, 3, 2] },
  ])
})

test('another sheet starts without steps', () => {
  edit('One', [write('1')])
  beginSheet({
    id: 2,
    name: 'Next',
    columns: [],
    settings: DEFAULT_SETTINGS,
    rowCount: 0,
    nextRowId: 1,
    nextColumnId: 0,
  })
  expect(sheetStore.getState().undoLabel).toBeNull()
  expect(undo()).toBeNull()
})

test('the account is no part of a step: taking back an older choice leaves the sheet with the account it is for', () => {
  const settings = sheetStore.getState().settings
  edit('Search by', [{ kind: 'setSettings', settings: { ...settings, searchBy: 'FirstName' } }])
  edit(
    'Account',
    [
      {
        kind: 'setSettings',
        settings: { ...sheetStore.getState().settings, accountId: 'another' },
      },
    ],
    { undoable: false },
  )
  expect(undo()?.label).toBe('Search by')
  expect(sheetStore.getState().settings).toMatchObject({ searchBy: 'default', accountId: 'another' })
  edit('Account', [{ kind: 'setSettings', settings: { ...settings, accountId: 'third' } }], {
    undoable: false,
  })
  expect(redo()?.label).toBe('Search by')
  expect(sheetStore.getState().settings).toMatchObject({ searchBy: 'FirstName', accountId: 'third' })
})

const heldNow = () => rowStore.rows.map(({ held }) => held)

test('a cell that is written holds its text alone; taking that back gives it what it held', () => {
  rowStore.load([{ id: 4, rank: 4, cells: ['50%', '7%'], held: { 0: '0.5', 1: '0.07' } }])
  edit('Write', [write('x', [1, 4])])
  expect(heldNow()).toEqual([undefined, undefined, undefined, { 1: '0.07' }])
  undo()
  expect(heldNow()).toEqual([undefined, undefined, undefined, { 0: '0.5', 1: '0.07' }])
  redo()
  expect(heldNow()).toEqual([undefined, undefined, undefined, { 1: '0.07' }])
})

test('the same text written into a cell that holds something else is a change', () => {
  rowStore.load([{ id: 4, rank: 4, cells: ['50%'], held: { 0: '0.5' } }])
  expect(edit('Write', [write('50%', [4])]).rows).toEqual([4])
  expect(heldNow().at(-1)).toBeUndefined()
  undo()
  expect(heldNow().at(-1)).toEqual({ 0: '0.5' })
})

test('a row that is deleted and brought back, or overwritten and put right, holds what it held', () => {
  rowStore.load([{ id: 4, rank: 4, cells: ['50%'], held: { 0: '0.5' } }])
  edit('Delete', [{ kind: 'deleteRows', rows: [4] }])
  undo()
  expect(heldNow().at(-1)).toEqual({ 0: '0.5' })
  edit('Put', [{ kind: 'putRows', rows: [{ id: 4, rank: 4, cells: ['1'] }] }])
  expect(heldNow().at(-1)).toBeUndefined()
  undo()
  expect(heldNow().at(-1)).toEqual({ 0: '0.5' })
})

test('while leads come in no row is added, but a deletion can be taken back and cells be written', () => {
  holdNewRows('Leads are still coming in.')
  const added = edit('Add row', [{ kind: 'putRows', rows: [{ id: 4, rank: 4, cells: ['n'] }] }])
  expect(added).toEqual({ rows: [], columns: [], locked: 0 })
  expect(rowStore.byId(4)).toBeUndefined()
  edit('Delete', [{ kind: 'deleteRows', rows: [2] }])
  undo()
  edit('Write', [write('x')])
  expect(cellsOf()).toEqual([
    ['x', 'A'],
    ['x', 'B'],
    ['x', 'C'],
  ])
  holdNewRows(null)
  expect(edit('Add row', [{ kind: 'putRows', rows: [{ id: 4, rank: 4, cells: ['n'] }] }]).rows).toEqual([4])
})
