import { useState, type ReactNode } from 'react'
import { applyCleaning, recorded } from '#renderer/flows/apply-cleaning.ts'
import { cleanerFor } from '#renderer/cleaning/cleaners.ts'
import type { CellChanges, ValueChange } from '#shared/cleaning/cell-changes.ts'
import { previewCleaning } from '#renderer/flows/preview-cleaning.ts'
import type { CleaningRequest } from '#shared/cleaning/registry.ts'
import type { SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelFoot, PanelSection } from '#renderer/ui/panel.tsx'
import { ChangeList } from './change-list.tsx'
import { targetOf, type Place } from './place.tsx'
import { tellResult } from '#renderer/flows/tell-result.ts'
import { usePreview } from '#renderer/flows/use-preview.ts'

const keyOf = (change: ValueChange) => `${change.columnId} ${change.before}`

function Unclear({ unclear }: Pick<CellChanges, 'unclear'>) {
  if (unclear.cells === 0) return null
  return (
    <p className="soft">
      {countOf(unclear.cells, 'cell')} {unclear.cells === 1 ? 'stays as it is' : 'stay as they are'}, because
      what is meant is not clear: {unclear.values.map((value) => `“${value.slice(0, 40)}”`).join(', ')}
      {unclear.cells > unclear.values.length ? ' …' : ''}
    </p>
  )
}

interface CellPreviewProps {
  /** What the step is called in Undo. */
  label: string
  cleaning: CleaningRequest
  place: Place
  /** What else is set with the step. */
  sets?: Partial<SheetSettings>
  /** A question the preview raises. */
  asking?: (preview: CellChanges) => ReactNode
}

/** What a cleaning would do to the cells of a place, and the button that does it. */
export function CellPreview({ label, cleaning, place, sets = {}, asking }: CellPreviewProps) {
  const rowCount = useSheet((state) => state.rowCount)
  const selected = place.where === 'selection' ? place.selection : null
  const question = JSON.stringify([cleaning, place.where, place.where === 'all' && place.columns.length])
  const { preview, looking } = usePreview(question, selected, async (options) => {
    return previewCleaning(await cleanerFor(cleaning), targetOf(place), options)
  })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())

  if (!preview) {
    return (
      <p className="soft">
        {looking > 0 ? `Looked at ${formatCount(looking)} of ${countOf(rowCount, 'row')}.` : 'Looking …'}
      </p>
    )
  }
  const { changes } = preview
  // With 100,000 changes on show, those who leave none out should not pay for it at every render.
  const taken = left.size === 0 ? changes : changes.filter((change) => !left.has(keyOf(change)))
  const cells = left.size === 0 ? preview.changing : taken.reduce((sum, { rows }) => sum + rows.length, 0)

  function clean(): void {
    const { kind, ...chosen } = cleaning
    const partly = left.size > 0 || place.where === 'selection'
    const done = { cleaning: kind, chosen, columns: [...targetOf(place).columns], partly }
    const result = applyCleaning(label, taken, [recorded(done, sets)])
    tellResult(`${label}: ${countOf(cells, 'cell')} cleaned`, result)
  }

  return (
    <>
      {asking?.(preview)}
      <PanelSection title="Preview">
        <p>
          {changes.length === 0
            ? `Nothing to change in ${countOf(preview.cells, 'filled cell')}.`
            : `${formatCount(cells)} of ${countOf(preview.cells, 'filled cell')} will change.`}
        </p>
        <Unclear unclear={preview.unclear} />
        {changes.length > 0 && (
          <PanelFoot>
            <Button kind="primary" disabled={cells === 0} onClick={clean}>
              Clean {countOf(cells, 'cell')}
            </Button>
          </PanelFoot>
        )}
        <ChangeList
          changes={changes}
          describe={(change) => ({
            key: keyOf(change),
            before: change.before,
            after: change.after === '' ? <i>empty</i> : change.after,
            cells: change.rows.length,
          })}
          left={left}
          onLeave={setLeft}
        />
      </PanelSection>
    </>
  )
}
