import { CircleCheck, CloudOff, FilterX, LoaderCircle, TriangleAlert } from 'lucide-react'
import { STATUSES, STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { mirror } from '#renderer/stores/sheet/edit.ts'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import { useStatusAccounts } from '#renderer/stores/push/push-target-store.ts'
import { towards } from '#renderer/stores/push/push-words.ts'
import { useReady } from '#renderer/stores/problems/ready-store.ts'
import { useReport } from '#renderer/stores/push/report-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useSheetLook, zoomBy } from '#renderer/stores/sheet/sheet-look.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'
import { clearFilter, toggleStatus, useView } from '#renderer/stores/view/view-store.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'
import { countOf, formatCount, formatLimit, formatList } from '#renderer/ui/format.ts'
import { Meter } from '#renderer/ui/meter.tsx'
import { StatusIcon } from '#renderer/ui/status-chip.tsx'
import { SelectionFigures } from './selection-figures.tsx'
import './status-bar.css'

/** How many rows stand where; each count is a filter. */
function StatusCounts() {
  const counts = useSheet((state) => state.counts)
  const draft = useReady((state) => Math.min(state.draftsWithErrors, counts.draft))
  const chosen = useView((state) => state.filter.statuses)
  const shown: Record<Status, number> = { ...counts, draft, ready: counts.draft - draft }
  return (
    <div className="status-counts" role="group" aria-label="Rows by status">
      {STATUSES.filter((status) => shown[status] > 0 || chosen.includes(status)).map((status) => (
        <button
          key={status}
          type="button"
          className="status-count"
          aria-pressed={chosen.includes(status)}
          title={
            status === 'draft'
              ? 'Draft: something is wrong in these rows, and a push leaves them out. Show only them'
              : `Show only rows that are ${STATUS_LABELS[status]}`
          }
          onClick={() => toggleStatus(status)}
        >
          <StatusIcon status={status} />
          <span>{STATUS_LABELS[status]}</span>
          <b>{formatCount(shown[status])}</b>
        </button>
      ))}
    </div>
  )
}

function FilterSummary() {
  const filter = useView((state) => state.filter)
  const shown = useView((state) => state.shown)
  const rowCount = useSheet((state) => state.rowCount)
  const byColumn = useView((state) => state.clearColumnFilters !== null)
  const isOff =
    !byColumn &&
    filter.text === '' &&
    filter.statuses.length === 0 &&
    filter.problem === null &&
    filter.only === null
  if (isOff) return null
  return (
    <button
      type="button"
      className="status-item status-filter"
      onClick={clearFilter}
      title={`${filter.only ? `Filtered by: ${filter.only.label}\n` : ''}Show all rows`}
    >
      <FilterX size={14} aria-hidden />
      {filter.only && <span className="status-label">{filter.only.label}</span>}
      <span>
        {formatCount(shown)} of {countOf(rowCount, 'row')}
      </span>
      <span className="visually-hidden">, show all rows</span>
    </button>
  )
}

function Saving() {
  const saveState = useSheet((state) => state.saveState)
  const saveProblem = useSheet((state) => state.saveProblem)
  const lost = useConnection((state) => state.connection === 'lost')
  if (lost || saveState === 'waiting') {
    return (
      <span className="status-item status-warn">
        <CloudOff size={14} aria-hidden /> Not connected
      </span>
    )
  }
  if (saveState === 'refused') {
    return (
      <span className="status-item status-bad" title={saveProblem}>
        <TriangleAlert size={14} aria-hidden /> Not saved
      </span>
    )
  }
  if (saveState === 'held') {
    return (
      <button
        type="button"
        className="status-item status-bad"
        title={saveProblem}
        onClick={() => mirror.retry()}
      >
        <TriangleAlert size={14} aria-hidden /> Not saved. Try again
      </button>
    )
  }
  return saveState === 'saving' ? (
    <span className="status-item">
      <LoaderCircle size={14} aria-hidden /> Saving
    </span>
  ) : (
    <span className="status-item" title="Every edit is saved on this machine as it happens">
      <CircleCheck size={14} aria-hidden /> Saved
    </span>
  )
}

function Gauge() {
  const push = usePush((state) => state.push)
  const lost = useConnection((state) => state.connection === 'lost')
  if (!push || !isUnderWay(push) || lost) return null
  const { used, calls, seconds } = push.gauge
  return (
    <span className="status-item">
      <span className="status-word">Limit</span>
      <Meter
        label="Calls in the limit's window"
        value={used}
        of={calls}
        text={`${used} of ${formatLimit({ calls, seconds })} used`}
      />
      <span className="status-number">
        {formatCount(used)}/{formatCount(calls)}
      </span>
    </span>
  )
}

/** The statuses shown are of another account than the one chosen: they must not read as its own. */
function SentElsewhere() {
  const { elsewhere } = useStatusAccounts()
  const pushing = usePush((state) => isUnderWay(state.push))
  // While a push goes on the account beside it is the one it goes to.
  if (elsewhere.length === 0 || pushing) return null
  const labels = formatList(elsewhere.map(({ accountLabel }) => accountLabel))
  return (
    <span
      className="status-item status-elsewhere"
      title={`Statuses in this sheet are of ${labels}, not of the account chosen now`}
    >
      <span className="status-label">sent to {labels}</span>
      {elsewhere.some(({ live }) => live) && <b className="status-live">live data</b>}
    </span>
  )
}

/** The account leads go to: while a push goes on the one it goes to, whatever is chosen for the sheet meanwhile. */
function AccountItem() {
  const accounts = useAccounts((state) => state.accounts)
  const next = useAccounts((state) => state.nextAccountId)
  const hasSheet = useSheet((state) => state.sheet !== null)
  const sheetAccount = useSheet((state) => state.settings.accountId)
  const push = usePush((state) => state.push)
  const pushedTo = push && isUnderWay(push) ? push : null
  const account = accounts?.find(
    ({ id }) => id === (pushedTo ? pushedTo.accountId : hasSheet ? sheetAccount : next),
  )
  const label = account?.label ?? pushedTo?.accountLabel
  if (label === undefined) return null
  return (
    <button
      type="button"
      className="status-item status-account"
      onClick={() => openPanel('accounts')}
      title={`${pushedTo ? `${towards(pushedTo.phase)} ${label}, ` : `${label}, `}${account?.host ?? pushedTo?.host ?? ''}`}
    >
      {pushedTo && <span className="status-word">{towards(pushedTo.phase)}</span>}
      {account && <AccountDot colour={account.colour} />}
      <span className="status-label">{label}</span>
      {account?.live && <b className="status-live">live data</b>}
    </button>
  )
}

/** Only where it is not the usual one: how large the sheet is shown. */
function Zoom() {
  const zoom = useSheetLook((state) => state.zoom)
  if (zoom === 100) return null
  return (
    <button type="button" className="status-item" title="Back to the usual size" onClick={() => zoomBy(0)}>
      {zoom} %
    </button>
  )
}

export function StatusBar() {
  const hasSheet = useSheet((state) => state.sheet !== null)
  const rowCount = useSheet((state) => state.rowCount)
  const loading = useSheet((state) => state.loading)
  const checking = useProblems((state) => state.checking)
  const arranging = useView((state) => state.arranging)
  const writing = useReport((state) => state.writing)
  return (
    <footer className="status-bar" aria-label="Status" data-part>
      {hasSheet && (
        <>
          <span className="status-item status-rows">
            {loading
              ? `${formatCount(loading.loaded)} of ${countOf(loading.of, 'row')}`
              : countOf(rowCount, 'row')}
          </span>
          <StatusCounts />
          <SentElsewhere />
          <FilterSummary />
        </>
      )}
      <span className="status-gap" />
      {writing && writing.of > 0 && (
        <span className="status-item">
          Writing the report: {formatCount(writing.rows)} of {countOf(writing.of, 'row')}
        </span>
      )}
      {arranging && <span className="status-item">Sorting {countOf(rowCount, 'row')}</span>}
      {checking && (
        <span className="status-item">
          Checked {formatCount(checking.checked)} of {formatCount(checking.of)}
        </span>
      )}
      <SelectionFigures />
      {hasSheet && <Zoom />}
      <Gauge />
      {hasSheet && <Saving />}
      <AccountItem />
    </footer>
  )
}
