import { useId, useMemo } from 'react'
import { changePullForm } from '#renderer/flows/get-leads.ts'
import { readNames } from '#renderer/flows/pull-source.ts'
import { usePullForm } from '#renderer/stores/pull/pull-store.ts'
import { countOf } from '#renderer/ui/format.ts'

/** Pasted Lead IDs and email addresses, mixed as they come, with what was understood of them. */
export function NamedField() {
  const names = usePullForm((state) => state.form.names)
  const id = useId()
  const read = useMemo(() => readNames(names), [names])
  const understood = [
    ...(read.ids > 0 ? [countOf(read.ids, 'Lead ID')] : []),
    ...(read.emails > 0 ? [countOf(read.emails, 'email address', 'email addresses')] : []),
  ].join(' and ')
  return (
    <div className="field">
      <label htmlFor={id}>Lead IDs or email addresses</label>
      <textarea
        id={id}
        className="box names-box"
        rows={6}
        spellCheck={false}
        aria-describedby={`${id}-words`}
        placeholder="One a line, or separated by commas"
        value={names}
        onChange={(event) => changePullForm({ names: event.target.value })}
      />
      <p id={`${id}-words`} className={read.others.length > 0 ? 'field-problem' : 'field-hint'}>
        {read.others.length > 0
          ? `Neither a Lead ID nor an email address: ${read.others.slice(0, 3).join(', ')}${read.others.length > 3 ? ` and ${(read.others.length - 3).toLocaleString()} more` : ''}`
          : understood || 'Each comes once, however often it is named.'}
      </p>
    </div>
  )
}
