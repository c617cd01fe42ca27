/** What a cell's field has to choose from, and how a text in the cell stands to it. */
export type CellChoices =
  | {
      kind: 'options'
      options: readonly string[]
      /** What parts several of them; null: the cell takes one. */
      several: string | null
      /** Of a yes or no: Space changes one for the other. */
      flips?: true
      /** The option a text is or stands for; null: none. */
      meant: (text: string) => string | null
    }
  | {
      kind: 'day'
      /** Year, month and day, `2025-03-14`, with what the cell has after them; null where it is no date. */
      momentOf: (text: string) => string | null
    }
