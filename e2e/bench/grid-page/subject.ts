import type { Outcome } from '#shared/domain/push/outcome.ts'

/** What both grids can be asked to do, so that the same figures are taken of each. */
export interface Subject {
  /** Shows the rows; resolves when the first of them are painted. */
  open(): Promise<number>
  /** The element that scrolls. */
  scroller(): HTMLElement
  /** The cell typing and pasting begin in. */
  focusFirstCell(): void
  /** From the paste event to paint; the text is on the clipboard. */
  paste(text: string): Promise<number>
  undo(): Promise<number>
  /** null where it has nothing of the kind. */
  validate(): Promise<number | null>
  sort(column: number | null): Promise<number>
  filter(text: string): Promise<number>
  sortByStatus(): Promise<void>
  outcomes(batch: Outcome[]): void
  startTyping(): void
  /** What the cell under the hand holds now; null where nobody types. */
  typed(): string | null
}
