import {
  cancelComparison,
  openCompare,
  planComparison,
  startComparison,
} from '#renderer/flows/compare-rows.ts'
import { changeReview } from '#renderer/flows/push-rows.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { MATCH_KINDS, MATCH_LABELS } from '#shared/domain/reading/match-words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { CheckField } from '#renderer/ui/field.tsx'
import { countOf, formatCount, formatList } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { ChangesReview } from './changes-review.tsx'
import { ByLinkField } from './by-link-field.tsx'
import { CompareCost } from './compare-cost.tsx'
import { CompareProgressBar } from './compare-progress.tsx'
import { ComparisonAge } from './comparison-age.tsx'
import './compare.css'

/** In the review: what the rows will do where it was compared, else what it takes to know. */
export function ReviewComparison() {
  const edited = useReview((review) => review.edited)
  return edited ? <ChangesReview /> : <RowsReview />
}

function RowsReview() {
  const { state, plan: planned, planOf, planning, problem, outdated } = useCompare()
  const plan = planOf === 'all' ? planned : null
  const leaveOutSame = useReview((review) => review.leaveOutSame)
  if (!state) return null
  const { running } = state
  // What was read of changed cells says nothing of the rows as a whole.
  const last = state.last?.cells === 'edited' ? null : state.last
  const holds = last !== null && outdated === ''
  const told = last
    ? MATCH_KINDS.filter((kind) => last.counts[kind] > 0).map(
        (kind) => `${formatCount(last.counts[kind])} ${MATCH_LABELS[kind]}`,
      )
    : []
  return (
    <PanelSection title="Compared with LeadSquared">
      <div className="review-comparison">
        {last && <ComparisonAge last={last} />}
        {holds && (
          <p>
            {told.length > 0 ? formatList(told) : 'No row'}
            {last.changedCells > 0 && `. ${countOf(last.changedCells, 'cell')} would change`}.
          </p>
        )}
        {holds && last.counts.same > 0 && (
          <CheckField
            label="Leave out rows that are the same"
            hint="They cost nothing then. A row edited since goes all the same."
            checked={leaveOutSame}
            onChange={(event) => changeReview({ leaveOutSame: event.target.checked })}
          />
        )}
        <ByLinkField />
        {!last && !running && !plan && (
          <p className="soft">
            Not compared yet: which rows make new leads and what would be overwritten is not known.
          </p>
        )}
        {(problem || state.fault) && !running && (
          <Callout tone="error">{problem || `The comparison came to nothing. ${state.fault}`}</Callout>
        )}
        {running && <CompareProgressBar running={running} />}
        {!running && plan && <CompareCost plan={plan} />}
        <div className="callout-actions">
          {running ? (
            <Button onClick={() => void cancelComparison()}>Cancel the comparison</Button>
          ) : plan ? (
            <>
              <Button disabled={plan.way === null || plan.rows === 0} onClick={() => void startComparison()}>
                Compare {countOf(plan.rows, 'row')}
              </Button>
              <Button kind="quiet" onClick={() => useCompare.setState({ plan: null })}>
                Cancel
              </Button>
            </>
          ) : (
            <Button disabled={planning} onClick={() => void planComparison()}>
              {planning
                ? 'Working out what it costs'
                : last
                  ? 'Compare again'
                  : 'What would a comparison cost?'}
            </Button>
          )}
          {last && !running && (
            <Button kind="quiet" onClick={openCompare}>
              Show what changes
            </Button>
          )}
        </div>
      </div>
    </PanelSection>
  )
}
