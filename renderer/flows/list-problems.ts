import type { Problem, ProblemCode } from '#shared/domain/check/problem.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { problemsOf, rowsSharing, useProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'

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
  /** The keys these rows share, as they stand on the first of them. */
  problems: readonly Problem[]
  /** In the order of the sheet. */
  rows: readonly RowId[]
}

/** The first groups of rows that share search keys; rows that share an email and a phone are one group. */
export function listDuplicates(most: number): DuplicateGroup[] {
  const groups = new Map<string, { problems: Problem[]; rows: readonly RowId[] }>()
  const seen = new Set<string>()
  const left = useProblems.getState().duplicateGroups
  const rank = (rowId: RowId) => rowStore.byId(rowId)?.rank ?? Infinity
  for (const row of rowStore.rows) {
    if (groups.size >= most || seen.size >= left) break
    for (const problem of problemsOf(row.id)) {
      if (problem.key === undefined || seen.has(problem.key)) continue
      seen.add(problem.key)
      const rows = rowsSharing(problem.key).toSorted((a, b) => rank(a) - rank(b))
      const name = rows.join(' ')
      const group = groups.get(name)
      if (group) group.problems.push(problem)
      else groups.set(name, { problems: [problem], rows })
    }
  }
  return [...groups.values()]
}

const PLACES_NAMED = 10

/** What is wrong and what to do, with the other places named where a search key stands in several rows. */
export function problemText(problem: Problem): string {
  if (problem.key === undefined) return problem.text
  const rank = (rowId: RowId) => rowStore.byId(rowId)?.rank ?? Infinity
  const others = rowsSharing(problem.key)
    .filter((rowId) => rowId !== problem.rowId)
    .toSorted((a, b) => rank(a) - rank(b))
  if (others.length === 0) return problem.text
  const named = others.slice(0, PLACES_NAMED).map((rowId) => rowStore.positionOf(rowId).toLocaleString())
  const more = others.length - named.length
  const places = more > 0 ? [...named, `${more.toLocaleString()} more`] : named
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(places)
  return `${problem.text} ${others.length === 1 ? 'The other row is' : 'The other rows are'} ${list}.`
}
