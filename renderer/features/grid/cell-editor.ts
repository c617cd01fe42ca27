import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import type { SheetRow } from '#renderer/stores/row-store.ts'

/** The key an edit begins with when what is typed is still being composed. */
export const COMPOSING = 'Process'

/**
 * A text area in the cell, so that line breaks are kept; it grows over its neighbours with what is in it.
 * Begun by typing, arrow keys finish it, as in a spreadsheet; begun by F2 or a double click, they move the caret.
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

  insertLineBreak(): void {
    this.area.setRangeText('\n', this.area.selectionStart, this.area.selectionEnd, 'end')
    this.grow()
  }

  private grow(): void {
    const cell = this.area.parentElement
    if (!cell) return
    this.area.style.height = 'auto'
    this.area.style.width = '100%'
    const height = this.area.scrollHeight
    const wanted = Math.min(560, Math.max(cell.clientWidth, this.area.scrollWidth + 12))
    this.area.style.width = `${wanted}px`
    this.area.style.height = `${Math.min(220, Math.max(cell.clientHeight, height))}px`
  }
}
