import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'

/** The list or the calendar under a box. The focus stays in the box, which shows what would be written. */
export interface Chooser {
  /** Goes into it, as by Alt+Down. */
  enter(): void
  /** Something was typed into the box. */
  typed(): void
  /** True where the key was for it. `arrowsLeave`: Down is not its own where it has nothing to offer. */
  onKey(event: KeyboardEvent, arrowsLeave: boolean): boolean
  close(): void
}

export interface ChooserOwner {
  box: HTMLTextAreaElement
  /** Named after what it is of. */
  label: string
  choices: CellChoices
  /** Puts a text into the box, as typing does; nothing is decided yet. */
  write(text: string): void
  /** Somebody chose: the text is written and the box left. */
  take(text: string): void
}
