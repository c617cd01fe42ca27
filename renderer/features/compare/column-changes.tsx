import type { CellChange, Comparison } from '#shared/domain/reading/comparison.ts'
import { headerOf } from '#renderer/flows/name-columns.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { comparedRows, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { showOnly } from '#renderer/stores/view/view-store.ts'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

type Kind = 'any' | 'other' | 'empty'

const TESTS: Readonly<Record<Kind, (change: CellChange) => boolean>> = {
  any: () => true,
  other: ({ old, new: fresh }) => old !== '' && fresh !== '',
  empty: ({ old, new: fresh }) => old !== '' && fresh === '',
}

function show(label: string, column: number, kind: Kind): void {
  const test = TESTS[kind]
  showOnly(
    label,
    comparedRows.idsWhere(({ changes }) => changes.some((change) => change.column === column && test(change))),
  )
}

interface FigureProps {
  name: string
  words: string
  count: number
  column: number
  kind: Kind
}

function Figure({ name, words, count, column, kind }: FigureProps) {
  const known = useCompare((state) => state.known)
  if (count === 0) return <span className="soft">0</span>
  return (
    <button
      type="button"
      disabled={!known}
      title={`Show the rows: ${name}, ${words}`}
      aria-label={`${name}, ${words}: ${formatCount(count)}`}
      onClick={() => show(`${name}: ${words}`, column, kind)}
    >
      {formatCount(count)}
    </button>
  )
}

/** Which columns a push would change, and in how many leads what is there now would go. */
export function ColumnChanges({ last }: { last: Comparison }) {
  useAttributes((state) => state.attributes)
  const columns = useSheet((state) => state.columns)
  if (last.columns.length === 0) return null
  return (
    <PanelSection title="By column">
      <table className="column-changes">
        <caption className="visually-hidden">
          {countOf(last.changedCells, 'cell')} would change, by column
        </caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col" title="Cells that would change">
              Change
            </th>
            <th scope="col" title="From one value to another: what is there now would go">
              To other
            </th>
            <th scope="col" title="From a value to nothing">
              To empty
            </th>
          </tr>
        </thead>
        <tbody>
          {last.columns.map((each) => {
            const name = headerOf(columns, each.column)
            const at = { name, column: each.column }
            return (
              <tr key={each.column}>
                <th scope="row">{name}</th>
                <td>
                  <Figure {...at} words="would change" count={each.changes} kind="any" />
                </td>
                <td>
                  <Figure {...at} words="from filled to other" count={each.toOther} kind="other" />
                </td>
                <td>
                  <Figure {...at} words="from filled to empty" count={each.toEmpty} kind="empty" />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </PanelSection>
  )
}
