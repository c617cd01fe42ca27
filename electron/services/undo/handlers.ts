import { ok } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { listCreated, type CreatedListDeps } from './created-list.ts'
import type { LookBack } from './look-back.ts'
import { phoneOwners, type PhoneOwnersDeps } from './phone-owners.ts'
import type { Undoer } from './undoer.ts'

type UndoCalls =
  | 'undo.review'
  | 'undo.rows'
  | 'undo.start'
  | 'undo.listCreated'
  | 'push.lookBack'
  | 'push.phoneOwners'

export interface UndoHandlersDeps {
  undoer: Undoer
  lookBack: LookBack
  created: CreatedListDeps
  phones: PhoneOwnersDeps
}

export function undoHandlers({
  undoer,
  lookBack,
  created,
  phones,
}: UndoHandlersDeps): Pick<Handlers<Calls>, UndoCalls> {
  return {
    'undo.review': ({ pushId }) => undoer.review(pushId),
    'undo.rows': ({ pushId, ...page }) => ok(undoer.rows(pushId, page)),
    'undo.start': ({ pushId, reviewed }) => undoer.start(pushId, reviewed),
    'undo.listCreated': ({ pushId, name }) => listCreated(created, pushId, name),
    'push.lookBack': ({ pushId }) => lookBack(pushId),
    'push.phoneOwners': ({ pushId }) => phoneOwners(phones, pushId),
  }
}
