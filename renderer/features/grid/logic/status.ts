import { STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
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

/** The sign at the end of a status: how many problems keep the row back or are worth a look, an edit, something said. */
export interface StatusMark {
  kind: 'none' | 'errors' | 'warnings' | 'changed' | 'said'
  /** A count, where there is one. */
  text: string
}

export function statusMarkOf(row: SheetRow, status: Status): StatusMark {
  if (row.changed) return { kind: 'changed', text: '' }
  if (status === 'draft' || status === 'ready') {
    const own = problemsOf(row.id)
    const errors = own.filter(({ severity }) => severity === 'error').length
    if (errors > 0) return { kind: 'errors', text: String(errors) }
    return own.length > 0 ? { kind: 'warnings', text: String(own.length) } : { kind: 'none', text: '' }
  }
  return { kind: messageOf(row) === '' ? 'none' : 'said', text: '' }
}

/** Everything the cell of a row's status shows or says to those who hear it: it is drawn anew where this is another text. */
export function statusShown(row: SheetRow): string {
  const status = statusOf(row)
  const { kind, text } = statusMarkOf(row, status)
  return [status, kind, text, wordsBeside(row)].join(' ')
}

/** What is said of a row after its status, for those who hear it. */
export function wordsBeside(row: SheetRow): string {
  const since = !row.changed ? '' : isEditLeftOut(row) ? 'edit not in this push' : 'changed since'
  return [since, messageOf(row)]
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')
}

/** All a row's status has to say: what it is, what became of the row or is wrong with it, and of an edit since. */
export function statusInWords(row: SheetRow): string {
  const status = statusOf(row)
  const errors = problemsOf(row.id).filter(({ severity }) => severity === 'error').length
  const kept = errors === 1 ? '1 problem keeps it out of a push' : `${errors} problems keep it out of a push`
  const lines: string[] = [status === 'draft' && errors > 0 ? `Draft: ${kept}` : STATUS_LABELS[status]]
  if (row.changed && !isEditLeftOut(row))
    lines.push('Changed since it was sent: LeadSquared has what it was then.')
  const own = status === 'draft' || status === 'ready' ? problemsOf(row.id).map(({ text }) => text) : []
  const said = messageOf(row)
  return [...new Set([...lines, ...own, said])].filter(Boolean).join('\n')
}
