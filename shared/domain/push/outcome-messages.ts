import type { RowState } from './outcome.ts'

/**
 * What each outcome is told as. Rows with one cause share one text, so that a list can group them; what the server itself
 * said stands in the details.
 */

const MAY_OR_MAY_NOT = 'LeadSquared may or may not have taken this row.'

export const UNCLEAR_REPEATABLE = `${MAY_OR_MAY_NOT} The answer did not come through, though it was sent several times. Push it again: if it was taken, that only updates the same lead.`
export const UNCLEAR_NOT_REPEATABLE = `${MAY_OR_MAY_NOT} The answer did not come through, and sending the row again could make a second lead. Look for it in LeadSquared, and push it again only if it is not there.`
export const UNCLEAR_CANCELLED = `${MAY_OR_MAY_NOT} The answer did not come through before the push was cancelled. Look for it in LeadSquared, or push it again if its search key is an email or a phone.`
export const UNCLEAR_THEN_FAILING = `${MAY_OR_MAY_NOT} One try broke off before its answer came, and the later ones failed. Push it again: if it was taken, that only updates the same lead.`
export const PERHAPS_OUR_OWN =
  'An earlier try of this push broke off before its answer came, so the lead that was updated may be the one that try created.'
export const PERHAPS_TAKEN_BEFORE =
  'An earlier try broke off before its answer came; should the refusal be new, LeadSquared may have taken the row then.'
export const NO_GOOD_ANSWER =
  'LeadSquared could not be reached or failed each time this row was sent, so it was not written. Push it again later.'
export const DELETED = 'Not sent: the row was deleted from the sheet before its turn.'

/** A push that only creates: seen just before the call, or told by its answer. */
export const MADE_MEANWHILE =
  'Left out: somebody made its lead in LeadSquared after the comparison, and this push only creates.'
export const MADE_MEANWHILE_UPDATED =
  'This push only creates, but somebody made the lead in LeadSquared just before this call, which therefore updated it. What it held before is not known, so an undo cannot put it back: look at the lead in LeadSquared.'

export const CANCELLED = 'Not sent: the push was cancelled.'

/** Why rows of a push are not sent yet, though there is room for them. `time`: as the reader tells the time of day. */
export function waitsForServer(rows: number, time: string): string {
  const [wait, them, become] =
    rows === 1
      ? ['1 row waits', 'it', 'it could become a second lead']
      : [`${rows} rows wait`, 'them', 'they could become second leads']
  return `${wait} until ${time}: a call with ${them} broke off, and LeadSquared may be at work on it until then. Sent again before that, ${become}.`
}

/** The plan's note of a row whose lead an earlier row of the push has made. */
export function isSentAfterAnother(note: string): boolean {
  return note.startsWith('Sent after row')
}

/** Fits the whole message: an outcome's own words, then what the plan did with the row. */
export function messageOf(state: RowState, text: string, note: string): string {
  // A failure is about the row's data; in which order it was sent says nothing about that.
  if (state === 'failed' && isSentAfterAnother(note)) return text
  return [text, note].filter((part) => part !== '').join(' ')
}

const QUOTED_NAME = /['"“‘]([A-Za-z]\w*)['"”’]/

function nameIn(message: string): string | null {
  return QUOTED_NAME.exec(message)?.[1] ?? null
}

/** It is about the lead that was named, not about one of its attributes, however the service puts it. */
function isNoSuchLead(message: string): boolean {
  if (/attribute|field/i.test(message)) return false
  const isAbsent = /does(n['’]t| not) exist|not exist|not found|no (such )?(lead|prospect|record)\b|invalid/i
  return (
    /prospect ?id|lead ?id|\b(lead|prospect)s?\b.{0,60}\b(id|not)\b|no (lead|prospect)/i.test(message) &&
    isAbsent.test(message)
  )
}

/**
 * The server's refusal of a row in plain words, with what to do. LeadSquared does not document its exceptions, so these
 * go by what has been seen, and anything else gets a sentence that is always true.
 */
export function refusalInWords(exceptionType: string | null, message: string): string {
  const name = nameIn(message)
  const field = name === null ? 'one of the fields' : `“${name}”`
  if (exceptionType === 'MXDuplicateEntryException') {
    return 'Another lead in LeadSquared already has this email or phone, so it was not written. Correct the email or the phone so that both belong to one lead, or choose “Search by” Phone where the phone is what tells the lead, then push the row again.'
  }
  if (message.trim() === '') {
    return 'LeadSquared did not write this row and gave no reason. Check its values, then push it again.'
  }
  if (isNoSuchLead(message)) {
    return 'LeadSquared has no lead with this Lead ID, so nothing was written. Look whether the Lead ID is whole and whether the lead was deleted or merged; then correct it, or choose another “Search by”, and push the row again.'
  }
  if (/^searchby\b.*no value|search ?by.*(missing|empty|required)/i.test(message)) {
    return `LeadSquared wants a value for ${field} in every row that is searched by it. Fill it in, or choose another “Search by”, then push the row again.`
  }
  if (/search by/i.test(message)) {
    return `LeadSquared cannot search leads by ${field}. Choose another “Search by”, then push the row again.`
  }
  if (/does not exist|not exist|unknown attribute|no such (attribute|field)/i.test(message)) {
    return `This account has no attribute ${field}. Choose another attribute for its column or set it to “Not sent”, then push the row again.`
  }
  if (/cannot be written|read.?only/i.test(message)) {
    return `LeadSquared fills in ${field} itself. Set its column to “Not sent”, then push the row again.`
  }
  if (/longer than|too long|max(imum)? ?length|exceeds/i.test(message)) {
    return `The value for ${field} is longer than LeadSquared allows. Shorten it, then push the row again.`
  }
  if (/mandatory|is required|cannot be (empty|blank|null)/i.test(message)) {
    return `LeadSquared wants a value for ${field}. Fill it in, then push the row again.`
  }
  if (/not a valid|invalid/i.test(message) && name !== null) {
    return `LeadSquared does not accept the value for ${field}. Correct it, then push the row again.`
  }
  return 'LeadSquared refused this row and gave a reason. Correct the row by it, then push it again.'
}
