import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { typedAsText } from '#shared/values/export-marks.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'
import type { Chooser } from '#renderer/ui/chooser/chooser.ts'
import { openChooser } from '#renderer/ui/chooser/open-chooser.ts'

const APOSTROPHE =
  'An apostrophe typed in front says that a cell is text, as in Excel, and is left out. Every cell here is text; for a value that begins with one, type two.'

/** Most browsers size a text area by its text (`field-sizing` in grid.css, which has the same measures). */
const GROWS_BY_ITSELF = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')
const WIDEST = 560
const HIGHEST = 220
/** Room for the caret after the last letter, and the borders on both sides. */
const CARET = 16
const BORDERS = 4

/** The key an edit begins with when what is typed is still being composed. */
export const COMPOSING = 'Process'

/** The key an edit begins with that goes into the list or the calendar of the cell's field. */
export const CHOOSING = 'Choosing'

export interface CellEditorOptions {
  /** What the cell's field has to choose from; null where it takes any text. */
  choicesOf: (row: SheetRow) => CellChoices | null
  /** Ends the edit with what is in the editor, the cell selected as it was. */
  endEdit: () => void
}

type Params = ICellEditorParams<SheetRow, string> & CellEditorOptions

/**
 * A text area in the cell, so that line breaks are kept; it grows over its neighbours with what is in it.
 * Begun by typing, arrow keys finish it, as in a spreadsheet; begun by F2 or a double click, they move the caret; F2 changes that.
 * Where the field has something to choose from, a list or a calendar stands under it, which is gone into by Down or Alt+Down.
 * Begun by an input method or a dead key (`COMPOSING`), what is being composed arrives in the area by itself.
 */
export class CellEditor implements ICellEditorComp<SheetRow, string> {
  private readonly area = document.createElement('textarea')
  private before = ''
  private begunByTyping = false
  private awaitsInput = false
  private choices: CellChoices | null = null
  private chooser: Chooser | null = null
  private enters = false
  private endEdit: () => void = () => undefined

  init(params: Params): void {
    this.choices = params.choicesOf(params.data)
    this.endEdit = () => params.endEdit()
    this.before = params.value ?? ''
    const key = params.eventKey
    this.awaitsInput = key === COMPOSING
    this.enters = key === CHOOSING
    this.begunByTyping = this.awaitsInput || (key !== null && key.length === 1)
    this.area.className = 'cell-editor'
    this.area.rows = 1
    this.area.spellcheck = false
    this.area.setAttribute('aria-label', `${params.colDef.headerName ?? ''}, row ${params.rowIndex + 1}`)
    this.area.value = this.awaitsInput ? '' : this.begunByTyping ? key! : this.before
    this.area.addEventListener('input', () => {
      this.awaitsInput = false
      this.grow()
      this.chooser?.typed()
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
    if (!this.choices) return
    this.chooser = openChooser({
      box: this.area,
      label: this.area.getAttribute('aria-label') ?? '',
      choices: this.choices,
      write: (text) => this.write(text),
      take: (text) => {
        this.write(text)
        this.endEdit()
      },
    })
    if (this.enters) this.chooser.enter()
    else if (this.begunByTyping) this.chooser.typed()
  }

  destroy(): void {
    this.chooser?.close()
    this.chooser = null
  }

  /** True where the key was for the list or the calendar. */
  choosesBy(event: KeyboardEvent): boolean {
    return this.chooser?.onKey(event, this.begunByTyping) ?? false
  }

  /** An apostrophe that was typed first says, as in Excel, that what follows is text: it is no part of it. */
  getValue(): string {
    const { value } = this.area
    if (!this.begunByTyping) return value
    const text = typedAsText(value)
    if (text !== value) notify('info', APOSTROPHE, null, APOSTROPHE)
    return text
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

  private write(text: string): void {
    this.awaitsInput = false
    this.area.value = text
    this.grow()
  }

  /** Where the style sheet cannot let it grow by itself: measured by hand, the whole page is laid out four times a letter. */
  private grow(): void {
    const cell = this.area.parentElement
    if (!cell || GROWS_BY_ITSELF) return
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
