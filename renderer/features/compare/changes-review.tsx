import { cancelComparison, planComparison, startComparison } from '#renderer/flows/compare-rows.ts'
import { showOnly } from '#renderer/stores/view/view-store.ts'
import { linkedRows, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { CompareCost } from './compare-cost.tsx'
import { CompareProgressBar } from './compare-progress.tsx'
import { ComparisonAge } from './comparison-age.tsx'
import { Conflicts } from './conflicts.tsx'
import { useEffect } from 'react'
import './compare.css'

/** In the review of changed cells: how many there are, and whether their leads were read again before they are overwritten. */
export function ChangesReview() {
  const { state, plan, planOf, planning, problem, stale, outdated, editedCells, editedRows } = useCompare()
  const last = state?.last?.cells === 'edited' ? state.last : null
  const running = state?.running ?? null
  const cost = planOf === 'edited' ? plan : null
  const wantsPlan = state !== null && !running && !cost && !planning && problem === '' && editedCells > 0
  const fits = last !== null && outdated === '' && stale === 0
  useEffect(() => {
    if (wantsPlan && !fits) void planComparison('edited')
  }, [wantsPlan, fits, editedCells])

  if (editedCells === 0) {
    return <p className="soft">No cell differs from what LeadSquared had when the leads were read.</p>
  }
  return (
    <PanelSection title="Changed cells">
      <div className="review-comparison">
        <p>
          <strong>{countOf(editedCells, 'cell')}</strong> in {countOf(editedRows, 'row')}{' '}
          {editedCells === 1 ? 'was' : 'were'} changed here since the leads were read. Only{' '}
          {editedCells === 1 ? 'it goes' : 'they go'}; no lead is created.
        </p>
        {last && <ComparisonAge last={last} />}
        {(problem || state?.fault) && !running && (
          <Callout tone="error">{problem || `The leads were not read. ${state?.fault ?? ''}`}</Callout>
        )}
        {running && <CompareProgressBar running={running} />}
        {!running && !fits && cost && (
          <>
            <p>Before they go, their leads are read again: somebody may have changed them there meanwhile.</p>
            <CompareCost plan={cost} />
          </>
        )}
        <div className="callout-actions">
          {running && <Button onClick={() => void cancelComparison()}>Cancel the comparison</Button>}
          {!running && !fits && (
            <Button
              kind="primary"
              disabled={planning || !cost || cost.rows === 0}
              onClick={() => void startComparison('edited')}
            >
              {cost ? `Read ${countOf(cost.rows, 'lead')} again` : 'Working out what it costs'}
            </Button>
          )}
          <Button kind="quiet" onClick={() => showOnly('Changed here', linkedRows.editedRows())}>
            Show these rows
          </Button>
        </div>
        {last && !running && <Conflicts />}
      </div>
    </PanelSection>
  )
}
