import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'
import type { Chooser, ChooserOwner } from './chooser.ts'
import { dayFrom, plusDays, plusMonths, weekday, weeksAround, type Day } from './days.ts'
import { element, newId, openPopup, tie } from './popup.ts'

/** What a day the cell does not have in full is marked by, and where a calendar begins where it has none. */
const today = (): Day => dayFrom(new Date())

/** 1 Monday to 7 Sunday, as the reader's calendars begin. */
function firstDayOfWeek(): number {
  const locale = new Intl.Locale(navigator.language) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number }
  }
  return locale.getWeekInfo?.().firstDay ?? 1
}

const words = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC', calendar: 'gregory' })
const MONTH = words({ month: 'long', year: 'numeric' })
const WHOLE_DAY = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const WEEKDAY = words({ weekday: 'short' })

const asDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/**
 * A month under the box of a date. A day goes in as 2025-03-14, which can be read in one way only, and keeps the time of day the cell
 * has. Alt+Down goes into it, arrows and the page keys move, Enter takes the day.
 */
export class Calendar implements Chooser {
  readonly #owner: ChooserOwner
  readonly #choices: Extract<CellChoices, { kind: 'day' }>
  readonly #firstDay = firstDayOfWeek()
  readonly #title = element('strong', 'chooser-month', { 'aria-live': 'polite' })
  readonly #table: HTMLTableElement
  readonly #closers: (() => void)[] = []
  #day: Day
  #entered = false

  constructor(owner: ChooserOwner, choices: Extract<CellChoices, { kind: 'day' }>) {
    this.#owner = owner
    this.#choices = choices
    this.#day = this.#dayInBox() ?? today()
    this.#table = element('table', 'chooser-days', {
      id: newId(),
      role: 'grid',
      'aria-label': `Days for ${owner.label}`,
    })
    const head = element('div', 'chooser-head')
    head.append(
      this.#button('‹', 'Previous month', () => this.#go(plusMonths(this.#day, -1))),
      this.#title,
      this.#button('›', 'Next month', () => this.#go(plusMonths(this.#day, 1))),
    )
    const content = element('div', 'chooser-calendar')
    content.append(
      head,
      this.#table,
      this.#button('Today', 'Today', () => this.#take(today())),
    )
    this.#table.addEventListener('click', (event) => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td') : null
      if (cell?.dataset['day']) this.#take(cell.dataset['day'])
    })
    this.#show()
    this.#closers.push(tie(owner.box, this.#table, 'grid'), openPopup(owner.box, content))
  }

  enter(): void {
    this.#entered = true
    this.#show()
  }

  typed(): void {
    this.#entered = false
    this.#day = this.#dayInBox() ?? this.#day
    this.#show()
  }

  onKey(event: KeyboardEvent, arrowsLeave: boolean): boolean {
    const { key, altKey, shiftKey } = event
    if (event.ctrlKey || event.metaKey) return false
    if (!this.#entered) {
      if (key !== 'ArrowDown' || shiftKey || (!altKey && arrowsLeave)) return false
      this.enter()
      return true
    }
    if (key === 'ArrowUp' && altKey) {
      this.typed()
      return true
    }
    const next = this.#next(key, shiftKey)
    if (next !== null) this.#go(next)
    else if (key === 'Enter' && !altKey && !shiftKey) this.#take(this.#day)
    else return false
    return true
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close()
  }

  #next(key: string, shift: boolean): Day | null {
    const inWeek = (weekday(this.#day) - this.#firstDay + 7) % 7
    switch (key) {
      case 'ArrowLeft':
        return plusDays(this.#day, -1)
      case 'ArrowRight':
        return plusDays(this.#day, 1)
      case 'ArrowUp':
        return plusDays(this.#day, -7)
      case 'ArrowDown':
        return plusDays(this.#day, 7)
      case 'Home':
        return plusDays(this.#day, -inWeek)
      case 'End':
        return plusDays(this.#day, 6 - inWeek)
      case 'PageUp':
        return plusMonths(this.#day, shift ? -12 : -1)
      case 'PageDown':
        return plusMonths(this.#day, shift ? 12 : 1)
      default:
        return null
    }
  }

  #dayInBox(): Day | null {
    return this.#choices.momentOf(this.#owner.box.value)?.slice(0, 10) ?? null
  }

  #take(day: Day): void {
    const { box, take } = this.#owner
    const rest = this.#choices.momentOf(box.value)?.slice(10) ?? ''
    take(this.#dayInBox() === day ? box.value : `${day}${rest}`)
  }

  #go(day: Day): void {
    this.#day = day
    this.#show()
  }

  #button(text: string, label: string, run: () => void): HTMLButtonElement {
    const button = element('button', 'chooser-button', {
      type: 'button',
      tabindex: '-1',
      'aria-label': label,
    })
    button.textContent = text
    button.addEventListener('click', run)
    return button
  }

  #show(): void {
    const { box } = this.#owner
    const chosen = this.#dayInBox()
    const month = this.#day.slice(0, 7)
    this.#title.textContent = MONTH.format(asDate(this.#day))
    const weeks = weeksAround(this.#day, this.#firstDay)
    const heading = element('tr', '')
    heading.append(
      ...weeks[0]!.map((day) => {
        const cell = element('th', '', { scope: 'col' })
        cell.textContent = WEEKDAY.format(asDate(day))
        return cell
      }),
    )
    const now = today()
    const rows = weeks.map((week) => {
      const row = element('tr', '')
      row.append(
        ...week.map((day) => {
          const marks = [
            day.startsWith(month) ? '' : 'chooser-outside',
            day === now ? 'chooser-today' : '',
            day === chosen ? 'chooser-ticked' : '',
            this.#entered && day === this.#day ? 'chooser-marked' : '',
          ]
          const cell = element('td', marks.filter(Boolean).join(' '), {
            id: `${this.#table.id}-${day}`,
            role: 'gridcell',
            'aria-selected': String(day === chosen),
            'aria-label': WHOLE_DAY.format(asDate(day)),
            ...(day === now ? { 'aria-current': 'date' } : {}),
          })
          cell.dataset['day'] = day
          cell.textContent = String(Number(day.slice(8)))
          return cell
        }),
      )
      return row
    })
    this.#table.replaceChildren(heading, ...rows)
    if (this.#entered) box.setAttribute('aria-activedescendant', `${this.#table.id}-${this.#day}`)
    else box.removeAttribute('aria-activedescendant')
  }
}
