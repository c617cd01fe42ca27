import { useEffect, useRef, useState, type ReactNode } from 'react'
import { drawPanel, PANEL_WIDTHS, usePanelWidth } from '#renderer/stores/view/panel-width.ts'
import './side-panel.css'

/** Pixels a press of an arrow key draws the panel. */
const STEP = 16

/** Between the sheet and the panel: drawn with the pointer or by arrow keys; a double click gives the usual width back. */
function Splitter({ panel }: { panel: React.RefObject<HTMLElement | null> }) {
  const chosen = usePanelWidth((state) => state.width)
  const [shown, setShown] = useState<number>(PANEL_WIDTHS.least)
  const grip = useRef<number | null>(null)

  useEffect(() => {
    const element = panel.current
    if (!element) return
    const observer = new ResizeObserver(() => setShown(Math.round(element.getBoundingClientRect().width)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [panel])

  return (
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-label="Width of the panel"
      aria-orientation="vertical"
      aria-valuemin={PANEL_WIDTHS.least}
      aria-valuemax={PANEL_WIDTHS.most}
      aria-valuenow={chosen ?? shown}
      title="Draw to make the panel wider or narrower. A double click gives it its usual width."
      onPointerDown={(event) => {
        if (event.button !== 0 || !panel.current) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = event.clientX + panel.current.getBoundingClientRect().width
      }}
      onPointerMove={(event) => {
        if (grip.current !== null) drawPanel(grip.current - event.clientX)
      }}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onDoubleClick={() => drawPanel(null)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0
        if (step === 0) return
        event.preventDefault()
        drawPanel((chosen ?? shown) + step)
      }}
    />
  )
}

/** Beside the sheet, or over its right side in a narrow window; as wide as the person drew it. */
export function SidePanel({ children }: { children: ReactNode }) {
  const width = usePanelWidth((state) => state.width)
  const aside = useRef<HTMLElement>(null)
  useEffect(() => {
    const { style } = document.documentElement
    if (width === null) style.removeProperty('--panel-width')
    else style.setProperty('--panel-width', `${width}px`)
  }, [width])
  return (
    <aside ref={aside} className="side-panel" aria-label="Side panel" data-part>
      {children}
      <Splitter panel={aside} />
    </aside>
  )
}
