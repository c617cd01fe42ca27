/** What the grid can do for buttons outside it, where its selection is. */
export interface GridCommands {
  paste: () => void
  addRow: () => void
  addColumn: () => void
  /** To the next (or previous) match of what was looked for last; asks what to look for where nothing was yet. */
  findNext: () => void
  findPrevious: () => void
  /** Puts the keyboard focus into the sheet. */
  focus: () => void
  selectAll: () => void
  /** Empties the selected cells. */
  clear: () => void
}

let commands: GridCommands | null = null

/** The grid lends its commands while it is on screen; null takes them back. */
export function lendGridCommands(lent: GridCommands | null): void {
  commands = lent
}

/** Does nothing while there is no grid. */
export function runInGrid(command: keyof GridCommands): void {
  commands?.[command]()
}
