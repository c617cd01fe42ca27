import { ok } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { ActivityTypes } from './activity-types.ts'
import type { AfterRunner } from './after-runner.ts'

type AfterCalls = 'after.types' | 'after.of' | 'after.goOn' | 'after.again' | 'after.pause' | 'after.cancel'

export function afterHandlers(runner: AfterRunner, types: ActivityTypes): Pick<Handlers<Calls>, AfterCalls> {
  return {
    async 'after.types'({ accountId, refresh }) {
      const found = await types.of(accountId, { refresh })
      return found.ok ? ok({ types: found.value }) : found
    },
    'after.of': ({ pushId }) => ok({ after: runner.of(pushId) }),
    'after.goOn': ({ pushId }) => runner.goOn(pushId),
    'after.again': ({ pushId }) => runner.again(pushId),
    'after.pause': ({ pushId }) => runner.pause(pushId),
    'after.cancel': ({ pushId }) => runner.cancel(pushId),
  }
}
