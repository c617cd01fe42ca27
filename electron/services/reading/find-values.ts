import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { Reader } from './reader.ts'

/** Values that one call asks for may each be had by several leads. */
const MOST_LEADS = 1000

/**
 * The values that leads have of those sought, as LeadSquared has them, by one call. What is not among the answer may be there all the
 * same: not every account's search takes several values. Null where these keys may not read, or the call came to nothing.
 */
export async function findValues(
  { api, reader }: { api: Pick<LeadReads, 'byCondition'>; reader: Pick<Reader, 'ask'> },
  accountId: string,
  { attribute, values }: { attribute: string; values: readonly string[] },
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const condition =
    values.length === 1
      ? { attribute, operator: '=' as const, value: values[0]! }
      : { attribute, operator: 'IN' as const, value: values.join(',') }
  const page = { columns: [attribute], page: 1, size: MOST_LEADS }
  const found = await reader.ask({ accountId, signal, onCall: () => undefined }, (credentials, hooks) =>
    api.byCondition(credentials, condition, page, hooks),
  )
  return found.ok ? found.value.leads.flatMap(({ values: has }) => has.get(attribute) ?? []) : null
}
