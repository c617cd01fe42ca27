import { create } from 'zustand'
import type { CleaningKind } from '#shared/cleaning/registry.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'

/** What the panel `Cleaning` is set to: which cleaning, and where. */
interface CleaningChoice {
  kind: CleaningKind
  /** 'selection': the cells selected in the grid; 'all': every column. Null: not chosen yet. */
  where: ColumnId | 'selection' | 'all' | null
}

export const useCleaning = create<CleaningChoice>(() => ({ kind: 'spaces', where: null }))

/** Opens the panel, set to a cleaning and a column. */
export function openCleaning(kind: CleaningKind, where: CleaningChoice['where'] = null): void {
  useCleaning.setState({ kind, where })
  openPanel('cleaning')
}
