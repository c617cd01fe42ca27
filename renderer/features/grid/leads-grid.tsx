import type { GridApi } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { lendGridCommands } from '#renderer/stores/grid-commands.ts'
import type { SheetRow } from '#renderer/stores/row-store.ts'
import { registerModules } from './ag-modules.ts'
import { pasteFromClipboard } from './clipboard.ts'
import { insertColumn } from './column-actions.ts'
import { lendFinder } from './find-store.ts'
import { createFinder } from './finder.ts'
import './cells.css'
import './headers.css'
import './popups.css'
import './grid.css'
import { gridOptions } from './grid-options.ts'
import { mountGrid, type MountedGrid } from './mount-grid.ts'
import { Popups } from './popups.tsx'
import { closePopup } from './popup-store.ts'
import { addRow } from './row-actions.ts'
import { StatusSprite } from './status-sprite.tsx'
import { createViewFilter } from './view-filter.ts'

registerModules()

/** The spreadsheet of the open sheet. */
export function LeadsGrid() {
  const host = useRef<HTMLDivElement>(null)
  const [filter] = useState(createViewFilter)
  const [options] = useState(() => gridOptions(filter))
  const [api, setApi] = useState<GridApi<SheetRow> | null>(null)
  const [grid, setGrid] = useState<MountedGrid | null>(null)

  // A layout effect, so that its end comes before the grid's own.
  useLayoutEffect(() => {
    if (!api) return
    const mounted = mountGrid(api, host.current!, filter)
    setGrid(mounted)
    lendGridCommands({
      paste: () => void pasteFromClipboard(mounted.context),
      addRow: () => addRow(mounted.context),
      addColumn: () => void insertColumn(mounted.context),
      focus: () => mounted.commands.focusGrid(),
    })
    const finder = createFinder(mounted.context)
    lendFinder(finder)
    return () => {
      lendGridCommands(null)
      lendFinder(null)
      finder.end()
      closePopup(false)
      mounted.destroy()
      setGrid(null)
    }
  }, [api, filter])

  return (
    <div className="leads-grid">
      <div ref={host} className="leads-grid-host">
        <AgGridReact<SheetRow> gridOptions={options} onGridReady={(event) => setApi(event.api)} />
      </div>
      <StatusSprite />
      {grid && <Popups grid={grid} />}
    </div>
  )
}
