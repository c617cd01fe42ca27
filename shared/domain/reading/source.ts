import { z } from 'zod'

/** What `Leads.Get` compares with. `LIKE` takes % for any text; `IN` is used only where a probe showed that it works. */
export const ConditionOperator = z.enum(['=', '<>', '<', '<=', '>', '>=', 'LIKE', 'IN'])
export type ConditionOperator = z.infer<typeof ConditionOperator>

/** One condition on one attribute: the most the service can be asked. */
export const LeadCondition = z.object({
  /** Schema name, in its exact case. */
  attribute: z.string().min(1),
  operator: ConditionOperator,
  /** With `IN`: comma-joined. Dates as `yyyy-MM-dd HH:mm:ss`, UTC. */
  value: z.string(),
})
export type LeadCondition = z.infer<typeof LeadCondition>

/** Where a pull gets its leads from. */
export const PullSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list'), listId: z.string().min(1), name: z.string() }),
  z.object({ kind: z.literal('condition'), condition: LeadCondition }),
  /** ISO 8601, UTC; `to` null: until now. */
  z.object({ kind: z.literal('changed'), from: z.string(), to: z.string().nullable() }),
  /** As pasted: Lead IDs and email addresses, mixed as they come. */
  z.object({ kind: z.literal('named'), names: z.array(z.string().min(1)).min(1).max(200_000) }),
  /** The leads that the sheet's latest comparison with this account matched. */
  z.object({ kind: z.literal('matched'), sheetId: z.number().int().positive() }),
])
export type PullSource = z.infer<typeof PullSource>
