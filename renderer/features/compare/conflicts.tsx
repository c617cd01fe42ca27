import { useId } from 'react'
import { headerOf } from '#renderer/flows/name-columns.ts'
import {
  answerConflicts,
  answerOf,
  conflictsNow,
  takeTheirs,
  type Conflict,
} from '#renderer/flows/push-changes.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { valueInWords } from '#renderer/flows/value-in-words.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { goToCell } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

/** So many stand one by one; the rest is answered together. */
const MOST_SHOWN = 50

function inWords(column: ColumnId, value: string): string {
  return value === '' ? 'nothing' : `“${valueInWords(column, value)}”`
}

function OneConflict({ conflict }: { conflict: Conflict }) {
  const name = useId()
  const columns = useSheet((state) => state.columns)
  const answers = useReview((state) => state.answers)
  const answer = answerOf(answers, conflict)
  const { rowId, column, base, theirs, mine } = conflict
  useAttributes((state) => state.attributes)
  const shown = (value: string) => inWords(column, value)
  const place = `${headerOf(columns, column)}, row ${formatCount(rowStore.positionOf(rowId))}`
  return (
    <li>
      <button type="button" className="conflict-place" onClick={() => goToCell(rowId, column)}>
        {place}
      </button>
      <p className="soft">It was {shown(base)} when the lead was read.</p>
      <fieldset aria-label={place}>
        <label>
          <input
            type="radio"
            name={name}
            checked={answer === 'mine'}
            onChange={() => answerConflicts([conflict], 'mine')}
          />
          <span>
            <b>Mine</b> {shown(mine)}
          </span>
        </label>
        <label>
          <input type="radio" name={name} checked={false} onChange={() => void takeTheirs([conflict])} />
          <span>
            <b>Theirs</b> {shown(theirs)}
          </span>
        </label>
        <label>
          <input
            type="radio"
            name={name}
            checked={answer === 'leave'}
            onChange={() => answerConflicts([conflict], 'leave')}
          />
          <span>
            <b>Leave</b> not sent now
          </span>
        </label>
      </fieldset>
    </li>
  )
}

/** Cells somebody changed in LeadSquared too: mine, theirs, or neither for now. */
export function Conflicts() {
  useCompare((state) => state.revision)
  const conflicts = conflictsNow()
  if (conflicts.length === 0) return null
  return (
    <PanelSection title="Changed in LeadSquared too">
      <p>
        {countOf(conflicts.length, 'cell')} {conflicts.length === 1 ? 'has' : 'have'} another value there than
        when the lead was read. {conflicts.length === 1 ? 'It is' : 'They are'} left out unless you say which
        value counts.
      </p>
      {conflicts.length > 1 && (
        <div className="callout-actions" role="group" aria-label="All of them">
          <Button onClick={() => answerConflicts(conflicts, 'mine')}>Mine in all</Button>
          <Button onClick={() => void takeTheirs(conflicts)}>Theirs in all</Button>
          <Button onClick={() => answerConflicts(conflicts, 'leave')}>Leave all</Button>
        </div>
      )}
      <ul className="conflicts">
        {conflicts.slice(0, MOST_SHOWN).map((conflict) => (
          <OneConflict key={`${conflict.rowId} ${conflict.column}`} conflict={conflict} />
        ))}
      </ul>
      {conflicts.length > MOST_SHOWN && (
        <p className="soft">{countOf(conflicts.length - MOST_SHOWN, 'more cell')} not listed here.</p>
      )}
    </PanelSection>
  )
}
