import type { RowId } from './sheet.ts'

/**
 * From this row on, rows have the numbers of the file they came from, counted up from `place`; null: they came from no file. Rows that
 * stand below one another in the file are one run, so an ordinary sheet has two: its rows, and what is added to it later.
 */
export interface FileRowRun {
  from: RowId
  place: number | null
}

/** What the file calls each row: its number in Excel, its line in a text file. Counts from 1, headings and blank rows included. */
export interface FileRows {
  /** Null where the row came from no file. */
  placeOf(row: RowId): number | null
}

/** `runs` in the order of their first rows. */
export function fileRows(runs: readonly FileRowRun[]): FileRows {
  return {
    placeOf(row) {
      let low = 0
      let high = runs.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (runs[middle]!.from <= row) low = middle + 1
        else high = middle
      }
      const { from, place } = runs[low - 1] ?? { from: 0, place: null }
      return place === null ? null : place + (row - from)
    },
  }
}

/** Makes runs of rows as they come, whose ids count up. */
export class FileRowRuns {
  #next: number | null = null

  /** The runs that begin with these rows; `places[i]` belongs to the row of id `first + i`. */
  add(first: RowId, places: readonly number[]): FileRowRun[] {
    const runs: FileRowRun[] = []
    places.forEach((place, index) => {
      if (place !== this.#next) runs.push({ from: first + index, place })
      this.#next = place + 1
    })
    return runs
  }
}
