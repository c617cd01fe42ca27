import { z } from 'zod'
import { Fault } from '#shared/api/faults.ts'

/** Page → host. */
export const CallMessage = z.object({
  type: z.literal('call'),
  id: z.number().int(),
  name: z.string(),
  input: z.unknown(),
})

/** Host → page. */
export const HostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), id: z.number().int(), value: z.unknown() }),
  z.object({ type: z.literal('fault'), id: z.number().int(), fault: Fault }),
  /** A surprise; `reference` finds it in the host's log. */
  z.object({ type: z.literal('surprise'), id: z.number().int(), reference: z.string() }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
])
export type HostMessage = z.infer<typeof HostMessage>
