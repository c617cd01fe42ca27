import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import type { KeyCommands } from './keyboard.ts'

/** What keys, menus and buttons can set off. */
export interface GridVerbs extends KeyCommands {
  openFilter(column: ColumnId): void
  openReading(column: ColumnId): void
  openRename(column: ColumnId, field: 'header' | 'constant'): void
  openAttribute(column: ColumnId): void
  /** Gives the focus back to the active cell. */
  focusGrid(): void
  listenToContextMenu(root: HTMLElement): () => void
}
