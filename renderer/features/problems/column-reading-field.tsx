import { isOpenReading, type ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { DATE_ORDERS, DECIMAL_SIGNS, exampleOf, whyReadSo } from '#shared/domain/sheet/reading-words.ts'
import type { DateOrder, DecimalSign, ReadAs } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Says how a column is meant; '' leaves it to its cells. */
function choose({ columnId, kind }: ColumnReading, way: string): void {
  const { columns } = sheetStore.getState()
  const changed = columns.map((column) => {
    if (column.id !== columnId) return column
    const { dates, decimal, ...rest } = column.readAs ?? {}
    const kept: ReadAs = {
      ...rest,
      ...(kind === 'dates' || dates === undefined ? null : { dates }),
      ...(kind === 'numbers' || decimal === undefined ? null : { decimal }),
      ...(way === ''
        ? null
        : kind === 'dates'
          ? { dates: way as DateOrder }
          : { decimal: way as DecimalSign }),
    }
    return { ...column, readAs: kept }
  })
  edit(kind === 'dates' ? 'Order of dates' : 'Decimal sign', [{ kind: 'setColumns', columns: changed }])
}

/** How one column of dates or numbers is read: decided by its cells, or asked. */
export function ColumnReadingField({ reading }: { reading: ColumnReading }) {
  const { kind, as, by, header, currencies } = reading
  const words: Readonly<Record<string, string>> = kind === 'dates' ? DATE_ORDERS : DECIMAL_SIGNS
  const open = isOpenReading(reading)
  const proven = by === 'cells' && as !== null ? words[as]! : null
  const money = currencies.length === 1 ? ` The ${currencies[0]!} is left out of what is sent.` : ''
  const hint = open ? `${exampleOf(reading)}. ${whyReadSo(reading)}` : `${whyReadSo(reading)}${money}`
  return (
    <SelectField
      label={`${header.trim() || 'Column without a heading'}: ${kind === 'dates' ? 'dates are written' : 'numbers have'}`}
      hint={hint}
      value={by === 'person' ? (as ?? '') : ''}
      onChange={(event) => choose(reading, event.target.value)}
    >
      <option value="">
        {proven === null ? (open ? 'Choose' : 'As each cell tells') : `${capital(proven)}, as the cells tell`}
      </option>
      {Object.entries(words).map(([way, name]) => (
        <option key={way} value={way}>
          {capital(name)}
        </option>
      ))}
    </SelectField>
  )
}
