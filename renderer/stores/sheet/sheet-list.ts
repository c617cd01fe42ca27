import { create } from 'zustand'
import type { Calls } from '#shared/api/contract.ts'
import type { SheetId } from '#shared/domain/sheet/sheet.ts'
import type { OutputOf } from '#shared/rpc/contract-shape.ts'
import { ask } from '#renderer/stores/connection/ask.ts'

export type KeptSheet = OutputOf<Calls, 'workspace.sheets'>['sheets'][number]

/** The sheets this machine keeps, the last opened first: what was heard of them last. */
export const useKeptSheets = create<{ sheets: readonly KeptSheet[] }>(() => ({ sheets: [] }))

export async function refreshKeptSheets(): Promise<void> {
  const answer = await ask('workspace.sheets', {})
  if (answer) useKeptSheets.setState({ sheets: answer.sheets })
}

/** Those with a tab, from left to right. */
export function tabsOf(sheets: readonly KeptSheet[]): KeptSheet[] {
  return sheets.filter(({ tab }) => tab !== null).sort((one, other) => one.tab! - other.tab!)
}

/** Numbers the tabs here as the host will, so that nothing jumps back while it is told. */
export function renumberTabs(ids: readonly SheetId[]): void {
  const places = new Map(ids.map((id, at) => [id, at + 1]))
  useKeptSheets.setState(({ sheets }) => ({
    sheets: sheets.map((sheet) => ({ ...sheet, tab: places.get(sheet.id) ?? sheet.tab })),
  }))
}

export function forgetTab(sheetId: SheetId): void {
  useKeptSheets.setState(({ sheets }) => ({
    sheets: sheets.map((sheet) => (sheet.id === sheetId ? { ...sheet, tab: null } : sheet)),
  }))
}

/** A sheet that was removed goes from every list at once, so that nobody is offered it again. */
export function forgetKeptSheet(sheetId: SheetId): void {
  useKeptSheets.setState(({ sheets }) => ({ sheets: sheets.filter(({ id }) => id !== sheetId) }))
}
