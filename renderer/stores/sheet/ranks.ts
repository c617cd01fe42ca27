/** Distance between the ranks of rows added at the end. */
const STEP = 1

/**
 * `many` ranks strictly between two neighbours (undefined: the sheet's edge), ascending; null where the numbers between them
 * have run out and the sheet has to be renumbered first.
 */
export function ranksBetween(
  before: number | undefined,
  after: number | undefined,
  many: number,
): number[] | null {
  if (before === undefined && after === undefined) return Array.from({ length: many }, (_, i) => i + STEP)
  if (after === undefined) return Array.from({ length: many }, (_, i) => before! + (i + 1) * STEP)
  if (before === undefined) return Array.from({ length: many }, (_, i) => after - (many - i) * STEP)
  const step = (after - before) / (many + 1)
  const ranks = Array.from({ length: many }, (_, i) => before + (i + 1) * step)
  let last = before
  for (const rank of ranks) {
    if (!(rank > last)) return null
    last = rank
  }
  return last < after ? ranks : null
}
