import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { matchInWords } from '#shared/domain/reading/match-words.ts'
import { comparedRows } from '#renderer/stores/compare/compare-store.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { MATCH_LOOK } from '#renderer/ui/match-chip.tsx'
import { matchIcon } from './status-icons.tsx'

/** As the cell reads; '' for a row that was not compared. */
export function comparedText(row: SheetRow): string {
  const compared = comparedRows.of(row.id)
  if (!compared) return ''
  const { told, since } = compared
  return `${matchInWords(told.kind, told.changes.length)}${since && `, ${since}`}`
}

/** What the comparison found of the row, in full. */
export function comparedTip(row: SheetRow): string {
  const compared = comparedRows.of(row.id)
  if (!compared) return 'This row was not compared: it has nothing that would be sent, or came later.'
  const { told, stale } = compared
  return [comparedText(row), told.message, stale ? 'Compare again to know what a push would do.' : '']
    .filter(Boolean)
    .join('\n')
}

/** Icon, word and colour of what a push of the row would do; grey once it no longer holds. */
export class ComparedCell implements ICellRendererComp<SheetRow> {
  private readonly gui = document.createElement('span')
  private shown = ''

  init(params: ICellRendererParams<SheetRow>): void {
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.gui
  }

  refresh({ data }: ICellRendererParams<SheetRow>): boolean {
    const compared = data ? comparedRows.of(data.id) : null
    const text = data ? comparedText(data) : ''
    if (text === this.shown) return true
    this.shown = text
    if (!compared) {
      this.gui.replaceChildren()
      return true
    }
    const { told, stale, since } = compared
    this.gui.className = `status-cell status-${stale ? 'quiet' : MATCH_LOOK[told.kind].tone}${stale ? ' compared-stale' : ''}`
    this.gui.replaceChildren(
      matchIcon(told.kind) ?? '',
      // How many fields is of no use any more, and the column has no room for both.
      stale ? matchInWords(told.kind) : matchInWords(told.kind, told.changes.length),
      ...(stale ? [inWords(since)] : []),
    )
    return true
  }
}

function inWords(since: string): HTMLElement {
  const words = document.createElement('span')
  words.className = 'status-since'
  words.textContent = since
  return words
}
