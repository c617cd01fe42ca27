/** Regular expressions that somebody else wrote, and that cannot hold the program up. */
export interface Expressions {
  /**
   * What the expression finds in each text: its first group where it has one, else all of the match; null: nothing. A sentence
   * instead where the expression is none, or was at it for too long.
   */
  extract(pattern: string, matchCase: boolean, texts: readonly string[]): (string | null)[] | string
}
