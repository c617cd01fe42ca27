import type { Calls } from '#shared/api/contract.ts'
import { ok } from '#shared/api/faults.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { Practice } from '#electron/services/ports/practice.ts'

export function practiceHandlers(
  practice: Pick<Practice, 'leadCount' | 'empty'>,
): Pick<Handlers<Calls>, 'practice.status' | 'practice.empty'> {
  return {
    'practice.status': async () => ok({ leads: await practice.leadCount() }),
    'practice.empty': async () => ok({ leads: await practice.empty() }),
  }
}
