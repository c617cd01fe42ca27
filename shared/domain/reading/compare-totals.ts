import {
  noMatches,
  type CellChange,
  type ColumnChanges,
  type Comparison,
  type MatchKind,
} from './comparison.ts'

export type ComparedTotals = Pick<Comparison, 'rows' | 'counts' | 'changedCells' | 'columns'> & {
  conflicts: number
}

/** What a comparison found, counted; of parts that were counted apart, too. */
export class TotalsCount {
  readonly #counts = noMatches()
  readonly #columns = new Map<number, ColumnChanges>()
  #conflicts = 0
  #rows = 0
  #cells = 0

  add(kind: MatchKind, changes: readonly CellChange[]): void {
    this.#rows++
    this.#counts[kind]++
    for (const { column, attribute, old, new: fresh, conflict } of changes) {
      if (conflict) this.#conflicts++
      this.#cells++
      const sum = this.#column(column, attribute)
      sum.changes++
      if (old !== '') sum[fresh === '' ? 'toEmpty' : 'toOther']++
    }
  }

  join({ rows, counts, changedCells, columns, conflicts }: ComparedTotals): void {
    this.#rows += rows
    this.#cells += changedCells
    this.#conflicts += conflicts
    for (const [kind, count] of Object.entries(counts)) this.#counts[kind as MatchKind] += count
    for (const { column, attribute, changes, toOther, toEmpty } of columns) {
      const sum = this.#column(column, attribute)
      sum.changes += changes
      sum.toOther += toOther
      sum.toEmpty += toEmpty
    }
  }

  /** Columns with the most changes first. */
  totals(): ComparedTotals {
    return {
      rows: this.#rows,
      counts: this.#counts,
      changedCells: this.#cells,
      columns: [...this.#columns.values()].sort((one, other) => other.changes - one.changes),
      conflicts: this.#conflicts,
    }
  }

  #column(column: number, attribute: string): ColumnChanges {
    const sum = this.#columns.get(column) ?? { column, attribute, changes: 0, toOther: 0, toEmpty: 0 }
    this.#columns.set(column, sum)
    return sum
  }
}
