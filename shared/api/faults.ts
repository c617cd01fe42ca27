import { z } from 'zod'

/**
 * The failures the program expects, as data. `text` is one or two sentences in the user's words: what happened and what
 * to do. A failure that is none of these is a surprise: it is logged with an id and travels as that id alone.
 */
export const Fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-found'), text: z.string() }),
  z.object({ kind: z.literal('invalid'), text: z.string() }),
  /** The workbook cannot be read as asked; `code` names the bound or defect. */
  z.object({ kind: z.literal('unreadable-file'), code: z.string(), text: z.string() }),
  z.object({ kind: z.literal('cancelled'), text: z.string() }),
  /** A push is going on, or another page holds the sheet. */
  z.object({ kind: z.literal('busy'), text: z.string() }),
  /** Something is no longer as it was when the person said yes to it. */
  z.object({ kind: z.literal('changed'), text: z.string() }),
  z.object({ kind: z.literal('account-refused'), text: z.string() }),
  z.object({ kind: z.literal('unreachable'), text: z.string() }),
  /** The vault is locked, or no secret is held for the account. */
  z.object({ kind: z.literal('locked'), text: z.string() }),
  z.object({ kind: z.literal('cannot-write'), text: z.string() }),
])
export type Fault = z.infer<typeof Fault>
export type FaultKind = Fault['kind']

export type Result<Value> = { ok: true; value: Value } | { ok: false; fault: Fault }

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function fail(kind: Exclude<FaultKind, 'unreadable-file'>, text: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { kind, text } }
}
