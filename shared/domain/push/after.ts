import { z } from 'zod'
import { readTemplate, type Template } from '#shared/domain/shape/template.ts'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import type { AfterGroup } from '#shared/domain/sheet/after-push.ts'
import { readCell } from '#shared/domain/sheet/read-cell.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import { RowId, type Row } from '#shared/domain/sheet/sheet.ts'

/** What is done with the leads, each kind once a push: a list for each group, and the activity. */
export const AfterTaskKind = z.enum(['list-created', 'list-updated', 'list-failed', 'activity'])
export type AfterTaskKind = z.infer<typeof AfterTaskKind>

export const GROUP_OF = {
  'list-created': 'created',
  'list-updated': 'updated',
  'list-failed': 'failed',
} as const satisfies Partial<Record<AfterTaskKind, AfterGroup>>

/** What became of one lead in one task. unknown: LeadSquared may or may not have taken it, and it is not sent again by itself. */
export const AfterState = z.enum(['queued', 'sending', 'done', 'failed', 'unknown'])
export type AfterState = z.infer<typeof AfterState>

/** waiting: the push has not ended · paused: something is open and somebody has to say go on · cancelled: what is open stays undone. */
export const AfterPhase = z.enum(['waiting', 'running', 'paused', 'finished', 'cancelled'])
export type AfterPhase = z.infer<typeof AfterPhase>

export const AfterTask = z.object({
  kind: AfterTaskKind,
  /** Of the list, or of the kind of activity. */
  name: z.string(),
  /** The list's id or the activity's number; null: the list is not there yet. */
  target: z.string().nullable(),
  /** Leads; the sum of the next four. */
  leads: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  open: z.number().int(),
  /** Rows whose lead nobody knows, so that nothing is done with it. */
  leadless: z.number().int(),
  /** Why leads failed or are unknown, most first; `rows`: the first 1,000 of each. */
  reasons: z.array(
    z.object({
      state: z.enum(['failed', 'unknown']),
      text: z.string(),
      leads: z.number().int(),
      rows: z.array(RowId),
    }),
  ),
})
export type AfterTask = z.infer<typeof AfterTask>

/** How what follows a push stands. */
export const AfterView = z.object({
  pushId: z.number().int().positive(),
  phase: AfterPhase,
  /** Why it stands still and what to do; else ''. */
  note: z.string(),
  tasks: z.array(AfterTask),
})
export type AfterView = z.infer<typeof AfterView>

/** What a review says of it. */
export const ReviewedAfter = z.object({
  lists: z.array(
    z.object({
      of: z.enum(['created', 'updated', 'failed']),
      name: z.string(),
      /** Null: there is none of this name, so one is made once a lead is to be put on it. */
      id: z.string().nullable(),
      /** Leads on it now; null where that is not known. */
      members: z.number().int().nullable(),
    }),
  ),
  activity: z.object({ type: z.string(), event: z.number().int(), text: z.string() }).nullable(),
  /** Bulk calls it takes at most, beside those of the push. */
  calls: z.number().int(),
  /** Why it cannot be done like that, so that nothing is pushed; else ''. */
  problem: z.string(),
})
export type ReviewedAfter = z.infer<typeof ReviewedAfter>

/** A text that may name columns, laid over the columns there are. */
export type ActivityText =
  | { ok: true; template: Template; columns: readonly SentColumn[] }
  | { ok: false; problem: string }

export function readActivityText(text: string, columns: readonly SentColumn[]): ActivityText {
  if (text.trim() === '') return { ok: false, problem: 'Write what the activity says.' }
  const read = readTemplate(text, 'any')
  if (!read.ok) return read
  const found: SentColumn[] = []
  for (const name of read.template.fields) {
    const [column, another] = columnsCalled(columns, name)
    if (!column)
      return { ok: false, problem: `The text of the activity names “${name}”, and no column is called that.` }
    if (another)
      return {
        ok: false,
        problem: `The text of the activity names “${name}”, and several columns are called that. Write ${name}#1 or ${name}#2.`,
      }
    found.push(column)
  }
  return { ok: true, template: read.template, columns: found }
}

/**
 * What a cell says in words: as it shows, not in the form its attribute takes. What is never sent of it is not said either: a
 * placeholder where it stands for an empty cell, and another program's mark.
 */
function said(raw: string, column: SentColumn): string {
  const { typed, placeholder } = readCell(raw, column)
  return placeholder && column.placeholders !== 'send' ? '' : typed.trim()
}

/** The text for a row, with what its cells show; '' where nothing is left of it. */
export function activityTextOf(
  { template, columns }: Extract<ActivityText, { ok: true }>,
  row: Pick<Row, 'cells'>,
): string {
  const values = columns.map((column) => said(column.constant ?? row.cells[column.id] ?? '', column))
  const whole = template.texts
    .map((text, at) => text + (values[at] ?? ''))
    .join('')
    .trim()
  if (values.every((value) => value !== '')) return whole
  // What separated a value that is not there from the next: no text is left of it twice.
  const closed = whole.replace(/[^\S\n]+/g, ' ').replace(/ (?=[,.;:!?)\]])/g, '')
  return values.some((value) => value !== '') || /[\p{L}\p{N}]/u.test(closed) ? closed : ''
}
