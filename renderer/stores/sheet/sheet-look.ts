import { create } from 'zustand'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { sheetStore } from './sheet-store.ts'

/** How a sheet is looked at, which is no part of what is in it: kept in this browser, for each sheet by itself. */
export interface SheetLook {
  /** Percent. */
  zoom: number
  /** The last column that stands still while the others scroll; null: none of the sheet's own. */
  frozen: ColumnId | null
}

const PLAIN: SheetLook = { zoom: 100, frozen: null }

/** As far as letters stay readable and rows still stand for something. */
export const ZOOMS: readonly number[] = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200]

export const useSheetLook = create<SheetLook>(() => PLAIN)

function keyOf(sheetId: number): string {
  return `leadsheet.look.${sheetId}`
}

function remembered(sheetId: number): SheetLook {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(sheetId)) ?? 'null')
    if (typeof found !== 'object' || found === null) return PLAIN
    const { zoom, frozen } = found as Record<string, unknown>
    return {
      zoom: ZOOMS.find((level) => level === zoom) ?? 100,
      frozen: typeof frozen === 'number' ? frozen : null,
    }
  } catch {
    return PLAIN
  }
}

function change(part: Partial<SheetLook>): void {
  const { sheet } = sheetStore.getState()
  if (!sheet) return
  useSheetLook.setState(part)
  localStorage.setItem(keyOf(sheet.id), JSON.stringify(useSheetLook.getState()))
}

/** The next level up or down; 0: as it is without. */
export function zoomBy(step: 1 | -1 | 0): void {
  const now = ZOOMS.indexOf(useSheetLook.getState().zoom)
  const next = step === 0 ? 100 : ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, now + step))]!
  change({ zoom: next })
}

export function freezeUpTo(frozen: ColumnId | null): void {
  change({ frozen })
}

sheetStore.subscribe((now, before) => {
  if (now.sheet?.id === before.sheet?.id) return
  useSheetLook.setState(now.sheet ? remembered(now.sheet.id) : PLAIN)
})
