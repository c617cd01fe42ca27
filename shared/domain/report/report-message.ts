import type { Outcome } from '#shared/domain/push/outcome.ts'
import { NO_GOOD_ANSWER } from '#shared/domain/push/outcome-messages.ts'

/** A report has one column for what is told of a row, so the details stand behind the message, in quotes. */

type Told = Pick<Outcome, 'state' | 'message' | 'details'>

/** What came back when a call did not get through is not always LeadSquared's: a proxy or the network may have said it. */
function leadIn({ state, message }: Told): string {
  const refused = state === 'failed' && !message.startsWith(NO_GOOD_ANSWER)
  return refused ? 'LeadSquared said:' : 'What is known:'
}

export function toldInOne(told: Told): string {
  if (told.details === null) return told.message
  const words = `${leadIn(told)} “${told.details}”`
  return told.message === '' ? words : `${told.message} ${words}`
}

const WITH_DETAILS = /^(?:(.+?) )?(?:LeadSquared said|What is known): “(.*)”$/s

/** The inverse of {@link toldInOne}. A text that somebody has edited stays whole, as the message. */
export function readTold(state: Outcome['state'], text: string): { message: string; details: string | null } {
  const whole = { message: text, details: null }
  const match = WITH_DETAILS.exec(text)
  if (!match) return whole
  const parts = { message: match[1] ?? '', details: match[2] ?? '' }
  return toldInOne({ state, ...parts }) === text ? parts : whole
}
