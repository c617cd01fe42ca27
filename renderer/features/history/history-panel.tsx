import { useEffect, useState } from 'react'
import { FileDown } from 'lucide-react'
import type { PushSummary } from '#shared/pipeline/outcome.ts'
import { STATUSES, STATUS_LABELS, type Status } from '#shared/pipeline/status.ts'
import { DEFAULT_SEARCH } from '#shared/pipeline/sheet.ts'
import { exportPush } from '#renderer/flows/export-report.ts'
import { openPushedRows } from '#renderer/flows/open-sheet.ts'
import { ask } from '#renderer/stores/ask.ts'
import { attributeNamed } from '#renderer/stores/attribute-store.ts'
import { usePush } from '#renderer/stores/push-store.ts'
import { closePanel } from '#renderer/stores/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { countOf, formatCount, formatDuration, formatMoment } from '#renderer/ui/format.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { StatusIcon } from '#renderer/ui/status-chip.tsx'
import './history.css'

const PHASES: Readonly<Record<PushSummary['phase'], string>> = {
  running: 'going on',
  pausing: 'pausing',
  paused: 'paused',
  cancelling: 'being cancelled',
  finished: '',
  cancelled: 'cancelled',
}

function Counts({ push }: { push: PushSummary }) {
  const counts: Partial<Record<Status, number>> = push.counts
  return (
    <ul className="history-counts">
      {STATUSES.filter((status) => (counts[status] ?? 0) > 0).map((status) => (
        <li key={status}>
          <StatusIcon status={status} />
          {STATUS_LABELS[status]} <b>{formatCount(counts[status] ?? 0)}</b>
        </li>
      ))}
    </ul>
  )
}

function Entry({ push }: { push: PushSummary }) {
  const searchBy =
    push.searchBy === DEFAULT_SEARCH
      ? 'Email or phone'
      : (attributeNamed(push.searchBy)?.displayName ?? push.searchBy)
  const title = `${push.sheetName}, ${formatMoment(push.startedAt)}`
  return (
    <article className="history-entry" aria-label={title}>
      <header>
        <h3>{push.sheetName}</h3>
        <time dateTime={push.startedAt}>{formatMoment(push.startedAt)}</time>
      </header>
      <p className="soft">
        {countOf(push.rows, 'row')} to {push.accountLabel}
        {push.imported && ', from a reopened report'}
        {PHASES[push.phase] && `, ${PHASES[push.phase]}`}
      </p>
      <Counts push={push} />
      <details>
        <summary>How it went</summary>
        <Facts
          facts={[
            ['Host', push.host],
            ['Search by', searchBy],
            ['Time taken', formatDuration(push.seconds)],
            ['Calls', formatCount(push.calls)],
            ['Turned away at the limit', formatCount(push.throttled)],
            ...(push.limits.length > 0 ? ([['Limits met', push.limits.join('; ')]] as const) : []),
            ...push.mapping.map(({ header, attribute }) => [header || '(no heading)', attribute] as const),
          ]}
        />
      </details>
      <div className="history-actions">
        <Button
          onClick={() => void openPushedRows(push.pushId)}
          title="As they were sent, in a sheet of their own"
        >
          Open rows
        </Button>
        <Menu
          label="Export report"
          icon={FileDown}
          items={[
            { label: 'Excel workbook (.xlsx)', run: () => void exportPush(push.pushId, 'xlsx') },
            { label: 'Text (.csv)', run: () => void exportPush(push.pushId, 'csv') },
          ]}
        />
      </div>
    </article>
  )
}

export function HistoryPanel() {
  const [pushes, setPushes] = useState<readonly PushSummary[] | null>(null)
  const phase = usePush((state) => state.push?.phase)

  useEffect(() => {
    let gone = false
    void ask('history.list', {}).then((answer) => {
      if (!gone && answer) setPushes(answer.pushes)
    })
    return () => {
      gone = true
    }
  }, [phase])

  return (
    <Panel title="History" onClose={closePanel}>
      {pushes?.length === 0 && <p className="soft">Nothing has been pushed yet. Each push is kept here.</p>}
      <ul className="history-list">
        {pushes?.map((push) => (
          <li key={push.pushId}>
            <Entry push={push} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
