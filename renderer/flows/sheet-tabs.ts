import type { SheetId } from '#shared/domain/sheet/sheet.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { forgetTab, renumberTabs, tabsOf, useKeptSheets } from '#renderer/stores/sheet/sheet-list.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { leaveOpenSheet, switchSheet } from './open-sheet.ts'

/** The order after one of them went to another place; the same where that changes nothing. */
export function movedTo<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const order = items.slice()
  const place = Math.max(0, Math.min(items.length - 1, to))
  const [moved] = order.splice(from, 1)
  if (moved !== undefined) order.splice(place, 0, moved)
  return order
}

export async function moveTab(sheetId: SheetId, to: number): Promise<void> {
  const ids = tabsOf(useKeptSheets.getState().sheets).map(({ id }) => id)
  const from = ids.indexOf(sheetId)
  const order = movedTo(ids, from, to)
  if (from === -1 || order.every((id, at) => id === ids[at])) return
  renumberTabs(order)
  announce(`Tab ${order.indexOf(sheetId) + 1} of ${order.length}`)
  await ask('workspace.arrange', { tabs: order })
}

/** The sheet beside the open one, in the order of the tabs; at the last one it ends. */
export async function openNextTab(step: 1 | -1): Promise<void> {
  const ids = tabsOf(useKeptSheets.getState().sheets).map(({ id }) => id)
  const open = sheetStore.getState().sheet?.id
  const at = open === undefined ? -1 : ids.indexOf(open)
  const next = at === -1 ? ids[step === 1 ? 0 : ids.length - 1] : ids[at + step]
  if (next !== undefined) await switchSheet(next)
}

/** The tab goes, the sheet stays among the sheets. Its neighbour is opened where it was the open one. */
export async function closeTab(sheetId: SheetId): Promise<void> {
  const tabs = tabsOf(useKeptSheets.getState().sheets)
  const at = tabs.findIndex(({ id }) => id === sheetId)
  const isOpen = sheetStore.getState().sheet?.id === sheetId
  const next = tabs[at + 1] ?? tabs[at - 1]
  if (isOpen && next) {
    await switchSheet(next.id)
    if (sheetStore.getState().sheet?.id === sheetId) return
  } else if (isOpen && !(await leaveOpenSheet())) return
  if (await ask('workspace.close', { sheetId })) forgetTab(sheetId)
}
