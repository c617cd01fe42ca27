import { useEffect, useId, useRef, type ReactNode } from 'react'
import './dialog.css'

interface DialogProps {
  title: string
  /** Escape. */
  onClose: () => void
  /** Stays in view under the scrolling part. */
  footer: ReactNode
  /** Takes as much of the window as it needs, for something to look at. */
  wide?: boolean
  children: ReactNode
}

/** Asks over the window, which is out of use meanwhile; gives the focus back where it was. */
export function Dialog({ title, onClose, footer, wide = false, children }: DialogProps) {
  const heading = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current!
    const before = document.activeElement
    element.showModal()
    return () => {
      element.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        // Escape is the dialog's own, and no other key is the window's while it is open.
        event.stopPropagation()
      }}
    >
      <h2 id={heading} tabIndex={-1}>
        {title}
      </h2>
      <div className="dialog-body">{children}</div>
      <footer className="dialog-foot">{footer}</footer>
    </dialog>
  )
}
