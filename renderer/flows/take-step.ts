import { redo, undo, type StepTaken } from '#renderer/stores/edit.ts'
import { announce, notify } from '#renderer/stores/ui-store.ts'

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

export function undoStep(): void {
  tell('Undone', undo())
}

export function redoStep(): void {
  tell('Redone', redo())
}
