import type { PullProgress } from '#shared/domain/reading/pull.ts'
import { cancelPull, pausePull, resumePull } from '#renderer/flows/get-leads.ts'
import { switchSheet } from '#renderer/flows/open-sheet.ts'
import { putAwayPull, usePulls } from '#renderer/stores/pull/pull-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { readWaitInWords } from '#renderer/ui/read-wait.ts'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { Progress } from '#renderer/ui/meter.tsx'
import './get-leads.css'

function cameInWords({ came, expected }: PullProgress): string {
  return expected === null || expected < came
    ? `${countOf(came, 'lead')} so far`
    : `${formatCount(came)} of ${countOf(expected, 'lead')}`
}

function OpenPull({ pull }: { pull: PullProgress }) {
  const { sheetId, phase, came, expected, note, calls } = pull
  const text = cameInWords(pull)
  const wait = phase === 'running' ? readWaitInWords(pull) : ''
  if (phase === 'finished' || phase === 'cancelled') {
    return (
      <div className="pull-bar pull-bar-quiet" role="group" aria-label="Getting leads">
        <span role="status">
          {phase === 'finished'
            ? `All ${countOf(came, 'lead')} are in. `
            : `${countOf(came, 'lead')} came in. `}
          {note}
        </span>
        <Button kind="quiet" onClick={() => putAwayPull(sheetId)}>
          Close
        </Button>
      </div>
    )
  }
  return (
    <div
      className={phase === 'paused' ? 'pull-bar pull-bar-paused' : 'pull-bar'}
      role="group"
      aria-label="Getting leads"
    >
      <strong role="status">{phase === 'paused' ? 'Paused' : 'Getting leads'}</strong>
      {expected !== null && (
        <Progress
          label="Leads that came in"
          parts={[{ tone: 'busy', count: Math.min(came, expected) }]}
          of={expected}
          text={text}
        />
      )}
      <span>
        {text}, {countOf(calls, 'call')}
        {phase === 'paused' && note && `. ${note}`}
      </span>
      {wait !== '' && <span role="status">{wait}</span>}
      {phase === 'running' ? (
        <Button onClick={() => void pausePull(sheetId)}>Pause</Button>
      ) : (
        <Button kind="primary" onClick={() => void resumePull(sheetId)}>
          Resume
        </Button>
      )}
      <Button onClick={() => void cancelPull(sheetId)}>Cancel</Button>
    </div>
  )
}

/** A strip over the sheet while leads come into it, and where something is to be said of how that ended. */
export function PullBar() {
  const { pulls, putAway } = usePulls()
  const sheetId = useSheet((state) => state.sheet?.id)
  const own = sheetId === undefined ? undefined : pulls.get(sheetId)
  const toTell =
    own &&
    (own.phase === 'running' || own.phase === 'paused' || (own.note !== '' && !putAway.has(own.sheetId)))
  const elsewhere = [...pulls.values()].find((pull) => pull.phase === 'running' && pull.sheetId !== sheetId)
  return (
    <>
      {toTell && <OpenPull pull={own} />}
      {elsewhere && (
        <div className="pull-bar" role="group" aria-label="Getting leads into another sheet">
          <span>Leads come into another sheet: {cameInWords(elsewhere)}</span>
          <Button onClick={() => void switchSheet(elsewhere.sheetId)}>Open it</Button>
        </div>
      )}
    </>
  )
}
