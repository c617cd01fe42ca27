import { useEffect, useRef, useState } from 'react'
import { TextField } from '#renderer/ui/field.tsx'

export interface ListedValue {
  value: string
  /** Rows that have it. */
  count: number
}

interface FilterValuesProps {
  listed: readonly ListedValue[]
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

/** More at once is longer than anybody reads; a search finds the others. */
const MOST_SHOWN = 300

/** The values of a column to tick, with a search; "Select all" is about those the search has left. */
export function FilterValues({ listed, chosen, onChoose }: FilterValuesProps) {
  const [search, setSearch] = useState('')
  const all = useRef<HTMLInputElement>(null)
  const wanted = search.trim().toLowerCase()
  const found = wanted === '' ? listed : listed.filter(({ value }) => value.toLowerCase().includes(wanted))
  const shown = found.slice(0, MOST_SHOWN)
  const ticked = found.filter(({ value }) => chosen.has(value)).length
  useEffect(() => {
    if (all.current) all.current.indeterminate = ticked > 0 && ticked < found.length
  }, [ticked, found.length])

  function tick(values: readonly ListedValue[], on: boolean): void {
    const next = new Set(chosen)
    for (const { value } of values) {
      if (on) next.add(value)
      else next.delete(value)
    }
    onChoose(next)
  }

  return (
    <>
      <TextField label="Search values" value={search} onChange={(event) => setSearch(event.target.value)} />
      <ul className="filter-values" aria-label="Values">
        {found.length > 0 && (
          <li>
            <label>
              <input
                ref={all}
                type="checkbox"
                checked={ticked === found.length}
                onChange={(event) => tick(found, event.target.checked)}
              />
              <span>
                <b>{wanted === '' ? 'Select all' : 'Select all found'}</b>
              </span>
              <small>{found.length.toLocaleString()}</small>
            </label>
          </li>
        )}
        {shown.map((each) => (
          <li key={each.value}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(each.value)}
                onChange={(event) => tick([each], event.target.checked)}
              />
              <span>{each.value === '' ? '(empty)' : each.value}</span>
              <small>{each.count.toLocaleString()}</small>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="filter-note">No value has this in it.</p>}
      {found.length > shown.length && (
        <p className="filter-note">
          {(found.length - shown.length).toLocaleString()} more values: search to see them.
        </p>
      )}
      {chosen.size === 0 && <p className="filter-note">Tick at least one value.</p>}
    </>
  )
}
