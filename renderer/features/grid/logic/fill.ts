import { seriesOf } from './series.ts'

/** `flipped`: with Ctrl held a series is copied instead, and what would be copied is counted on where it can be. */
export interface FillOptions {
  flipped?: boolean
  /** Chosen afterwards, whatever the values would do by themselves. */
  as?: 'copy' | 'series'
}

/**
 * Continues `source` by `many` values in the direction of `step` (1: after its end, -1: before its start, nearest first).
 * A series goes on (`series.ts`); everything else repeats. Ten digits with a leading zero are a phone and no counter.
 */
export function continued(
  source: readonly string[],
  many: number,
  step: 1 | -1,
  { flipped = false, as }: FillOptions = {},
): string[] {
  const plain = as === 'copy' ? null : seriesOf(source, false)
  const counts = as === 'series' ? plain === null : as === undefined && flipped
  const series = counts ? (plain ? null : seriesOf(source, true)) : plain
  const size = source.length
  return Array.from({ length: many }, (_, offset) => {
    const index = step === 1 ? size + offset : -1 - offset
    return series ? series.valueAt(index) : source[((index % size) + size) % size]!
  })
}
