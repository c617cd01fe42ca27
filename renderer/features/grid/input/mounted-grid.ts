import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import type { ColumnFilter } from '#renderer/features/grid/logic/view-filter.ts'
import type { GridVerbs } from './grid-verbs.ts'

/** A grid joined to the open sheet, as the rest of the grid's room sees it. */
export interface MountedGrid {
  context: SheetContext
  commands: GridVerbs
  filterOf(column: ColumnId): ColumnFilter | undefined
  setColumnFilter(column: ColumnId, filter: ColumnFilter | null): void
  /** As typed into the cell itself: kept until its row is through, where that is being sent. */
  writeCell(row: RowId, column: ColumnId, text: string): void
  destroy(): void
}
