import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, dismiss, notify } from '#renderer/stores/view/ui-store.ts'
import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import type { CopiedCells } from './copied-cells.ts'
import type { Frames } from './frames.ts'
import type { ModelSync } from './model-sync.ts'
import type { Selection } from './selection.ts'
import type { SortKeys } from '#renderer/features/grid/logic/sort-keys.ts'
import type { View } from './view.ts'

/** What the grid's actions work on. */
export interface SheetContext {
  view: View
  selection: Selection
  sync: ModelSync
  sortKeys: SortKeys
  /** What was copied or cut here, as long as it is marked. */
  copied: CopiedCells
  /** What is laid over the cells. */
  frames: Frames
  /** Shows rows made just now although a filter would hide them. */
  exempt(rows: readonly number[]): void
}

/** Says which rows an action left alone because they are on their way. */
export function tellLocked(locked: number): void {
  if (locked === 0) return
  notify(
    'warning',
    `${asHere.countOf(locked, 'row')} ${locked === 1 ? 'is' : 'are'} being sent right now and ${locked === 1 ? 'was' : 'were'} left as ${locked === 1 ? 'it is' : 'they are'}. Do it again when ${locked === 1 ? 'it is' : 'they are'} through.`,
  )
}

/** Says, where several ranges are selected, that an action is about one: `rule` is what it is about, as a sentence without its stop. */
export function refusedForRanges({ selection }: SheetContext, rule: string): boolean {
  if (selection.others.length === 0) return false
  notify('info', `${rule}, and ${selection.boxes.length} are selected. Select one range and do it again.`)
  return true
}

/**
 * For what cannot be seen to have happened, or not that it can be taken back: said on screen, and heard from there. True until
 * the next change, and gone with it.
 */
export function show(text: string): void {
  const { revision } = sheetStore.getState()
  const notice = notify('info', text)
  const stop = sheetStore.subscribe((now) => {
    if (now.revision === revision) return
    stop()
    dismiss(notice)
  })
}

/** One action, told. Ends an open cell editor first: what was typed is kept. */
export function act(
  context: SheetContext,
  label: string,
  patches: readonly SheetPatch[],
  said: (result: EditResult) => string,
  tell: (text: string) => void = announce,
): EditResult {
  context.view.api.stopEditing()
  const result = edit(label, patches)
  tellLocked(result.locked)
  if (result.rows.length > 0 || result.columns.length > 0 || result.locked === 0) tell(said(result))
  return result
}
