import type { PushReview } from '#shared/domain/push/outcome.ts'
import type { Program } from '#electron/compose.ts'
import { accountInWords } from '#electron/cli/account/words.ts'
import type { FoundFirst } from './found-first.ts'
import { ALL_WENT_IN, SOME_DID_NOT } from './exit-codes.ts'
import { distinctLeads, type PushAccount } from './push-account.ts'
import { giveAnswer } from './json-answer.ts'

/** What `push --dry-run --json` prints: the forecast, and the account of what would be sent. */
export interface DryRunResult extends PushAccount {
  rows: number
  toSend: number
  leads: number
  calls: number
  seconds: number
}

/**
 * For a run that sends nothing: does the work on sheets of its own, and leaves the folder as it was, also where it ends early.
 * Whoever opens the window next finds the sheet that was open before.
 */
export async function leavingNothing<Value>(
  { workspace }: Pick<Program, 'workspace'>,
  work: () => Promise<Value>,
): Promise<Value> {
  const open = workspace.openSheet()
  const before = new Set(workspace.sheets().map(({ id }) => id))
  try {
    return await work()
  } finally {
    for (const { id } of workspace.sheets()) if (!before.has(id)) workspace.removeSheet(id)
    if (open) workspace.switchTo(open.id)
  }
}

/** Tells what a push would do, and sends nothing. The answer is the exit code. */
export function dryRun(
  { account, review }: { account: PushAccount; review: PushReview },
  json: boolean,
  found: FoundFirst = {},
): number {
  const where = account.account.includes(account.host) ? '' : ` (${account.host})`
  const lines = [
    `Nothing was sent. A push of this to ${account.account}${where} would go like this:`,
    ...accountInWords(account, review),
  ]
  if (json) giveAnswer({ ...jsonOf(account, review), ...found })
  else process.stdout.write(`${lines.join('\n')}\n`)
  // Rows that are the same there already need not go.
  return review.toSend + sameIn(review) === review.inScope ? ALL_WENT_IN : SOME_DID_NOT
}

function jsonOf(account: PushAccount, review: PushReview): DryRunResult {
  const { inScope, toSend, calls, seconds } = review
  const leads = distinctLeads(review, account.duplicates.choice)
  return { rows: inScope, toSend, leads, calls, seconds: Math.round(seconds * 1000) / 1000, ...account }
}

/** Rows that stay out because LeadSquared has them as they are. */
export function sameIn({ leftOut }: Pick<PushReview, 'leftOut'>): number {
  return leftOut.find(({ code }) => code === 'same')?.count ?? 0
}
