import type { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { useSheetLook, zoomBy } from '#renderer/stores/sheet/sheet-look.ts'
import { useDensity } from '#renderer/stores/view/density-store.ts'
import type { ModelSync } from './model-sync.ts'
import type { LeadsApi } from './view.ts'

/** Pixels at 100 %, as in grid-theme.ts and ui/theme.css. */
const MEASURES = {
  normal: { row: 26, header: 46, sizes: { '--size': 13, '--size-small': 12, '--size-tiny': 11 } },
  compact: { row: 22, header: 42, sizes: { '--size': 12, '--size-small': 11, '--size-tiny': 10.5 } },
} as const
/** Wheel distances come in many sizes; so much of them is one level. */
const WHEEL_STEP = 60

export interface LookDeps {
  api: LeadsApi
  sync: ModelSync
  root: HTMLElement
  takeColumns: () => void
}

/** Shows the sheet as large, and with as many columns frozen, as is chosen for it; Ctrl with the wheel zooms. */
export function showLook({ api, sync, root, takeColumns }: LookDeps): () => void {
  function zoom(percent: number): void {
    const { row, header, sizes } = MEASURES[useDensity.getState().density]
    const height = Math.round((row * percent) / 100)
    api.setGridOption('rowHeight', height)
    api.setGridOption('headerHeight', Math.round((header * percent) / 100))
    const { style } = root
    style.setProperty('--zoom', String(percent / 100))
    style.setProperty('--row-height', `${height}px`)
    for (const [name, size] of Object.entries(sizes)) style.setProperty(name, `${(size * percent) / 100}px`)
  }

  function show(now: SheetLook, before: SheetLook): void {
    sync.whenIdle(() => {
      if (api.isDestroyed()) return
      if (now.zoom !== before.zoom) zoom(now.zoom)
      if (now.zoom !== before.zoom || now.frozen !== before.frozen) takeColumns()
    })
  }

  let turned = 0
  function onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    turned += event.deltaY
    if (Math.abs(turned) < WHEEL_STEP) return
    zoomBy(turned > 0 ? -1 : 1)
    turned = 0
  }

  const chosen = useSheetLook.getState()
  if (chosen.zoom !== 100 || useDensity.getState().density !== 'normal') zoom(chosen.zoom)
  root.addEventListener('wheel', onWheel, { passive: false })
  const stops = [
    useSheetLook.subscribe(show),
    useDensity.subscribe(() =>
      sync.whenIdle(() => {
        if (!api.isDestroyed()) zoom(useSheetLook.getState().zoom)
      }),
    ),
  ]
  return () => {
    for (const stop of stops) stop()
    root.removeEventListener('wheel', onWheel)
  }
}
