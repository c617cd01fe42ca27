import { GitCompareArrows } from 'lucide-react'
import { useEffect } from 'react'
import { cancelComparison, planComparison, startComparison } from '#renderer/flows/compare-rows.ts'
import { reviewPush } from '#renderer/flows/push-rows.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { ByLinkField } from './by-link-field.tsx'
import { CompareProgressBar } from './compare-progress.tsx'
import { CompareCost } from './compare-cost.tsx'
import { ColumnChanges } from './column-changes.tsx'
import { ComparisonAge } from './comparison-age.tsx'
import { MatchCounts } from './match-counts.tsx'
import { CompareScopeField } from './compare-scope.tsx'
import './compare.css'

/** What each row will do to LeadSquared, before anything is sent: the cost first, then the answer. */
export function ComparePanel() {
  const sheetId = useSheet((state) => state.sheet?.id)
  const rowCount = useSheet((state) => state.rowCount)
  const loading = useSheet((state) => state.loading !== null)
  const settings = useSheet((state) => state.settings)
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === settings.accountId)
  const { state, plan: planned, planOf, planning, problem } = useCompare()
  const plan = planOf === 'all' ? planned : null
  const running = state?.running ?? null
  const last = state?.last ?? null
  const wantsPlan = !running && !last && !plan && state !== null && !loading && rowCount > 0

  // With no comparison yet, what one costs is the first thing to know. It depends on the account, the key and the rows.
  useEffect(() => {
    if (wantsPlan) void planComparison()
  }, [wantsPlan, sheetId, settings.accountId, settings.searchBy])

  if (sheetId === undefined) {
    return (
      <Panel title="Compare" onClose={closePanel}>
        <p className="soft">Open a sheet first: its rows are compared with the leads in LeadSquared.</p>
      </Panel>
    )
  }
  return (
    <Panel
      title="Compare"
      onClose={closePanel}
      footer={
        running ? (
          <Button onClick={() => void cancelComparison()}>Cancel</Button>
        ) : plan ? (
          <>
            <Button
              kind="primary"
              icon={GitCompareArrows}
              disabled={plan.way === null || plan.rows === 0}
              onClick={() => void startComparison()}
            >
              Compare {countOf(plan.rows, 'row')}
            </Button>
            {last && <Button onClick={() => useCompare.setState({ plan: null })}>Cancel</Button>}
          </>
        ) : last ? (
          <>
            <Button kind="primary" onClick={() => reviewPush()}>
              Review push
            </Button>
            <Button disabled={planning} onClick={() => void planComparison()}>
              Compare again
            </Button>
          </>
        ) : undefined
      }
    >
      {!last && (
        <p>
          Reads what {account?.label ?? 'the account'} holds and tells of every row what a push would do. It
          writes nothing.
        </p>
      )}
      {problem && (
        <Callout tone="error" actions={<Button onClick={() => void planComparison()}>Try again</Button>}>
          {problem}
        </Callout>
      )}
      {state?.fault && !running && (
        <Callout tone="error">
          The comparison came to nothing. {state.fault}
          {last && ' What stands here is from before.'}
        </Callout>
      )}
      {running && <CompareProgressBar running={running} />}
      {!running && (plan || planning) && <CompareScopeField />}
      {!running && plan && <ByLinkField />}
      {planning && <p className="soft">Working out what it costs…</p>}
      {!running && !planning && plan && <CompareCost plan={plan} />}
      {last && (
        <>
          <ComparisonAge last={last} />
          <MatchCounts last={last} />
          <ColumnChanges last={last} />
        </>
      )}
      {rowCount === 0 && !loading && <p className="soft">There are no rows to compare yet.</p>}
    </Panel>
  )
}
