import { create } from 'zustand'
import { STATUSES } from '#shared/domain/push/status.ts'
import { idsIn, MOST_OWN_HEIGHTS, PLAIN_LOOK, SheetLook, ZOOMS } from '#shared/domain/sheet/sheet-look.ts'
import type { ColumnId, RowId, SheetHead } from '#shared/domain/sheet/sheet.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { NO_FILTER, type RowFilter } from '#renderer/stores/view/view-store.ts'

/** How the open sheet is looked at. Its zoom and its frozen columns are true now; the rest is as it was kept last. */
export const useSheetLook = create<SheetLook>(() => PLAIN_LOOK)

/** The hand rests this long before what it did is kept. */
const SETTLE_MS = 400

let sheetId: number | null = null
let timer: ReturnType<typeof setTimeout> | undefined
/** What the grid knows of the look, while there is one. */
let seen: (() => Partial<SheetLook>) | null = null
let told = ''

/** Earlier versions kept zoom and frozen columns in this browser alone. */
function fromThisBrowser(id: number): Partial<SheetLook> {
  const key = `leadsheet.look.${id}`
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    localStorage.removeItem(key)
    const { zoom, frozen } = SheetLook.parse(found ?? {})
    return { zoom, frozen }
  } catch {
    return {}
  }
}

/** Before a sheet is shown: how it was looked at last. */
export function takeLook(head: SheetHead): void {
  keepLookNow()
  // Shown again in the middle of work, as it is looked at now is newer than what came with it.
  if (sheetId === head.id) return
  sheetId = head.id
  // The grid of the sheet before has nothing to say of this one.
  seen = null
  const look = head.look ?? { ...PLAIN_LOOK, ...fromThisBrowser(head.id) }
  told = JSON.stringify(look)
  useSheetLook.setState({ ...look, zoom: ZOOMS.find((level) => level === look.zoom) ?? 100 }, true)
}

/** No sheet is open any more. */
export function dropLook(): void {
  clearTimeout(timer)
  sheetId = null
  seen = null
  useSheetLook.setState(PLAIN_LOOK, true)
}

/** The filter a look was kept with, as the page knows it. */
export function filterOf({ filter }: SheetLook): RowFilter {
  if (!filter) return NO_FILTER
  const { text, problem, only } = filter
  return {
    text,
    problem,
    statuses: STATUSES.filter((status) => filter.statuses.includes(status)),
    only: only && { label: only.label, rows: idsIn(only.runs) },
  }
}

/** The grid tells what it knows of the look whenever that is kept; null: there is no grid. */
export function lendLook(look: typeof seen): void {
  seen = look
}

export function lookChanged(): void {
  clearTimeout(timer)
  timer = setTimeout(keepLookNow, SETTLE_MS)
}

/** Nothing is lost with a look that cannot be kept, so nobody is told. */
export function keepLookNow(): void {
  clearTimeout(timer)
  if (sheetId === null) return
  if (seen) useSheetLook.setState(seen())
  const look = useSheetLook.getState()
  const now = JSON.stringify(look)
  if (now === told) return
  told = now
  void attempt('workspace.keepLook', { sheetId, look })
}

/** The next level up or down; 0: as it is without. */
export function zoomBy(step: 1 | -1 | 0): void {
  const now = ZOOMS.indexOf(useSheetLook.getState().zoom)
  const next = step === 0 ? 100 : ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, now + step))]!
  useSheetLook.setState({ zoom: next })
  lookChanged()
}

export function rowsAsHighAs(lines: number): void {
  useSheetLook.setState({ lines })
  lookChanged()
}

/**
 * Gives rows a height of their own, in lines; null: as high as the others again. False, and nothing is changed, where more rows
 * than `MOST_OWN_HEIGHTS` would have one.
 */
export function setOwnHeights(rows: Iterable<readonly [RowId, number | null]>): boolean {
  const heights = new Map(useSheetLook.getState().heights)
  for (const [row, lines] of rows) {
    if (lines === null) heights.delete(row)
    else heights.set(row, lines)
  }
  if (heights.size > MOST_OWN_HEIGHTS) return false
  useSheetLook.setState({ heights: [...heights] })
  lookChanged()
  return true
}

export function freezeUpTo(frozen: ColumnId | null): void {
  useSheetLook.setState({ frozen })
  lookChanged()
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', keepLookNow)
