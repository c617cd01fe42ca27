import { X } from 'lucide-react'
import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { IconButton } from './button.tsx'
import './panel.css'

interface PanelProps {
  title: string
  onClose: () => void
  /** Beside the title. */
  actions?: ReactNode
  /** Stays in view under the scrolling part. */
  footer?: ReactNode
  /** Nothing in it takes the focus, so the scrolling part itself must, to be scrolled by keyboard. */
  toRead?: boolean
  children: ReactNode
}

/** The foot of the panel around; null until it is on the page. */
const FootAround = createContext<HTMLElement | null>(null)

/** What the side panel shows: a named region whose heading takes the focus, and which Escape closes. */
export function Panel({ title, onClose, actions, footer, toRead = false, children }: PanelProps) {
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const [foot, setFoot] = useState<HTMLElement | null>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <section
      className="panel"
      aria-labelledby={headingId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="panel-head">
        <h2 id={headingId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {actions}
        <IconButton label={`Close ${title}`} icon={X} shortcut="Esc" onClick={onClose} />
      </header>
      <div className="panel-body" tabIndex={toRead ? 0 : undefined}>
        <FootAround value={foot}>{children}</FootAround>
      </div>
      <footer ref={setFoot} className="panel-foot">
        {footer}
      </footer>
    </section>
  )
}

/** The buttons of a form, put into the foot of its panel: in sight however long the form is, and whatever its preview shows. */
export function PanelFoot({ children }: { children: ReactNode }) {
  const foot = useContext(FootAround)
  return foot && createPortal(children, foot)
}

export function PanelSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className="panel-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}
