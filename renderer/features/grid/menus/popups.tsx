import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { AttributeChooser } from './attribute-chooser.tsx'
import { ColumnFilterForm } from './column-filter-form.tsx'
import { ColumnReadingForm } from './column-reading-form.tsx'
import { ColumnTextForm } from './column-text-form.tsx'
import { StatusFilterForm } from './status-filter-form.tsx'
import { GridMenu } from './grid-menu.tsx'
import type { MountedGrid } from '#renderer/features/grid/input/mounted-grid.ts'
import { closePopup, usePopup, type Spot } from '#renderer/features/grid/logic/popup-store.ts'

const MARGIN = 8

/** Stands at its spot, inside the window whatever its size, and has the focus; a press outside or Escape closes it. */
function Floating({ spot, children }: { spot: Spot; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = box.current!
    const { width, height } = element.getBoundingClientRect()
    const below = spot.top + spot.height + 2
    const fits = below + height <= window.innerHeight - MARGIN
    const top = fits
      ? below
      : Math.max(MARGIN, Math.min(spot.top - height - 2, window.innerHeight - height - MARGIN))
    element.style.left = `${Math.max(MARGIN, Math.min(spot.left, window.innerWidth - width - MARGIN))}px`
    element.style.top = `${top}px`

    // What is chosen in it may make it larger. It moves no further than it has to: nothing jumps under a hand.
    function stayInside(): void {
      const { left, top: now, width: wide, height: high } = element.getBoundingClientRect()
      const over = {
        right: left + wide - (window.innerWidth - MARGIN),
        below: now + high - (window.innerHeight - MARGIN),
      }
      if (over.right > 0) element.style.left = `${Math.max(MARGIN, left - over.right)}px`
      if (over.below > 0) element.style.top = `${Math.max(MARGIN, now - over.below)}px`
    }
    const watch = new ResizeObserver(stayInside)
    watch.observe(element)
    window.addEventListener('resize', stayInside)
    return () => {
      watch.disconnect()
      window.removeEventListener('resize', stayInside)
    }
  }, [spot])

  // After what is in it, which may have put the focus where it is wanted.
  useEffect(() => {
    if (box.current?.contains(document.activeElement)) return
    box.current?.querySelector<HTMLElement>('input, select, button, textarea')?.focus()
  }, [])

  useEffect(() => {
    function onPress(event: PointerEvent): void {
      if (event.target instanceof Node && !box.current?.contains(event.target)) closePopup(false)
    }
    // What had the focus in it may be gone, such as a box that another choice has no use for.
    function onKey(event: globalThis.KeyboardEvent): void {
      if (event.key !== 'Escape' || document.activeElement !== document.body) return
      event.preventDefault()
      event.stopPropagation()
      closePopup()
    }
    document.addEventListener('pointerdown', onPress, true)
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('pointerdown', onPress, true)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [])

  return (
    <div
      ref={box}
      className="grid-popup"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        closePopup()
      }}
    >
      {children}
    </div>
  )
}

/** What is open over the grid; at most one thing at a time. */
export function Popups({ grid }: { grid: MountedGrid }) {
  const { popup, opened } = usePopup()
  if (!popup) return null
  return (
    <Floating key={opened} spot={popup.spot}>
      {popup.kind === 'menu' && <GridMenu label={popup.label} entries={popup.entries} />}
      {popup.kind === 'attribute' && <AttributeChooser columnId={popup.columnId} />}
      {popup.kind === 'rename' && <ColumnTextForm columnId={popup.columnId} field={popup.field} />}
      {popup.kind === 'status-filter' && <StatusFilterForm />}
      {popup.kind === 'reading' && <ColumnReadingForm columnId={popup.columnId} />}
      {popup.kind === 'filter' && <ColumnFilterForm columnId={popup.columnId} grid={grid} />}
    </Floating>
  )
}
