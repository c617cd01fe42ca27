import { seriesOf } from './series.ts'

/** `flipped`: with Ctrl held a series is copied instead, and what would be copied is counted on where it can be. */
export interface FillOptions {
  flipped?: boolean
  /** Chosen afterwards, whatever the values would do by themselves. */
  as?: 'copy' | 'series'
}

/** What a cell shows, and what it holds where that is something else. */
export interface FilledCell {
  text: string
  held: string | null
}

/**
 * Continues `source` by `many` values in the direction of `step` (1: after its end, -1: before its start, nearest first).
 * A series goes on (`series.ts`), as text; everything else repeats, with what it holds. Ten digits with a leading zero are a phone and no counter.
 */
export function continuedCells(
  source: readonly FilledCell[],
  many: number,
  step: 1 | -1,
  { flipped = false, as }: FillOptions = {},
): FilledCell[] {
  const texts = source.map(({ text }) => text)
  const plain = as === 'copy' ? null : seriesOf(texts, false)
  const counts = as === 'series' ? plain === null : as === undefined && flipped
  const series = counts ? (plain ? null : seriesOf(texts, true)) : plain
  const size = source.length
  return Array.from({ length: many }, (_, offset) => {
    const index = step === 1 ? size + offset : -1 - offset
    return series ? { text: series.valueAt(index), held: null } : source[((index % size) + size) % size]!
  })
}

/** {@link continuedCells} of cells that hold what they show. */
export function continued(
  source: readonly string[],
  many: number,
  step: 1 | -1,
  options: FillOptions = {},
): string[] {
  const cells = source.map((text) => ({ text, held: null }))
  return continuedCells(cells, many, step, options).map(({ text }) => text)
}
