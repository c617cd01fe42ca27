import { ChevronDown, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import './button.css'
import './menu.css'

export interface MenuItem {
  label: string
  /** A second, softer line. */
  hint?: string
  /** Given: the item is one of a choice. */
  checked?: boolean
  run(): void
}

interface MenuProps {
  label: string
  icon: LucideIcon
  items: readonly MenuItem[]
  /** The icon alone; the label is its name and tooltip. */
  compact?: boolean
  /** Opens upwards, for a button at the foot of something. */
  up?: boolean
  disabled?: boolean
}

/** A button that opens a short list; arrow keys move, Enter chooses, Escape gives the focus back. */
export function Menu({ label, icon: Icon, items, compact = false, up = false, disabled = false }: MenuProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!open) return
    list.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
    const outside = (event: PointerEvent) => {
      if (!(event.target instanceof Node)) return
      if (!list.current?.contains(event.target) && !button.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside, true)
    return () => document.removeEventListener('pointerdown', outside, true)
  }, [open])

  function close(): void {
    setOpen(false)
    button.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
    const at = entries.findIndex((entry) => entry === document.activeElement)
    const goTo: Record<string, number> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') setOpen(false)
    else if (event.key in goTo) {
      event.preventDefault()
      entries[goTo[event.key]!]?.focus()
    }
  }

  return (
    <div className="menu">
      <button
        ref={button}
        type="button"
        className={compact ? 'icon-button' : 'button button-plain'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={compact ? label : undefined}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        <Icon size={compact ? 16 : 15} aria-hidden />
        {!compact && (
          <>
            {label}
            <ChevronDown size={13} aria-hidden />
          </>
        )}
      </button>
      {open && (
        <div
          id={id}
          ref={list}
          role="menu"
          aria-label={label}
          className={up ? 'menu-list menu-list-up' : 'menu-list'}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              tabIndex={-1}
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              onClick={() => {
                close()
                item.run()
              }}
            >
              <span>{item.label}</span>
              {item.hint && <small>{item.hint}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
