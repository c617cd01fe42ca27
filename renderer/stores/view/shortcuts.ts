/** Where a shortcut is heard. `grid`: while the focus is in the sheet; `everywhere`: on the whole page. */
export type ShortcutPlace = 'grid' | 'everywhere'

export interface Shortcut {
  /** What it does, named as in menus. */
  id: string
  label: string
  group: string
  /** Each a way to press it: `Mod` is Ctrl, on a Mac Cmd. */
  keys: readonly string[]
  place: ShortcutPlace
}

function grid(group: string, id: string, label: string, ...keys: string[]): Shortcut {
  return { id, label, group, keys, place: 'grid' }
}

/** Every shortcut of the sheet: the keyboard obeys this list and the cheat sheet shows it. */
export const GRID_SHORTCUTS = [
  grid('Move', 'move', 'Move one cell', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'),
  grid(
    'Move',
    'jump',
    'To the edge of the data',
    'Mod+ArrowUp',
    'Mod+ArrowDown',
    'Mod+ArrowLeft',
    'Mod+ArrowRight',
  ),
  grid('Move', 'row-start', 'Start of the row', 'Home'),
  grid('Move', 'row-end', 'End of the row', 'End'),
  grid('Move', 'first-cell', 'First cell', 'Mod+Home'),
  grid('Move', 'last-cell', 'Last cell', 'Mod+End'),
  grid('Move', 'page', 'A page up or down', 'PageUp', 'PageDown'),
  grid('Move', 'next', 'Next cell, previous cell', 'Tab', 'Shift+Tab'),
  grid('Move', 'below', 'Cell below, cell above', 'Enter', 'Shift+Enter'),

  grid('Select', 'extend', 'Extend the selection', 'Shift+Arrow', 'Mod+Shift+Arrow'),
  grid('Select', 'select-all', 'Everything', 'Mod+A', 'Mod+Shift+Space'),
  grid('Select', 'select-row', 'Whole rows', 'Shift+Space'),
  grid('Select', 'select-column', 'Whole columns', 'Mod+Space'),
  grid('Select', 'active-alone', 'The active cell alone', 'Shift+Backspace'),
  grid('Select', 'show-active', 'Back to the active cell', 'Mod+Backspace'),

  grid('Edit', 'edit-cell', 'Edit the cell; Space then changes a yes or no', 'F2'),
  grid('Edit', 'column-menu', 'List or calendar of the cell; else menu of the column', 'Alt+ArrowDown'),
  grid('Edit', 'new-line', 'New line inside a cell', 'Alt+Enter'),
  grid('Edit', 'leave-cell', 'Leave the cell as it was', 'Escape'),
  grid('Edit', 'fill-selection', 'While editing: into every selected cell', 'Mod+Enter'),
  grid('Edit', 'today', 'Today’s date', 'Mod+;'),
  grid('Edit', 'clear', 'Clear the cells', 'Delete', 'Backspace'),
  grid('Edit', 'undo', 'Undo', 'Mod+Z'),
  grid('Edit', 'redo', 'Redo', 'Mod+Y', 'Mod+Shift+Z'),
  grid('Edit', 'repeat', 'The last command once more', 'F4'),
  grid('Edit', 'copy', 'Copy', 'Mod+C'),
  grid('Edit', 'cut', 'Cut', 'Mod+X'),
  grid('Edit', 'paste', 'Paste', 'Mod+V'),
  grid('Edit', 'paste-special', 'Paste special', 'Mod+Alt+V'),
  grid('Edit', 'fill-down', 'Fill down', 'Mod+D'),
  grid('Edit', 'fill-right', 'Fill to the right', 'Mod+R'),
  grid('Edit', 'copy-above', 'Copy from the cell above', "Mod+'", 'Mod+"'),
  grid('Edit', 'fill-options', 'Copy or series, after a fill', 'Alt+Shift+F10'),
  grid('Edit', 'find', 'Find', 'Mod+F'),
  grid('Edit', 'replace', 'Find and replace', 'Mod+H'),

  grid('Rows and columns', 'insert-rows', 'Insert rows or columns', 'Mod++'),
  grid('Rows and columns', 'delete-rows', 'Delete rows or columns', 'Mod+-'),
  grid('Rows and columns', 'duplicate-rows', 'Duplicate rows', 'Mod+Shift+D'),
  grid('Rows and columns', 'column-filter', 'Filter by the column', 'Mod+Shift+L'),
  grid('Rows and columns', 'menu', 'Menu of the selection', 'Shift+F10', 'ContextMenu'),
  grid('Rows and columns', 'row-height', 'Row height', 'Mod+Alt+H'),
  grid('Rows and columns', 'zoom-in', 'Larger', 'Mod+Alt++'),
  grid('Rows and columns', 'zoom-out', 'Smaller', 'Mod+Alt+-'),
  grid('Rows and columns', 'row-details', 'All of the row', 'Mod+I', 'Space'),
] as const satisfies readonly Shortcut[]

function everywhere<Id extends string>(id: Id, label: string, ...keys: string[]) {
  return { id, label, group: 'Leadsheet', keys, place: 'everywhere' } as const satisfies Shortcut
}

/** Every shortcut of the window around it. A text box keeps the keys it knows itself. */
export const WINDOW_SHORTCUTS = [
  everywhere('open-file', 'Open file', 'Mod+O'),
  everywhere('review', 'Review push', 'Mod+Enter'),
  everywhere('filter', 'Filter rows', 'Mod+Shift+F'),
  everywhere('find', 'Find and replace', 'Mod+H', 'Mod+F'),
  everywhere('find-next', 'Next match', 'F3'),
  everywhere('find-previous', 'Previous match', 'Shift+F3'),
  everywhere('next-problem', 'Next problem', 'F8'),
  everywhere('previous-problem', 'Previous problem', 'Shift+F8'),
  everywhere('undo', 'Undo', 'Mod+Z'),
  everywhere('redo', 'Redo', 'Mod+Y', 'Mod+Shift+Z'),
  everywhere('larger', 'Larger, outside the sheet', 'Mod++'),
  everywhere('smaller', 'Smaller, outside the sheet', 'Mod+-'),
  everywhere('usual-size', 'The usual size', 'Mod+0'),
  everywhere('next-sheet', 'Next sheet', 'Mod+PageDown'),
  everywhere('previous-sheet', 'Previous sheet', 'Mod+PageUp'),
  everywhere('next-part', 'Next part of the window', 'F6'),
  everywhere('previous-part', 'Previous part of the window', 'Shift+F6'),
  everywhere('print', 'Print or save as PDF', 'Mod+P'),
  everywhere('saved', 'Nothing to save: it is saved as you go', 'Mod+S'),
  everywhere('shortcuts', 'This list', 'F1', '?'),
] as const

/** A key press as the lists write it. Shift counts where the character does not say it already. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key === ' ' ? 'Space' : event.key
  const mod = event.ctrlKey || event.metaKey
  const named = key.length > 1 || key.toLowerCase() !== key.toUpperCase()
  // On many keyboards plus and minus share a key with another sign; with Mod held both mean the same.
  const sign = mod && key === '=' ? '+' : mod && key === '_' ? '-' : key
  return [
    mod ? 'Mod' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && named ? 'Shift' : '',
    sign.length === 1 ? sign.toUpperCase() : sign,
  ]
    .filter((part) => part !== '')
    .join('+')
}
