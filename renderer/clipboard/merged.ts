import { asHere } from '#shared/wording/numbers.ts'
import type { Merge } from './markup-tables.ts'

export interface Filled {
  table: readonly (readonly string[])[]
  /** Cells that were filled. */
  cells: number
}

/**
 * Spreadsheets show the value of merged cells for all of their rows, but copy it in the first alone: the others are filled, in rows that
 * hold something else. Only downward, as with files: what is merged across columns is a title more often than a value of each.
 * @param firstRow merges that begin above it, in headings, are left as they are
 */
export function fillMerged(
  table: readonly (readonly string[])[],
  merges: readonly Merge[],
  firstRow: number,
): Filled {
  if (merges.every(({ top }) => top < firstRow)) return { table, cells: 0 }
  const filled = table.map((row) => row.slice())
  let cells = 0
  for (const { top, left, bottom } of merges) {
    const value = table[top]?.[left] ?? ''
    if (top < firstRow || value === '') continue
    for (let row = top + 1; row <= bottom; row++) {
      const own = table[row]
      if (own?.[left] !== '' || own.every((text) => text.trim() === '')) continue
      filled[row]![left] = value
      cells++
    }
  }
  return { table: filled, cells }
}

/** What was filled, in a sentence. */
export function filledInWords(cells: number): string {
  return `${asHere.countOf(cells, 'cell was', 'cells were')} filled with what the merged cell above ${cells === 1 ? 'it' : 'them'} holds, as it is shown where it was copied.`
}
