import type { CompareRequest, ReadWay } from '#shared/domain/reading/comparison.ts'
import { useCompare, type CompareScope } from '#renderer/stores/compare/compare-store.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, openPanel, useUi } from '#renderer/stores/view/ui-store.ts'
import { shownRowIds } from '#renderer/stores/view/view-store.ts'
import { lookAtComparison } from './follow-comparison.ts'
import { refreshReview } from './push-rows.ts'
import { settleEdits } from './settle-edits.ts'

let turn = 0

function rowsOf(scope: CompareScope): number[] | null {
  if (scope === 'all') return null
  return scope === 'selected' ? (sheetStore.getState().selection?.rows() ?? []) : shownRowIds()
}

type Cells = NonNullable<CompareRequest['cells']>

function requestNow(cells: Cells): CompareRequest | null {
  const { sheet, settings } = sheetStore.getState()
  if (!sheet) return null
  const { accountId, searchBy, blanks } = settings
  const { byLink } = useCompare.getState()
  const rows = cells === 'edited' ? null : rowsOf(useCompare.getState().scope)
  return {
    sheetId: sheet.id,
    accountId,
    searchBy,
    blanks,
    rows,
    ...(cells === 'edited' ? { cells } : byLink && { byLink }),
  }
}

/** Asks what a comparison would cost; at most one call is made for it, to count the account's leads. */
export async function planComparison(cells: Cells = 'all'): Promise<void> {
  const mine = ++turn
  useCompare.setState({ planning: true, problem: '', planOf: cells })
  const unsaved = await settleEdits()
  const request = requestNow(cells)
  if (!request || unsaved) {
    if (mine === turn) useCompare.setState({ planning: false, plan: null, problem: unsaved })
    return
  }
  const answer = await attempt('compare.plan', request)
  if (mine !== turn || sheetStore.getState().sheet?.id !== request.sheetId) return
  if ('value' in answer) useCompare.setState({ planning: false, plan: answer.value, way: null })
  else useCompare.setState({ planning: false, plan: null, problem: answer.problem })
}

export function chooseCompareScope(scope: CompareScope): void {
  useCompare.setState({ scope, plan: null })
  void planComparison()
}

/** For the next comparison and the push under review alike: the two must be about the same leads. */
export function chooseByLink(byLink: boolean): void {
  useCompare.setState({ byLink })
  lookAtComparison()
  if (useCompare.getState().plan) void planComparison()
  if (useUi.getState().panel === 'review') void refreshReview()
}

export function chooseWay(way: ReadWay): void {
  useCompare.setState({ way })
}

/** Opens the panel; where there is no comparison yet it tells what one costs. */
export function openCompare(): void {
  openPanel('compare')
}

/** Reads LeadSquared and writes nothing. The earlier comparison stays until this one is done. */
export async function startComparison(cells: Cells = 'all'): Promise<void> {
  const { way } = useCompare.getState()
  const unsaved = await settleEdits()
  const request = requestNow(cells)
  if (!request || unsaved) {
    useCompare.setState({ problem: unsaved })
    return
  }
  const answer = await attempt('compare.start', { ...request, way: cells === 'edited' ? null : way })
  if (!('value' in answer)) {
    useCompare.setState({ problem: answer.problem })
    return
  }
  useCompare.setState({ plan: null, problem: '' })
  announce('The comparison has started.')
}

export async function cancelComparison(): Promise<void> {
  const sheetId = sheetStore.getState().sheet?.id
  if (sheetId !== undefined) await ask('compare.cancel', { sheetId })
}
