import { PhoneEvidence, type PhoneProposal } from '#shared/domain/sheet/phone-evidence.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'

/** Rows that are looked at: a column that is of one country shows it long before. The review looks at all. */
const MOST_ROWS = 5_000

/**
 * The country that the cells of each column of phones tell of numbers without a code; null where they tell none. `_revision`: of the
 * rows, which are looked at as they are now; whoever keeps the answer asks again where it moved.
 */
export function phoneProposals(
  columns: readonly Column[],
  attributes: readonly Attribute[],
  _revision: number,
): ReadonlyMap<ColumnId, PhoneProposal | null> {
  const gathered = sentColumns(columns, attributes)
    .filter(({ takes, constant }) => takes === 'Phone' && constant === null)
    .map((column) => new PhoneEvidence(column, columns))
  const rows = gathered.length === 0 ? [] : rowStore.rows.slice(0, MOST_ROWS)
  for (const row of rows) for (const evidence of gathered) evidence.add(row)
  return new Map(gathered.map((evidence) => [evidence.column.id, evidence.proposal()]))
}
