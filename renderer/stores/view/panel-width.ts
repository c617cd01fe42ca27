import { create } from 'zustand'

/** CSS pixels. Narrower a panel's forms break, wider it is the sheet that is beside the panel. */
export const PANEL_WIDTHS = { least: 272, most: 640 } as const

const KEY = 'leadsheet.panel-width'

function within(width: number): number {
  return Math.round(Math.max(PANEL_WIDTHS.least, Math.min(PANEL_WIDTHS.most, width)))
}

function remembered(): number | null {
  const kept = Number(localStorage.getItem(KEY) ?? NaN)
  return Number.isFinite(kept) && kept > 0 ? within(kept) : null
}

/** How wide the person drew the side panel; null: as wide as the window makes it. */
export const usePanelWidth = create<{ width: number | null }>(() => ({ width: remembered() }))

export function drawPanel(width: number | null): void {
  const next = width === null ? null : within(width)
  if (next === null) localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, String(next))
  usePanelWidth.setState({ width: next })
}
