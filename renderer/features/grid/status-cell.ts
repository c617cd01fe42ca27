import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { STATUS_LABELS, type Status } from '#shared/pipeline/status.ts'
import { STATUS_LOOK } from '#renderer/ui/status-chip.tsx'
import type { SheetRow } from '#renderer/stores/row-store.ts'
import { statusOf } from './status.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Name of a status' icon in the sprite the grid puts on the page (`status-sprite.tsx`). */
export function spriteId(status: Status): string {
  return `grid-status-${status}`
}

/** Icon, word and colour, built by hand: there are dozens on screen and hundreds change in a second. */
export class StatusCell implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span')
  private readonly use = document.createElementNS(SVG, 'use')
  private readonly word = document.createElement('span')
  private readonly since = document.createElement('span')
  private shown: Status | null = null

  init(params: ICellRendererParams<SheetRow>): void {
    const icon = document.createElementNS(SVG, 'svg')
    icon.setAttribute('width', '14')
    icon.setAttribute('height', '14')
    icon.setAttribute('aria-hidden', 'true')
    icon.append(this.use)
    this.since.className = 'status-since'
    this.since.textContent = 'changed since'
    this.gui.append(icon, this.word, this.since)
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
      this.gui.className = `status-cell status-${STATUS_LOOK[status].tone}`
      this.use.setAttribute('href', `#${spriteId(status)}`)
      this.word.textContent = STATUS_LABELS[status]
    }
    this.since.hidden = !data.changed
    return true
  }
}
