import type { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { useSheetLook, zoomBy } from '#renderer/stores/sheet/sheet-look.ts'
import { useDensity } from '#renderer/stores/view/density-store.ts'
import { layRows, pixelsOf, keepOwnHeights } from './row-heights.ts'
import type { ModelSync } from './model-sync.ts'
import type { LeadsApi } from './view.ts'

/** Pixels at 100 %, as in grid-theme.ts and ui/theme.css. The rows' are in row-heights.ts. */
const MEASURES = {
  normal: { header: 46, sizes: { '--size': 13, '--size-small': 12, '--size-tiny': 11 } },
  compact: { header: 42, sizes: { '--size': 12, '--size-small': 11, '--size-tiny': 10.5 } },
} as const
/** Wheel distances come in many sizes; so much of them is one level. */
const WHEEL_STEP = 60

export interface LookDeps {
  api: LeadsApi
  sync: ModelSync
  root: HTMLElement
  takeColumns: () => void
}

/** Shows the sheet as large, its rows as high, and with as many columns frozen, as is chosen for it; Ctrl with the wheel zooms. */
export function showLook({ api, sync, root, takeColumns }: LookDeps): () => void {
  function measure({ zoom: percent, lines }: SheetLook): void {
    const { header, sizes } = MEASURES[useDensity.getState().density]
    const height = pixelsOf(lines)
    api.setGridOption('rowHeight', height)
    layRows(api, root)
    api.setGridOption('headerHeight', Math.round((header * percent) / 100))
    const { style } = root
    root.classList.toggle('rows-wrap', lines > 1)
    style.setProperty('--lines', String(lines))
    style.setProperty('--line-height', `${pixelsOf(2) - pixelsOf(1)}px`)
    style.setProperty('--zoom', String(percent / 100))
    style.setProperty('--row-height', `${height}px`)
    for (const [name, size] of Object.entries(sizes)) style.setProperty(name, `${(size * percent) / 100}px`)
  }

  function show(now: SheetLook, before: SheetLook): void {
    sync.whenIdle(() => {
      if (api.isDestroyed()) return
      if (now.zoom !== before.zoom || now.lines !== before.lines || now.heights !== before.heights)
        measure(now)
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
  const isPlain = chosen.zoom === 100 && chosen.lines === 1 && chosen.heights.length === 0
  if (!isPlain || useDensity.getState().density !== 'normal') measure(chosen)
  root.addEventListener('wheel', onWheel, { passive: false })
  const stops = [
    keepOwnHeights(api, root),
    useSheetLook.subscribe(show),
    useDensity.subscribe(() =>
      sync.whenIdle(() => {
        if (!api.isDestroyed()) measure(useSheetLook.getState())
      }),
    ),
  ]
  return () => {
    for (const stop of stops) stop()
    root.removeEventListener('wheel', onWheel)
  }
}
