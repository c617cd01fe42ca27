import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type { ColumnId, DateOrder, DecimalSign, ReadAs } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

const STEPS: Readonly<Record<keyof ReadAs, string>> = {
  dates: 'Order of dates',
  decimal: 'Decimal sign',
  placeholders: 'Placeholders',
  unknownOptions: 'Values that are no options',
  zone: 'Zone of times',
  values: 'What values stand for',
  phoneCountry: 'Country of phones',
  unknownOwners: 'Owners who are no users',
}

/** Says how one column is meant; null leaves it to its cells, or to what the sheet says. */
export function sayHowRead<Key extends keyof ReadAs>(
  columnId: ColumnId,
  key: Key,
  value: ReadAs[Key] | null,
): void {
  const columns = sheetStore.getState().columns.map((column) => {
    if (column.id !== columnId) return column
    const { [key]: _before, ...rest } = column.readAs ?? {}
    return { ...column, readAs: value === null ? rest : { ...rest, [key]: value } }
  })
  edit(STEPS[key], [{ kind: 'setColumns', columns }])
}

/** The same of a column of dates or numbers; '' leaves it to its cells. */
export function sayWay({ columnId, kind }: Pick<ColumnReading, 'columnId' | 'kind'>, way: string): void {
  if (kind === 'dates') sayHowRead(columnId, 'dates', way === '' ? null : (way as DateOrder))
  else sayHowRead(columnId, 'decimal', way === '' ? null : (way as DecimalSign))
}
