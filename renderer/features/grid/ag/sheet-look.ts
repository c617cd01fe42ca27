import type { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { useSheetLook, zoomBy } from '#renderer/stores/sheet/sheet-look.ts'
import { useDensity } from '#renderer/stores/view/density-store.ts'
import type { ModelSync } from './model-sync.ts'
import type { LeadsApi } from './view.ts'

/** Pixels at 100 %, as in grid-theme.ts and ui/theme.css. */
const MEASURES = {
  normal: { row: 26, header: 46, line: 18, sizes: { '--size': 13, '--size-small': 12, '--size-tiny': 11 } },
  compact: {
    row: 22,
    header: 42,
    line: 16,
    sizes: { '--size': 12, '--size-small': 11, '--size-tiny': 10.5 },
  },
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
    const { row, header, line, sizes } = MEASURES[useDensity.getState().density]
    const height = Math.round(((row + (lines - 1) * line) * percent) / 100)
    api.setGridOption('rowHeight', height)
    api.setGridOption('headerHeight', Math.round((header * percent) / 100))
    const { style } = root
    root.classList.toggle('rows-wrap', lines > 1)
    style.setProperty('--lines', String(lines))
    style.setProperty('--line-height', `${Math.round((line * percent) / 100)}px`)
    style.setProperty('--zoom', String(percent / 100))
    style.setProperty('--row-height', `${height}px`)
    for (const [name, size] of Object.entries(sizes)) style.setProperty(name, `${(size * percent) / 100}px`)
  }

  function show(now: SheetLook, before: SheetLook): void {
    sync.whenIdle(() => {
      if (api.isDestroyed()) return
      if (now.zoom !== before.zoom || now.lines !== before.lines) measure(now)
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
  if (chosen.zoom !== 100 || chosen.lines !== 1 || useDensity.getState().density !== 'normal') measure(chosen)
  root.addEventListener('wheel', onWheel, { passive: false })
  const stops = [
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
