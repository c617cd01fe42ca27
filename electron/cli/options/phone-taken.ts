import { PHONE_TAKEN, type PhoneTaken } from '#electron/cli/phones-taken.ts'
import { choice } from './values.ts'

/** What becomes of rows whose phone belongs to another lead. @throws {Misuse} */
export function readPhoneTaken(word: string | undefined): PhoneTaken | null {
  return choice('--phone-taken', word, Object.keys(PHONE_TAKEN) as PhoneTaken[])
}
