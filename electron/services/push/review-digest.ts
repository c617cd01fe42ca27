import { createHash } from 'node:crypto'
import type { AccountView } from '#shared/domain/push/account.ts'
import type { DuplicateDecision } from '#shared/domain/check/duplicates.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import type { PlannedRow } from '#shared/domain/push/plan.ts'
import { sentText, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { RowWrite } from './write-plan.ts'
import { tidiedAfter } from '#shared/domain/sheet/after-push.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'

/**
 * Names all that a push would send and where to, in two parts: the account, and the rows with the choices made for them.
 * Taken of the rows a review saw and of those a push has written down, it is the same only where the push is what was
 * reviewed. What goes nowhere (a column that is not sent, a width) is not in it.
 */
export class ReviewMark {
  readonly #account: string
  readonly #rows = createHash('sha256')
  readonly #sent: readonly SentColumn[]

  constructor(
    account: AccountView,
    columns: readonly SentColumn[],
    request: PushRequest,
    write: PushWrite | null = null,
  ) {
    const { id, host, live, limit, learnedLimit } = account
    this.#account = digest(JSON.stringify([id, host, live, limit, learnedLimit]))
    this.#sent = columns.filter(({ attribute }) => attribute !== null)
    const sent = this.#sent.map(({ id: columnId, attribute, constant }) => [columnId, attribute, constant])
    const { sheetId, searchBy, blanks, duplicates } = request
    this.#rows.update(JSON.stringify([sheetId, searchBy, blanks, duplicates, sent]))
    if (request.after) this.#rows.update(JSON.stringify(tidiedAfter(request.after) ?? null))
    if (write) this.#rows.update(JSON.stringify([write.mode, write.way, write.of]))
  }

  /** In the sheet's order, as the plan took them. */
  rows(rows: readonly { row: Row; planned: PlannedRow; write: RowWrite | null }[]): void {
    const told: (number | string)[] = []
    for (const { row, planned, write } of rows) {
      told.push(row.id)
      if (planned.state === 'skipped') told.push(planned.code)
      else if (write?.kind === 'part') told.push(JSON.stringify([write.lead, write.image]))
      else for (const column of this.#sent) told.push(sentText(row, column))
    }
    this.#rows.update(JSON.stringify(told))
  }

  /** Once all rows were seen. */
  finish(decisions: readonly DuplicateDecision[]): string {
    const told = decisions.map((decision) =>
      decision.kind === 'merged' ? decision.rowIds : [decision.kind, decision.rowId],
    )
    this.#rows.update(JSON.stringify(told))
    return `${this.#account}.${this.#rows.digest('base64url')}`
  }
}

/** What is not as it was reviewed; null where all is. */
export function changedSince(reviewed: string, now: string): 'account' | 'rows' | null {
  if (reviewed === now) return null
  return reviewed.split('.')[0] === now.split('.')[0] ? 'rows' : 'account'
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
