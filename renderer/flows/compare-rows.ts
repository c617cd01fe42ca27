import type { CompareRequest, ReadWay } from '#shared/domain/reading/comparison.ts'
import { useCompare, type CompareScope } from '#renderer/stores/compare/compare-store.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, openPanel } from '#renderer/stores/view/ui-store.ts'
import { shownRowIds } from '#renderer/stores/view/view-store.ts'
import { settleEdits } from './settle-edits.ts'

let turn = 0

function rowsOf(scope: CompareScope): number[] | null {
  if (scope === 'all') return null
  return scope === 'selected' ? (sheetStore.getState().selection?.rows() ?? []) : shownRowIds()
}

function requestNow(): CompareRequest | null {
  const { sheet, settings } = sheetStore.getState()
  if (!sheet) return null
  const { accountId, searchBy, blanks } = settings
  return { sheetId: sheet.id, accountId, searchBy, blanks, rows: rowsOf(useCompare.getState().scope) }
}

/** Asks what a comparison would cost; at most one call is made for it, to count the account's leads. */
export async function planComparison(): Promise<void> {
  const mine = ++turn
  useCompare.setState({ planning: true, problem: '' })
  const unsaved = await settleEdits()
  const request = requestNow()
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

export function chooseWay(way: ReadWay): void {
  useCompare.setState({ way })
}

/** Opens the panel; where there is no comparison yet it tells what one costs. */
export function openCompare(): void {
  openPanel('compare')
}

/** Reads LeadSquared and writes nothing. The earlier comparison stays until this one is done. */
export async function startComparison(): Promise<void> {
  const { way } = useCompare.getState()
  const unsaved = await settleEdits()
  const request = requestNow()
  if (!request || unsaved) {
    useCompare.setState({ problem: unsaved })
    return
  }
  const answer = await attempt('compare.start', { ...request, way })
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
