import { z } from 'zod'

/** A user of the account, whom leads can belong to. Nobody but active users can be made the owner of a lead. */
export const AccountUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
})
export type AccountUser = z.infer<typeof AccountUser>

/** The account's users, or why they could not be read. */
export const People = z.union([z.object({ users: z.array(AccountUser) }), z.object({ problem: z.string() })])
export type People = z.infer<typeof People>
