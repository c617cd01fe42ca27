import { runInGrid } from '#renderer/stores/view/grid-commands.ts'

/** Parts of the window carry `data-part`; the order on the page is the order of the round. */
const PARTS = '[data-part]'
const FOCUSABLE =
  'button:not(:disabled, [tabindex="-1"]), input:not(:disabled), select:not(:disabled), textarea, summary, [tabindex="0"], h2[tabindex="-1"]'

function isVisible(element: HTMLElement): boolean {
  return element.checkVisibility() && element.closest('[inert]') === null
}

/** Puts the focus into the next part of the window (the previous one, backwards), where it has something to focus. */
export function moveBetweenParts(backwards: boolean): void {
  const parts = [...document.querySelectorAll<HTMLElement>(PARTS)].filter(isVisible)
  const here = parts.findIndex((part) => part.contains(document.activeElement))
  const step = backwards ? -1 : 1
  for (let tried = 1; tried <= parts.length; tried++) {
    const from = here === -1 && backwards ? 0 : here
    const part = parts[(from + step * tried + parts.length * tried) % parts.length]
    const target = [...(part?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].find(isVisible)
    if (!target) continue
    // The sheet knows the cell that was left.
    if (part?.querySelector('[role=grid]')) runInGrid('focus')
    if (!part?.contains(document.activeElement)) target.focus()
    return
  }
}
