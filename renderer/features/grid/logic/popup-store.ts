import { create } from 'zustand'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'

export interface MenuEntry {
  label: string
  /** As in the list of shortcuts. */
  keys?: string
  disabled?: boolean
  /** Given: one of a choice. */
  checked?: boolean
  run(): void
}

/** Where a popup opens: under a rectangle, or at a point (a rectangle without size). */
export interface Spot {
  left: number
  top: number
  width: number
  height: number
}

export type Popup =
  | { kind: 'menu'; label: string; spot: Spot; entries: readonly (MenuEntry | 'line')[] }
  | { kind: 'attribute'; spot: Spot; columnId: ColumnId }
  | { kind: 'rename'; spot: Spot; columnId: ColumnId; field: 'header' | 'constant' }
  | { kind: 'filter'; spot: Spot; columnId: ColumnId }
  | { kind: 'status-filter'; spot: Spot }
  | { kind: 'reading'; spot: Spot; columnId: ColumnId }

/** The one thing that is open over the grid, the how manieth that was opened. `back` gives the focus to where it came from. */
export const usePopup = create<{ popup: Popup | null; opened: number; back: () => void }>(() => ({
  popup: null,
  opened: 0,
  back: () => undefined,
}))

export function openPopup(popup: Popup, back: () => void): void {
  usePopup.setState(({ opened }) => ({ popup, opened: opened + 1, back }))
}

export function closePopup(giveFocusBack = true): void {
  const { popup, back } = usePopup.getState()
  if (!popup) return
  usePopup.setState({ popup: null })
  if (giveFocusBack) back()
}

export function spotOf(element: Element): Spot {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
