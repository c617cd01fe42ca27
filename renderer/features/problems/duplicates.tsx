import { useState } from 'react'
import { cellOf, type DuplicateChoice } from '#shared/domain/sheet/sheet.ts'
import { goTo } from '#renderer/flows/go-to-problem.ts'
import { listDuplicates, type DuplicateGroup } from '#renderer/flows/list-problems.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { showOnly } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ChoiceField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'

const CHOICES: readonly { value: DuplicateChoice; label: string; hint: string }[] = [
  { value: 'order', label: 'Send all, in order', hint: 'Where they differ the lower row wins.' },
  { value: 'first', label: 'Keep the first', hint: 'The rows after it are skipped.' },
  { value: 'last', label: 'Keep the last', hint: 'The rows before it are skipped.' },
  { value: 'merge', label: 'Merge into one lead', hint: 'Later cells win; empty cells overwrite nothing.' },
  { value: 'skip', label: 'Skip them', hint: 'None of these rows is sent.' },
]

const GROUPS_AT_ONCE = 30
const ROWS_SHOWN = 8

function Group({ problems, rows }: DuplicateGroup) {
  const columns = useSheet((state) => state.columns)
  const first = rowStore.byId(rows[0] ?? 0)
  const shared = problems.map((problem) => {
    const column = columns.find(({ id }) => id === problem.columnId)
    return {
      problem,
      header: column?.header ?? '',
      value: column && first ? cellOf(first, column).trim() : '',
    }
  })
  const more = rows.length - ROWS_SHOWN
  return (
    <li className="duplicate">
      {shared.map(({ problem, header, value }) => (
        <span key={problem.key}>
          {header} <q>{value}</q>
        </span>
      ))}
      <span className="duplicate-rows">
        {rows.slice(0, ROWS_SHOWN).map((rowId) => (
          <button key={rowId} type="button" onClick={() => goTo({ ...problems[0]!, rowId })}>
            Row {formatCount(rowStore.positionOf(rowId))}
          </button>
        ))}
        <button type="button" onClick={() => showOnly(shared[0]!.value, rows)}>
          {more > 0 ? `and ${formatCount(more)} more` : 'show only these'}
        </button>
      </span>
    </li>
  )
}

/** Rows that would go to one lead: what to do with them, and where they are. */
export function Duplicates() {
  const [most, setMost] = useState(GROUPS_AT_ONCE)
  const settings = useSheet((state) => state.settings)
  const rows = useProblems((state) => state.counts.get('duplicate') ?? 0)
  useProblems((state) => state.revision)
  const groups = listDuplicates(most)
  return (
    <>
      <ChoiceField
        legend="What a push does with them"
        value={settings.duplicates}
        options={CHOICES}
        onChange={(duplicates) =>
          edit('Duplicates', [{ kind: 'setSettings', settings: { ...settings, duplicates } }])
        }
      />
      <p className="soft">{countOf(rows, 'row')} are for the same lead as another one:</p>
      <ul className="problem-list">
        {groups.map((group) => (
          <Group key={group.rows.join(' ')} {...group} />
        ))}
      </ul>
      {groups.length >= most && (
        <Button kind="quiet" onClick={() => setMost(most + GROUPS_AT_ONCE)}>
          Show more
        </Button>
      )}
    </>
  )
}
