import { z } from 'zod'

/** What the desktop's bridge answers a file. Apart from the carriers, which a page knows before its first paint. */
export const HandedIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken'), fileId: z.string() }),
  z.object({ kind: z.literal('refused'), problem: z.string() }),
  /** It has no path: its bytes have to be sent. */
  z.object({ kind: z.literal('bytes') }),
])
export type HandedIn = z.infer<typeof HandedIn>
