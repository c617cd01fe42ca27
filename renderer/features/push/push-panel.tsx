import type { PushProgress } from '#shared/pipeline/outcome.ts'
import { cancelPush, pausePush, resumePush } from '#renderer/flows/push-rows.ts'
import { useAccounts } from '#renderer/stores/account-store.ts'
import { isUnderWay, usePush } from '#renderer/stores/push-store.ts'
import { useSheet } from '#renderer/stores/sheet-store.ts'
import { closePanel } from '#renderer/stores/ui-store.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { countOf, formatCount, formatDuration, formatLimit, formatRate } from '#renderer/ui/format.ts'
import { Meter, Progress } from '#renderer/ui/meter.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { Failures } from './failures.tsx'
import { PauseNote } from './pause-note.tsx'
import { PushCounts } from './push-counts.tsx'
import { Afterwards, SettledSheet } from './settled-sheet.tsx'
import './push.css'

const HEADLINES: Readonly<Record<PushProgress['phase'], string>> = {
  running: 'Pushing',
  pausing: 'Pausing: calls under way are finishing',
  paused: 'Paused',
  cancelling: 'Cancelling: calls under way are finishing',
  finished: 'Finished',
  cancelled: 'Cancelled',
}

function settledOf({ rows, counts }: PushProgress): number {
  return rows - counts.queued - counts.sending
}

function Headline({ push }: { push: PushProgress }) {
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === push.accountId)
  const settled = settledOf(push)
  const { counts } = push
  const sent = settled - counts.skipped - counts.cancelled
  const text =
    push.phase === 'cancelled'
      ? `${formatCount(sent)} of ${countOf(push.rows, 'row')} sent`
      : `${formatCount(settled)} of ${countOf(push.rows, 'row')}`
  return (
    <div className="push-headline">
      <div className="push-to">
        {account && <AccountDot colour={account.colour} />}
        <span>{push.accountLabel}</span>
        {account?.live && <b className="push-live">live data</b>}
      </div>
      <p className="push-phase">
        <strong role="status">{HEADLINES[push.phase]}</strong>
        <span>{text}</span>
      </p>
      <Progress
        label="Push progress"
        of={push.rows}
        text={text}
        parts={[
          { tone: 'good', count: counts.created },
          { tone: 'fresh', count: counts.updated },
          { tone: 'bad', count: counts.failed },
          { tone: 'warn', count: counts.unknown },
          { tone: 'quiet', count: counts.skipped + counts.cancelled },
        ]}
      />
    </div>
  )
}

function Figures({ push }: { push: PushProgress }) {
  const { gauge } = push
  const running = push.phase === 'running'
  return (
    <Facts
      facts={[
        ...(running
          ? ([
              ['Rows per second', formatRate(push.rowsPerSecond)],
              ['Time left', push.secondsLeft === null ? 'Not known yet' : formatDuration(push.secondsLeft)],
            ] as const)
          : []),
        ['Time taken', formatDuration(push.seconds)],
        ['Calls', formatCount(push.calls)],
        ...(push.throttled > 0
          ? ([['Turned away at the limit', countOf(push.throttled, 'call')]] as const)
          : []),
        ...(isUnderWay(push)
          ? ([
              [
                `Limit, ${formatLimit(gauge)}`,
                <span key="gauge" className="push-gauge">
                  <Meter
                    label="Limit"
                    value={gauge.used}
                    of={gauge.calls}
                    text={`${formatCount(gauge.used)} of ${formatLimit(gauge)} used`}
                  />
                  {formatCount(gauge.used)}
                </span>,
              ],
            ] as const)
          : []),
      ]}
    />
  )
}

/** What a cancel does to the rows that are still to be sent. */
function cancelQuestion({ counts, unclear }: PushProgress): string {
  const untried = counts.queued - unclear
  const sentences: string[] = []
  if (untried > 0 || unclear === 0) sentences.push(`${countOf(untried, 'row')} will not be sent.`)
  if (unclear > 0) {
    const [become, them] = unclear === 1 ? ['becomes', 'it'] : ['become', 'them']
    sentences.push(
      `${countOf(unclear, 'row')} whose answer did not come through ${become} Unknown: LeadSquared may have taken ${them}.`,
    )
  }
  return [...sentences, 'What has been sent stays in LeadSquared.'].join(' ')
}

function Controls({ push }: { push: PushProgress }) {
  return (
    <>
      {push.phase === 'running' && <Button onClick={() => void pausePush()}>Pause</Button>}
      {push.phase === 'pausing' && <Button disabled>Pausing</Button>}
      {push.phase === 'paused' && (
        <Button kind="primary" onClick={() => void resumePush()}>
          Resume
        </Button>
      )}
      {push.phase !== 'cancelling' && (
        <Confirm
          action="Cancel push"
          keep={push.phase === 'paused' ? 'Keep it paused' : 'Keep going'}
          question={cancelQuestion(push)}
          onConfirm={() => void cancelPush()}
        />
      )}
    </>
  )
}

/** The push that goes on, whatever sheet is open; else what became of the open sheet's rows. */
export function PushPanel() {
  const push = usePush((state) => state.push)
  const sheetId = useSheet((state) => state.sheet?.id)
  const underWay = isUnderWay(push)
  if (!push || (!underWay && push.sheetId !== sheetId)) return <SettledSheet />
  // While rows stream in nobody can read what went wrong; it is told when they stand still.
  const still = !underWay || push.phase === 'paused'
  return (
    <Panel title="Push" onClose={closePanel} footer={underWay ? <Controls push={push} /> : <Afterwards />}>
      {push.sheetId !== sheetId && (
        <p className="soft">This push is of another sheet, not of the one that is open.</p>
      )}
      <Headline push={push} />
      <PauseNote push={push} />
      <PushCounts counts={push.counts} label="Rows of this push by status" />
      <Figures push={push} />
      {still && push.sheetId === sheetId && <Failures />}
    </Panel>
  )
}
