import { create } from 'zustand'
import type { Problem, ProblemCode } from '#shared/pipeline/problem.ts'
import type { RowId } from '#shared/pipeline/sheet.ts'

/** What the eye follows of the problems; the problems themselves stay outside React (`problemsOf`). */
interface ProblemView {
  /** Changes whenever some row's problems did. */
  revision: number
  /** Cells (or rows) with each problem. */
  counts: ReadonlyMap<ProblemCode, number>
  /** Rows with an error, which a push leaves out. */
  rowsWithErrors: number
  /** Problems of the sheet as a whole: mapping and constants. */
  sheet: readonly Problem[]
  /** The whole sheet is being checked. */
  checking: { checked: number; of: number } | null
}

export const useProblems = create<ProblemView>(() => ({
  revision: 0,
  counts: new Map(),
  rowsWithErrors: 0,
  sheet: [],
  checking: null,
}))

const NONE: readonly Problem[] = []
const rows = new Map<RowId, readonly Problem[]>()
const groups = new Map<string, readonly RowId[]>()

/** Cheap enough to be asked for every cell that is painted. */
export function problemsOf(rowId: RowId): readonly Problem[] {
  return rows.get(rowId) ?? NONE
}

/** The rows that share a search key; empty where it is not shared. */
export function rowsSharing(key: string): readonly RowId[] {
  return groups.get(key) ?? []
}

/** Ids of the rows that have problems, in no order. */
export function rowsWithProblems(): Iterable<RowId> {
  return rows.keys()
}
