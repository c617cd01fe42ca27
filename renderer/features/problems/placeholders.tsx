import type { PlaceholderChoice } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { ChoiceField } from '#renderer/ui/field.tsx'

const CHOICES: readonly { value: PlaceholderChoice; label: string; hint: string }[] = [
  {
    value: 'blank',
    label: 'Take them as empty cells',
    hint: 'What happens to empty cells is chosen in the review.',
  },
  { value: 'send', label: 'Send them as they are', hint: 'The field then reads “NULL” or “n/a”.' },
  { value: 'stop', label: 'Keep their rows here', hint: 'Rows with such cells are not sent.' },
]

/** What a push does with cells that stand for no value. */
export function PlaceholderChoices() {
  const settings = useSheet((state) => state.settings)
  return (
    <ChoiceField
      legend="What a push does with them"
      value={settings.placeholders ?? 'blank'}
      options={CHOICES}
      onChange={(placeholders) =>
        edit('Placeholders', [{ kind: 'setSettings', settings: { ...settings, placeholders } }])
      }
    />
  )
}
