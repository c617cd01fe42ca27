import { ok } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { PushRunner } from './runner.ts'

type PushCalls = 'push.review' | 'push.start' | 'push.pause' | 'push.resume' | 'push.cancel' | 'push.current'

export function pushHandlers(runner: PushRunner): Pick<Handlers<Calls>, PushCalls> {
  return {
    'push.review': (request) => runner.review(request),
    'push.start': ({ reviewed, ...request }) => runner.start(request, reviewed),
    'push.pause': ({ pushId }) => runner.pause(pushId),
    'push.resume': ({ pushId }) => runner.resume(pushId),
    'push.cancel': ({ pushId }) => runner.cancel(pushId),
    'push.current': () => ok({ push: runner.current() }),
  }
}
