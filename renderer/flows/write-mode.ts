import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useReview } from '#renderer/stores/push/review-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { planComparison, startComparison } from './compare-rows.ts'

/** A comparison this old is made anew when a review that goes by it is opened, in milliseconds. */
const OLD_MS = 10 * 60_000

function modeNow(): PushMode {
  return sheetStore.getState().settings.mode ?? 'upsert'
}

/** Kept with the sheet, and undone like any edit of it. */
export function chooseMode(mode: PushMode): void {
  const { settings } = sheetStore.getState()
  edit('What may be written', [{ kind: 'setSettings', settings: { ...settings, mode } }])
}

/**
 * All but "create and update" go by a comparison, so they make one by themselves. Where the day's calls would not do, or nobody
 * can say what it costs, its price stands there and a person begins it. `opening`: the review has just been opened.
 */
export async function compareForMode(opening: boolean): Promise<void> {
  if (modeNow() === 'upsert' || useReview.getState().edited) return
  const { state, outdated, stale, planning } = useCompare.getState()
  if (!state || state.running || planning) return
  const { last, fault } = state
  const fits = last !== null && last.cells !== 'edited' && outdated === ''
  const old = last !== null && (stale > 0 || Date.now() - Date.parse(last.comparedAt) > OLD_MS)
  if (opening ? fits && !old : fits || fault !== '') return
  useCompare.setState({ scope: 'all', way: null })
  await planComparison()
  const { plan } = useCompare.getState()
  if (modeNow() === 'upsert' || !plan || plan.way === null || plan.rows === 0) return
  if (plan.calls !== null && plan.warning === '') await startComparison()
}
