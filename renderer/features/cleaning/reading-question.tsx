import type { CleaningOption } from '#shared/cleaning/cleaning.ts'
import type { CellChanges } from '#shared/cleaning/cell-changes.ts'
import { ChoiceField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'

interface ReadingQuestionProps {
  option: CleaningOption
  ambiguous: CellChanges['ambiguous']
  value: string | null
  onChoose: (value: string) => void
}

function inWords(date: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(date.slice(0, 10)),
  )
}

/** Asks how values are meant that can be read two ways, by an example from the sheet. */
export function ReadingQuestion({
  option,
  ambiguous: { first, cells },
  value,
  onChoose,
}: ReadingQuestionProps) {
  const example = first ?? { value: '03/04/2025', either: '2025-04-03', or: '2025-03-04' }
  const read = [example.either, example.or]
  return (
    <>
      <ChoiceField
        legend={`How is ${example.value} meant?`}
        value={value ?? ''}
        options={option.values.map(({ value: one, hint }, index) => ({
          value: one,
          label: inWords(read[index] ?? example.either),
          ...(hint === undefined ? {} : { hint }),
        }))}
        onChange={onChoose}
      />
      {cells > 0 && (
        <p className="soft">
          {countOf(cells, 'date')} can be read either way and {cells === 1 ? 'waits' : 'wait'} for your word.
        </p>
      )}
    </>
  )
}
