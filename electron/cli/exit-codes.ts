/** What the command line ends with. */
export const ALL_WENT_IN = 0
export const SOME_DID_NOT = 1
export const WRONG_USAGE = 2
export const ACCOUNT_REFUSED = 3

/** Ends a command with a sentence on the error stream. */
export class Ending extends Error {
  override readonly name = 'Ending'
  readonly exitCode: number
  constructor(exitCode: number, text: string) {
    super(text)
    this.exitCode = exitCode
  }
}
