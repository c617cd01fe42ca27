import type { Held } from '#shared/domain/sheet/held.ts'
import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import type { ValidationContext } from '#shared/domain/check/validate.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { ProblemBook } from './problem-table.ts'
import { takeBook, takeChanges, takeSheetProblems, useProblems } from './problem-store.ts'
import { unpackChanges, type FromChecker, type ToChecker } from './checker-protocol.ts'
import { rowStore, type RowChange, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'

/** Cells a message holds: copying them takes the page some 4 ms. */
const CELLS_A_MESSAGE = 20_000
/** Messages under way to the worker; a second one keeps it busy while the page packs a third. */
const UNDER_WAY = 2

function openWorker(): Worker {
  return new Worker(new URL('./checker.worker.ts', import.meta.url), { type: 'module' })
}

/** What a check depends on; widths, hidden columns and the like are no reason to check again. */
function contextNow() {
  const { columns, settings } = useSheet.getState()
  const { source, attributes } = useAttributes.getState()
  const { searchBy, placeholders, unknownOptions, dateOrder, decimal, zone, phoneCountry } = settings
  const checkedBy = { searchBy, placeholders, unknownOptions, dateOrder, decimal, zone, phoneCountry }
  const relevant = columns.map(({ id, header, attribute, constant, readAs }) => [
    ...[id, header, attribute, constant],
    readAs,
  ])
  const context: ValidationContext = { columns, settings: checkedBy, attributes: { source, attributes } }
  const signature = JSON.stringify([relevant, checkedBy, source])
  return { context, columns, settings, attributes, signature }
}

/**
 * Keeps the problems of the open sheet right: rows go to a worker as they change, what it finds comes back into the
 * problem store. A change of mapping, search key or attribute list checks every row anew, in slices, and shows the
 * outcome when it is whole. Answers the function that ends it.
 */
export function startChecking(open: () => Worker = openWorker): () => void {
  let worker = open()
  let restarts = 0
  let generation = 0
  let known = contextNow()
  let slots: ColumnId[] = []
  /** The rows of a pass over the whole sheet, and how far it has been sent. */
  let pass: readonly SheetRow[] = []
  let passAt = 0
  let passOpen = false
  /** Where a pass collects what is found, until it is whole. */
  let collecting: ProblemBook | null = null
  const pending = new Set<RowId>()
  let underWay = 0
  let scheduled = false

  function send(message: ToChecker): void {
    worker.postMessage(message)
  }

  function begin(): void {
    known = contextNow()
    slots = known.columns
      .filter((column) => column.attribute !== null && column.constant === null)
      .map((column) => column.id)
    generation++
    underWay = 0
    pending.clear()
    pass = rowStore.rows
    passAt = 0
    passOpen = true
    collecting = new ProblemBook()
    send({ kind: 'begin', generation, context: known.context })
    showProgress()
    schedule()
  }

  function showProgress(): void {
    const checking = collecting && pass.length > 0 ? { checked: passAt, of: pass.length } : null
    useProblems.setState({ checking })
  }

  /** In a task of its own, so that the edit that caused it is painted first. */
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setTimeout(() => {
      scheduled = false
      pump()
    })
  }

  function pump(): void {
    while (underWay < UNDER_WAY && (passOpen || pending.size > 0)) sendRows()
  }

  function sendRows(): void {
    const most = Math.max(1, Math.floor(CELLS_A_MESSAGE / Math.max(1, slots.length)))
    const rows: RowId[] = []
    const cells: string[] = []
    const held: [at: number, held: Held][] = []
    const removed: RowId[] = []
    const take = (row: SheetRow): void => {
      if (row.held) held.push([rows.length, row.held])
      rows.push(row.id)
      for (const slot of slots) cells.push(row.cells[slot] ?? '')
    }
    while (rows.length < most && passAt < pass.length) {
      const row = pass[passAt++]!
      if (rowStore.byId(row.id) === row) take(row)
    }
    // Rows edited meanwhile go last: by then all others are in, and what is sent is how they are now.
    for (const id of passAt < pass.length ? [] : pending) {
      if (rows.length + removed.length >= most) break
      pending.delete(id)
      const row = rowStore.byId(id)
      if (row) take(row)
      else removed.push(id)
    }
    const more = passAt < pass.length || pending.size > 0
    underWay++
    send({ kind: 'rows', rows, slots, cells, held, removed, more })
    if (passOpen) showProgress()
    passOpen &&= more
  }

  function receive(message: FromChecker): void {
    if (message.generation !== generation) return
    switch (message.kind) {
      case 'sheet':
        takeSheetProblems(message.problems)
        break
      case 'taken':
        underWay--
        pump()
        break
      case 'changes': {
        const changes = unpackChanges(message.changes)
        if (!collecting) {
          takeChanges(changes)
          break
        }
        collecting.take(changes)
        if (message.more) break
        takeBook(collecting)
        collecting = null
        pass = []
        passAt = 0
        showProgress()
      }
    }
  }

  function onRows(change: RowChange): void {
    if (change.kind === 'outcomes' || change.kind === 'columns') return
    if (change.rows) {
      for (const id of change.rows) pending.add(id)
      schedule()
      return
    }
    // Another sheet: its rows may have the ids of the last one's.
    takeBook(new ProblemBook())
    begin()
  }

  function onContext(): void {
    const { columns, settings } = useSheet.getState()
    const { attributes } = useAttributes.getState()
    const untouched =
      columns === known.columns && settings === known.settings && attributes === known.attributes
    if (untouched) return
    const now = contextNow()
    if (now.signature === known.signature && attributes === known.attributes) known = now
    else begin()
  }

  function listen(): void {
    worker.onmessage = ({ data }: MessageEvent<FromChecker>) => receive(data)
    worker.onerror = () => {
      worker.terminate()
      if (restarts++ > 0) {
        useProblems.setState({ broken: true, checking: null })
        return
      }
      worker = open()
      listen()
      begin()
    }
  }

  listen()
  begin()
  const endings = [
    rowStore.subscribe(onRows),
    useSheet.subscribe(onContext),
    useAttributes.subscribe(onContext),
  ]
  return () => {
    for (const end of endings) end()
    worker.terminate()
  }
}
