import { undoStep } from './take-step.ts'
import type { EditResult } from '#renderer/stores/sheet/edit.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { asHere } from '#shared/wording/numbers.ts'

/** Says what a cleaning did, with the way back. `done`: a sentence without its full stop. */
export function tellResult(done: string, result: EditResult): void {
  const held =
    result.locked > 0
      ? `; ${asHere.countOf(result.locked, 'row')} being sent right now ${result.locked === 1 ? 'was' : 'were'} left alone`
      : ''
  const text = `${done}${held}.`
  notify('success', text, { label: 'Undo', run: undoStep })
  announce(text)
}
