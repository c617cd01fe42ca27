import { changePullForm } from '#renderer/flows/get-leads.ts'
import { usePullForm } from '#renderer/stores/pull/pull-store.ts'
import { TextField } from '#renderer/ui/field.tsx'

export function ChangedFields() {
  const { from, to } = usePullForm((state) => state.form)
  return (
    <div className="time-fields">
      <TextField
        label="Changed from"
        type="datetime-local"
        value={from}
        onChange={(event) => changePullForm({ from: event.target.value })}
      />
      <TextField
        label="To"
        type="datetime-local"
        hint="Left empty: until now."
        value={to}
        onChange={(event) => changePullForm({ to: event.target.value })}
      />
      <p className="field-hint">
        By this computer’s clock. Activities count as changes too: that is how LeadSquared keeps the time.
      </p>
    </div>
  )
}
