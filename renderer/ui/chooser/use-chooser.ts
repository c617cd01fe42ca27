import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'
import type { Chooser } from './chooser.ts'
import { openChooser } from './open-chooser.ts'

interface BoxChooser {
  /** Opens it, and goes into it; closes it where it is open. */
  toggle(): void
  typed(): void
  /** True where the key was for it. Down opens it. */
  onKeyDown(event: KeyboardEvent): boolean
  close(): void
}

interface BoxOwner {
  label: string
  choices: CellChoices | null
  write(text: string): void
  take(text: string): void
}

/** The list or the calendar of a box outside the sheet: opened by its button or by Down, and by typing. */
export function useChooser(box: RefObject<HTMLTextAreaElement | null>, owner: BoxOwner): BoxChooser {
  const open = useRef<Chooser | null>(null)
  const latest = useRef(owner)
  useEffect(() => {
    latest.current = owner
  })

  const close = useCallback(() => {
    open.current?.close()
    open.current = null
  }, [])
  useEffect(() => close, [close])

  function show(): Chooser | null {
    const { choices, label } = latest.current
    if (open.current || !choices || !box.current) return open.current
    open.current = openChooser({
      box: box.current,
      label,
      choices,
      // The list reads the box, which React writes a moment later.
      write(text) {
        if (box.current) box.current.value = text
        latest.current.write(text)
      },
      take(text) {
        close()
        latest.current.take(text)
      },
    })
    return open.current
  }

  return {
    close,
    toggle() {
      if (open.current) {
        close()
        return
      }
      box.current?.focus()
      show()?.enter()
    },
    typed() {
      show()?.typed()
    },
    onKeyDown(event) {
      const { key } = event
      if (open.current === null) {
        if (key !== 'ArrowDown' || event.ctrlKey || event.metaKey || event.shiftKey) return false
        const chooser = show()
        chooser?.enter()
        if (chooser) event.preventDefault()
        return chooser !== null
      }
      if (key === 'Escape') close()
      else if (!open.current.onKey(event.nativeEvent, false)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
