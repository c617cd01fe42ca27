import { fail, type Result } from '#shared/api/faults.ts'
import type { CallAnswer, CallHooks, SideAnswer } from '#electron/services/ports/lead-api.ts'

/** Makes a call that sends no rows, through the account's governor: it counts against the same limit as a push. */
export type SideCalls = <Value>(
  accountId: string,
  call: (hooks: CallHooks) => Promise<SideAnswer<Value>>,
) => Promise<SideAnswer<Value>>

/** What a person is told of a side call that did not give its value. */
export function faultOf(
  answer: Exclude<CallAnswer, { kind: 'results' }>,
  origin: string,
): Extract<Result<never>, { ok: false }> {
  const host = new URL(origin).host
  switch (answer.kind) {
    case 'account-refused':
      return fail(
        'account-refused',
        `LeadSquared did not accept these keys (answer ${answer.status}). Check the access key and the secret key, and that their user is active.`,
      )
    case 'wrong-address':
      return fail('unreachable', notLeadSquared(answer))
    case 'throttled':
      return fail('busy', 'The account is over its call limit just now. Wait a moment and try again.')
    case 'refused':
      return fail(
        'invalid',
        `${host} refused the question (answer ${answer.status}${inQuotes(answer.details)}). Check the host; where it is right, LeadSquared itself has a fault just now.`,
      )
    case 'passing':
      return fail('unreachable', notReached(answer, host))
    case 'unclear':
      return fail(
        'unreachable',
        `${answer.details} Check that the host is LeadSquared’s, and that no sign-in page of this network stands in between; then try again.`,
      )
  }
}

/** What answered in LeadSquared's place, and what to do. `where`: where the host is corrected, unless it is at hand. */
export function notLeadSquared(
  { host, why, status = 404, details }: Extract<CallAnswer, { kind: 'wrong-address' }>,
  where = '',
): string {
  const correct = `Correct the host${where}`
  switch (why) {
    case 'no-service':
      return `${host} answered, but there is no LeadSquared service at that address (answer ${status}). ${correct}.`
    case 'redirect':
      return `${details} The keys were not sent there. ${correct}, or sign in to this network first where it has a sign-in page.`
    case 'certificate':
      return `${details} The keys were not sent. ${correct}; where it is right, something on this network stands in between, or this computer’s date is wrong.`
    case 'no-tls':
      return `${details} The keys were not sent. ${correct}, or the port in it.`
    case 'unverified':
      return details
  }
}

function notReached(
  { offline, why, details }: Extract<CallAnswer, { kind: 'passing' }>,
  host: string,
): string {
  if (offline) return `${host} could not be reached. Check the network and the host, then try again.`
  switch (why) {
    case 'no-name':
      return `There is no host named ${host}. Check its spelling: it looks like api.leadsquared.com or api-in21.leadsquared.com.`
    case 'refused':
      return `${host} refused the connection: no service listens there. Check the host and its port.`
    case 'no-connection':
      return `${details} Check the host; where it is right, see whether this network lets it through, then try again.`
    case 'proxy-login':
      return details
    default:
      return `${host} did not answer as it should. ${asSentence(details)} Try again in a moment.`
  }
}

/** Details become part of a sentence. */
export function asSentence(details: string): string {
  const text = details.trim()
  return /[.!?]”?$/.test(text) ? text : `${text}.`
}

function inQuotes(words: string): string {
  return words.trim() === '' ? '' : `: “${words.trim()}”`
}
