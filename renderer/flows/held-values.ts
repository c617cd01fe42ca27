import { NOT_CALCULATED } from '#shared/domain/sheet/held.ts'
import { sentColumns, sentText } from '#shared/domain/sheet/sent-text.ts'
import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

/** A cell that is sent as what the file holds in it, which is not what it shows. */
export interface SentOtherwise {
  columnId: ColumnId
  header: string
  shown: string
  sent: string
}

function sentOtherwise(row: SheetRow, columns: readonly Column[]): SentOtherwise[] {
  const { attributes } = useAttributes.getState()
  return sentColumns(columns, attributes, sheetStore.getState().settings).flatMap((column) => {
    const held = row.held?.[column.id]
    if (held === undefined || held === NOT_CALCULATED || column.attribute === null) return []
    const [shown, sent] = [row.cells[column.id] ?? '', sentText(row, column)]
    return sent === shown || column.constant !== null
      ? []
      : [{ columnId: column.id, header: column.header, shown, sent }]
  })
}

/** Of a row, in the order of the columns. */
export function cellsSentOtherwise(row: SheetRow): SentOtherwise[] {
  return row.held ? sentOtherwise(row, sheetStore.getState().columns) : []
}

/** One sentence where a cell is sent as something other than it shows; else ''. */
export function sentAsText(row: SheetRow, columnId: ColumnId): string {
  if (!row.held) return ''
  const columns = sheetStore.getState().columns.filter(({ id }) => id === columnId)
  const [cell] = sentOtherwise(row, columns)
  return cell ? `Sent as ${cell.sent}: what the file holds here.` : ''
}
