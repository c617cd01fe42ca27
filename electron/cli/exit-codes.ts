/** What the command line ends with. */
export const ALL_WENT_IN = 0
export const SOME_DID_NOT = 1
export const WRONG_USAGE = 2
export const ACCOUNT_REFUSED = 3
/** The first call of a trial went in; the rest waits for somebody's word. */
export const TRIAL_WAITS = 4

/** Ends a command with a sentence on the error stream. */
export class Ending extends Error {
  override readonly name = 'Ending'
  readonly exitCode: number
  constructor(exitCode: number, text: string) {
    super(text)
    this.exitCode = exitCode
  }
}
