import { runInGrid } from '#renderer/stores/view/grid-commands.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { chordOf } from '#renderer/stores/view/shortcuts.ts'

const FOR_THE_SHEET = new Set([
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Enter', 'F2', 'Delete', 'Backspace', 'Mod+A', 'Mod+Home', 'Mod+End'],
])

/** A letter begins an edit, which must not happen in a cell nobody has chosen. */
function types(event: KeyboardEvent): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  return plain && event.key.length === 1 && event.key !== '?' && sheetStore.getState().selection !== null
}

/**
 * A button that goes or is switched off takes the focus with it, and after an opening nothing has it: what a person then
 * presses goes to the sheet, as in a spreadsheet, instead of to nobody. Answers the function that ends listening.
 */
export function listenForLostKeys(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== document.body || event.isComposing) return
    if (!FOR_THE_SHEET.has(chordOf(event)) && !types(event)) return
    runInGrid('focus')
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) return
    event.preventDefault()
    event.stopImmediatePropagation()
    activeElement.dispatchEvent(new KeyboardEvent('keydown', event))
  }
  window.addEventListener('keydown', onKeyDown, true)
  return () => window.removeEventListener('keydown', onKeyDown, true)
}
