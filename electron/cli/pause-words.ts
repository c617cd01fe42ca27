import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { isHostAccount } from '#electron/cli/account/store.ts'

/** The window's words that name its buttons and panels; at a terminal neither is at hand. */
const OF_THE_WINDOW: readonly (readonly [RegExp, string])[] = [
  // Nobody keeps a terminal open for a day: the command ends, and says when to go on.
  [/The push goes on by itself on /g, 'It can go on from '],
  [/, then press Resume\./g, '.'],
  [/ Then press Resume\./g, ''],
  [/; press Resume to (try again|go on)\./g, '.'],
  [/ Press Resume to finish\./g, ''],
]

const FROM_ENVIRONMENT: readonly (readonly [RegExp, string])[] = [
  [/change the keys under Accounts/g, 'set others in LEADSHEET_ACCESS_KEY and LEADSHEET_SECRET_KEY'],
  [/Correct them under Accounts/g, 'Correct LEADSHEET_ACCESS_KEY and LEADSHEET_SECRET_KEY'],
  [/Correct the host under Accounts/g, 'Cancel this push and push again with another --host'],
]

const FROM_LEADSHEET: readonly (readonly [RegExp, string])[] = [
  [/ under Accounts/g, ' of this account in Leadsheet’s window'],
]

/** Why a push stands still, for somebody at a terminal. */
export function pauseInWords({
  note,
  accountId,
  pauseReason,
}: Pick<PushProgress, 'note' | 'accountId' | 'pauseReason'>): string {
  if (pauseReason === 'asked' && note === '') return 'The push was stopped. No row is lost.'
  const ofAccounts = isHostAccount(accountId) ? FROM_ENVIRONMENT : FROM_LEADSHEET
  return [...OF_THE_WINDOW, ...ofAccounts].reduce((text, [from, to]) => text.replace(from, to), note)
}
