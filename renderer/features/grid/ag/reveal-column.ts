import type { LeadsApi } from './view.ts'

/** Pixels of the sheet's right side that lie under a panel; 0 where panels stand beside it. */
function covered(viewport: Element): number {
  const panel = document.querySelector('.side-panel')
  if (!panel) return 0
  return Math.max(0, viewport.getBoundingClientRect().right - panel.getBoundingClientRect().left)
}

/** Brings a column into view, and out from under a panel that lies over the sheet. */
export function revealColumn(api: LeadsApi, agColumn: string): void {
  api.ensureColumnVisible(agColumn)
  const column = api.getColumn(agColumn)
  const viewport = document.querySelector('.leads-grid .ag-grid-viewport')
  const left = column?.getLeft() ?? null
  if (!column || !viewport || left === null || column.isPinned()) return
  const frozen = api.getDisplayedLeftColumns().reduce((sum, each) => sum + each.getActualWidth(), 0)
  const free = viewport.clientWidth - frozen - covered(viewport)
  const past = left + column.getActualWidth() - viewport.scrollLeft - free
  if (past > 0) viewport.scrollLeft = Math.min(left, viewport.scrollLeft + past)
}
