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

/** What somebody pressed a button for; the rest follows the grid, and means nothing without one. */
const ASKED_FOR: ReadonlySet<keyof GridCommands> = new Set(['paste', 'addRow', 'addColumn'])

let commands: GridCommands | null = null
/** No grid was on screen yet in this page. */
let first = true
let waiting: keyof GridCommands | null = null

/** The grid lends its commands while it is on screen; null takes them back. */
export function lendGridCommands(lent: GridCommands | null): void {
  commands = lent
  if (!lent) return
  first = false
  const asked = waiting
  waiting = null
  if (asked) lent[asked]()
}

/** Does nothing while there is no grid, but that what was asked for while the first was still being read is done once it stands. */
export function runInGrid(command: keyof GridCommands): void {
  if (commands) commands[command]()
  else if (first && ASKED_FOR.has(command)) waiting = command
}
