import type { z } from 'zod'
import type { Events } from '#shared/api/contract.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { chordOf, WINDOW_SHORTCUTS } from '#renderer/stores/view/shortcuts.ts'
import { runInGrid } from '#renderer/stores/view/grid-commands.ts'
import { zoomBy } from '#renderer/stores/sheet/sheet-look.ts'
import { notify, openFind, togglePanel } from '#renderer/stores/view/ui-store.ts'
import { chooseFile } from './choose-file.ts'
import { exportSheet } from './export-report.ts'
import { goToNextProblem } from './go-to-problem.ts'
import { moveBetweenParts } from './move-between-parts.ts'
import { reviewPush } from './push-rows.ts'
import { openNextTab } from './sheet-tabs.ts'
import { redoStep, undoStep } from './take-step.ts'
import { editTextBox, isTyping } from './text-box.ts'

type MenuCommand = z.infer<Events['shell.command']>['command']
type Command = MenuCommand | (typeof WINDOW_SHORTCUTS)[number]['id']

const ON_A_SHEET: Partial<Record<Command, () => unknown>> = {
  'export-report': () => exportSheet('xlsx'),
  find: openFind,
  larger: () => zoomBy(1),
  smaller: () => zoomBy(-1),
  'usual-size': () => zoomBy(0),
  'find-next': () => runInGrid('findNext'),
  'find-previous': () => runInGrid('findPrevious'),
  print: () => window.print(),
  review: () => reviewPush(),
  filter: () => document.querySelector<HTMLElement>('input[aria-label="Filter rows"]')?.focus(),
  'next-problem': () => goToNextProblem(1),
  'previous-problem': () => goToNextProblem(-1),
  undo: undoStep,
  redo: redoStep,
  'select-all': () => runInGrid('selectAll'),
  delete: () => runInGrid('clear'),
  saved: () => notify('info', 'Everything is saved as you go. Export report writes a file.'),
}

const ALWAYS: Partial<Record<Command, () => unknown>> = {
  'open-file': chooseFile,
  accounts: () => togglePanel('accounts'),
  history: () => togglePanel('history'),
  shortcuts: () => togglePanel('shortcuts'),
  'next-part': () => moveBetweenParts(false),
  'previous-part': () => moveBetweenParts(true),
  'next-sheet': () => openNextTab(1),
  'previous-sheet': () => openNextTab(-1),
}

function runCommand(command: Command): void {
  const action = ALWAYS[command] ?? (sheetStore.getState().sheet ? ON_A_SHEET[command] : undefined)
  void action?.()
}

const COMMANDS = new Map<string, Command>(
  WINDOW_SHORTCUTS.flatMap(({ id, keys }) => keys.map((chord: string) => [chord, id] as const)),
)

/** These mean something to a text box itself. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['Mod+Z', 'Mod+Y', 'Mod+Shift+Z', '?'])

/**
 * A command of the menu bar. The main process cannot know where the focus is; on macOS, where a menu's shortcuts cannot be
 * left to the page, these come here for Cmd+Z in a text box too.
 */
function runMenuCommand(command: MenuCommand): void {
  if (!editTextBox(command, document.activeElement)) runCommand(command)
}

/** Shortcuts of the whole window, and the menu of the desktop shell. Answers the function that ends listening. */
export function listenForCommands(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    const chord = chordOf(event)
    const command = COMMANDS.get(chord)
    if (!command || (TEXT_KEYS.has(chord) && isTyping(event.target))) return
    event.preventDefault()
    runCommand(command)
  }
  window.addEventListener('keydown', onKeyDown)
  const stop = host.on('shell.command', ({ command }) => runMenuCommand(command))
  return () => {
    window.removeEventListener('keydown', onKeyDown)
    stop()
  }
}
