import type { PushReview } from '#shared/domain/push/outcome.ts'
import { NEVER_SENT, PROBLEM_CODES } from '#shared/domain/check/problem.ts'
import type {
  BlankChoice,
  DuplicateChoice,
  PlaceholderChoice,
  UnknownOptionChoice,
} from '#shared/domain/sheet/sheet.ts'
import { PLACEHOLDER_CHOICES, UNKNOWN_OPTION_CHOICES } from '#shared/domain/sheet/reading-words.ts'
import { changeReview } from '#renderer/flows/push-rows.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { CheckField, SelectField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { RowsToSend } from './rows-to-send.tsx'
import { WhatMayBeWritten } from './what-may-be-written.tsx'

const DUPLICATES: Readonly<Record<DuplicateChoice, { label: string; hint: string }>> = {
  order: {
    label: 'Send all, in order',
    hint: 'Where they differ the lower row wins. The calls wait for each other.',
  },
  first: {
    label: 'Keep the first',
    hint: 'Only the first row of each lead is sent; the others are skipped.',
  },
  last: { label: 'Keep the last', hint: 'Only the last row of each lead is sent; the others are skipped.' },
  merge: { label: 'Merge into one lead', hint: 'Later cells win; empty cells do not overwrite filled ones.' },
  skip: { label: 'Skip them', hint: 'None of these rows is sent.' },
}

const BLANKS: Readonly<Record<BlankChoice, { label: string; hint: string }>> = {
  skip: { label: 'Leave the field as it is', hint: 'Empty cells are not sent.' },
  clear: {
    label: 'Send as empty',
    hint: 'LeadSquared does not document what an empty value does to a field that has one. Try it with one row first.',
  },
}

/** Whether a row left out for this reason may be sent all the same, if the person says so. */
function isTheirsToSend(code: string): boolean {
  return PROBLEM_CODES.some((known) => known === code && known !== 'duplicate' && !NEVER_SENT.has(known))
}

function cellsWith(codes: readonly string[], { warned, leftOut }: PushReview): number {
  return [...warned, ...leftOut]
    .filter(({ code }) => codes.includes(code))
    .reduce((sum, { count }) => sum + count, 0)
}

const placeholdersIn = (review: PushReview) => cellsWith(['placeholder', 'placeholder-stop'], review)
const unknownOptionsIn = (review: PushReview) => cellsWith(['not-an-option', 'option-stop'], review)

function keptOutByErrors({ leftOut }: PushReview): number {
  return leftOut.filter(({ code }) => isTheirsToSend(code)).reduce((sum, { count }) => sum + count, 0)
}

function doublesInWords(rows: number, leads: number): string {
  return `${countOf(rows, 'row')} are for ${leads === 1 ? 'the same lead' : countOf(leads, 'lead')}`
}

/** What goes, and what happens to the cases in between. */
export function ReviewChoices({ review }: { review: PushReview | null }) {
  const includeProblems = useReview((state) => state.includeProblems)
  const edited = useReview((state) => state.edited)
  const settings = useSheet((state) => state.settings)
  const kept = review ? keptOutByErrors(review) : 0
  return (
    <>
      {!edited && <RowsToSend />}
      {!edited && <WhatMayBeWritten />}
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
          label={doublesInWords(review.duplicates.rows, review.duplicates.groups)}
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
      {review && placeholdersIn(review) > 0 && (
        <SelectField
          label={`${countOf(placeholdersIn(review), settings.placeholders === 'stop' ? 'row with a placeholder' : 'placeholder')}${settings.placeholders === 'stop' ? '' : ' instead of a value'}`}
          hint={PLACEHOLDER_CHOICES[settings.placeholders ?? 'blank'].hint}
          value={settings.placeholders ?? 'blank'}
          onChange={(event) =>
            edit('Placeholders', [
              {
                kind: 'setSettings',
                settings: { ...settings, placeholders: event.target.value as PlaceholderChoice },
              },
            ])
          }
        >
          {Object.entries(PLACEHOLDER_CHOICES).map(([choice, { label }]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      {review && unknownOptionsIn(review) > 0 && (
        <SelectField
          label={`${countOf(unknownOptionsIn(review), settings.unknownOptions === 'stop' ? 'row with a value' : 'value')} that is none of its field’s options`}
          hint={UNKNOWN_OPTION_CHOICES[settings.unknownOptions ?? 'send'].hint}
          value={settings.unknownOptions ?? 'send'}
          onChange={(event) =>
            edit('Values that are no options', [
              {
                kind: 'setSettings',
                settings: { ...settings, unknownOptions: event.target.value as UnknownOptionChoice },
              },
            ])
          }
        >
          {Object.entries(UNKNOWN_OPTION_CHOICES).map(([choice, { label }]) => (
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
