import { useEffect, useState } from 'react'
import type { PushReview } from '#shared/domain/push/outcome.ts'
import { OWNER_FIELD } from '#shared/domain/sheet/mapping/owner-heading.ts'
import { isWorthTelling, readingInWords } from '#shared/domain/sheet/reading-words.ts'
import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'
import { guessedColumns } from '#renderer/flows/mapping-guesses.ts'
import { proposedOwners, sendToOwner } from '#renderer/flows/owner-proposals.ts'
import { displayNameOf, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

const NONE: ReadonlySet<ColumnId> = new Set()

function useProposedOwners(): readonly Column[] {
  const columns = useSheet((state) => state.columns)
  const attributes = useAttributes((state) => state.attributes)
  const [proposed, setProposed] = useState<readonly Column[]>([])
  useEffect(() => {
    let old = false
    void proposedOwners(columns, attributes).then((found) => {
      if (!old) setProposed(found)
    })
    return () => {
      old = true
    }
  }, [columns, attributes])
  return proposed
}

function useGuesses(): ReadonlySet<ColumnId> {
  const columns = useSheet((state) => state.columns)
  const attributes = useAttributes((state) => state.attributes)
  const [guesses, setGuesses] = useState(NONE)
  useEffect(() => {
    let old = false
    void guessedColumns(columns, attributes).then((found) => {
      if (!old) setGuesses(found)
    })
    return () => {
      old = true
    }
  }, [columns, attributes])
  return guesses
}

/** Which column goes where, in the sheet's order; open where a person should look whether that is right. */
export function MappingList({ review }: { review: PushReview }) {
  const columns = useSheet((state) => state.columns)
  const guesses = useGuesses()
  const owners = new Set(useProposedOwners().map(({ id }) => id))
  useAttributes((state) => state.attributes)
  const sent = columns.filter(({ attribute }) => attribute !== null)
  const rest = columns.filter(({ attribute }) => attribute === null)
  // The review is of the columns it was asked with; another one is on its way where they changed.
  const isOld = sent.length !== review.attributes.length
  const hidden = sent.filter((column) => column.hidden).length
  const guessed = sent.filter(({ id }) => guesses.has(id)).length
  const proposed = rest.filter(({ id }) => owners.has(id)).length
  return (
    <PanelSection title="Columns">
      <details className="mapping-summary" open={guessed > 0 || proposed > 0} aria-busy={isOld}>
        <summary>
          {countOf(sent.length, 'column')} sent
          {hidden > 0 && ` (${formatCount(hidden)} of them hidden in the sheet)`}
          {rest.length > 0 && `, ${formatCount(rest.length)} not sent`}
          {guessed > 0 && <b className="badge badge-warn">{formatCount(guessed)} guessed</b>}
          {proposed > 0 && <b className="badge badge-warn">{formatCount(proposed)} to look at</b>}
        </summary>
        <table className="mapping-list">
          <thead>
            <tr>
              <th scope="col">In the sheet</th>
              <th scope="col">In LeadSquared</th>
            </tr>
          </thead>
          <tbody>
            {sent.map(({ id, header, attribute, constant, hidden: isHidden }) => (
              <tr key={id}>
                <th scope="row">
                  {header || '(no heading)'}
                  {isHidden && ' (hidden)'}
                  {constant !== null && <span className="soft"> “{constant}” in every row</span>}
                </th>
                <td title={attribute ?? undefined}>
                  {displayNameOf(attribute!)}
                  {guesses.has(id) && <b className="badge badge-warn">a guess</b>}
                </td>
              </tr>
            ))}
            {rest.map(({ id, header }) => (
              <tr key={id} className="soft">
                <th scope="row">{header || '(no heading)'}</th>
                <td>
                  Not sent
                  {owners.has(id) && (
                    <>
                      . It may say whose leads these are.{' '}
                      <Button onClick={() => sendToOwner(id)}>Send to {displayNameOf(OWNER_FIELD)}</Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {guessed > 0 && <p className="soft">A guess is changed under the column’s heading in the sheet.</p>}
        {review.readings.filter(isWorthTelling).map((reading) => (
          <p key={reading.columnId} className="soft">
            {readingInWords(reading)}
          </p>
        ))}
      </details>
    </PanelSection>
  )
}
