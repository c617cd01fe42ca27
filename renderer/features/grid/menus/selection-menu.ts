import { cleanSelection } from '#renderer/flows/start-cleaning.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { hideColumns, insertColumn, deleteColumns } from '#renderer/features/grid/actions/column-actions.ts'
import { canChoose, chooseValue } from '#renderer/features/grid/actions/choose-value.ts'
import { insertCopied, insertCopiedLabel } from '#renderer/features/grid/actions/insert-copied.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { activeOf } from '#renderer/features/grid/logic/range.ts'
import type { GridVerbs } from '#renderer/features/grid/input/grid-verbs.ts'
import type { MenuEntry } from '#renderer/features/grid/logic/popup-store.ts'
import { deleteRows, duplicateRows, insertRows } from '#renderer/features/grid/actions/row-actions.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** The right-click menu of cells and rows. */
export function selectionMenu(context: SheetContext, commands: GridVerbs): (MenuEntry | 'line')[] {
  const { box, meaning } = context.selection
  const { undoLabel, redoLabel } = sheetStore.getState()
  const chosen = sheetStore.getState().selection
  const size = { rows: chosen?.rowCount ?? 0, cols: chosen?.columns.length ?? 0 }
  const rows = size.rows > 1 ? `${size.rows.toLocaleString()} rows` : 'row'
  const columns = size.cols > 1 ? `${size.cols} columns` : 'column'
  const none = box === null
  const chooses = canChoose(context)
  const inserts = insertCopiedLabel(context)
  const active = context.selection.range && context.view.columns()[activeOf(context.selection.range).col]
  // Whole rows are all columns, and nobody who marked rows means those.
  const wholeRows = meaning === 'rows'
  const first = box ? context.view.columns()[box.left] : undefined
  const columnEntries: MenuEntry[] = [
    { label: 'Insert column left', disabled: none, run: () => void insertColumn(context, first?.id, 'left') },
    { label: `Hide ${columns}`, disabled: none, run: () => hideColumns(context) },
    { label: `Delete ${columns}`, disabled: none, run: () => deleteColumns(context) },
  ]
  return [
    { label: 'Cut', keys: 'Mod+X', disabled: none, run: () => commands.run('cut') },
    { label: 'Copy', keys: 'Mod+C', disabled: none, run: () => commands.run('copy') },
    { label: 'Paste', keys: 'Mod+V', run: () => commands.run('paste') },
    { label: 'Paste special…', keys: 'Mod+Alt+V', disabled: none, run: () => commands.run('paste-special') },
    ...(inserts === null ? [] : [{ label: inserts, keys: 'Mod++', run: () => insertCopied(context) }]),
    { label: 'Clear cells', keys: 'Delete', disabled: none, run: () => commands.run('clear') },
    'line',
    { label: 'Fill down', keys: 'Mod+D', disabled: none, run: () => commands.run('fill-down') },
    { label: 'Fill right', keys: 'Mod+R', disabled: none, run: () => commands.run('fill-right') },
    ...(chooses ? [{ label: 'Choose…', keys: 'Alt+ArrowDown', run: () => chooseValue(context) }] : []),
    { label: 'Clean…', disabled: none, run: cleanSelection },
    'line',
    { label: `Insert ${rows} above`, keys: 'Mod++', disabled: none, run: () => insertRows(context, 'above') },
    { label: `Insert ${rows} below`, disabled: none, run: () => insertRows(context, 'below') },
    { label: `Duplicate ${rows}`, keys: 'Mod+Shift+D', disabled: none, run: () => duplicateRows(context) },
    { label: `Delete ${rows}`, keys: 'Mod+-', disabled: none, run: () => deleteRows(context) },
    ...(wholeRows ? [] : ['line' as const, ...columnEntries]),
    ...(wholeRows || !active
      ? []
      : [
          {
            label: `Column ${headingOf(active.header)}…`,
            ...(chooses ? {} : { keys: 'Alt+ArrowDown' }),
            run: () => commands.run('column-menu'),
          },
        ]),
    { label: 'Row height…', run: () => commands.run('row-height') },
    'line',
    { label: 'Row details', keys: 'Mod+I', disabled: none, run: () => commands.run('row-details') },
    'line',
    {
      label: undoLabel === null ? 'Undo' : `Undo: ${undoLabel}`,
      keys: 'Mod+Z',
      disabled: undoLabel === null,
      run: () => commands.run('undo'),
    },
    {
      label: redoLabel === null ? 'Redo' : `Redo: ${redoLabel}`,
      keys: 'Mod+Y',
      disabled: redoLabel === null,
      run: () => commands.run('redo'),
    },
  ]
}
