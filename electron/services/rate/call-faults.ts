import { fail, type Result } from '#shared/api/faults.ts'
import type { CallAnswer, CallHooks, SideAnswer } from '#electron/services/ports.ts'

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
      return fail(
        'unreachable',
        `${answer.host} answered, but it has no LeadSquared service there. Check the host.`,
      )
    case 'throttled':
      return fail('busy', 'The account is over its call limit just now. Wait a moment and try again.')
    case 'refused':
      return fail(
        'invalid',
        `${host} refused the question (answer ${answer.status}${inQuotes(answer.details)}). Check the host; where it is right, LeadSquared itself has a fault just now.`,
      )
    case 'passing':
      return answer.offline
        ? fail('unreachable', `${host} could not be reached. Check the network and the host, then try again.`)
        : fail('unreachable', `${host} did not answer as it should. Try again in a moment.`)
    case 'unclear':
      return fail(
        'unreachable',
        `${answer.details} Check that the host is LeadSquared’s, and that no sign-in page of this network stands in between; then try again.`,
      )
  }
}

function inQuotes(words: string): string {
  return words.trim() === '' ? '' : `: “${words.trim()}”`
}
