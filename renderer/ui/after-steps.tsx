import { failedLeads, taskInWords } from '#shared/domain/push/after-words.ts'
import type { AfterTask, AfterView } from '#shared/domain/push/after.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import './after-steps.css'
import { Button } from './button.tsx'
import { Callout } from './callout.tsx'
import { Confirm } from './confirm.tsx'

interface AfterStepsProps {
  view: AfterView
  onGoOn: () => void
  onAgain: () => void
  onPause: () => void
  onLeave: () => void
  /** Left out where the rows are not at hand. */
  onShowRows?: ((text: string, rows: readonly RowId[]) => void) | undefined
}

function openLeads({ tasks }: AfterView): number {
  return tasks.reduce((sum, { open }) => sum + open, 0)
}

function Reasons({ task, onShowRows }: { task: AfterTask } & Pick<AfterStepsProps, 'onShowRows'>) {
  if (task.reasons.length === 0) return null
  return (
    <ul className="after-reasons">
      {task.reasons.map(({ state, text, leads, rows }) => (
        <li key={`${state} ${text}`}>
          <span>
            {asHere.countOf(leads, 'lead')}: {text}
          </span>
          {onShowRows && <Button onClick={() => onShowRows(text, rows)}>Show these rows</Button>}
        </li>
      ))}
    </ul>
  )
}

/** What was done with the leads of a push: what was put where, how many failed and why, and how it goes on. */
export function AfterSteps({ view, onGoOn, onAgain, onPause, onLeave, onShowRows }: AfterStepsProps) {
  const failed = failedLeads(view)
  const open = openLeads(view)
  const { phase, note, tasks } = view
  return (
    <div className="after-steps">
      <p className="after-phase soft" aria-live="polite">
        {phase === 'waiting' && 'Begins when the push has ended.'}
        {phase === 'running' && 'Going on'}
        {phase === 'finished' && 'Done'}
        {phase === 'paused' && 'Stands still'}
        {phase === 'cancelled' && 'Left undone'}
      </p>
      <ul className="after-tasks" aria-label="What was done with the leads">
        {tasks.map((task) => (
          <li key={task.kind}>
            {phase === 'waiting' ? <p>{waitingInWords(task)}</p> : <p>{taskInWords(task, asHere)}</p>}
            <Reasons task={task} onShowRows={onShowRows} />
          </li>
        ))}
      </ul>
      {phase === 'paused' && note !== '' && <Callout tone="warning">{note}</Callout>}
      <div className="callout-actions">
        {phase === 'running' && <Button onClick={onPause}>Pause</Button>}
        {phase === 'paused' && (
          <>
            <Button kind="primary" onClick={onGoOn}>
              Go on
            </Button>
            <Confirm
              action="Leave it undone"
              keep="Keep it"
              question={`${open > 0 ? `Nothing more is done with ${asHere.countOf(open, 'lead')}.` : 'Nothing more is done with the leads of this push.'} What is done stays in LeadSquared.`}
              onConfirm={onLeave}
            />
          </>
        )}
        {failed > 0 && (phase === 'finished' || phase === 'cancelled') && (
          <Button onClick={onAgain}>Again for {asHere.countOf(failed, 'lead')} that failed</Button>
        )}
      </div>
    </div>
  )
}

const WAITING: Readonly<Record<AfterTask['kind'], string>> = {
  'list-created': 'Created leads go on the list',
  'list-updated': 'Updated leads go on the list',
  'list-failed': 'Leads of failed rows, where they are known, go on the list',
  activity: 'Each lead that goes in gets the activity',
}

function waitingInWords({ kind, name }: AfterTask): string {
  return `${WAITING[kind]} “${name}”.`
}
