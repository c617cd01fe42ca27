import { useId, useState } from 'react'
import { changePullForm, usualFields } from '#renderer/flows/get-leads.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { usePullForm } from '#renderer/stores/pull/pull-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

/** Which fields come as columns. The Lead ID always does; the set is remembered with the account. */
export function ColumnChoice() {
  const chosen = usePullForm((state) => state.form.columns)
  const fields = usePullForm((state) => state.fields)
  if (chosen === null || fields === null) return <p className="soft">Asking for the fields…</p>
  return <Choice chosen={chosen} attributes={fields} />
}

function Choice({ chosen, attributes }: { chosen: readonly string[]; attributes: readonly Attribute[] }) {
  const [search, setSearch] = useState('')
  // Those chosen the last time come first, and stay where they are while somebody ticks others.
  const [first] = useState(() => new Set(chosen))
  const id = useId()
  const offered = attributes.filter(({ schemaName }) => schemaName !== 'ProspectID')
  const words = search.toLowerCase().split(/\s+/)
  const found = offered
    .filter(({ displayName, schemaName }) => {
      const text = `${displayName} ${schemaName}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort(
      (one, other) =>
        Number(first.has(other.schemaName)) - Number(first.has(one.schemaName)) ||
        one.displayName.localeCompare(other.displayName),
    )

  function toggle(name: string): void {
    changePullForm({
      columns: chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name],
    })
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
