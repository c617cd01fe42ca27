import type { IHeaderComp, IHeaderParams } from 'ag-grid-community'
import { attributeNamed } from '#renderer/stores/accounts/attribute-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import type { HiddenBeside } from '#renderer/features/grid/logic/hidden-columns.ts'
import { columnIdOf } from './view.ts'

/** What a header's parts do; given by the grid through `headerComponentParams`. */
export interface HeaderActions {
  chooseAttribute(columnId: number, from: Element): void
  openMenu(columnId: number, from: Element): void
  hasFilter(columnId: number): boolean
  showHidden(columns: readonly number[], from: Element): void
}

type Params = IHeaderParams<SheetRow> & { actions: HeaderActions; hidden: HiddenBeside }

export function headingOf(header: string): string {
  return header.trim() === '' ? 'No heading' : header
}

/**
 * The file's heading, and under it the attribute the column goes to. Its buttons are left out of the Tab order: the header
 * itself is focused by arrow keys, Enter chooses the attribute, Alt+Down opens the menu.
 */
export class HeaderCell implements IHeaderComp {
  private readonly gui = document.createElement('div')
  private readonly name = document.createElement('span')
  private readonly marks = document.createElement('span')
  private readonly menu = document.createElement('button')
  private readonly attribute = document.createElement('button')
  private columnId = -1
  private readonly gaps = {
    before: document.createElement('button'),
    after: document.createElement('button'),
  }
  private params!: Params
  private readonly follow = () => this.show()

  init(params: Params): void {
    this.gui.className = 'column-head'
    const title = document.createElement('div')
    title.className = 'column-title'
    this.name.className = 'column-name'
    this.marks.className = 'column-marks'
    this.menu.className = 'column-menu'
    this.attribute.className = 'column-attribute'
    for (const button of [this.menu, this.attribute]) {
      button.type = 'button'
      button.tabIndex = -1
    }
    this.menu.addEventListener('click', () => this.params.actions.openMenu(this.columnId, this.menu))
    this.attribute.addEventListener('click', () =>
      this.params.actions.chooseAttribute(this.columnId, this.attribute),
    )
    title.append(this.name, this.marks, this.menu)
    this.gui.append(title, this.attribute)
    for (const side of ['before', 'after'] as const) {
      const gap = this.gaps[side]
      gap.type = 'button'
      gap.tabIndex = -1
      gap.className = `hidden-gap hidden-gap-${side}`
      gap.setAttribute('aria-haspopup', 'menu')
      gap.addEventListener('click', () =>
        this.params.actions.showHidden(
          this.params.hidden[side].map(({ id }) => id),
          gap,
        ),
      )
    }
    this.take(params)
    params.column.addEventListener('sortChanged', this.follow)
  }

  getGui(): HTMLElement {
    return this.gui
  }

  refresh(params: Params): boolean {
    this.take(params)
    return true
  }

  destroy(): void {
    this.params.column.removeEventListener('sortChanged', this.follow)
  }

  private take(params: Params): void {
    this.params = params
    this.columnId = columnIdOf(params.column.getColId()) ?? -1
    this.show()
  }

  private show(): void {
    const column = sheetStore.getState().columns.find((candidate) => candidate.id === this.columnId)
    if (!column) return
    const heading = headingOf(column.header)
    const goesTo =
      column.attribute === null
        ? 'Not sent'
        : (attributeNamed(column.attribute)?.displayName ?? column.attribute)
    this.name.textContent = heading
    this.name.classList.toggle('column-unnamed', column.header.trim() === '')
    this.gui.title = column.constant === null ? heading : `${heading}: “${column.constant}” in every row`
    const sort = this.params.column.getSort()
    this.marks.textContent = ''
    if (sort === 'asc' || sort === 'desc')
      this.mark(`sort-${sort}`, sort === 'asc' ? 'sorted up' : 'sorted down')
    if (this.params.actions.hasFilter(this.columnId)) this.mark('filtered', 'filtered')
    if (column.constant !== null) this.mark('constant', 'same in every row')
    const wrong = useProblems.getState().sheet.find((problem) => problem.columnId === this.columnId)
    if (wrong) this.mark(`column-${wrong.severity}`, wrong.text)
    for (const side of ['before', 'after'] as const) this.showGap(side)
    this.menu.setAttribute('aria-label', `Menu of ${heading}`)
    this.menu.setAttribute('aria-haspopup', 'menu')
    this.menu.title = `Menu of ${heading} (Alt+Down)`
    this.attribute.textContent = goesTo
    this.attribute.classList.toggle('not-sent', column.attribute === null)
    this.attribute.setAttribute('aria-label', `${heading} goes to: ${goesTo}. Change`)
    this.attribute.setAttribute('aria-haspopup', 'dialog')
  }

  /** Where columns are hidden beside this one, what they are and the way to them. */
  private showGap(side: 'before' | 'after'): void {
    const hidden = this.params.hidden[side]
    const gap = this.gaps[side]
    this.gui.classList.toggle(`has-gap-${side}`, hidden.length > 0)
    if (hidden.length === 0) {
      gap.remove()
      return
    }
    const names = hidden.map(({ header }) => headingOf(header)).join(', ')
    gap.title = `${hidden.length === 1 ? 'Hidden column' : `${hidden.length} hidden columns`}: ${names}`
    gap.setAttribute('aria-label', gap.title)
    if (gap.parentElement !== this.gui) this.gui.append(gap)
  }

  private mark(icon: string, words: string): void {
    const mark = document.createElement('span')
    mark.className = `column-mark ${icon}`
    mark.title = words
    const spoken = document.createElement('span')
    spoken.className = 'visually-hidden'
    spoken.textContent = words
    mark.append(spoken)
    this.marks.append(mark)
  }
}
