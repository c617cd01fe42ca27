import type { PauseReason } from '#shared/domain/push/outcome.ts'
import type { CallAnswer } from '#electron/services/ports/lead-api.ts'
import type { DayOver } from '#electron/services/rate/spending.ts'
import { asSentence, notLeadSquared } from '#electron/services/rate/call-faults.ts'

/** Why a push stands still, in one or two sentences with what to do. */
export const PAUSED_BY_PERSON = ''
export const RESTARTED =
  'Leadsheet was closed while this push was going on. Rows that went in are not sent again. Press Resume to finish.'
export const ASLEEP = 'The computer went to sleep. The push goes on by itself when it is awake.'

export const TRIAL =
  'The first call has gone. Look at what LeadSquared made of these rows, then go on, or cancel and take them back.'

export function dayOver({ calls, endsAt }: DayOver): string {
  const at = new Date(endsAt).toISOString()
  return `The ${calls} calls of this account’s day are used up. The push goes on by itself on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC. No row is lost.`
}

export function offline(host: string): string {
  return `${host} cannot be reached: there seems to be no network. The push goes on by itself when it is back.`
}

export function accountRefused(label: string, status: number): string {
  return status === 403
    ? `LeadSquared does not allow the user of “${label}” to write leads (answer 403). Have it allowed or change the keys under Accounts, then press Resume. No row is lost.`
    : `LeadSquared does not accept the keys of “${label}” (answer ${status}). Correct them under Accounts and see that their user is active, then press Resume. No row is lost.`
}

/** What stands at the address instead of LeadSquared, and what to do about it; a side call tells it in the same words. */
export function wrongAddress(answer: Extract<CallAnswer, { kind: 'wrong-address' }>): string {
  return `${notLeadSquared(answer, ' under Accounts')} Then press Resume. No row is lost.`
}

/** Before a push writes by a comparison, its leads are looked at once more. */
export function mayNotLook(label: string, status: number): string {
  return status === 403
    ? `LeadSquared does not allow the user of “${label}” to read leads (answer 403), so what they hold could not be kept before writing. Have it allowed or change the keys under Accounts, then press Resume. No row is lost.`
    : accountRefused(label, status)
}

export function couldNotLook(details: string): string {
  return `What the leads hold could not be read just before writing them, so nothing more was written. ${asSentence(details)} No row is lost; press Resume to try again.`
}

export function failing(calls: number, details: string): string {
  return `${calls} calls in a row failed, so the push paused. The last one: ${details} No row is lost; press Resume to try again.`
}

export const REFUSES_ALL_SO_FAR =
  'LeadSquared has refused every call so far. Leadsheet is trying smaller ones, to see whether it is single rows or all of them.'

/** `text`: the refusal in our words; `details`: in the server's own. */
export function refusedThroughout(
  rows: number,
  { text, details }: { text: string; details: string | null },
): string {
  const reason = details === null ? text : `It said: “${details}”`
  return `LeadSquared refused ${rows} rows in a row and took none, so the push paused. ${asSentence(reason)} No row is lost. Put it right, then press Resume.`
}

export const FAILED_ITSELF =
  'Leadsheet itself failed, so the push paused. No row is lost; press Resume to go on.'

export const CANNOT_JOURNAL =
  'Leadsheet cannot write to its folder, so the push paused before anything else was sent. Make room on the disk, then press Resume.'

/** The person has to put something right before the push can go on. */
export function asksForMending(reason: PauseReason): boolean {
  return reason === 'account-refused' || reason === 'wrong-address' || reason === 'locked'
}

export function detailsOf(answer: CallAnswer): string {
  return 'details' in answer ? answer.details : ''
}
