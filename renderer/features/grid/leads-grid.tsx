import type { GridApi } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { lendGridCommands } from '#renderer/stores/view/grid-commands.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { registerModules } from '#renderer/features/grid/ag/ag-modules.ts'
import { pasteFromClipboard } from '#renderer/features/grid/actions/clipboard.ts'
import { insertColumn } from '#renderer/features/grid/actions/column-actions.ts'
import { findOn } from '#renderer/features/grid/actions/find-on.ts'
import { lendFinder } from '#renderer/features/grid/logic/find-store.ts'
import { createFinder } from '#renderer/features/grid/actions/finder.ts'
import './cells.css'
import './headers.css'
import './menus/popups.css'
import './grid.css'
import './print.css'
import { gridOptions } from '#renderer/features/grid/ag/grid-options.ts'
import { mountGrid } from './mount-grid.ts'
import type { MountedGrid } from '#renderer/features/grid/input/mounted-grid.ts'
import { CellLine } from '#renderer/features/grid/menus/cell-line.tsx'
import { Popups } from '#renderer/features/grid/menus/popups.tsx'
import { closePopup } from '#renderer/features/grid/logic/popup-store.ts'
import { addRow } from '#renderer/features/grid/actions/row-actions.ts'
import { StatusIcons } from '#renderer/features/grid/ag/status-icons.tsx'
import { everything } from '#renderer/features/grid/logic/range.ts'
import { createViewFilter } from '#renderer/features/grid/logic/view-filter.ts'

registerModules()

/**
 * The spreadsheet of the open sheet. Before the first one comes its grid is made ahead, in a moment nobody needs, and stands
 * unseen: a third of what a person waits for at an opening is then done (docs/decisions/page.md). No sheet gets another's
 * grid, so that its order, filters and widths cannot be taken over.
 */
export function LeadsGrid() {
  const sheet = useSheet((state) => state.sheet?.id ?? null)
  const [turn, setTurn] = useState({ sheet, number: 0 })
  const [idle, setIdle] = useState(false)
  if (turn.sheet !== sheet) {
    setTurn({ sheet, number: turn.sheet === null ? turn.number : turn.number + 1 })
  }

  useEffect(() => {
    const handle = requestIdleCallback(() => setIdle(true))
    return () => cancelIdleCallback(handle)
  }, [])

  if (sheet === null && !idle) return null
  return <StandingGrid key={turn.number} hasSheet={sheet !== null} />
}

/** AG Grid on the page; joined to the sheet for as long as there is one. */
function StandingGrid({ hasSheet }: { hasSheet: boolean }) {
  const host = useRef<HTMLDivElement>(null)
  const [filter] = useState(createViewFilter)
  const [options] = useState(() => gridOptions(filter))
  const [api, setApi] = useState<GridApi<SheetRow> | null>(null)
  const [grid, setGrid] = useState<MountedGrid | null>(null)

  // A layout effect, so that its end comes before the grid's own.
  useLayoutEffect(() => {
    if (!api || !hasSheet) return
    const mounted = mountGrid(api, host.current!, filter)
    setGrid(mounted)
    const finder = createFinder(mounted.context)
    lendGridCommands({
      paste: () => void pasteFromClipboard(mounted.context),
      addRow: () => addRow(mounted.context),
      addColumn: () => void insertColumn(mounted.context),
      findNext: () => findOn(mounted.context, finder, 1),
      findPrevious: () => findOn(mounted.context, finder, -1),
      focus: () => mounted.commands.focusGrid(),
      selectAll() {
        mounted.context.selection.set(everything(mounted.context.view.extent()), { show: 'none' })
        mounted.commands.focusGrid()
      },
      clear: () => mounted.commands.run('clear'),
    })
    lendFinder(finder)
    return () => {
      lendGridCommands(null)
      lendFinder(null)
      finder.end()
      closePopup(false)
      mounted.destroy()
      setGrid(null)
    }
  }, [api, filter, hasSheet])

  return (
    <div className={hasSheet ? 'leads-grid' : 'leads-grid leads-grid-waiting'} inert={!hasSheet}>
      <StatusIcons />
      <CellLine grid={grid} />
      <div ref={host} className="leads-grid-host" tabIndex={-1}>
        <AgGridReact<SheetRow> gridOptions={options} onGridReady={(event) => setApi(event.api)} />
      </div>
      {grid && <Popups grid={grid} />}
    </div>
  )
}
