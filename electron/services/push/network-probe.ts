import type { Result } from '#shared/api/faults.ts'
import { limitedCall } from '#electron/services/rate/limited-call.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import { waitMs, type RetryPolicy } from './retry-policy.ts'
import type { RateGovernor } from '#electron/services/rate/governor.ts'

export interface ProbeOptions {
  api: Pick<LeadApi, 'whoAmI'>
  governor: RateGovernor
  credentials(): Promise<Result<Credentials>>
  clock: Clock
  policy: RetryPolicy
  random: () => number
}

/**
 * Asks who we are, which writes nothing, ever less often, until there is an answer of any kind, or no keys to ask with.
 * Rejects with the signal's reason when it is aborted.
 */
export async function waitForNetwork(options: ProbeOptions, signal: AbortSignal): Promise<void> {
  const { api, governor, clock, policy, random } = options
  for (let tries = 1; ; tries++) {
    await clock.sleep(waitMs(2 * policy.backoffMs, tries, policy.longestBackoffMs, random), signal)
    const credentials = await options.credentials()
    signal.throwIfAborted()
    if (!credentials.ok) return
    const answer = await limitedCall(
      governor,
      (hooks) => api.whoAmI(credentials.value, { ...hooks, signal }),
      signal,
    )
    signal.throwIfAborted()
    if (!(answer.kind === 'passing' && answer.offline)) return
  }
}
