import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { offsetsInWords, wayField, zoneField } from '#shared/domain/sheet/reading-words.ts'
import { sayHowRead, sayWay } from '#renderer/flows/read-column.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { WayField } from '#renderer/ui/way-field.tsx'
import { ZoneField } from '#renderer/ui/zone-field.tsx'

/** How one column of dates or numbers is read: decided by its cells, or asked. */
export function ColumnReadingField({ reading }: { reading: ColumnReading }) {
  const field = wayField(reading)
  const ofSheet = useSheet((state) => state.settings.zone)
  const own = useSheet((state) => state.columns.find(({ id }) => id === reading.columnId)?.readAs?.zone ?? '')
  const zone = zoneField(reading, ofSheet)
  const heading = reading.header.trim() || 'Column without a heading'
  const offsets = offsetsInWords(reading)
  const onlyTimes = reading.as === null && reading.either === 0
  return (
    <>
      {!onlyTimes && (
        <WayField
          field={field}
          label={`${heading}: ${field.label.toLowerCase()}`}
          onChange={(way) => sayWay(reading, way)}
        />
      )}
      {zone && (
        <ZoneField
          {...zone}
          label={`${heading}: ${zone.label.toLowerCase()}`}
          value={own}
          onChange={(name) => sayHowRead(reading.columnId, 'zone', name)}
        />
      )}
      {offsets !== '' && (
        <p className="soft">
          {heading}: {offsets}
        </p>
      )}
    </>
  )
}
