import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import type { CellMark } from '#shared/domain/sheet/sheet-look.ts'
import { problemsOf } from '#renderer/stores/problems/problem-store.ts'
import { cellOf, type Column } from '#shared/domain/sheet/sheet.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import type { RowFilter } from '#renderer/stores/view/view-store.ts'
import { messageOf, statusOf } from './status.ts'

/** A filter of one column. `one-of` holds values exactly as they stand. */
export type ColumnFilter =
  | { kind: 'contains' | 'not-contains' | 'equals' | 'begins'; text: string }
  | { kind: 'empty' | 'filled' }
  | { kind: 'one-of'; values: ReadonlySet<string> }
  | { kind: 'marked'; mark: CellMark }

type Test = (row: SheetRow) => boolean

/** The colour a cell has: of its worst problem. */
export function colourOf(row: SheetRow, column: ColumnId): 'error' | 'warning' | null {
  let worst: 'error' | 'warning' | null = null
  for (const problem of problemsOf(row.id)) {
    if (problem.columnId !== column) continue
    if (problem.severity === 'error') return 'error'
    worst = 'warning'
  }
  return worst
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** A search without regard to case; a RegExp does it several times faster than lowering every cell would. */
function holding(text: string): (value: string) => boolean {
  const pattern = new RegExp(escaped(text), 'iu')
  return (value) => pattern.test(value)
}

function columnTest(column: Column, filter: ColumnFilter): Test {
  const value = (row: SheetRow) => cellOf(row, column)
  switch (filter.kind) {
    case 'contains': {
      const holds = holding(filter.text)
      return (row) => holds(value(row))
    }
    case 'not-contains': {
      const holds = holding(filter.text)
      return (row) => !holds(value(row))
    }
    case 'equals': {
      const pattern = new RegExp(`^${escaped(filter.text.trim())}$`, 'iu')
      return (row) => pattern.test(value(row).trim())
    }
    case 'begins': {
      const pattern = new RegExp(`^${escaped(filter.text.trim())}`, 'iu')
      return (row) => pattern.test(value(row).trimStart())
    }
    case 'empty':
      return (row) => value(row).trim() === ''
    case 'filled':
      return (row) => value(row).trim() !== ''
    case 'one-of':
      return (row) => filter.values.has(value(row))
    case 'marked':
      return (row) => {
        const mark = colourOf(row, column.id)
        if (filter.mark === 'any') return mark !== null
        return filter.mark === 'none' ? mark === null : mark === filter.mark
      }
  }
}

/** A phrase in quotes, which the end of the text closes too, or a word. A quote within a word, as in `6"`, is part of it. */
const PIECE = /"([^"]*)(?:"|$)|\S+/g

/** What is looked for: words one by one, and what stands in quotes as it is. */
function piecesOf(text: string): string[] {
  return [...text.matchAll(PIECE)]
    .map(([word, phrase]) => phrase ?? word)
    .filter((piece) => piece.trim() !== '')
}

/** Every word and phrase must be somewhere in the row: in a cell, its status' message included. */
function textTest(text: string, columns: readonly Column[]): Test | null {
  const pieces = piecesOf(text).map(holding)
  if (pieces.length === 0) return null
  return (row) =>
    pieces.every((holds) => columns.some((column) => holds(cellOf(row, column))) || holds(messageOf(row)))
}

/** The one test a row must pass to be shown; null where nothing is filtered. */
export function rowTest(
  filter: RowFilter,
  byColumn: ReadonlyMap<ColumnId, ColumnFilter>,
  columns: readonly Column[],
): Test | null {
  const tests: Test[] = []
  const { only, problem } = filter
  if (only) tests.push((row) => only.rows.has(row.id))
  if (filter.statuses.length > 0) tests.push((row) => filter.statuses.includes(statusOf(row)))
  if (problem !== null) {
    tests.push((row) => problemsOf(row.id).some((found) => problem === 'any' || found.code === problem))
  }
  for (const [id, columnFilter] of byColumn) {
    const column = columns.find((candidate) => candidate.id === id)
    if (column) tests.push(columnTest(column, columnFilter))
  }
  const text = textTest(filter.text, columns)
  if (text) tests.push(text)
  return tests.length === 0 ? null : (row) => tests.every((test) => test(row))
}

export type ViewFilter = ReturnType<typeof createViewFilter>

/** Rows made while a filter is on stay in sight until the filter changes. */
export function createViewFilter() {
  let test: Test | null = null
  const exempt = new Set<RowId>()
  const byColumn = new Map<ColumnId, ColumnFilter>()
  return {
    byColumn,
    exempt,
    rebuild(filter: RowFilter, columns: readonly Column[]): void {
      exempt.clear()
      test = rowTest(filter, byColumn, columns)
    },
    get active(): boolean {
      return test !== null
    },
    passes: (row: SheetRow): boolean => test === null || exempt.has(row.id) || test(row),
  }
}
