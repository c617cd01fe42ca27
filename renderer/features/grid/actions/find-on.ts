import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { askToFind, useFind, type Finder } from '#renderer/features/grid/logic/find-store.ts'

/** On to the next match of what was looked for last, without the panel; with nothing looked for yet, into the panel. */
export function findOn({ selection, view }: SheetContext, finder: Finder, step: 1 | -1): void {
  if (useFind.getState().query.text === '') {
    askToFind('find')
    return
  }
  view.api.stopEditing()
  const inSheet = document.activeElement?.closest('[role=grid]') !== null
  finder.next(step).then(
    (place) => {
      if (!place) {
        notify('info', `Nothing found for “${useFind.getState().query.text}”.`)
        return
      }
      announce(`${place.place.toLocaleString()} of ${place.of.toLocaleString()}`)
      if (inSheet && selection.range) selection.set(selection.range)
    },
    () => notify('warning', 'This expression takes too long, so it was stopped. Write it in a simpler way.'),
  )
}
