import { ok, type Result } from '#shared/api/faults.ts'
import type { LeadList, LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { Reader, ReadJob } from './reader.ts'

export interface ListService {
  /** By name. */
  of(accountId: string, options: { refresh: boolean }): Promise<Result<LeadList[]>>
  forget(accountId: string): void
  /** Whoever still waits for lists is answered that it was cancelled. */
  close(): void
}

const KINDS: readonly LeadList['kind'][] = ['static', 'dynamic', 'refreshable']
/** Accounts with more lists than this show the first of each kind. */
const MOST_PAGES = 25

/** Each account's lists, asked for once a run. A page that brings nothing new is the last one. */
export function createLists(deps: { api: Pick<LeadReads, 'lists'>; reader: Reader }): ListService {
  const known = new Map<string, LeadList[]>()
  const closing = new AbortController()

  async function fetch(accountId: string): Promise<Result<LeadList[]>> {
    const job: ReadJob = { accountId, signal: closing.signal, onCall: () => undefined }
    const lists = new Map<string, LeadList>()
    for (const kind of KINDS) {
      for (let page = 1; page <= MOST_PAGES; page++) {
        const answer = await deps.reader.ask(job, (credentials, hooks) =>
          deps.api.lists(credentials, { kind, page }, hooks),
        )
        if (!answer.ok) return answer
        const fresh = answer.value.filter(({ id }) => !lists.has(id))
        for (const list of fresh) lists.set(list.id, list)
        if (fresh.length === 0 || answer.value.length < 10) break
      }
    }
    return ok([...lists.values()].sort((one, other) => one.name.localeCompare(other.name)))
  }

  return {
    async of(accountId, { refresh }) {
      const before = known.get(accountId)
      if (before && !refresh) return ok(before)
      const found = await fetch(accountId)
      if (found.ok) known.set(accountId, found.value)
      return found
    },
    forget: (accountId) => void known.delete(accountId),
    close: () => closing.abort(),
  }
}
