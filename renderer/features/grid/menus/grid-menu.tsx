import { useEffect, useRef, type KeyboardEvent } from 'react'
import { closePopup, type MenuEntry } from '#renderer/features/grid/logic/popup-store.ts'
import { shownKeys } from '#renderer/ui/shown-keys.ts'

interface GridMenuProps {
  label: string
  entries: readonly (MenuEntry | 'line')[]
}

/** A menu of the keyboard too: arrows move, a letter jumps, Enter chooses, Tab and Escape leave. */
export function GridMenu({ label, entries }: GridMenuProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus(), [])

  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
    const now = items.findIndex((item) => item === document.activeElement)
    let next: HTMLElement | undefined
    if (event.key === 'ArrowDown') next = items[(now + 1) % items.length]
    else if (event.key === 'ArrowUp') next = items[(now - 1 + items.length) % items.length]
    else if (event.key === 'Home') next = items[0]
    else if (event.key === 'End') next = items.at(-1)
    else if (event.key === 'Tab') {
      event.preventDefault()
      closePopup()
      return
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLowerCase()
      const ring = [...items.slice(now + 1), ...items.slice(0, now + 1)]
      next = ring.find((item) => item.dataset['name']?.toLowerCase().startsWith(letter))
    }
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div ref={list} role="menu" aria-label={label} className="grid-menu" onKeyDown={onKeyDown}>
      {entries.map((entry, at) =>
        entry === 'line' ? (
          <div key={at} role="separator" />
        ) : (
          <button
            key={at}
            type="button"
            role={entry.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={entry.checked}
            aria-keyshortcuts={entry.keys?.replace('Mod', 'Control')}
            data-name={entry.label}
            tabIndex={-1}
            disabled={entry.disabled}
            onClick={() => {
              closePopup()
              entry.run()
            }}
          >
            <span>{entry.label}</span>
            {entry.keys && <kbd aria-hidden>{shownKeys(entry.keys)}</kbd>}
          </button>
        ),
      )}
    </div>
  )
}
