import { changeReview, reviewChosenRows } from '#renderer/flows/push-rows.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { shownRowIds, useView } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'

/** 'chosen': the selected or shown rows that were taken before and stand in the review. */
type Choice = 'unsent' | 'all' | 'chosen' | 'selected' | 'shown' | 'states'

/** Of these rows, those LeadSquared has as they stand: choosing rows sends them whatever went in before. */
function alreadyIn(rows: readonly number[]): number {
  return rows.filter((id) => {
    const row = rowStore.byId(id)
    const state = row?.outcome?.state
    return row && !row.changed && (state === 'created' || state === 'updated')
  }).length
}

/** Whether the grid shows other rows by now than those that were taken from it. */
function hasMovedOn(taken: readonly number[], shown: number): boolean {
  if (taken.length !== shown) return true
  const now = new Set(shownRowIds())
  return taken.some((id) => !now.has(id))
}

/** Which rows go. With a filter on, the rows it shows are a choice, and what it hides is never sent unsaid. */
export function RowsToSend() {
  const { scope, chosenFrom } = useReview()
  const counts = useSheet((state) => state.counts)
  const rowCount = useSheet((state) => state.rowCount)
  const selected = useSheet((state) => state.selection?.rowCount ?? 0)
  const shown = useView((state) => state.shown)
  const hasGrid = useView((state) => state.shownRows !== null)
  // Another filter may show as many rows as the one before.
  useView((state) => state.filter)

  const filtered = hasGrid && shown < rowCount
  const taken = scope.kind === 'rows' ? scope.rows : null
  const movedOn = taken !== null && chosenFrom === 'view' && hasMovedOn(taken, shown)
  const options: [Choice, string][] = [
    ['unsent', 'Rows not sent yet, or changed since'],
    ['all', 'All rows, sent or not'],
  ]
  if (taken) {
    const words =
      chosenFrom === 'selection'
        ? 'The selected rows'
        : movedOn
          ? 'The rows that were shown'
          : 'The rows shown'
    options.push(['chosen', `${words} (${formatCount(taken.length)})`])
  }
  if (filtered && shown > 0 && (chosenFrom === 'selection' || taken === null || movedOn)) {
    options.push(['shown', `The rows shown${movedOn ? ' now' : ''} (${formatCount(shown)})`])
  }
  if (selected > 0 && (taken === null || chosenFrom === 'view')) {
    options.push(['selected', `The selected rows (${formatCount(selected)})`])
  }
  if (counts.failed + counts.unknown > 0 || scope.kind === 'states') {
    options.push(['states', 'Rows that failed or are unknown'])
  }

  function choose(choice: Choice): void {
    if (choice === 'selected') reviewChosenRows('selection')
    else if (choice === 'shown') reviewChosenRows('view')
    else if (choice === 'states') changeReview({ scope: { kind: 'states', states: ['failed', 'unknown'] } })
    else if (choice !== 'chosen') changeReview({ scope: { kind: choice } })
  }

  const again = taken ? alreadyIn(taken) : 0
  return (
    <>
      <SelectField
        label="Rows"
        value={taken ? 'chosen' : scope.kind}
        hint={
          again > 0 ? `${countOf(again, 'row')} of these went in before and would be sent again.` : undefined
        }
        onChange={(event) => choose(event.target.value as Choice)}
      >
        {options.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </SelectField>
      {filtered && taken === null && (
        <Callout
          tone="warning"
          actions={shown > 0 && <Button onClick={() => reviewChosenRows('view')}>Only the rows shown</Button>}
        >
          A filter hides {formatCount(rowCount - shown)} of {countOf(rowCount, 'row')}. Hidden rows are sent
          too.
        </Callout>
      )}
    </>
  )
}
