import type { Status } from '#shared/domain/push/status.ts'
import { inDisplayNames } from '#renderer/stores/accounts/attribute-store.ts'
import { firstError, problemsOf } from '#renderer/stores/problems/problem-store.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'

/** A draft without errors reads "Ready". */
export function statusOf(row: SheetRow): Status {
  const state = row.outcome?.state ?? 'draft'
  if (state !== 'draft') return state
  return firstError(row.id) ? 'draft' : 'ready'
}

/** Edited while a push has the row: that push sends what was reviewed, and the edit is no part of it. */
export function isEditLeftOut(row: SheetRow): boolean {
  return row.changed && (row.outcome?.state === 'queued' || row.outcome?.state === 'sending')
}

const EDIT_LEFT_OUT =
  'This edit is not part of this push, which sends the row as it was reviewed. Push again afterwards to send it.'

/** What the row's message cell says: what became of it, else what is wrong with it. */
export function messageOf(row: SheetRow): string {
  if (isEditLeftOut(row)) return EDIT_LEFT_OUT
  const said = row.outcome?.message ?? ''
  if (row.outcome && row.outcome.state !== 'draft') return said.includes('“') ? inDisplayNames(said) : said
  return (firstError(row.id) ?? problemsOf(row.id)[0])?.text ?? ''
}
