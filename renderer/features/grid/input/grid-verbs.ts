import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import type { KeyCommands } from './keyboard.ts'

/** What keys, menus and buttons can set off. */
export interface GridVerbs extends KeyCommands {
  openFilter(column: ColumnId): void
  openReading(column: ColumnId): void
  openRename(column: ColumnId, field: 'header' | 'constant'): void
  /** The hidden columns by name: those given, or all. Under an element, or at the active cell. */
  openHidden(columns?: readonly ColumnId[], from?: Element): void
  openAttribute(column: ColumnId): void
  /** Gives the focus back to the active cell. */
  focusGrid(): void
  listenToContextMenu(root: HTMLElement): () => void
}
