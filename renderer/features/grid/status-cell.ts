import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { STATUS_LABELS } from '#shared/pipeline/status.ts'
import type { SheetRow } from '#renderer/stores/row-store.ts'
import { statusOf } from './status.ts'

/** Icon, word and colour; the icons are drawn by grid.css. */
export class StatusCell implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span')
  private readonly icon = document.createElement('span')
  private readonly word = document.createTextNode('')
  private readonly since = document.createElement('span')

  init(params: ICellRendererParams<SheetRow>): void {
    this.icon.className = 'status-icon'
    this.icon.setAttribute('aria-hidden', 'true')
    this.since.className = 'status-changed'
    this.since.textContent = 'changed since'
    this.gui.append(this.icon, this.word, this.since)
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.gui
  }

  refresh({ data }: ICellRendererParams<SheetRow>): boolean {
    if (!data) return false
    const status = statusOf(data)
    this.gui.className = `status-cell status-${status}`
    this.word.data = STATUS_LABELS[status]
    this.since.hidden = !data.changed
    return true
  }
}
