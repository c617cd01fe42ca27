import { RefreshCw } from 'lucide-react'
import { useId, useState } from 'react'
import type { LeadListView } from '#shared/domain/reading/pull.ts'
import { changePullForm, loadLists } from '#renderer/flows/get-leads.ts'
import { usePullForm } from '#renderer/stores/pull/pull-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'

const KINDS: Readonly<Record<LeadListView['kind'], string>> = {
  static: 'static',
  dynamic: 'dynamic',
  refreshable: 'refreshable',
}

/** Every word somewhere in the name or the description. */
function fits({ name, description }: LeadListView, search: string): boolean {
  const text = `${name} ${description}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** The account's lists, to search in and choose one of. */
export function ListChoice() {
  const { lists, listsProblem, asking, form } = usePullForm()
  const [search, setSearch] = useState('')
  const id = useId()
  if (lists === null) {
    return asking === 'lists' ? (
      <p className="soft" role="status">
        Asking for the lists…
      </p>
    ) : (
      <Callout
        tone="error"
        actions={
          <Button icon={RefreshCw} onClick={() => void loadLists(true)}>
            Ask for the lists again
          </Button>
        }
      >
        {listsProblem || 'The lists are not here.'}
      </Callout>
    )
  }
  const found = lists.filter((list) => fits(list, search))
  return (
    <div className="choice-list">
      <div className="choice-search">
        <input
          type="search"
          className="box"
          aria-label="Search lists"
          placeholder={`Search ${countOf(lists.length, 'list')}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <IconButton
          label="Ask for the lists again"
          icon={RefreshCw}
          disabled={asking !== null}
          onClick={() => void loadLists(true)}
        />
      </div>
      {lists.length === 0 && <p className="soft">This account has no lists.</p>}
      {lists.length > 0 && found.length === 0 && <p className="soft">No list is called that.</p>}
      <fieldset className="choice-rows" aria-label="Lists">
        {found.map((list) => (
          <label key={list.id} htmlFor={`${id}-${list.id}`}>
            <input
              id={`${id}-${list.id}`}
              type="radio"
              name={id}
              checked={form.listId === list.id}
              onChange={() => changePullForm({ listId: list.id })}
            />
            <span>
              {list.name}
              <small>
                {KINDS[list.kind]}
                {list.description && `, ${list.description}`}
              </small>
            </span>
            {list.members !== null && <b>{formatCount(list.members)}</b>}
          </label>
        ))}
      </fieldset>
    </div>
  )
}
