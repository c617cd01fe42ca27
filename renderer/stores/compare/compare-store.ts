import { create } from 'zustand'
import type { CellChange, ComparePlan, CompareState, ReadWay } from '#shared/domain/reading/comparison.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { attributeNamed } from '#renderer/stores/accounts/attribute-store.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { createComparedRows } from './compared-rows.ts'
import { createLinkedRows } from './linked-rows.ts'
import { sentFormOf } from './sent-form.ts'

/** The open sheet's, row by row. Written by `flows/follow-comparison.ts`. */
export const comparedRows = createComparedRows((id) => rowStore.byId(id))

/** The open sheet's, row by row. Written by `flows/follow-links.ts`. */
export const linkedRows = createLinkedRows({
  rowOf: (id) => rowStore.byId(id),
  columns: () => sheetStore.getState().columns,
  attributeOf: attributeNamed,
  formOf: sentFormOf,
})

/** Which rows a comparison is to be about. */
export type CompareScope = 'all' | 'selected' | 'shown'

interface CompareView {
  /** Of the open sheet; null before the host told. */
  state: CompareState | null
  /** Its rows are known here, so that counts can be filters and cells show what would change. */
  known: boolean
  /** Rows of the sheet that were edited since, or all of them where columns go elsewhere now. */
  stale: number
  /** Why it no longer holds for any row of the sheet as it is now, in a sentence; '' where it does. */
  outdated: string
  /** Moves whenever what is said of any row moved. */
  revision: number
  /** What another one would cost; null before it was asked for. */
  plan: ComparePlan | null
  /** Of every cell, or of those edited since their lead was read. */
  planOf: 'all' | 'edited'
  planning: boolean
  scope: CompareScope
  /** Rows whose Lead ID is known are found by it, in comparisons and pushes, whatever is searched by. */
  byLink: boolean
  /** Null: the cheapest. */
  way: ReadWay | null
  /** Why there is no plan, or why none was begun; '' where all is well. */
  problem: string
  /** Linked rows, and their cells that are not what LeadSquared had. */
  linked: number
  editedCells: number
  editedRows: number
}

export const useCompare = create<CompareView>(() => ({
  state: null,
  known: false,
  stale: 0,
  outdated: '',
  revision: 0,
  plan: null,
  planOf: 'all',
  planning: false,
  scope: 'all',
  byLink: false,
  way: null,
  problem: '',
  linked: 0,
  editedCells: 0,
  editedRows: 0,
}))

/** Tells that what is said of rows moved. */
export function comparisonMoved(): void {
  useCompare.setState(({ revision }) => ({
    revision: revision + 1,
    stale: comparedRows.staleRows,
    linked: linkedRows.rows,
    editedCells: linkedRows.editedCells,
    editedRows: linkedRows.editedRows().length,
  }))
}

/** A cell LeadSquared has otherwise: as a comparison found it, or as it was when the lead was read. */
export interface CellMark {
  kind: 'would-change' | 'edited'
  /** As LeadSquared has it; '' where the field is empty. */
  old: string
  new: string
}

function changeIn(changes: readonly CellChange[], column: Column): CellChange | undefined {
  return changes.find((change) => change.column === column.id)
}

/** What is known of a comparison of the row as it stands; null where there is none, or it no longer holds. */
export function markOf(row: SheetRow, column: Column): CellMark | null {
  const compared = comparedRows.of(row.id)
  if (compared && !compared.stale && (compared.told.kind === 'update' || compared.told.kind === 'same')) {
    const change = changeIn(compared.told.changes, column)
    return change ? { kind: 'would-change', old: change.old, new: change.new } : null
  }
  const old = linkedRows.baseIfEdited(row, column)
  return old === null ? null : { kind: 'edited', old, new: row.cells[column.id] ?? '' }
}

/** Whether any cell may have a mark; while none may, no cell is asked. */
export function hasMarks(): boolean {
  const { known, linked } = useCompare.getState()
  return known || linked > 0
}
