import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'

interface OneStopListProps {
  label: string
  className: string
  /** List items with one box or button each. */
  children: ReactNode
}

/** A long list of boxes or buttons that is one stop of Tab: Up, Down, Home and End go through it. */
export function OneStopList({ label, className, children }: OneStopListProps) {
  const list = useRef<HTMLUListElement>(null)

  function controls(): HTMLElement[] {
    return [...(list.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
  }

  function stopAt(control: Element | undefined): void {
    for (const each of controls()) each.tabIndex = each === control ? 0 : -1
  }

  // What comes later, and what is drawn anew, would be a stop of its own.
  useEffect(() => {
    const all = controls()
    stopAt(all.find((each) => each === document.activeElement) ?? all[0])
  }, [children])

  function onKeyDown(event: KeyboardEvent): void {
    const all = controls()
    const now = all.findIndex((each) => each === event.target)
    const goTo: Record<string, number> = {
      ArrowDown: Math.min(now + 1, all.length - 1),
      ArrowUp: Math.max(now - 1, 0),
      Home: 0,
      End: all.length - 1,
    }
    if (now === -1 || !(event.key in goTo)) return
    event.preventDefault()
    all[goTo[event.key]!]?.focus()
  }

  return (
    <ul
      ref={list}
      className={className}
      aria-label={label}
      onFocus={(event: FocusEvent) => stopAt(event.target)}
      onKeyDown={onKeyDown}
    >
      {children}
    </ul>
  )
}
