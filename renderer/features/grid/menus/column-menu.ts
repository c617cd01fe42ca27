import type { Column } from '#shared/domain/sheet/sheet.ts'
import { cleanColumn } from '#renderer/flows/start-cleaning.ts'
import { openShape } from '#renderer/stores/sheet/shape-store.ts'
import { freezeUpTo, useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import {
  deleteColumns,
  hideColumns,
  insertColumn,
  moveColumns,
  setConstant,
  showColumns,
} from '#renderer/features/grid/actions/column-actions.ts'
import type { GridVerbs } from '#renderer/features/grid/input/grid-verbs.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import type { MenuEntry } from '#renderer/features/grid/logic/popup-store.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { sortBy, sortOf } from '#renderer/features/grid/actions/sorting.ts'
import { agId } from '#renderer/features/grid/ag/view.ts'

type Entries = (MenuEntry | 'line')[]

function sortEntries(context: SheetContext, agColumn: string, name: string): Entries {
  const now = sortOf(context, agColumn)
  return [
    { label: 'Sort A to Z', checked: now === 'asc', run: () => sortBy(context, agColumn, 'asc', name) },
    { label: 'Sort Z to A', checked: now === 'desc', run: () => sortBy(context, agColumn, 'desc', name) },
    { label: 'Sheet order', checked: now === null, run: () => sortBy(context, agColumn, null, name) },
  ]
}

export function columnMenu(context: SheetContext, commands: GridVerbs, column: Column): Entries {
  const { id } = column
  const { frozen } = useSheetLook.getState()
  const anyHidden = sheetStore.getState().columns.some((candidate) => candidate.hidden)
  return [
    { label: 'Choose attribute…', keys: 'Enter', run: () => commands.openAttribute(id) },
    ...(column.attribute === null
      ? []
      : [{ label: 'How its cells are read…', run: () => commands.openReading(id) }]),
    { label: 'Rename…', run: () => commands.openRename(id, 'header') },
    column.constant === null
      ? { label: 'One value for every row…', run: () => commands.openRename(id, 'constant') }
      : { label: 'Own value for each row', run: () => setConstant(id, null) },
    'line',
    ...sortEntries(context, agId(id), headingOf(column.header)),
    { label: 'Filter…', run: () => commands.openFilter(id) },
    ...(column.constant === null ? [{ label: 'Clean…', run: () => cleanColumn(column) }] : []),
    { label: 'Shape…', run: () => openShape(id) },
    'line',
    { label: 'Insert column left', run: () => void insertColumn(context, id, 'left') },
    { label: 'Insert column right', run: () => void insertColumn(context, id, 'right') },
    { label: 'Move left', run: () => moveColumns(context, -1, id) },
    { label: 'Move right', run: () => moveColumns(context, 1, id) },
    frozen === id
      ? { label: 'Unfreeze columns', run: () => freezeUpTo(null) }
      : { label: 'Freeze up to here', run: () => freezeUpTo(id) },
    { label: 'Hide', run: () => hideColumns(context, id) },
    ...(anyHidden ? [{ label: 'Show hidden columns', run: () => showColumns(context) }] : []),
    'line',
    { label: 'Delete column', run: () => deleteColumns(context, id) },
  ]
}

/** The status can be sorted by; it is not the person's to change. */
export function ourColumnMenu(context: SheetContext, agColumn: string, name: string): Entries {
  return sortEntries(context, agColumn, name)
}
