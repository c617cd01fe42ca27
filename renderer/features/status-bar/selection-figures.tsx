import { useEffect, useState } from 'react'
import { figuresOf, type Figures } from '#renderer/flows/selection-figures.ts'
import { stepByStep } from '#renderer/flows/in-slices.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { countOf, formatCount } from '#renderer/ui/format.ts'

/** The hand rests this long before the cells are looked through. */
const SETTLE_MS = 120
/** Above this many cells the figures would be out of date before they are there. */
const MOST_CELLS = 2_000_000

/** What the selected cells come to; null while it is not known, and of one cell alone. */
function useFigures(): Figures | null {
  const selection = useSheet((state) => state.selection)
  const revision = useSheet((state) => state.revision)
  const [known, setKnown] = useState<{
    selection: typeof selection
    revision: number
    figures: Figures
  } | null>(null)
  useEffect(() => {
    if (!selection || selection.cellCount < 2 || selection.cellCount > MOST_CELLS) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      stepByStep(figuresOf(selection.cells()), stop.signal).then(
        (figures) => setKnown({ selection, revision, figures }),
        () => undefined,
      )
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [selection, revision])
  // Those of another selection, or from before an edit, would be wrong beside this one.
  return known?.selection === selection && known.revision === revision ? known.figures : null
}

interface FigureProps {
  name: string
  value: string
  title?: string | undefined
  /** Gives way in a narrow window. */
  minor?: boolean
}

function Figure({ name, value, title, minor = false }: FigureProps) {
  return (
    <span className={`status-item status-figure${minor ? ' status-minor' : ''}`} title={title}>
      {name} <b>{value}</b>
    </span>
  )
}

function number(value: number, decimals: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: decimals })
}

/** How much is selected, and what it comes to: filled cells, different values, and sum and average of the numbers among them. */
export function SelectionFigures() {
  const selection = useSheet((state) => state.selection)
  const figures = useFigures()
  if (!selection || selection.cellCount < 2) return null
  const others = figures ? figures.filled - figures.numbers : 0
  const rest =
    others > 0
      ? `Of the numbers alone: ${countOf(others, 'filled cell')} ${others === 1 ? 'is' : 'are'} none`
      : undefined
  return (
    <span className="status-figures" role="group" aria-label="Selection">
      <span className="status-item">
        {selection.ranges === 1
          ? `${countOf(selection.rowCount, 'row')} × ${formatCount(selection.columns.length)} selected`
          : `${countOf(selection.cellCount, 'cell')} in ${formatCount(selection.ranges)} ranges`}
      </span>
      {figures && figures.numbers > 1 && (
        <>
          <Figure name="Sum" value={number(figures.sum, figures.decimals)} title={rest} />
          <Figure
            minor
            name="Average"
            value={number(figures.sum / figures.numbers, Math.max(2, figures.decimals))}
            title={rest}
          />
        </>
      )}
      {figures && (
        <>
          <Figure name="Count" value={formatCount(figures.filled)} title="Cells that are not empty" />
          <Figure
            minor
            name="Distinct"
            value={formatCount(figures.distinct)}
            title="Different values, as they are written"
          />
        </>
      )}
    </span>
  )
}
