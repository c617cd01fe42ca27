import type { PlaceholderChoice } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'

const CHOICES: Readonly<Record<PlaceholderChoice, { label: string; hint: string }>> = {
  blank: { label: 'Take them as empty cells', hint: 'Cells such as NULL, n/a or - are not sent as text.' },
  send: { label: 'Send them as they are', hint: 'The fields then read NULL, n/a or -.' },
  stop: { label: 'Keep their rows here', hint: 'Rows with such cells are not sent.' },
}

/** What a push does with cells that stand for no value. */
export function PlaceholderField({ count }: { count: number }) {
  const settings = useSheet((state) => state.settings)
  const chosen = settings.placeholders ?? 'blank'
  return (
    <SelectField
      label={`${countOf(count, 'cell')} without a value (NULL, n/a, -)`}
      hint={CHOICES[chosen].hint}
      value={chosen}
      onChange={(event) =>
        edit('Placeholders', [
          {
            kind: 'setSettings',
            settings: { ...settings, placeholders: event.target.value as PlaceholderChoice },
          },
        ])
      }
    >
      {Object.entries(CHOICES).map(([choice, { label }]) => (
        <option key={choice} value={choice}>
          {label}
        </option>
      ))}
    </SelectField>
  )
}
