import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type Column, type Row } from '#shared/domain/sheet/sheet.ts'
import { edit, undo } from '#renderer/stores/sheet/edit.ts'
import { startChecking } from './checker-client.ts'
import { createProblemDesk } from './checker-worker.ts'
import { firstError, problemsOf, rowsSharing, useProblems } from './problem-store.ts'
import type { FromChecker, ToChecker } from './checker-protocol.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { beginSheet, useSheet } from '#renderer/stores/sheet/sheet-store.ts'

/** The worker's own code at the end of two message ports, as far away as a worker: everything that passes is cloned. */
class DeskWorker extends EventTarget {
  onmessage: ((event: { data: FromChecker }) => void) | null = null
  onerror: (() => void) | null = null
  readonly #there = new MessageChannel()

  constructor() {
    super()
    const take = createProblemDesk((message, transfer) => this.#there.port2.postMessage(message, transfer))
    this.#there.port2.onmessage = ({ data }: MessageEvent<ToChecker>) => take(data)
    this.#there.port1.onmessage = ({ data }: MessageEvent<FromChecker>) => this.onmessage?.({ data })
  }
  postMessage(message: ToChecker): void {
    this.#there.port1.postMessage(message)
  }
  terminate(): void {
    this.#there.port1.close()
  }
}

const columns: Column[] = ['EmailAddress', 'Phone', null].map((attribute, id) => ({
  id,
  header: attribute ?? 'Rest',
  attribute,
  constant: null,
  hidden: false,
  width: null,
}))

function row(id: number, ...cells: string[]): Row {
  return { id, rank: id, cells }
}

function open(rows: Row[]): void {
  beginSheet({
    id: 1,
    name: 'Leads',
    columns,
    settings: DEFAULT_SETTINGS,
    rowCount: rows.length,
    nextRowId: 1_000_000,
    nextColumnId: 3,
  })
  rowStore.load(rows)
}

/** Resolves when what the store shows satisfies `wanted`. */
function until(wanted: () => boolean): Promise<void> {
  if (wanted()) return Promise.resolve()
  return new Promise((resolve) => {
    const end = useProblems.subscribe(() => {
      if (!wanted()) return
      end()
      resolve()
    })
  })
}

const count = (code: Parameters<ReadonlyMap<string, number>['get']>[0]) =>
  (useProblems.getState().counts as ReadonlyMap<string, number>).get(code) ?? 0
const idle = () => useProblems.getState().checking === null

let end: () => void
beforeEach(() => {
  end = startChecking(() => new DeskWorker() as unknown as Worker)
})
afterEach(() => end())

describe('the check of the open sheet', () => {
  it('finds the problems of a sheet that is loaded', async () => {
    open([row(1, 'ann@example.com'), row(2, 'ann'), row(3, 'ANN@example.com'), row(4, '', '', 'x')])
    await until(() => count('bad-email') === 1 && count('duplicate') === 2)
    expect(firstError(1)).toBeNull()
    expect(firstError(2)?.code).toBe('bad-email')
    expect(problemsOf(4).map(({ code }) => code)).toEqual(['missing-key'])
    expect(rowsSharing('EmailAddress=ann@example.com')).toEqual([1, 3])
    expect(useProblems.getState().rowsWithErrors).toBe(2)
  })

  it('follows an edit and its undo', async () => {
    open([row(1, 'ann@example.com'), row(2, 'bob@example.com')])
    edit('Edit', [{ kind: 'setCells', column: 0, rows: [2], values: ['ann@example.com'] }])
    await until(() => count('duplicate') === 2)
    undo()
    await until(() => count('duplicate') === 0)
    expect(problemsOf(1)).toEqual([])
  })

  it('forgets deleted rows', async () => {
    open([row(1, 'ann'), row(2, 'bob@example.com')])
    await until(() => count('bad-email') === 1)
    edit('Delete', [{ kind: 'deleteRows', rows: [1] }])
    await until(() => count('bad-email') === 0)
    expect(useProblems.getState().rowsWithErrors).toBe(0)
  })

  it('checks anew when a column goes elsewhere', async () => {
    open([row(1, 'ann@example.com', '', 'nobody')])
    await until(idle)
    const moved = columns.map((column) => (column.id === 2 ? { ...column, attribute: 'Website' } : column))
    edit('Map', [{ kind: 'setColumns', columns: moved }])
    await until(() => count('not-a-website') === 1)
    edit('Search', [{ kind: 'setSettings', settings: { ...DEFAULT_SETTINGS, searchBy: 'Phone' } }])
    await until(() => count('missing-key') === 1)
    expect(problemsOf(1)).toHaveLength(2)
  })

  it('holds a problem of the sheet against every row', async () => {
    open([row(1, 'ann@example.com')])
    await until(idle)
    edit('Search', [{ kind: 'setSettings', settings: { ...DEFAULT_SETTINGS, searchBy: 'Company' } }])
    await until(() => useProblems.getState().sheet.length > 0)
    expect(firstError(1)?.code).toBe('key-not-mapped')
    undo()
    await until(() => useProblems.getState().sheet.length === 0)
    expect(firstError(1)).toBeNull()
  })

  it('takes in many rows slice by slice, with edits made meanwhile', async () => {
    const many = Array.from({ length: 30_000 }, (_, at) =>
      row(at + 1, at % 3 === 0 ? 'broken' : `p${at}@example.com`),
    )
    open(many)
    edit('Edit', [
      { kind: 'setCells', column: 0, rows: [1, 2], values: ['fine@example.com', 'fine@example.com'] },
    ])
    await until(() => count('duplicate') === 2 && idle())
    expect(count('bad-email')).toBe(9_999)
    edit('Search', [{ kind: 'setSettings', settings: { ...DEFAULT_SETTINGS, searchBy: 'Phone' } }])
    edit('Edit', [{ kind: 'setCells', column: 1, rows: [1], values: ['030 123456'] }])
    await until(() => count('missing-key') === 29_999)
    expect(problemsOf(1)).toEqual([])
  })

  it('does not show one sheet’s problems on the next', async () => {
    open([row(1, 'ann'), row(2, 'bob')])
    await until(() => count('bad-email') === 2)
    open([row(1, 'ann@example.com')])
    expect(problemsOf(1)).toEqual([])
    expect(count('bad-email')).toBe(0)
    await until(idle)
    expect(useSheet.getState().rowCount).toBe(1)
    expect(useProblems.getState().counts.size).toBe(0)
  })

  it('starts its worker once more when it dies, and says so when it dies again', async () => {
    end()
    const workers: DeskWorker[] = []
    end = startChecking(() => {
      const worker = new DeskWorker()
      workers.push(worker)
      return worker as unknown as Worker
    })
    open([row(1, 'ann')])
    workers[0]!.onerror?.()
    await until(() => count('bad-email') === 1)
    expect(useProblems.getState().broken).toBe(false)
    workers[1]!.onerror?.()
    expect(workers).toHaveLength(2)
    expect(useProblems.getState().broken).toBe(true)
  })

  it('finds a formula that was not calculated, at its cell, until something is written there', async () => {
    open([row(1, 'ann@example.com'), { ...row(2, '', '+49 30 901820'), held: { 0: '=' } }])
    await until(() => count('not-calculated') === 1)
    expect(problemsOf(2).map(({ code, columnId }) => [code, columnId])).toEqual([['not-calculated', 0]])
    edit('Clear cells', [{ kind: 'setCells', column: 0, rows: [2], values: [''] }])
    await until(() => count('not-calculated') === 0)
    undo()
    await until(() => count('not-calculated') === 1)
    expect(problemsOf(2)).toHaveLength(1)
  })
})
