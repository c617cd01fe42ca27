import { useEffect, useState, type ReactNode } from 'react'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import type { SheetId } from '#shared/domain/sheet/sheet.ts'
import { switchSheet } from '#renderer/flows/open-sheet.ts'
import { cancelPush, pausePush, resumePush } from '#renderer/flows/push-rows.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { isUnderWay, rowsSettled, rowsToSend, usePush } from '#renderer/stores/push/push-store.ts'
import { stateOf, stillToCome } from '#renderer/stores/push/push-words.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { countOf, formatCount, formatDuration, formatLimit, formatRate } from '#renderer/ui/format.ts'
import { LiveMark } from '#renderer/ui/live-mark.tsx'
import { Meter, Progress } from '#renderer/ui/meter.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { AfterPushSection } from './after-push.tsx'
import { AgainByPhone } from './again-by-phone.tsx'
import { Failures } from './failures.tsx'
import { Happenings } from './happenings.tsx'
import { PauseNote, WaitNote } from './pause-note.tsx'
import { PushCounts } from './push-counts.tsx'
import { RateChart } from './rate-chart.tsx'
import { Afterwards, SettledSheet } from './settled-sheet.tsx'
import { TakeBack } from './take-back.tsx'
import { TellMe } from './tell-me.tsx'
import { isTrial, TrialControls, TrialLook } from './trial-look.tsx'
import './push.css'

/** `lost`: the host does not answer, so nobody knows how far it is by now. */
function Headline({ push, lost }: { push: PushProgress; lost: boolean }) {
  const account = useAccounts((state) => state.accounts)?.find(({ id }) => id === push.accountId)
  const settled = rowsSettled(push)
  const toSend = rowsToSend(push)
  const { counts } = push
  const text =
    push.phase === 'cancelled'
      ? `${formatCount(settled - counts.cancelled)} of ${countOf(toSend, 'row')} sent`
      : `${formatCount(settled)} of ${countOf(toSend, 'row')}`
  return (
    <div className="push-headline">
      <div className="push-to">
        {account && <AccountDot colour={account.colour} />}
        <span>{push.accountLabel}</span>
        {account?.live && <LiveMark />}
      </div>
      <p className="push-phase">
        <strong role="status" aria-label="State">
          {lost ? 'Leadsheet is not answering' : `${stateOf(push.phase)}${stillToCome(push.phase)}`}
        </strong>
        <span>{lost ? `last known: ${text}` : text}</span>
      </p>
      <Progress
        label="Push progress"
        of={toSend}
        text={text}
        parts={[
          { tone: 'good', count: counts.created },
          { tone: 'fresh', count: counts.updated },
          { tone: 'bad', count: counts.failed },
          { tone: 'warn', count: counts.unknown },
          { tone: 'quiet', count: counts.cancelled },
        ]}
      />
      <p className="push-ends">
        <span>{formatCount(settled)} done</span>
        <span>{formatCount(toSend - settled)} to go</span>
      </p>
    </div>
  )
}

function Figures({ push, lost }: { push: PushProgress; lost: boolean }) {
  const { gauge } = push
  const running = push.phase === 'running' && !lost
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
          ? ([['Calls sent again, as LeadSquared was busy', formatCount(push.throttled)]] as const)
          : []),
        ...(isUnderWay(push) && !lost
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
      {push.phase === 'paused' &&
        (isTrial(push) ? (
          <TrialControls push={push} />
        ) : (
          <Button kind="primary" onClick={() => void resumePush()}>
            Resume
          </Button>
        ))}
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

/** The push is of a sheet that is not on screen: which one, and the way there. */
function OtherSheet({ sheetId }: { sheetId: SheetId }) {
  const [name, setName] = useState('')
  useEffect(() => {
    let gone = false
    void ask('workspace.sheets', {}).then((answer) => {
      const sheet = answer?.sheets.find(({ id }) => id === sheetId)
      if (!gone && sheet) setName(sheet.name)
    })
    return () => {
      gone = true
    }
  }, [sheetId])
  return (
    <Callout
      tone="info"
      actions={
        <Button onClick={() => void switchSheet(sheetId)}>Open {name === '' ? 'it' : `“${name}”`}</Button>
      }
    >
      This push is of {name === '' ? 'another sheet' : `the sheet “${name}”`}, not of the one that is open.
    </Callout>
  )
}

/** The push that goes on, whatever sheet is open; else what became of the open sheet's rows. */
export function PushPanel({ unlock }: { unlock: ReactNode }) {
  const push = usePush((state) => state.push)
  const sheetId = useSheet((state) => state.sheet?.id)
  const unreachable = useConnection((state) => state.connection === 'lost')
  const underWay = isUnderWay(push)
  if (!push || (!underWay && push.sheetId !== sheetId)) return <SettledSheet />
  // While rows stream in nobody can read what went wrong; it is told when they stand still.
  const still = !underWay || push.phase === 'paused'
  const here = push.sheetId === sheetId
  const lost = unreachable && underWay
  return (
    <Panel
      title="Push"
      onClose={closePanel}
      footer={lost ? undefined : underWay ? <Controls push={push} /> : <Afterwards />}
    >
      {!here && <OtherSheet sheetId={push.sheetId} />}
      <Headline push={push} lost={lost} />
      {lost ? (
        <Callout tone="warning">
          These numbers are from before. What became of the rows since is told when Leadsheet answers again.
        </Callout>
      ) : (
        <>
          <PauseNote push={push} unlock={unlock} />
          <WaitNote push={push} />
        </>
      )}
      {isTrial(push) && !lost && <TrialLook push={push} />}
      <PushCounts counts={push.counts} label="Rows of this push by status" here={here} />
      {!lost && <RateChart push={push} />}
      <Figures push={push} lost={lost} />
      {underWay && !lost && <TellMe />}
      <Happenings push={push} />
      {still && here && <Failures />}
      {!underWay && here && <AgainByPhone pushId={push.pushId} />}
      <AfterPushSection pushId={push.pushId} here={here} />
      <TakeBack push={push} />
    </Panel>
  )
}
