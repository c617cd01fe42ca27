import type { CellRendererSelectorFunc, ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { valueInWords } from '#renderer/flows/value-in-words.ts'
import { markOf, type CellMark } from '#renderer/stores/compare/compare-store.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'

interface ChangeParams extends ICellRendererParams<SheetRow> {
  mark: CellMark
}

function part(tag: 'del' | 'ins' | 'span', text: string, className = ''): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** "Pune → Leeds": what LeadSquared has, and what it would have after a push. Heard as "Pune becomes Leeds". */
export class ChangeCell implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span')

  init(params: ChangeParams): void {
    this.gui.className = 'change-cell'
    this.show(params.mark)
  }

  getGui(): HTMLElement {
    return this.gui
  }

  refresh(params: ChangeParams): boolean {
    this.show(params.mark)
    return true
  }

  private show(mark: CellMark): void {
    const arrow = part('span', ' → ', 'change-arrow')
    arrow.setAttribute('aria-hidden', 'true')
    this.gui.replaceChildren(
      mark.old === '' ? part('span', 'empty', 'change-empty') : part('del', mark.old),
      arrow,
      part('span', ' becomes ', 'visually-hidden'),
      mark.new === '' ? part('span', 'empty', 'change-empty') : part('ins', mark.new),
    )
  }
}

/** Users by name, as people know them. */
function markIn(row: SheetRow, column: Column): CellMark | null {
  const mark = markOf(row, column)
  return mark && { ...mark, old: valueInWords(column.id, mark.old), new: valueInWords(column.id, mark.new) }
}

/** A drawing of its own only for cells that would change; the others stay plain text. */
export function changeRenderer(column: Column): CellRendererSelectorFunc<SheetRow> {
  return ({ data }) => {
    const mark = data && markIn(data, column)
    return mark?.kind === 'would-change' ? { component: ChangeCell, params: { mark } } : undefined
  }
}

function quoted(text: string): string {
  return text === '' ? 'nothing' : `“${text}”`
}

/** One sentence of what LeadSquared has instead of what the cell says; '' where there is nothing to say. */
export function markText(row: SheetRow, columnId: ColumnId): string {
  const column = sheetStore.getState().columns.find(({ id }) => id === columnId)
  const mark = column && markIn(row, column)
  if (!mark) return ''
  if (mark.kind === 'would-change') {
    return `A push would change this from ${quoted(mark.old)} to ${quoted(mark.new)}.`
  }
  return mark.old === ''
    ? 'Edited: this was empty when the lead was read.'
    : `Edited: LeadSquared had ${quoted(mark.old)} here.`
}
