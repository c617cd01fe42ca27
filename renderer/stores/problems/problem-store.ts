import { create } from 'zustand'
import type { ProblemChanges } from '#shared/domain/check/problem-index.ts'
import { isError, type Problem, type ProblemCode } from '#shared/domain/check/problem.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { ProblemBook } from './problem-table.ts'

/** What the eye follows of the problems; the problems themselves stay outside React (`problemsOf`). */
interface ProblemView {
  /** Changes whenever rows were checked. */
  revision: number
  /** The rows whose problems are other ones since the revision before; null: any may be. */
  moved: readonly RowId[] | null
  /** Cells (or rows) with each problem. */
  counts: ReadonlyMap<ProblemCode, number>
  /** Rows with an error of their own, which a push leaves out. */
  rowsWithErrors: number
  /** Search keys that more than one row has. */
  duplicateGroups: number
  /** How the columns of dates and numbers are read. */
  readings: readonly ColumnReading[]
  /** Problems of the sheet as a whole: mapping and constants. An error among them keeps every row out. */
  sheet: readonly Problem[]
  /** The whole sheet is being checked; what is shown meanwhile is from before. */
  checking: { checked: number; of: number } | null
  /** The checker died; problems shown may be out of date. */
  broken: boolean
}

export const useProblems = create<ProblemView>(() => ({
  revision: 0,
  moved: null,
  counts: new Map(),
  rowsWithErrors: 0,
  duplicateGroups: 0,
  readings: [],
  sheet: [],
  checking: null,
  broken: false,
}))

let book = new ProblemBook()

/** Cheap enough to be asked for every cell that is painted. */
export function problemsOf(rowId: RowId): readonly Problem[] {
  return book.of(rowId)
}

/** The first reason a push would leave the row out for: one of the sheet's, else one of its own; null: it may go. */
export function firstError(rowId: RowId): Problem | null {
  return useProblems.getState().sheet.find(isError) ?? book.of(rowId).find(isError) ?? null
}

/** The rows that share a search key; empty where it is not shared. */
export function rowsSharing(key: string): readonly RowId[] {
  return book.rowsSharing(key)
}

/** Ids of the rows that have problems, in no order. */
export function rowsWithProblems(): Iterable<RowId> {
  return book.rows()
}

/** For the checker: what is wrong with the sheet as a whole. */
export function takeSheetProblems(sheet: readonly Problem[]): void {
  useProblems.setState(({ revision }) => ({ revision: revision + 1, moved: null, sheet }))
}

/** For the checker: rows changed since the last time. */
export function takeChanges(changes: ProblemChanges): void {
  show(book.take(changes))
}

/** For the checker: the whole sheet has been checked anew; what was known before does not count any more. */
export function takeBook(checked: ProblemBook): void {
  book = checked
  show(null)
}

function show(moved: readonly RowId[] | null): void {
  useProblems.setState(({ revision, counts }) => ({
    revision: revision + 1,
    moved,
    counts: moved?.length === 0 ? counts : book.counts(),
    rowsWithErrors: book.rowsWithErrors,
    duplicateGroups: book.groups,
    readings: book.readings,
  }))
}
