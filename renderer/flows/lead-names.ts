import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { cellOf } from '#shared/domain/sheet/sheet.ts'

/** What tells people which lead is meant, the clearest first. */
const NAMING: readonly string[] = ['EmailAddress', 'Phone', 'Mobile', 'LastName', 'FirstName', 'Company']

function nameOf(row: SheetRow): string {
  const { columns } = sheetStore.getState()
  for (const attribute of NAMING) {
    const column = columns.find((each) => each.attribute === attribute)
    const text = column ? cellOf(row, column) : ''
    if (text !== '') return text
  }
  return ''
}

/** What the open sheet calls these leads: nobody knows them by their ids. */
export function leadNames(ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const row of rowStore.rows) {
    const leadId = row.outcome?.leadId
    if (leadId && ids.has(leadId)) names.set(leadId, nameOf(row))
  }
  return names
}

/** A row by what names it; '' where it is gone. */
export function rowName(rowId: number): string {
  const row = rowStore.byId(rowId)
  return row ? nameOf(row) : ''
}
