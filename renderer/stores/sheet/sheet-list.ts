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

/** A sheet that was removed goes from every list at once, so that nobody is offered it again. */
export function forgetKeptSheet(sheetId: SheetId): void {
  useKeptSheets.setState(({ sheets }) => ({ sheets: sheets.filter(({ id }) => id !== sheetId) }))
}
