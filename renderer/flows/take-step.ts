import { redo, rowsAtStake, undo, type StepTaken } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { asHere } from '#shared/wording/numbers.ts'

function tell(verb: string, step: StepTaken | null): void {
  if (!step) return
  announce(`${verb}: ${step.label}`)
  if (step.locked > 0) {
    notify(
      'warning',
      `${verb}: ${step.label}. Rows being sent right now were left alone; do it again when they are through.`,
    )
  }
}

/**
 * A step back too many must not end a push: taking rows out of one is refused here, where it would happen unasked. Deleting
 * them by hand stays possible.
 */
function wouldEndPush(side: 'undo' | 'redo', word: string): boolean {
  const rows = rowsAtStake(side)
  if (rows === 0) return false
  const { undoLabel, redoLabel } = sheetStore.getState()
  const label = (side === 'undo' ? undoLabel : redoLabel) ?? ''
  const many = asHere.countOf(rows, 'row')
  notify(
    'warning',
    `${word}: ${label} would take ${many} out of the push that is going on. Cancel the push first, or wait until it is through.`,
  )
  return true
}

export function undoStep(): void {
  if (!wouldEndPush('undo', 'Undo')) tell('Undone', undo())
}

export function redoStep(): void {
  if (!wouldEndPush('redo', 'Redo')) tell('Redone', redo())
}
