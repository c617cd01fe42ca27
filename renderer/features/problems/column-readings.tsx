import type { ProblemCode } from '#shared/domain/check/problem.ts'
import { isOpenReading } from '#shared/domain/sheet/column-reading.ts'
import { isWorthTelling } from '#shared/domain/sheet/reading-words.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { ColumnReadingField } from './column-reading-field.tsx'

/** The columns that are waiting for a word, within the group of problems that says so. */
export function OpenReadings({ code }: { code: ProblemCode }) {
  const readings = useProblems((state) => state.readings)
  const kind = code === 'date-order' ? 'dates' : 'numbers'
  return readings
    .filter((reading) => reading.kind === kind && isOpenReading(reading))
    .map((reading) => <ColumnReadingField key={reading.columnId} reading={reading} />)
}

/** How the columns of dates and numbers are read; each decision can be changed. */
export function ColumnReadings() {
  const readings = useProblems((state) => state.readings)
  const told = readings.filter((reading) => isWorthTelling(reading) && !isOpenReading(reading))
  if (told.length === 0) return null
  return (
    <PanelSection title="How columns are read">
      {told.map((reading) => (
        <ColumnReadingField key={reading.columnId} reading={reading} />
      ))}
    </PanelSection>
  )
}
