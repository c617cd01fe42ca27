/** What a cell's field has to choose from, and how a text in the cell stands to it. */
export type CellChoices =
  | {
      kind: 'options'
      options: readonly string[]
      /** What parts several of them; null: the cell takes one. */
      several: string | null
      /** The option a text is or stands for; null: none. */
      meant(text: string): string | null
    }
  | {
      kind: 'day'
      /** Year, month and day, `2025-03-14`, with what the cell has after them; null where it is no date. */
      momentOf(text: string): string | null
    }

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
