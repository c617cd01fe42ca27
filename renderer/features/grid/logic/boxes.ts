import type { Box } from './range.ts'

/** What of a box another one leaves: up to four boxes around it. */
export function boxWithout(box: Box, hole: Box): Box[] {
  const top = Math.max(box.top, hole.top)
  const bottom = Math.min(box.bottom, hole.bottom)
  const left = Math.max(box.left, hole.left)
  const right = Math.min(box.right, hole.right)
  if (top > bottom || left > right) return [box]
  const leftPart = { ...box, top, bottom, right: left - 1 }
  const rightPart = { ...box, top, bottom, left: right + 1 }
  return [{ ...box, bottom: top - 1 }, leftPart, rightPart, { ...box, top: bottom + 1 }].filter(
    (part) => part.top <= part.bottom && part.left <= part.right,
  )
}

/** The same cells as boxes that do not overlap: what is done to each cell is then done once. */
export function apart(boxes: readonly Box[]): Box[] {
  const parts: Box[] = []
  for (const box of boxes) {
    let fresh = [box]
    for (const taken of parts) fresh = fresh.flatMap((part) => boxWithout(part, taken))
    parts.push(...fresh)
  }
  return parts
}

interface Span {
  from: number
  to: number
}

/** The different spans from first to last; null where two of them overlap. */
function spansOf(spans: readonly Span[]): Span[] | null {
  const sorted = [...spans].sort((a, b) => a.from - b.from || a.to - b.to)
  const own = sorted.filter((span, i) => span.from !== sorted[i - 1]?.from || span.to !== sorted[i - 1]?.to)
  return own.every((span, i) => i === 0 || span.from > own[i - 1]!.to) ? own : null
}

function numbers(spans: readonly Span[]): number[] {
  return spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
}

/**
 * The rows and columns of boxes that together are one table with rows or columns left out, as ranges of the same rows are;
 * null where they are not, so that nobody could say which of their cells stand beside each other.
 */
export function lineUp(boxes: readonly Box[]): { rows: number[]; cols: number[] } | null {
  const rows = spansOf(boxes.map(({ top, bottom }) => ({ from: top, to: bottom })))
  const cols = spansOf(boxes.map(({ left, right }) => ({ from: left, to: right })))
  if (!rows || !cols) return null
  const there = new Set(boxes.map(({ top, left }) => `${top} ${left}`))
  return there.size === rows.length * cols.length ? { rows: numbers(rows), cols: numbers(cols) } : null
}
