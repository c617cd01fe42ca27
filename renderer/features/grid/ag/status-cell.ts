import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { STATUS_LABELS } from '#shared/domain/push/status.ts'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { statusIconClass } from './status-icons.tsx'
import { statusMarkOf, statusOf, wordsBeside } from '#renderer/features/grid/logic/status.ts'

/**
 * Icon, word and colour, built by hand of as little as can be: there are dozens on screen and hundreds change in a second.
 * What else is known of the row is a mark at its end, and in words for the tooltip and for those who hear it.
 */
export class StatusCell implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span')
  private readonly mark = document.createElement('b')
  private readonly words = document.createElement('span')
  private shown = ''

  init(params: ICellRendererParams<SheetRow>): void {
    this.words.className = 'visually-hidden'
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.gui
  }

  refresh({ data }: ICellRendererParams<SheetRow>): boolean {
    if (!data) return false
    const status = statusOf(data)
    const { kind, text } = statusMarkOf(data, status)
    const words = wordsBeside(data)
    const parts = `${status} ${kind === 'none'} ${words === ''}`
    if (parts !== this.shown) {
      this.shown = parts
      this.gui.className = `status-cell status-${STATUS_LOOK[status].tone} status-sign ${statusIconClass(status)}`
      // Most rows have no mark and no words: empty elements would be laid out and painted with every row all the same.
      this.gui.replaceChildren(
        STATUS_LABELS[status],
        ...(kind === 'none' ? [] : [this.mark]),
        ...(words === '' ? [] : [this.words]),
      )
    }
    const name = `status-mark status-mark-${kind}`
    if (this.mark.className !== name) this.mark.className = name
    if (this.mark.textContent !== text) this.mark.textContent = text
    if (this.words.textContent !== words) this.words.textContent = words
    return true
  }
}
