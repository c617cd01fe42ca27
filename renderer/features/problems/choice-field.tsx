import type { Choices } from '#shared/domain/sheet/reading-words.ts'
import { SelectField } from '#renderer/ui/field.tsx'

interface ChoiceFieldProps<Choice extends string> {
  label: string
  choices: Choices<Choice>
  chosen: Choice
  choose: (choice: Choice) => void
}

/** One of a few ways to treat a kind of cell in the whole sheet. */
export function ChoiceField<Choice extends string>({
  label,
  choices,
  chosen,
  choose,
}: ChoiceFieldProps<Choice>) {
  return (
    <SelectField
      label={label}
      hint={choices[chosen].hint}
      value={chosen}
      onChange={(event) => choose(event.target.value as Choice)}
    >
      {(Object.keys(choices) as Choice[]).map((choice) => (
        <option key={choice} value={choice}>
          {choices[choice].label}
        </option>
      ))}
    </SelectField>
  )
}
