import { useId, useState } from 'react'
import { changePullForm, usualFields } from '#renderer/flows/get-leads.ts'
import { usePullForm } from '#renderer/stores/pull/pull-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

/** Which fields come as columns. The Lead ID always does; the set is remembered with the account. */
export function ColumnChoice() {
  const chosen = usePullForm((state) => state.form.columns)
  const attributes = usePullForm((state) => state.fields)
  const [search, setSearch] = useState('')
  const id = useId()
  if (chosen === null || attributes === null) return <p className="soft">Asking for the fields…</p>
  const offered = attributes.filter(({ schemaName }) => schemaName !== 'ProspectID')
  const words = search.toLowerCase().split(/\s+/)
  const found = offered
    .filter(({ displayName, schemaName }) => {
      const text = `${displayName} ${schemaName}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort((one, other) => one.displayName.localeCompare(other.displayName))

  function toggle(name: string): void {
    const now = chosen ?? []
    changePullForm({ columns: now.includes(name) ? now.filter((each) => each !== name) : [...now, name] })
  }

  return (
    <PanelSection title={`Columns: ${countOf(chosen.length, 'field')} and the Lead ID`}>
      <div className="choice-list">
        <input
          type="search"
          className="box"
          aria-label="Search fields"
          placeholder={`Search ${countOf(offered.length, 'field')}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <fieldset className="choice-rows" aria-label="Columns">
          {found.map(({ schemaName, displayName }) => (
            <label key={schemaName} htmlFor={`${id}-${schemaName}`} title={schemaName}>
              <input
                id={`${id}-${schemaName}`}
                type="checkbox"
                checked={chosen.includes(schemaName)}
                onChange={() => toggle(schemaName)}
              />
              <span>{displayName}</span>
            </label>
          ))}
          {found.length === 0 && <p className="soft">No field is called that.</p>}
        </fieldset>
        <div className="choice-actions">
          <Button kind="quiet" onClick={() => changePullForm({ columns: usualFields(attributes) })}>
            The usual ones
          </Button>
          <Button
            kind="quiet"
            onClick={() =>
              changePullForm({
                columns: [...new Set([...chosen, ...found.map(({ schemaName }) => schemaName)])],
              })
            }
          >
            {search.trim() === '' ? 'All' : 'All found'}
          </Button>
          <Button kind="quiet" onClick={() => changePullForm({ columns: [] })}>
            None
          </Button>
        </div>
      </div>
    </PanelSection>
  )
}
