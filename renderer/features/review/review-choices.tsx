import type { PushReview } from '#shared/domain/push/outcome.ts'
import { PROBLEM_CODES, type ProblemCode } from '#shared/domain/check/problem.ts'
import type { BlankChoice, DuplicateChoice } from '#shared/domain/sheet/sheet.ts'
import { changeReview } from '#renderer/flows/push-rows.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { CheckField, SelectField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { RowsToSend } from './rows-to-send.tsx'

const DUPLICATES: Readonly<Record<DuplicateChoice, { label: string; hint: string }>> = {
  order: {
    label: 'Send all, in order',
    hint: 'The last row has the last word; the calls wait for each other.',
  },
  first: { label: 'Keep the first', hint: 'Only the first row of each key is sent; the others are skipped.' },
  last: { label: 'Keep the last', hint: 'Only the last row of each key is sent; the others are skipped.' },
  merge: { label: 'Merge into one lead', hint: 'Later cells win; empty cells do not overwrite filled ones.' },
  skip: { label: 'Skip them', hint: 'No row of a doubled key is sent.' },
}

const BLANKS: Readonly<Record<BlankChoice, { label: string; hint: string }>> = {
  skip: { label: 'Leave the field as it is', hint: 'Empty cells are not sent.' },
  clear: {
    label: 'Send as empty',
    hint: 'LeadSquared does not document what an empty value does to a field that has one. Try it with one row first.',
  },
}

/** Left out though the person may send them all the same. Without a key a row cannot be sent whatever anybody wants. */
const FINAL: readonly ProblemCode[] = ['key-not-mapped', 'missing-key', 'duplicate']

function keptOutByErrors({ leftOut }: PushReview): number {
  return leftOut
    .filter(({ code }) => PROBLEM_CODES.some((known) => known === code && !FINAL.includes(known)))
    .reduce((sum, { count }) => sum + count, 0)
}

/** What goes, and what happens to the cases in between. */
export function ReviewChoices({ review }: { review: PushReview | null }) {
  const includeProblems = useReview((state) => state.includeProblems)
  const settings = useSheet((state) => state.settings)
  const kept = review ? keptOutByErrors(review) : 0
  return (
    <>
      <RowsToSend />
      {(includeProblems || kept > 0) && (
        <CheckField
          label="Send rows with errors too"
          hint={
            kept > 0
              ? `${countOf(kept, 'row')} would go that LeadSquared is likely to refuse.`
              : 'LeadSquared is likely to refuse them; a refused row costs only itself.'
          }
          checked={includeProblems}
          onChange={(event) => changeReview({ includeProblems: event.target.checked })}
        />
      )}
      {review && review.duplicates.groups > 0 && (
        <SelectField
          label={`${countOf(review.duplicates.rows, 'row')} share ${countOf(review.duplicates.groups, 'key')} to search by`}
          hint={DUPLICATES[settings.duplicates].hint}
          value={settings.duplicates}
          onChange={(event) =>
            edit('Duplicates', [
              {
                kind: 'setSettings',
                settings: { ...settings, duplicates: event.target.value as DuplicateChoice },
              },
            ])
          }
        >
          {Object.entries(DUPLICATES).map(([choice, { label }]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      {review && review.blanks > 0 && (
        <SelectField
          label={countOf(review.blanks, 'empty cell')}
          hint={BLANKS[settings.blanks].hint}
          value={settings.blanks}
          onChange={(event) =>
            edit('Empty cells', [
              { kind: 'setSettings', settings: { ...settings, blanks: event.target.value as BlankChoice } },
            ])
          }
        >
          {Object.entries(BLANKS).map(([choice, { label }]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
    </>
  )
}
