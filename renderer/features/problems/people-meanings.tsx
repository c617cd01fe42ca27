import { useState } from 'react'
import { activeUsers, LEAVE_OUT, userInWords } from '#shared/domain/sheet/people.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { sayHowRead } from '#renderer/flows/read-column.ts'
import { readOwners } from '#renderer/flows/read-owners.ts'
import { openValues, sayValue, type OpenValue } from '#renderer/flows/say-values.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { UnknownOwnersField } from '#renderer/ui/unknown-owners-field.tsx'

/** People shown at first, and at each asking for more. */
const A_FEW = 20

const NOBODY = 'nobody'

function Person({ columnId, value, cells }: OpenValue) {
  const column = useSheet((state) => state.columns.find(({ id }) => id === columnId))
  const field = useAttributes((state) =>
    state.attributes.find(({ schemaName }) => schemaName === column?.attribute),
  )
  if (!column || !field) return null
  return (
    <SelectField
      label={`“${value.slice(0, 60)}” in ${column.header.trim() || 'a column without a heading'}, ${countOf(cells, 'cell')}`}
      value={NOBODY}
      onChange={({ target }) => {
        if (target.value === LEAVE_OUT) sayValue(columnId, value, '')
        else if (target.value !== NOBODY) sayValue(columnId, value, target.value)
      }}
    >
      <option value={NOBODY}>Choose a user</option>
      {activeUsers(field.people).map((user) => (
        <option key={user.id} value={user.email}>
          {userInWords(user)}
        </option>
      ))}
      <option value={LEAVE_OUT}>Leave it out</option>
    </SelectField>
  )
}

/** What becomes of all people of a column who are no active user. */
export function UnknownOwners({ columnId }: { columnId: ColumnId }) {
  const column = useSheet((state) => state.columns.find(({ id }) => id === columnId))
  const people = useAttributes(
    (state) => state.attributes.find(({ schemaName }) => schemaName === column?.attribute)?.people,
  )
  if (!column) return null
  return (
    <UnknownOwnersField
      label={`${column.header.trim() || 'Column without a heading'}: people who are no active user`}
      users={activeUsers(people)}
      value={column.readAs?.unknownOwners}
      onChange={(choice) => sayHowRead(columnId, 'unknownOwners', choice)}
    />
  )
}

/** Asks who is meant by people who are no active user of the account. What is said holds at once, here and in later sheets. */
export function PeopleMeanings() {
  const [most, setMost] = useState(A_FEW)
  // Gone through anew whenever some problem has changed.
  useProblems((state) => state.revision)
  const people = openValues(['owner-open'])
  if (people.length === 0) return null
  const columns = [...new Set(people.map(({ columnId }) => columnId))]
  return (
    <>
      <p className="soft">
        Say who is meant, for all of them or one by one. Leads go to the user; the cells stay as they are
        written, and what is said of one holds in later sheets for this account, too.
      </p>
      {columns.map((columnId) => (
        <UnknownOwners key={columnId} columnId={columnId} />
      ))}
      {people.slice(0, most).map((open) => (
        <Person key={`${open.columnId} ${open.value}`} {...open} />
      ))}
      {people.length > most && (
        <Button kind="quiet" onClick={() => setMost(most + A_FEW)}>
          {formatCount(people.length - most)} more
        </Button>
      )}
      <Button kind="quiet" onClick={() => void readOwners(true)}>
        Read the account’s users again
      </Button>
    </>
  )
}
