import { z } from 'zod'
import { CallSpending } from '#shared/domain/push/account.ts'
import { SheetId } from '#shared/domain/sheet/sheet.ts'
import { PullSource } from './source.ts'
import { READ_WAIT } from './waiting.ts'

export const PullRequest = z.object({
  accountId: z.string(),
  source: PullSource,
  /** Schema names, in the order of the columns; `ProspectID` comes first whether it is named or not. */
  columns: z.array(z.string().min(1)).min(1).max(250),
})
export type PullRequest = z.infer<typeof PullRequest>

export const PullPlan = z.object({
  /** Null where the service does not tell before all of them came. */
  leads: z.number().int().nullable(),
  calls: z.number().int().nullable(),
  seconds: z.number().nullable(),
  spending: CallSpending,
  /** One sentence where something should be known before; '' otherwise. */
  warning: z.string(),
})
export type PullPlan = z.infer<typeof PullPlan>

/**
 * running · paused: can be resumed (asked for, the program ended, the network or the account failed; `note` says which) ·
 * finished · cancelled: what came stays, and no more will come.
 */
export const PullPhase = z.enum(['running', 'paused', 'finished', 'cancelled'])
export type PullPhase = z.infer<typeof PullPhase>

export const PullProgress = z.object({
  sheetId: SheetId,
  accountId: z.string(),
  source: PullSource,
  columns: z.array(z.string()),
  phase: PullPhase,
  /** Leads in the sheet. */
  came: z.number().int(),
  /** Null where it is not known. */
  expected: z.number().int().nullable(),
  calls: z.number().int(),
  /** Spent running. */
  seconds: z.number(),
  /** Plain words where there is something to say: why it paused, what did not come; else ''. */
  note: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  ...READ_WAIT,
})
export type PullProgress = z.infer<typeof PullProgress>

export const LeadListView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['static', 'dynamic', 'refreshable']),
  members: z.number().int().nullable(),
})
export type LeadListView = z.infer<typeof LeadListView>
