import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { explainMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import { OWNER_FIELD, ownerProposals } from '#shared/domain/sheet/mapping/owner-heading.ts'
import { cellOf, type ColumnId } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { setAttribute } from '#renderer/features/grid/actions/column-actions.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { closePopup } from '#renderer/features/grid/logic/popup-store.ts'

interface Choice {
  schemaName: string | null
  name: string
  hint: string
}

const SAMPLE_ROWS = 200

function matches(attribute: Attribute, search: string): boolean {
  const text = `${attribute.displayName} ${attribute.schemaName}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Whoever writes a whole name means it, whatever else has the word in it. */
function isNamed({ displayName, schemaName }: Attribute, wanted: string): boolean {
  return displayName.toLowerCase() === wanted || schemaName.toLowerCase() === wanted
}

/** Where a column goes: a search box over the account's attributes, with the likeliest first. */
export function AttributeChooser({ columnId }: { columnId: ColumnId }) {
  const listId = useId()
  const columns = useSheet((state) => state.columns)
  const attributes = useAttributes((state) => state.attributes)
  const column = columns.find((candidate) => candidate.id === columnId)
  const [search, setSearch] = useState('')
  /** Where the arrow keys or the pointer went; null until then. */
  const [moved, setMoved] = useState<number | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const box = useRef<HTMLInputElement>(null)

  const suggested = useMemo(() => {
    if (!column) return null
    const samples = rowStore.rows.slice(0, SAMPLE_ROWS).map((row) => [cellOf(row, column)])
    const found = explainMapping({ headers: [column.header], samples, attributes, remembered: [] })[0] ?? null
    if (found?.attribute) return found
    const asIfUnsent = { ...column, attribute: null }
    const mayBeOwner = ownerProposals([asIfUnsent], attributes, () => samples.flat()).length > 0
    return mayBeOwner ? { attribute: OWNER_FIELD, confidence: 'guess' as const } : found
  }, [column, attributes])

  const choices = useMemo((): Choice[] => {
    const takenBy = new Map(
      columns.flatMap((other) =>
        other.attribute !== null && other.id !== columnId ? [[other.attribute, headingOf(other.header)]] : [],
      ),
    )
    const fitting = attributes.filter((attribute) => !attribute.readOnly && matches(attribute, search))
    const wanted = search.trim().toLowerCase()
    const rankOf = (attribute: Attribute) =>
      isNamed(attribute, wanted) ? 0 : attribute.schemaName === suggested?.attribute ? 1 : 2
    const ranked = fitting.toSorted((one, other) => rankOf(one) - rankOf(other))
    const named = new Map<string, number>()
    for (const { displayName } of attributes) named.set(displayName, (named.get(displayName) ?? 0) + 1)
    // The API's own name stands behind a field's, and before one only where it alone tells what was found.
    const isToldApart = ({ displayName }: Attribute) =>
      named.get(displayName) === 1 && displayName.toLowerCase().includes(wanted)
    const hintOf = (attribute: Attribute) => {
      const { schemaName } = attribute
      const by = takenBy.get(schemaName)
      if (by !== undefined) return `taken by ${by}`
      if (schemaName !== suggested?.attribute) return isToldApart(attribute) ? '' : schemaName
      return suggested.confidence === 'sure' ? 'suggested' : 'suggested, look first'
    }
    const listed = ranked.map((attribute) => ({
      schemaName: attribute.schemaName,
      name: attribute.displayName,
      hint: hintOf(attribute),
    }))
    const notSent = { schemaName: null, name: 'Not sent', hint: 'stays in the sheet' }
    if (wanted === '') return [notSent, ...listed]
    return 'not sent'.startsWith(wanted) ? [...listed, notSent] : listed
  }, [attributes, columns, columnId, search, suggested])

  // Enter straight away changes nothing; Enter after a search takes the first that was found.
  const first =
    search.trim() === '' ? choices.findIndex(({ schemaName }) => schemaName === column?.attribute) : 0
  const active = moved ?? first

  useEffect(() => box.current?.focus(), [])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  if (!column) return null
  const heading = headingOf(column.header)

  function choose(choice: Choice | undefined): void {
    if (!choice) return
    closePopup()
    setAttribute(columnId, choice.schemaName, `${heading} goes to ${choice.name}`)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = steps[event.key]
    if (step !== undefined) setMoved(Math.max(0, Math.min(choices.length - 1, active + step)))
    else if (event.key === 'Enter') choose(choices[active])
    else if (event.key === 'Tab') closePopup()
    else return
    event.preventDefault()
  }

  return (
    <div className="attribute-chooser" role="dialog" aria-label={`Attribute for ${heading}`}>
      <input
        ref={box}
        className="box"
        role="combobox"
        aria-label={`Attribute for ${heading}`}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={choices[active] ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder="Search attributes"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setMoved(null)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} ref={list} role="listbox" aria-label="Attributes">
        {choices.map((choice, at) => (
          <li
            key={choice.schemaName ?? ''}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={choice.schemaName === column.attribute}
            className={at === active ? 'active' : ''}
            title={choice.schemaName ?? undefined}
            onPointerMove={() => setMoved(at)}
            onClick={() => choose(choice)}
          >
            <span>{choice.name}</span>
            <small>{choice.hint}</small>
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p>No attribute is called that.</p>}
    </div>
  )
}
