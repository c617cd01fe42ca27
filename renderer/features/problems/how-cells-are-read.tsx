import { isOpenReading } from '#shared/domain/sheet/column-reading.ts'
import { isWorthTelling } from '#shared/domain/sheet/reading-words.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { ColumnReadingField } from './column-reading-field.tsx'
import { PlaceholderField } from './placeholder-field.tsx'

/**
 * What was decided once for a column or for the sheet, the open questions first. It has a place of its own, as a choice moves
 * cells from one kind of problem to another, or to none.
 */
export function HowCellsAreRead() {
  const { readings, counts } = useProblems()
  const chosen = useSheet((state) => state.settings.placeholders ?? 'blank')
  const told = readings
    .filter(isWorthTelling)
    .toSorted((one, other) => Number(isOpenReading(other)) - Number(isOpenReading(one)))
  const placeholders = (counts.get('placeholder') ?? 0) + (counts.get('placeholder-stop') ?? 0)
  const hasPlaceholders = placeholders > 0 || chosen !== 'blank'
  if (told.length === 0 && !hasPlaceholders) return null
  return (
    <PanelSection title="How cells are read">
      {told.map((reading) => (
        <ColumnReadingField key={reading.columnId} reading={reading} />
      ))}
      {hasPlaceholders && <PlaceholderField count={placeholders} />}
    </PanelSection>
  )
}
