import type { RowState } from './outcome.ts'

/** What a row's status reads as. "Ready" is a draft without errors; the host knows only the draft. */
export type Status = RowState | 'ready'

/** In the order they are told: the work to do, the work under way, what became of it. */
export const STATUSES = [
  'draft',
  'ready',
  'queued',
  'sending',
  'created',
  'updated',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
] as const satisfies readonly Status[]

export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  draft: 'Draft',
  ready: 'Ready',
  queued: 'Queued',
  sending: 'Sending',
  created: 'Created',
  updated: 'Updated',
  failed: 'Failed',
  unknown: 'Unknown',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
}
