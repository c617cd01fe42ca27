import { useEffect, useState } from 'react'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { rowName } from '#renderer/flows/lead-names.ts'
import { resumePush } from '#renderer/flows/push-rows.ts'
import { undoTrial } from '#renderer/flows/undo-push.ts'
import { attributeNamed, displayNameOf, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { heldOtherwise } from '#shared/domain/push/held-otherwise.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

type Looked = Extract<Awaited<ReturnType<typeof attempt<'push.lookBack'>>>, { value: unknown }>['value']

/** Whether the push stands still so that somebody looks at what its first call did. */
export function isTrial({ phase, pauseReason }: PushProgress): boolean {
  return phase === 'paused' && pauseReason === 'trial'
}

function wentIn({ counts }: PushProgress): number {
  return counts.created + counts.updated
}

/** The answers to what was seen; either is a push's own verb. */
export function TrialControls({ push }: { push: PushProgress }) {
  const [undoing, setUndoing] = useState(false)
  const rest = push.counts.queued
  const gone = wentIn(push)
  return (
    <>
      <Button kind="primary" disabled={undoing} onClick={() => void resumePush()}>
        Go on with the other {formatCount(rest)}
      </Button>
      {gone > 0 && (
        <Button
          kind="danger"
          disabled={undoing}
          title="Ends this push, and shows what would be put back before anything is sent"
          onClick={() => {
            setUndoing(true)
            void undoTrial(push.pushId)
          }}
        >
          Undo the {formatCount(gone)}
        </Button>
      )}
    </>
  )
}

/** What LeadSquared now holds beside what was meant, of the rows that have gone. */
export function TrialLook({ push }: { push: PushProgress }) {
  const { pushId } = push
  const [looked, setLooked] = useState<Looked | null>(null)
  const [problem, setProblem] = useState('')
  const [turn, setTurn] = useState(0)
  useAttributes((state) => state.attributes)
  useEffect(() => {
    let old = false
    void attempt('push.lookBack', { pushId }).then((answer) => {
      if (old) return
      setProblem('value' in answer ? '' : answer.problem)
      if ('value' in answer) setLooked(answer.value)
    })
    return () => {
      old = true
    }
  }, [pushId, turn])

  const rows = (looked?.rows ?? []).map(({ rowId, leadId, cells }) => ({
    ...{ rowId, leadId },
    cells: cells.map((cell) => ({ ...cell, words: heldOtherwise(attributeNamed(cell.attribute), cell) })),
  }))
  const odd = rows.flatMap(({ cells }) => cells.filter(({ words }) => words !== '')).length
  return (
    <PanelSection title="What LeadSquared made of it">
      {problem && (
        <Callout tone="error" actions={<Button onClick={() => setTurn(turn + 1)}>Look again</Button>}>
          The leads were not read. {problem}
        </Callout>
      )}
      {!looked && !problem && <p className="soft">Reading {countOf(wentIn(push), 'lead')} back…</p>}
      {looked && (
        <>
          <p role="status">
            {countOf(rows.length, 'lead')} read back:{' '}
            {odd === 0 ? 'every cell is held as it was meant.' : `${countOf(odd, 'cell')} to look at.`}
          </p>
          <ul className="trial-rows">
            {rows.map(({ rowId, leadId, cells }) => (
              <li key={rowId}>
                <details open={cells.some(({ words }) => words !== '')}>
                  <summary title={`Lead ${leadId}`}>{rowName(rowId) || `Lead ${leadId}`}</summary>
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">Field</th>
                        <th scope="col">Meant</th>
                        <th scope="col">Held now</th>
                      </tr>
                    </thead>
                    <tbody>
                      {cells.map(({ attribute, meant, held, words }) => (
                        <tr key={attribute} className={words ? 'trial-odd' : undefined}>
                          <th scope="row">{displayNameOf(attribute)}</th>
                          <td>{meant || 'empty'}</td>
                          <td>
                            {held || 'empty'}
                            {words && <small>{words}</small>}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </PanelSection>
  )
}
