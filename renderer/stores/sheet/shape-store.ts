import { create } from 'zustand'
import type { ShapeKind } from '#shared/domain/sheet/shape.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'

/** What the panel `Shape` is set to. */
interface ShapeChoice {
  kind: ShapeKind
  /** The column it was opened for; null: none in particular. */
  column: ColumnId | null
}

export const useShape = create<ShapeChoice>(() => ({ kind: 'split', column: null }))

/** Opens the panel for a column, set to what was done last. */
export function openShape(column: ColumnId): void {
  useShape.setState({ column })
  openPanel('shape')
}
