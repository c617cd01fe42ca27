import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { sentColumns, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Column, ColumnId, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

interface Forms {
  columns: readonly Column[]
  settings: SheetSettings
  attributes: readonly Attribute[]
  readings: readonly ColumnReading[]
  byId: ReadonlyMap<ColumnId, SentColumn>
}

let forms: Forms | null = null

/** How the cells of a column of the open sheet are sent, as all that decides it stands now; made anew only where some of it moved. */
export function sentFormOf(column: Column): SentColumn {
  const { columns, settings } = sheetStore.getState()
  const { attributes } = useAttributes.getState()
  const { readings } = useProblems.getState()
  if (
    forms?.columns !== columns ||
    forms.settings !== settings ||
    forms.attributes !== attributes ||
    forms.readings !== readings
  ) {
    const all = sentColumns(columns, attributes, settings, readings)
    forms = { columns, settings, attributes, readings, byId: new Map(all.map((each) => [each.id, each])) }
  }
  return forms.byId.get(column.id) ?? column
}
