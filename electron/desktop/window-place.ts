import type { BrowserWindow, Rectangle } from 'electron'
import type { Memory, Remembered } from './remembered.ts'

const USUAL = { width: 1400, height: 900 }
export const SMALLEST = { width: 720, height: 480 }
/** DIP of the window's top edge that must lie on a display, or nobody could take hold of it. */
const GRIP = 80

/** As much of `screen.getAllDisplays()` as this needs; the primary one first. */
export interface Place {
  workArea: Rectangle
}

/**
 * Where the window goes: where it was, if that display is still there, never larger than the display. A display that is gone
 * (an undocked laptop) leaves the usual size in the middle of the first one.
 */
export function placeFor(
  remembered: Remembered['window'],
  displays: readonly [Place, ...Place[]],
): Rectangle {
  const before = remembered?.bounds
  const display = before && displays.find(({ workArea }) => holdsGrip(workArea, before))
  if (before && display) return fitted(before, display.workArea)
  const { workArea } = displays[0]
  const width = Math.min(before?.width ?? USUAL.width, workArea.width)
  const height = Math.min(before?.height ?? USUAL.height, workArea.height)
  return {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: workArea.y + Math.round((workArea.height - height) / 2),
    width,
    height,
  }
}

function holdsGrip(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return across >= GRIP && y >= area.y && y < area.y + area.height - GRIP
}

function fitted({ x, y, width, height }: Rectangle, area: Rectangle): Rectangle {
  const fits = { width: Math.min(width, area.width), height: Math.min(height, area.height) }
  return {
    ...fits,
    x: Math.max(area.x, Math.min(x, area.x + area.width - fits.width)),
    y: Math.max(area.y, Math.min(y, area.y + area.height - fits.height)),
  }
}

/** Keeps where the window was when it closes. */
export function rememberPlace(window: BrowserWindow, memory: Memory): void {
  window.on('close', () => {
    memory.set({
      window: {
        bounds: window.getNormalBounds(),
        maximized: window.isMaximized(),
        fullScreen: window.isFullScreen(),
      },
    })
  })
}
