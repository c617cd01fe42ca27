import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { statusIcon } from './status-icons.tsx'
import { isEditLeftOut, statusOf } from '#renderer/features/grid/logic/status.ts'

/** Icon, word and colour, built by hand of as little as can be: there are dozens on screen and hundreds change in a second. */
export class StatusCell implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span')
  private shown: Status | null = null
  private since: HTMLElement | null = null

  init(params: ICellRendererParams<SheetRow>): void {
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.gui
  }

  refresh({ data }: ICellRendererParams<SheetRow>): boolean {
    if (!data) return false
    const status = statusOf(data)
    if (status !== this.shown) {
      this.shown = status
      this.since = null
      this.gui.className = `status-cell status-${STATUS_LOOK[status].tone}`
      this.gui.replaceChildren(statusIcon(status) ?? '', STATUS_LABELS[status])
    }
    this.tellChanged(!data.changed ? '' : isEditLeftOut(data) ? 'edit not in this push' : 'changed since')
    return true
  }

  private tellChanged(words: string): void {
    if ((this.since?.textContent ?? '') === words) return
    this.since?.remove()
    this.since = null
    if (words === '') return
    this.since = document.createElement('span')
    this.since.className = 'status-since'
    this.since.textContent = words
    this.gui.append(this.since)
  }
}
