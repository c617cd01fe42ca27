import type { CallAnswer, Credentials } from '#electron/services/ports/lead-api.ts'
import { asSentence, faultOf } from '#electron/services/rate/call-faults.ts'
import type { DayOver } from '#electron/services/rate/spending.ts'

/** Why what follows a push stands still, and why single leads failed, with what to do. */
export const STOPPED = 'It was stopped. What is done is not done again; go on to finish.'
export const CLOSED =
  'Leadsheet was closed in the middle of it. What is done is not done again; go on to finish.'
export const PUSH_CANCELLED =
  'The push was cancelled, so nothing was done with its leads. Go on to do it for those that went in.'
export const FAILED_ITSELF = 'Leadsheet itself failed in the middle of it. Go on to finish.'

export const FAILED_IN_CALL = 'Leadsheet itself failed during the call.'

export const NO_LEAD_ID = 'LeadSquared did not say which lead this row became, so nothing was done with it.'
export const NO_TEXT = 'The columns its text names are empty, so no activity was posted.'
export const CLOSED_IN_CALL =
  'Leadsheet was closed while the activity was being posted, so it may or may not be there. Look at the lead in LeadSquared: the activity is not posted again by itself, as it would then be there twice.'

export function perhapsPosted(details: string): string {
  return `LeadSquared may or may not have taken this activity. ${asSentence(details)} Look at the lead there: the activity is not posted again by itself, as it would then be there twice.`
}

export const NOT_TOLD = 'Its answer does not say what became of this one.'

export function refused(reason: string): string {
  return `LeadSquared refused it: ${asSentence(reason)}`
}

export function refusedThroughout(leads: number, reason: string): string {
  return `LeadSquared refused ${leads} leads in a row and took none: ${asSentence(reason)} Put it right, then go on.`
}

export function cannotGoOn(
  answer: Exclude<CallAnswer, { kind: 'results' }>,
  { origin }: Credentials,
): string {
  return `${asSentence(faultOf(answer, origin).fault.text)} What is done is not done again; go on to finish.`
}

export function dayOver({ calls, endsAt }: DayOver): string {
  const at = new Date(endsAt).toISOString()
  return `The ${calls} calls of this account’s day are used up. Go on from ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC.`
}

export function listDescription(group: string, sheetName: string, startedAt: string): string {
  return `${group} by a push of “${sheetName}” on ${startedAt.slice(0, 10)}.`
}
