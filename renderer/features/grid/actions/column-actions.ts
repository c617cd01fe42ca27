import type { Column, ColumnId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { wholeColumns } from '#renderer/features/grid/logic/range.ts'
import { act, show, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { revealColumn } from '#renderer/features/grid/ag/reveal-column.ts'
import { agId } from '#renderer/features/grid/ag/view.ts'

function all(): readonly Column[] {
  return sheetStore.getState().columns
}

function setColumns(columns: readonly Column[]): SheetPatch {
  return { kind: 'setColumns', columns: columns.slice() }
}

function fresh(): Column {
  return { id: takeColumnId(), header: '', attribute: null, constant: null, hidden: false, width: null }
}

/** The selected columns; the named one alone where it is not among them. */
export function chosenColumns(context: SheetContext, id?: ColumnId): readonly Column[] {
  const selected = context.selection.columns()
  if (id === undefined || selected.some((column) => column.id === id)) return selected
  return all().filter((column) => column.id === id)
}

function selectColumn(context: SheetContext, id: ColumnId, focus = true): void {
  const col = context.view.colIndex(id)
  if (col === -1) return
  if (context.view.extent().rows > 0) {
    context.selection.set(wholeColumns(col, col, context.view.extent()), { show: 'none', focus })
  }
  revealColumn(context.view.api, agId(id))
}

/** An empty column beside one, or at the end; answers it. */
export function insertColumn(
  context: SheetContext,
  beside?: ColumnId,
  where: 'left' | 'right' = 'right',
): ColumnId {
  const column = fresh()
  const columns = all().slice()
  const index = columns.findIndex((candidate) => candidate.id === beside)
  columns.splice(index === -1 ? columns.length : where === 'left' ? index : index + 1, 0, column)
  act(context, 'Add column', [setColumns(columns)], () => 'Column added')
  selectColumn(context, column.id)
  return column.id
}

/** Takes the columns away; undo brings them back with their cells. */
export function deleteColumns(context: SheetContext, id?: ColumnId): void {
  const gone = new Set(chosenColumns(context, id).map((column) => column.id))
  if (gone.size === 0) return
  const label = gone.size === 1 ? 'Delete column' : 'Delete columns'
  act(
    context,
    label,
    [setColumns(all().filter((column) => !gone.has(column.id)))],
    () =>
      `${asHere.countOf(gone.size, 'column')} deleted. Undo brings ${gone.size === 1 ? 'it' : 'them'} back.`,
    show,
  )
}

export function changeColumn(label: string, id: ColumnId, change: Partial<Column>): void {
  edit(label, [setColumns(all().map((column) => (column.id === id ? { ...column, ...change } : column)))])
}

export function renameColumn(id: ColumnId, header: string): void {
  const column = sheetStore.getState().columns.find((each) => each.id === id)
  changeColumn('Rename column', id, { header, fileHeader: column?.fileHeader ?? column?.header ?? header })
  announce(`Heading is now ${headingOf(header)}`)
}

/** One value for every row; null: each row has its own again. */
export function setConstant(id: ColumnId, constant: string | null): void {
  changeColumn(constant === null ? 'Own values' : 'One value for every row', id, { constant })
}

export function setAttribute(id: ColumnId, attribute: string | null, said: string): void {
  changeColumn('Choose attribute', id, { attribute })
  announce(said)
}

export function hideColumns(context: SheetContext, id?: ColumnId): void {
  const hidden = new Set(chosenColumns(context, id).map((column) => column.id))
  if (hidden.size === context.view.columns().length) {
    show('At least one column stays visible.')
    return
  }
  act(
    context,
    hidden.size === 1 ? 'Hide column' : 'Hide columns',
    [setColumns(all().map((column) => (hidden.has(column.id) ? { ...column, hidden: true } : column)))],
    () => `${asHere.countOf(hidden.size, 'column')} hidden. Hidden columns are still sent.`,
    show,
  )
}

export function showColumns(context: SheetContext): void {
  const many = all().filter((column) => column.hidden).length
  act(
    context,
    'Show hidden columns',
    [setColumns(all().map((column) => ({ ...column, hidden: false })))],
    () => `${asHere.countOf(many, 'column')} shown again`,
  )
}

/** Moves the columns one place. */
export function moveColumns(context: SheetContext, step: 1 | -1, id?: ColumnId): void {
  const chosen = chosenColumns(context, id)
  const columns = all().slice()
  const ordered = step === 1 ? [...chosen].reverse() : chosen
  for (const column of ordered) {
    const from = columns.indexOf(column)
    let to = from + step
    while (columns[to]?.hidden) to += step
    if (from === -1 || to < 0 || to >= columns.length) return
    columns.splice(to, 0, ...columns.splice(from, 1))
  }
  act(context, 'Move column', [setColumns(columns)], () => `Moved ${step === 1 ? 'right' : 'left'}`)
}

/** Takes over the order AG Grid has after a drag. */
export function takeOrder(visible: readonly ColumnId[]): void {
  const columns = all()
  const byId = new Map(columns.map((column) => [column.id, column]))
  const queue = visible.map((id) => byId.get(id)!)
  const shown = new Set(visible)
  const ordered = columns.map((column) => (shown.has(column.id) ? queue.shift()! : column))
  if (ordered.every((column, i) => column === columns[i])) return
  edit('Move column', [setColumns(ordered)])
}

export function takeWidth(id: ColumnId, width: number): void {
  const columns = all().map((column) => (column.id === id ? { ...column, width } : column))
  edit('Width', [setColumns(columns)], { undoable: false })
}
