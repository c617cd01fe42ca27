import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'

const WIDEST = 560
const HIGHEST = 220
/** Room for the caret after the last letter, and the borders on both sides. */
const CARET = 16
const BORDERS = 4

/** The key an edit begins with when what is typed is still being composed. */
export const COMPOSING = 'Process'

/**
 * A text area in the cell, so that line breaks are kept; it grows over its neighbours with what is in it.
 * Begun by typing, arrow keys finish it, as in a spreadsheet; begun by F2 or a double click, they move the caret; F2 changes that.
 * Begun by an input method or a dead key (`COMPOSING`), what is being composed arrives in the area by itself.
 */
export class CellEditor implements ICellEditorComp<SheetRow, string> {
  private readonly area = document.createElement('textarea')
  private before = ''
  private begunByTyping = false
  private awaitsInput = false

  init(params: ICellEditorParams<SheetRow, string>): void {
    this.before = params.value ?? ''
    const key = params.eventKey
    this.awaitsInput = key === COMPOSING
    this.begunByTyping = this.awaitsInput || (key !== null && key.length === 1)
    this.area.className = 'cell-editor'
    this.area.rows = 1
    this.area.spellcheck = false
    this.area.setAttribute('aria-label', `${params.colDef.headerName ?? ''}, row ${params.rowIndex + 1}`)
    this.area.value = this.awaitsInput ? '' : this.begunByTyping ? key! : this.before
    this.area.addEventListener('input', () => {
      this.awaitsInput = false
      this.grow()
    })
  }

  getGui(): HTMLElement {
    return this.area
  }

  afterGuiAttached(): void {
    this.area.focus()
    const end = this.area.value.length
    this.area.setSelectionRange(end, end)
    this.grow()
  }

  getValue(): string {
    return this.area.value
  }

  isCancelAfterEnd(): boolean {
    // A key that composed nothing, such as the one that turns an input method on, must not empty the cell.
    return this.awaitsInput || this.area.value === this.before
  }

  /** Whether an arrow key ends the edit. */
  get arrowsLeave(): boolean {
    return this.begunByTyping
  }

  /** F2 while typing: from now on the arrows move the caret, or end the edit again. */
  switchArrows(): void {
    this.begunByTyping = !this.begunByTyping
  }

  insertLineBreak(): void {
    this.area.setRangeText('\n', this.area.selectionStart, this.area.selectionEnd, 'end')
    this.grow()
  }

  private grow(): void {
    const cell = this.area.parentElement
    if (!cell) return
    const { style } = this.area
    // Unwrapped for a moment: its longest line says how wide it would like to be.
    style.whiteSpace = 'pre'
    style.width = '0'
    const longest = this.area.scrollWidth + CARET
    style.whiteSpace = ''
    style.width = `${Math.min(WIDEST, Math.max(cell.clientWidth, longest))}px`
    style.height = 'auto'
    style.height = `${Math.min(HIGHEST, Math.max(cell.clientHeight, this.area.scrollHeight + BORDERS))}px`
  }
}
