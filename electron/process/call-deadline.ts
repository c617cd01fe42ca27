/** How long a call may take, from the call on the wire to its whole answer, and before that to connect. Milliseconds. */
export interface CallTimes {
  answerTimeoutMs: number
  connectTimeoutMs: number
}

const CONNECT_MS = 10_000
const ANSWER_MS = 60_000
const MOST_SECONDS = 600

/**
 * The times of every call, in all three ways in: what the gateway waits for, and what the push therefore takes a call to be
 * at work when it broke off. `LEADSHEET_CALL_SECONDS` sets another time for the answer, for specs that cannot wait and for
 * a LeadSquared that is slower; 0.1 to 600, anything else is as if it were not there. @default 60 s, and 10 s to connect
 */
export function callTimes(env: Readonly<Record<string, string | undefined>>): CallTimes {
  const seconds = Number(env.LEADSHEET_CALL_SECONDS ?? '')
  const answerTimeoutMs = seconds >= 0.1 && seconds <= MOST_SECONDS ? seconds * 1000 : ANSWER_MS
  return { answerTimeoutMs, connectTimeoutMs: Math.min(CONNECT_MS, answerTimeoutMs) }
}
