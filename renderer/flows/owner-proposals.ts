import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { OWNER_FIELD, ownerProposals } from '#shared/domain/sheet/mapping/owner-heading.ts'
import { cellOf, type Column, type ColumnId } from '#shared/domain/sheet/sheet.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'

const SAMPLE_ROWS = 200

/** Columns that seem to say whose lead it is and are not sent; not those a person left out before, by their heading. */
export async function proposedOwners(
  columns: readonly Column[],
  attributes: readonly Attribute[],
): Promise<readonly Column[]> {
  const rows = rowStore.rows.slice(0, SAMPLE_ROWS)
  const found = ownerProposals(columns, attributes, (column) => rows.map((row) => cellOf(row, column)))
  if (found.length === 0) return found
  const answer = await attempt('workspace.mappings', {})
  const leftOut = new Set(
    'value' in answer
      ? answer.value.remembered.flatMap(([heading, attribute]) => (attribute === null ? [heading] : []))
      : [],
  )
  return found.filter(({ header }) => !leftOut.has(normaliseHeading(header)))
}

/** One click, one step of undo; who is meant by the names is then asked where the account's users do not tell. */
export function sendToOwner(columnId: ColumnId): void {
  const { columns } = sheetStore.getState()
  edit('Choose attribute', [
    {
      kind: 'setColumns',
      columns: columns.map((column) =>
        column.id === columnId ? { ...column, attribute: OWNER_FIELD } : column,
      ),
    },
  ])
  announce('The column goes to the leads’ owner')
}
