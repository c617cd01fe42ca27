/** Why rows or cells come out other than one might think; told beside the counts. */
export type NoteCode =
  /** A formula was saved without its value: the row is left alone. */
  | 'not-calculated'
  /** The text the column is split at is not there: all of it goes to one column. */
  | 'not-split'
  /** There are more parts than columns. */
  | 'more-parts'
  /** A part of the template is empty. */
  | 'gaps'
  /** Cells that hold a number or a date are taken as they are shown. */
  | 'as-shown'
  /** No column has anything. */
  | 'all-empty'
  /** Nothing in the row to look up. */
  | 'no-key'
  /** The other sheet does not have the key. */
  | 'not-found'
  /** Several rows of the other sheet have the key, and say different things. */
  | 'several'
  /** Nothing stands above. */
  | 'nothing-above'
  /** The expression finds nothing in a cell that is not empty. */
  | 'no-match'

export interface ShapeNote {
  code: NoteCode
  rows: number
  /** The first few values it is about. */
  examples: readonly string[]
}

const FEW = 3
const LONGEST_EXAMPLE = 60

/** Counts rows by what is worth saying of them. */
export function createNotes(): {
  note: (code: NoteCode, example?: string) => void
  all: () => ShapeNote[]
} {
  const byCode = new Map<NoteCode, { rows: number; examples: string[] }>()
  return {
    note(code, example = '') {
      let entry = byCode.get(code)
      if (!entry) byCode.set(code, (entry = { rows: 0, examples: [] }))
      entry.rows++
      const shown = example.trim()
      if (shown === '' || entry.examples.length === FEW) return
      const short = shown.length > LONGEST_EXAMPLE ? `${shown.slice(0, LONGEST_EXAMPLE)}…` : shown
      if (!entry.examples.includes(short)) entry.examples.push(short)
    },
    all: () => [...byCode].map(([code, { rows, examples }]) => ({ code, rows, examples })),
  }
}
