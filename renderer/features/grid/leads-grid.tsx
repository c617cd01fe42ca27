import { useEffect, useRef, useState } from 'react'
import { lendGridCommands } from '#renderer/stores/grid-commands.ts'
import { pasteFromClipboard } from './clipboard.ts'
import { insertColumn } from './column-actions.ts'
import { lendFinder } from './find-store.ts'
import { createFinder } from './finder.ts'
import './grid.css'
import { mountGrid, type MountedGrid } from './mount-grid.ts'
import { Popups } from './popups.tsx'
import { closePopup } from './popup-store.ts'
import { addRow } from './row-actions.ts'
import { StatusSprite } from './status-sprite.tsx'

/** The spreadsheet of the open sheet. */
export function LeadsGrid() {
  const host = useRef<HTMLDivElement>(null)
  const [grid, setGrid] = useState<MountedGrid | null>(null)

  useEffect(() => {
    const mounted = mountGrid(host.current!)
    setGrid(mounted)
    lendGridCommands({
      paste: () => void pasteFromClipboard(mounted.context),
      addRow: () => addRow(mounted.context),
      addColumn: () => void insertColumn(mounted.context),
      focus: () => mounted.commands.focusGrid(),
    })
    lendFinder(createFinder(mounted.context))
    return () => {
      lendGridCommands(null)
      lendFinder(null)
      closePopup(false)
      mounted.destroy()
      setGrid(null)
    }
  }, [])

  return (
    <div className="leads-grid">
      <div ref={host} className="leads-grid-host" />
      <StatusSprite />
      {grid && <Popups grid={grid} />}
    </div>
  )
}
