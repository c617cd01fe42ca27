import { ok } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { listCreated, type CreatedListDeps } from './created-list.ts'
import type { LookBack } from './look-back.ts'
import type { PushRunner } from './runner.ts'
import type { Undoer } from './undo.ts'

type PushCalls = 'push.review' | 'push.start' | 'push.pause' | 'push.resume' | 'push.cancel' | 'push.current'
type UndoCalls = 'undo.review' | 'undo.rows' | 'undo.start' | 'undo.listCreated' | 'push.lookBack'

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

export interface UndoHandlersDeps {
  undoer: Undoer
  lookBack: LookBack
  created: CreatedListDeps
}

export function undoHandlers({
  undoer,
  lookBack,
  created,
}: UndoHandlersDeps): Pick<Handlers<Calls>, UndoCalls> {
  return {
    'undo.review': ({ pushId }) => undoer.review(pushId),
    'undo.rows': ({ pushId, ...page }) => ok(undoer.rows(pushId, page)),
    'undo.start': ({ pushId, reviewed }) => undoer.start(pushId, reviewed),
    'undo.listCreated': ({ pushId, name }) => listCreated(created, pushId, name),
    'push.lookBack': ({ pushId }) => lookBack(pushId),
  }
}
