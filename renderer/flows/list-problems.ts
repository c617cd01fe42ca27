import type { Problem, ProblemCode } from '#shared/pipeline/problem.ts'
import type { RowId } from '#shared/pipeline/sheet.ts'
import { problemsOf, rowsSharing, useProblems } from '#renderer/stores/problem-store.ts'
import { rowStore } from '#renderer/stores/row-store.ts'

/** The row's number as the grid shows it: its place in the sheet, from 1. 0 for a row that is not there. */
export function rowNumber(rowId: RowId): number {
  const row = rowStore.byId(rowId)
  if (!row) return 0
  const { rows } = rowStore
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.rank < row.rank) low = middle + 1
    else high = middle
  }
  return low + 1
}

/** The first problems of a kind in the order of the sheet. */
export function listProblems(code: ProblemCode, most: number): Problem[] {
  const found: Problem[] = []
  // All are found after a few rows of a sheet that has many, and a sheet that has few is gone through in milliseconds.
  let left = Math.min(most, useProblems.getState().counts.get(code) ?? 0)
  for (const row of left > 0 ? rowStore.rows : []) {
    for (const problem of problemsOf(row.id)) {
      if (problem.code !== code) continue
      found.push(problem)
      if (--left === 0) return found
    }
  }
  return found
}

export interface DuplicateGroup {
  /** As it stands on the first of the rows. */
  problem: Problem
  /** In the order of the sheet. */
  rows: readonly RowId[]
}

/** The first groups of rows that share a search key. */
export function listDuplicates(most: number): DuplicateGroup[] {
  const groups = new Map<string, DuplicateGroup>()
  const total = Math.min(most, useProblems.getState().duplicateGroups)
  for (const row of total > 0 ? rowStore.rows : []) {
    for (const problem of problemsOf(row.id)) {
      if (problem.key === undefined || groups.has(problem.key)) continue
      const rank = (rowId: RowId) => rowStore.byId(rowId)?.rank ?? Infinity
      const rows = rowsSharing(problem.key).toSorted((left, right) => rank(left) - rank(right))
      groups.set(problem.key, { problem, rows })
      if (groups.size === total) return [...groups.values()]
    }
  }
  return [...groups.values()]
}
