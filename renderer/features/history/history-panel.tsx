import { useEffect, useState } from 'react'
import { FileDown, Undo2 } from 'lucide-react'
import { imageInWords } from '#shared/domain/push/image-words.ts'
import { isEnded, type PushSummary } from '#shared/domain/push/outcome.ts'
import { STATUSES, STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import { DEFAULT_SEARCH, type PushMode } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { exportPush } from '#renderer/flows/export-report.ts'
import { openPushedRows } from '#renderer/flows/open-sheet.ts'
import { dropImage, openUndo } from '#renderer/flows/undo-push.ts'
import { againAfter, goOnAfter, leaveAfter, pauseAfter } from '#renderer/flows/after-push.ts'
import { useAfter } from '#renderer/stores/push/after-store.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { displayNameOf, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { usePush } from '#renderer/stores/push/push-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { AccountName } from '#renderer/ui/account-name.tsx'
import { AfterSteps } from '#renderer/ui/after-steps.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
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

const MODE_WORDS: Readonly<Record<PushMode, string>> = {
  upsert: '',
  update: 'update only',
  create: 'create only',
  fill: 'fill blanks only',
}

/** Something of it can be put back, or put on a list. */
function canBeUndone(push: PushSummary): boolean {
  return (
    !push.imported && isEnded(push.phase) && ((push.write?.image ?? null) !== null || push.counts.created > 0)
  )
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

/** What was there before, by which the push can be taken back. */
function BeforeImage({ push, onDropped }: EntryProps) {
  const image = push.write?.image
  if (!image) return null
  return (
    <div className="history-image">
      <p>{imageInWords(image, formatMoment(image.until), asHere)}</p>
      <Confirm
        action="Drop what was there before"
        keep="Keep it"
        question="This push can then be taken back no more. Nothing changes in LeadSquared."
        onConfirm={() => void dropImage(push.pushId).then((done) => done && onDropped())}
      />
    </div>
  )
}

/** What was done with its leads, as it is told now. */
function Afterwards({ push, onDropped }: EntryProps) {
  const { pushId, after } = push
  const now = useAfter((state) => state.views.get(pushId)) ?? after
  if (!now) return null
  const then = (moved: Promise<void>): void => void moved.then(onDropped)
  return (
    <AfterSteps
      view={now}
      onGoOn={() => then(goOnAfter(pushId))}
      onAgain={() => then(againAfter(pushId))}
      onPause={() => then(pauseAfter(pushId))}
      onLeave={() => then(leaveAfter(pushId))}
    />
  )
}

interface EntryProps {
  push: PushSummary
  /** The list is to be asked for again. */
  onDropped: () => void
}

function Entry({ push, onDropped }: EntryProps) {
  useAttributes((state) => state.attributes)
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === push.accountId)
  const { skipped, cancelled, queued, sending } = push.counts
  const waiting = queued + sending
  const sent = push.rows - skipped - cancelled - waiting
  const { mode = 'upsert', of, undoOf = null } = push.write ?? {}
  const rest = [
    undoOf === null ? '' : `undo of an earlier push`,
    of === 'edited' ? 'changed cells only' : of === 'sheet' ? MODE_WORDS[mode] : '',
    waiting > 0 ? `${formatCount(waiting)} to go` : '',
    skipped > 0 ? `${formatCount(skipped)} left out` : '',
    PHASES[push.phase],
    push.imported ? 'from a reopened report' : '',
  ].filter(Boolean)
  const searchBy = push.searchBy === DEFAULT_SEARCH ? 'Email or phone' : displayNameOf(push.searchBy)
  const title = `${push.sheetName}, ${formatMoment(push.startedAt)}`
  return (
    <article className="entry-card" aria-label={title}>
      <header>
        <h3>{push.sheetName}</h3>
        <time dateTime={push.startedAt}>{formatMoment(push.startedAt)}</time>
      </header>
      <p>
        {countOf(sent, 'row')} to{' '}
        {push.imported ? push.accountLabel : <AccountName account={account} label={push.accountLabel} />}
      </p>
      {rest.length > 0 && <p className="soft">{rest.join(', ')}</p>}
      <Counts push={push} />
      <Afterwards push={push} onDropped={onDropped} />
      <details>
        <summary>How it went</summary>
        <Facts
          facts={[
            ['Host', push.host],
            ['Search by', searchBy],
            ...(push.recipe === undefined ? [] : ([['Recipe', push.recipe]] as const)),
            ['Time taken', formatDuration(push.seconds)],
            ['Calls', formatCount(push.calls)],
            ['Calls sent again, as LeadSquared was busy', formatCount(push.throttled)],
            ...(push.limits.length > 0 ? ([['Limits met', push.limits.join('; ')]] as const) : []),
            ...push.mapping.map(
              ({ header, attribute }) => [header || '(no heading)', displayNameOf(attribute)] as const,
            ),
          ]}
        />
        <BeforeImage push={push} onDropped={onDropped} />
      </details>
      <div className="entry-actions">
        <Button
          onClick={() => void openPushedRows(push.pushId)}
          title="As they were sent, in a sheet of their own"
        >
          Open rows
        </Button>
        {canBeUndone(push) && (
          <Button
            icon={Undo2}
            onClick={() => openUndo(push)}
            title="Says cell by cell what would be put back, before anything is sent"
          >
            Undo push
          </Button>
        )}
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
  const [turn, setTurn] = useState(0)
  const phase = usePush((state) => state.push?.phase)

  useEffect(() => {
    let gone = false
    void ask('history.list', {}).then((answer) => {
      if (!gone && answer) setPushes(answer.pushes)
    })
    return () => {
      gone = true
    }
  }, [phase, turn])

  return (
    <Panel title="History" onClose={closePanel}>
      {pushes?.length === 0 && <p className="soft">Nothing has been pushed yet. Each push is kept here.</p>}
      <ul className="entry-list">
        {pushes?.map((push) => (
          <li key={push.pushId}>
            <Entry push={push} onDropped={() => setTurn(turn + 1)} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
