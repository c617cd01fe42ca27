import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'
import type { Chooser, ChooserOwner } from './chooser.ts'
import { beingTyped, flipped, offered, tickedIn, toggled } from './options-in-text.ts'
import { element, newId, openPopup, tie } from './popup.ts'

/** Shown at once; who has more types a letter. */
const MOST_SHOWN = 200
const PAGE = 8

/**
 * The options of a field under its box. Nothing is chosen that nobody went to: typing narrows the list, Down goes into it, Enter takes
 * what is marked. Where the field takes several, Space ticks and Enter is done; of a yes or no, Space changes one for the other.
 */
export class ChoiceList implements Chooser {
  readonly #owner: ChooserOwner
  readonly #choices: Extract<CellChoices, { kind: 'options' }>
  readonly #list: HTMLUListElement
  readonly #note = element('p', 'chooser-note')
  readonly #closers: (() => void)[] = []
  #shown: readonly string[] = []
  /** Place in what is shown; -1: the box has the keys. */
  #marked = -1
  #filter = ''
  #ticked = false

  constructor(owner: ChooserOwner, choices: Extract<CellChoices, { kind: 'options' }>) {
    this.#owner = owner
    this.#choices = choices
    const { box, label } = owner
    const several = choices.several !== null
    this.#list = element('ul', 'chooser-list', {
      id: newId(),
      role: 'listbox',
      'aria-label': `Options of ${label}`,
      ...(several ? { 'aria-multiselectable': 'true' } : {}),
    })
    const content = element('div', '')
    content.append(this.#list, this.#note)
    this.#list.addEventListener('click', (event) => {
      const item = event.target instanceof Element ? event.target.closest('li') : null
      const option = item && this.#shown[[...this.#list.children].indexOf(item)]
      if (option !== null && option !== undefined) this.#choose(option)
    })
    this.#show()
    this.#closers.push(tie(box, this.#list, 'listbox'), openPopup(box, content))
  }

  enter(): void {
    if (this.#marked !== -1) return
    const ticked = tickedIn(this.#owner.box.value, this.#choices)
    if (this.#shown.length === 0) this.#filter = ''
    this.#show()
    this.#mark(
      Math.max(
        0,
        this.#shown.findIndex((option) => ticked.has(option)),
      ),
    )
  }

  typed(): void {
    this.#marked = -1
    this.#filter = beingTyped(this.#owner.box.value, this.#choices)
    this.#show()
  }

  onKey(event: KeyboardEvent, arrowsLeave: boolean): boolean {
    const { key, altKey } = event
    if (event.ctrlKey || event.metaKey || event.shiftKey) return false
    if (key === 'ArrowDown') {
      if (this.#marked === -1) {
        if (this.#shown.length === 0 && arrowsLeave && !altKey) return false
        this.enter()
      } else this.#mark(this.#marked + 1)
      return true
    }
    // Who types has the space as a letter.
    if (key === ' ' && this.#choices.flips && !altKey && (this.#marked !== -1 || !arrowsLeave)) {
      this.#flip()
      return true
    }
    if (this.#marked === -1) return false
    switch (key) {
      case 'ArrowUp':
        // From the first one back into the box.
        if (altKey || this.#marked === 0) this.#leave()
        else this.#mark(this.#marked - 1)
        return true
      case 'PageDown':
        this.#mark(this.#marked + PAGE)
        return true
      case 'PageUp':
        this.#mark(this.#marked - PAGE)
        return true
      case ' ':
        if (this.#choices.several === null) return false
        this.#choose(this.#shown[this.#marked]!)
        return true
      case 'Enter':
        if (altKey) return false
        this.#finish(this.#shown[this.#marked]!)
        return true
      default:
        return false
    }
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close()
  }

  #choose(option: string): void {
    const { box, write, take } = this.#owner
    const text = toggled(box.value, option, this.#choices)
    if (this.#choices.several === null) {
      take(text)
      return
    }
    this.#ticked = true
    write(text)
    this.#filter = ''
    this.#show()
    this.#mark(this.#shown.indexOf(option))
  }

  #flip(): void {
    const { box, write } = this.#owner
    const text = flipped(box.value, this.#choices)
    write(text)
    this.#filter = ''
    this.#show()
    this.#mark(this.#shown.indexOf(text))
  }

  #finish(option: string): void {
    const { box, take } = this.#owner
    if (this.#choices.several === null) take(option)
    else if (this.#ticked || tickedIn(box.value, this.#choices).has(option)) take(box.value)
    else take(toggled(box.value, option, this.#choices))
  }

  #leave(): void {
    this.#marked = -1
    this.#owner.box.removeAttribute('aria-activedescendant')
    this.#show()
  }

  #mark(at: number): void {
    this.#marked = Math.max(0, Math.min(at, this.#shown.length - 1))
    const items = [...this.#list.children]
    items.forEach((item, index) => item.classList.toggle('chooser-marked', index === this.#marked))
    const marked = items[this.#marked]
    if (!marked) {
      this.#marked = -1
      return
    }
    this.#owner.box.setAttribute('aria-activedescendant', marked.id)
    marked.scrollIntoView({ block: 'nearest' })
  }

  #show(): void {
    const { box } = this.#owner
    const ticked = tickedIn(box.value, this.#choices)
    const all = offered(this.#choices, this.#filter)
    this.#shown = all.slice(0, MOST_SHOWN)
    this.#list.replaceChildren(
      ...this.#shown.map((option, index) => {
        const item = element('li', ticked.has(option) ? 'chooser-ticked' : '', {
          id: `${this.#list.id}-${index}`,
          role: 'option',
          'aria-selected': String(ticked.has(option)),
        })
        item.textContent = option
        return item
      }),
    )
    if (this.#marked === -1) box.removeAttribute('aria-activedescendant')
    this.#note.textContent = this.#noteFor(all.length)
    this.#note.hidden = this.#note.textContent === ''
  }

  #noteFor(count: number): string {
    if (count === 0) return 'No option has this in it.'
    const more = count - this.#shown.length
    if (more > 0) return `${more.toLocaleString()} more. Type to find them.`
    if (this.#choices.flips) return 'Space changes it, Enter is done.'
    return this.#choices.several === null ? '' : 'Space ticks, Enter is done.'
  }
}
