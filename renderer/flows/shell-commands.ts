import { host } from '#renderer/stores/host.ts'
import { sheetStore } from '#renderer/stores/sheet-store.ts'
import { togglePanel, openPanel } from '#renderer/stores/ui-store.ts'
import { moveBetweenParts } from './move-between-parts.ts'
import { chooseFile } from './choose-file.ts'
import { exportSheet } from './export-report.ts'
import { goToNextProblem } from './go-to-problem.ts'
import { reviewPush } from './push-rows.ts'
import { redoStep, undoStep } from './take-step.ts'

export type Command =
  'open-file' | 'export-report' | 'undo' | 'redo' | 'find' | 'accounts' | 'history' | 'shortcuts' | 'review'

export function runCommand(command: Command): void {
  const hasSheet = sheetStore.getState().sheet !== null
  switch (command) {
    case 'open-file': {
      chooseFile()
      return
    }
    case 'export-report':
      return void exportSheet('xlsx')
    case 'undo': {
      undoStep()
      return
    }
    case 'redo': {
      redoStep()
      return
    }
    case 'find':
      if (hasSheet) openPanel('find')
      return
    case 'review':
      if (hasSheet) reviewPush()
      return
    case 'accounts':
    case 'history':
    case 'shortcuts': {
      togglePanel(command)
      return
    }
  }
}

/** What a text box does with these keys itself must stay the text box's. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

const MOD_KEYS: Readonly<Record<string, Command>> = {
  o: 'open-file',
  h: 'find',
  enter: 'review',
}

function commandOf(event: KeyboardEvent): Command | null {
  if (event.key === '?' && !isTyping(event.target)) return 'shortcuts'
  const mod = event.ctrlKey || event.metaKey
  if (!mod || event.altKey || event.shiftKey) return null
  return MOD_KEYS[event.key.toLowerCase()] ?? null
}

/** Shortcuts of the whole window, and the menu of the desktop shell. Answers the function that ends listening. */
export function listenForCommands(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    if (event.key === 'F6') {
      event.preventDefault()
      moveBetweenParts(event.shiftKey)
      return
    }
    if (event.key === 'F8') {
      event.preventDefault()
      goToNextProblem(event.shiftKey ? -1 : 1)
      return
    }
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    runCommand(command)
  }
  window.addEventListener('keydown', onKeyDown)
  const stop = host.on('shell.command', ({ command }) => runCommand(command))
  return () => {
    window.removeEventListener('keydown', onKeyDown)
    stop()
  }
}
