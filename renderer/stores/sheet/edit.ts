import type { Row, RowId, ColumnId, Column, SheetPatch, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { createMirror } from './mirror.ts'
import { isLocked, rowStore } from './row-store.ts'
import { sheetStore } from './sheet-store.ts'
import { dismiss, notify } from '#renderer/stores/view/ui-store.ts'
import { createUndoStack, type UndoStep } from './undo-stack.ts'

/** What an edit did. */
export interface EditResult {
  /** Rows it changed, brought or took away. */
  rows: readonly RowId[]
  columns: readonly ColumnId[]
  /** Rows it left alone because they are being sent. */
  locked: number
}

export interface EditOptions {
  /** False for what nobody takes back by Ctrl+Z: a column's width, and above all the account the sheet is for. */
  undoable?: boolean
}

const history = createUndoStack()

/** Steps made so far; whoever joins several looks how many there were before. */
let stepsMade = 0

let heldNotice: number | null = null

/** Why nothing may be changed now, in the person's words; null while everything may. */
let onHold: string | null = null

/** Until it is called with null no edit is made, no step taken; who tries is told `why`. */
export function holdEdits(why: string | null): void {
  onHold = why
}

/** Why no row may be added now; null while rows may. */
let noNewRows: string | null = null

/**
 * While leads come into the sheet their rows are numbered by the host: a row added here meanwhile could take the number of
 * one on its way, and one of the two would be lost. Until it is called with null no row is added; who tries is told `why`.
 */
export function holdNewRows(why: string | null): void {
  noNewRows = why
}

function refusesNewRows(patches: readonly SheetPatch[]): boolean {
  if (noNewRows === null) return false
  const adds = patches.some((patch) => patch.kind === 'putRows' && patch.rows.some(({ id }) => !rowStore.byId(id)))
  if (adds) notify('warning', noNewRows)
  return adds
}

function refusedOnHold(): boolean {
  if (onHold !== null) notify('warning', onHold)
  return onHold !== null
}

/** Mirrors this page's edits to the workspace; `connect` it once there is a host. */
export const mirror = createMirror({
  onState(saveState, saveProblem, unsaved) {
    const before = sheetStore.getState().saveProblem
    sheetStore.setState({ saveState, saveProblem, unsaved })
    if (saveState === 'held' && before !== saveProblem) {
      const text = `The last edits are not saved; they stay in this window. ${saveProblem}`
      heldNotice = notify('error', text, { label: 'Try again', run: () => mirror.retry() })
    }
    if (saveState === 'saved' && heldNotice !== null) {
      dismiss(heldNotice)
      heldNotice = null
    }
  },
})

rowStore.subscribe((change) => {
  // Leaving a sheet: its steps mean nothing in the next.
  if (change.kind === 'loaded' && !change.rows) {
    history.clear()
    showHistory()
  }
})

function showHistory(): void {
  sheetStore.setState({ undoLabel: history.undoLabel, redoLabel: history.redoLabel })
}

function locked(id: RowId): boolean {
  const row = rowStore.byId(id)
  return row !== undefined && isLocked(row)
}

/** Splits patches into what can be done now and what touches rows that are being sent. */
function partition(patches: readonly SheetPatch[]): {
  free: SheetPatch[]
  held: SheetPatch[]
  rows: Set<RowId>
} {
  const free: SheetPatch[] = []
  const held: SheetPatch[] = []
  const rows = new Set<RowId>()
  const anySending = rowStore.countOf('sending') > 0
  for (const patch of patches) {
    if (!anySending || patch.kind === 'setColumns' || patch.kind === 'setSettings') {
      free.push(patch)
    } else if (patch.kind === 'setCells') {
      const stuck = patch.rows.map(locked)
      if (!stuck.includes(true)) {
        free.push(patch)
        continue
      }
      const pick = (want: boolean): SheetPatch => {
        const wanted = (_: unknown, i: number) => stuck[i] === want
        const { held: kept } = patch
        return {
          ...patch,
          rows: patch.rows.filter(wanted),
          values: patch.values.filter(wanted),
          ...(kept && { held: kept.filter(wanted) }),
        }
      }
      free.push(pick(false))
      held.push(pick(true))
      patch.rows.forEach((id, i) => stuck[i] && rows.add(id))
    } else if (patch.kind === 'deleteRows') {
      const stuck = patch.rows.filter(locked)
      free.push(stuck.length > 0 ? { ...patch, rows: patch.rows.filter((id) => !locked(id)) } : patch)
      if (stuck.length > 0) held.push({ ...patch, rows: stuck })
      for (const id of stuck) rows.add(id)
    } else if (patch.kind === 'putRows') {
      const stuck = patch.rows.filter((row) => locked(row.id))
      free.push(stuck.length > 0 ? { ...patch, rows: patch.rows.filter((row) => !locked(row.id)) } : patch)
      if (stuck.length > 0) held.push({ ...patch, rows: stuck })
      for (const row of stuck) rows.add(row.id)
    } else {
      free.push(patch)
    }
  }
  return { free, held, rows }
}

interface Applied {
  /** What was really written, to be mirrored. */
  done: SheetPatch[]
  /** Takes it back, in the order to apply. */
  inverse: SheetPatch[]
  rows: RowId[]
  columns: ColumnId[]
  structure: boolean
  cells: boolean
  columnsChanged: boolean
}

/** Collects ids, each once. A mark by id does it many times faster than a set would for 500,000 rows of 14 columns. */
function gatherer(into: RowId[]): (rows: readonly RowId[]) => void {
  const seen: boolean[] = []
  let last: readonly RowId[] = []
  return (rows) => {
    // A paste writes the same rows column after column.
    if (rows === last) return
    last = rows
    for (const id of rows) {
      if (seen[id]) continue
      seen[id] = true
      into.push(id)
    }
  }
}

/** Taking a step never moves the sheet to another account: leads must not end up in live data by Ctrl+Z. */
function keepAccount(settings: SheetSettings): SheetSettings {
  return { ...settings, accountId: sheetStore.getState().settings.accountId }
}

/** A width is no step of anybody's work: taking a step back leaves the widths as they are now. */
function keepWidths(columns: readonly Column[]): Column[] {
  const now = new Map(sheetStore.getState().columns.map((column) => [column.id, column.width]))
  return columns.map((column) => ({ ...column, width: now.get(column.id) ?? column.width }))
}

/** `asStep`: an undo or a redo, which leaves alone what is no part of any step. */
function apply(patches: readonly SheetPatch[], asStep: boolean): Applied {
  const applied: Applied = {
    done: [],
    inverse: [],
    rows: [],
    columns: [],
    structure: false,
    cells: false,
    columnsChanged: false,
  }
  const columns = new Set<ColumnId>()
  const touch = gatherer(applied.rows)
  for (const patch of patches) {
    switch (patch.kind) {
      case 'setCells': {
        const written = rowStore.writeCells(patch.column, patch.rows, patch.values, patch.held)
        if (written.rows.length === 0) break
        const at = { kind: 'setCells', column: patch.column, rows: written.rows as RowId[] } as const
        const { held: kept } = written
        applied.done.push({
          ...at,
          values: written.values as string[],
          ...(kept?.after.some((one) => one !== null) && { held: kept.after as (string | null)[] }),
        })
        applied.inverse.push({
          ...at,
          values: written.before as string[],
          ...(kept && { held: kept.before as (string | null)[] }),
        })
        touch(written.rows)
        columns.add(patch.column)
        applied.cells = true
        break
      }
      case 'putRows': {
        if (patch.rows.length === 0) break
        const replaced: Row[] = rowStore.putRows(patch.rows)
        const old = new Set(replaced.map((row) => row.id))
        const fresh = patch.rows.filter((row) => !old.has(row.id)).map((row) => row.id)
        applied.done.push(patch)
        if (replaced.length > 0) applied.inverse.push({ kind: 'putRows', rows: replaced })
        if (fresh.length > 0) applied.inverse.push({ kind: 'deleteRows', rows: fresh })
        touch(patch.rows.map((row) => row.id))
        applied.structure = true
        break
      }
      case 'deleteRows': {
        const gone = rowStore.deleteRows(patch.rows)
        if (gone.length === 0) break
        applied.done.push(patch)
        applied.inverse.push({ kind: 'putRows', rows: gone })
        touch(gone.map((row) => row.id))
        applied.structure = true
        break
      }
      case 'setRanks': {
        const before = rowStore.writeRanks(patch.rows, patch.ranks)
        if (before.rows.length === 0) break
        applied.done.push(patch)
        applied.inverse.push({ kind: 'setRanks', ...before })
        touch(before.rows)
        applied.structure = true
        break
      }
      case 'setColumns': {
        const before = sheetStore.getState().columns as Column[]
        const after = asStep ? keepWidths(patch.columns) : patch.columns
        sheetStore.setState({ columns: after })
        applied.done.push({ kind: 'setColumns', columns: after })
        applied.inverse.push({ kind: 'setColumns', columns: before })
        applied.columnsChanged = true
        break
      }
      case 'setSettings': {
        const before = sheetStore.getState().settings
        const after = asStep ? keepAccount(patch.settings) : patch.settings
        sheetStore.setState({ settings: after })
        applied.done.push({ kind: 'setSettings', settings: after })
        applied.inverse.push({ kind: 'setSettings', settings: before })
        break
      }
      case 'rename': {
        const { sheet } = sheetStore.getState()
        if (!sheet || sheet.name === patch.name) break
        sheetStore.setState({ sheet: { ...sheet, name: patch.name } })
        applied.done.push(patch)
        applied.inverse.push({ kind: 'rename', name: sheet.name })
        break
      }
    }
  }
  applied.inverse.reverse()
  applied.columns = [...columns]
  return applied
}

/** Mirrors what was done and tells everyone who listens. */
function publish(applied: Applied): void {
  const { sheet, revision } = sheetStore.getState()
  if (sheet) mirror.write(sheet.id, applied.done)
  sheetStore.setState({ revision: revision + 1 })
  showHistory()
  if (applied.columnsChanged) rowStore.emit({ kind: 'columns' })
  if (applied.structure) rowStore.emit({ kind: 'structure', rows: applied.rows })
  if (applied.cells) rowStore.emit({ kind: 'cells', rows: applied.rows })
}

/**
 * The only way to change a sheet: one call is one action of the person and one step of undo. Rows being sent are left
 * alone and counted in the answer; whoever called says so.
 */
export function edit(label: string, patches: readonly SheetPatch[], options: EditOptions = {}): EditResult {
  if (refusedOnHold() || refusesNewRows(patches)) return { rows: [], columns: [], locked: 0 }
  const { free, rows } = partition(patches)
  const applied = apply(free, false)
  if (applied.done.length > 0) {
    if (options.undoable !== false) {
      stepsMade += 1
      history.push({ label, patches: applied.inverse })
    }
    publish(applied)
  }
  return { rows: applied.rows, columns: applied.columns, locked: rows.size }
}

/** All edits made while `work` goes on are one step of undo. */
export async function asOneStep<Answer>(label: string, work: () => Promise<Answer>): Promise<Answer> {
  const before = stepsMade
  try {
    return await work()
  } finally {
    history.join(label, stepsMade - before)
    showHistory()
  }
}

/** Rows of the push under way that the next step would take out of the sheet, and so out of the push. */
export function rowsAtStake(side: 'undo' | 'redo'): number {
  if (rowStore.countOf('queued') + rowStore.countOf('sending') === 0) return 0
  let rows = 0
  for (const patch of history.peek(side)?.patches ?? []) {
    if (patch.kind !== 'deleteRows') continue
    for (const id of patch.rows) {
      const state = rowStore.byId(id)?.outcome?.state
      if (state === 'queued' || state === 'sending') rows++
    }
  }
  return rows
}

export interface StepTaken extends EditResult {
  label: string
}

/**
 * Takes a step. Where some of its rows are being sent, the others are done and the rest stays a step of its own, to be
 * taken when they are through: nothing is lost and nothing done twice.
 */
function take(
  step: UndoStep | undefined,
  putBack: (step: UndoStep) => void,
  counterpart: (step: UndoStep) => void,
): StepTaken | null {
  if (!step) return null
  sheetStore.setState(({ stepsTaken }) => ({ stepsTaken: stepsTaken + 1 }))
  const { free, held, rows } = partition(step.patches)
  const applied = apply(free, true)
  if (held.length > 0) putBack({ label: step.label, patches: held })
  if (applied.done.length > 0) counterpart({ label: step.label, patches: applied.inverse })
  if (applied.done.length > 0) publish(applied)
  else showHistory()
  return { label: step.label, rows: applied.rows, columns: applied.columns, locked: rows.size }
}

/** Null where there is nothing to undo. */
export function undo(): StepTaken | null {
  if (refusedOnHold()) return null
  return take(
    history.takeUndo(),
    (step) => history.putBackUndo(step),
    (step) => history.pushRedo(step),
  )
}

/** Null where there is nothing to redo. */
export function redo(): StepTaken | null {
  if (refusedOnHold()) return null
  return take(
    history.takeRedo(),
    (step) => history.pushRedo(step),
    (step) => history.putBackUndo(step),
  )
}
