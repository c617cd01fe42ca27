import './chooser.css'

const MARGIN = 8

/** A surface under a box, over everything else, which never takes the focus from the box. */
export function openPopup(box: HTMLElement, content: HTMLElement): () => void {
  const popup = document.createElement('div')
  popup.className = 'chooser'
  popup.append(content)
  document.body.append(popup)

  function place(): void {
    const anchor = box.getBoundingClientRect()
    const { width, height } = popup.getBoundingClientRect()
    const below = anchor.bottom + 2
    const above = anchor.top - height - 2
    const fits = below + height <= window.innerHeight - MARGIN || above < MARGIN
    popup.style.left = `${Math.max(MARGIN, Math.min(anchor.left, window.innerWidth - width - MARGIN))}px`
    popup.style.top = `${fits ? below : above}px`
  }

  // The box keeps the focus whatever is pressed.
  popup.addEventListener('pointerdown', (event) => event.preventDefault())
  popup.addEventListener('mousedown', (event) => event.preventDefault())
  const sizes = new ResizeObserver(place)
  sizes.observe(popup)
  sizes.observe(box)
  document.addEventListener('scroll', place, true)
  window.addEventListener('resize', place)
  place()
  return () => {
    sizes.disconnect()
    document.removeEventListener('scroll', place, true)
    window.removeEventListener('resize', place)
    popup.remove()
  }
}

/** Ties a box to its popup for screen readers, for as long as it is open. */
export function tie(box: HTMLElement, popup: HTMLElement, kind: 'listbox' | 'grid'): () => void {
  box.setAttribute('aria-haspopup', kind)
  box.setAttribute('aria-controls', popup.id)
  if (kind === 'listbox') box.setAttribute('aria-autocomplete', 'list')
  return () => {
    for (const name of ['aria-haspopup', 'aria-controls', 'aria-autocomplete', 'aria-activedescendant'])
      box.removeAttribute(name)
  }
}

let last = 0

export function newId(): string {
  last += 1
  return `chooser-${last}`
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  made.className = className
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
