import type { Result } from '#shared/api/faults.ts'
import type { People } from '#shared/domain/sheet/account-user.ts'
import type { Credentials } from '#electron/services/ports/lead-api.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import { faultOf, type SideCalls } from '#electron/services/rate/call-faults.ts'

export interface PeopleOptions {
  credentials(accountId: string): Promise<Result<Credentials>>
  api: Pick<LeadReads, 'users'>
  sideCalls: SideCalls
}

export interface PeopleService {
  /** The account's users: asked for once a run, by one call; those who ask while the answer is under way share it. */
  read(accountId: string, options?: { refresh: boolean }): Promise<People>
  /** Those that were read already; undefined: nobody asked, or they could not be had. Never makes a call. */
  known(accountId: string): People | undefined
  forget(accountId: string): void
}

/** The users of each account, read only where somebody asks for them. */
export function createPeople(options: PeopleOptions): PeopleService {
  const asked = new Map<string, Promise<People>>()
  const known = new Map<string, People>()

  async function fetch(accountId: string): Promise<People> {
    const held = await options.credentials(accountId)
    if (!held.ok) return { problem: held.fault.text }
    const answer = await options.sideCalls(accountId, (hooks) => options.api.users(held.value, hooks))
    if (answer.kind !== 'value') return { problem: faultOf(answer, held.value.origin).fault.text }
    return { users: answer.value.map(({ id, name, email, active }) => ({ id, name, email, active })) }
  }

  return {
    read(accountId, { refresh } = { refresh: false }) {
      const before = asked.get(accountId)
      if (before && !refresh) return before
      const fresh = fetch(accountId).then((people) => {
        if (asked.get(accountId) !== fresh) return people
        if ('users' in people) known.set(accountId, people)
        // No answer is none: whoever asks next tries again.
        else asked.delete(accountId)
        return people
      })
      asked.set(accountId, fresh)
      return fresh
    },
    known: (accountId) => known.get(accountId),
    forget(accountId) {
      asked.delete(accountId)
      known.delete(accountId)
    },
  }
}
