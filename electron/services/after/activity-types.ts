import { fail, ok, type Result } from '#shared/api/faults.ts'
import { foldedName } from '#shared/domain/sheet/column-names.ts'
import type { ActivityType, LeadLists } from '#electron/services/ports/lead-lists.ts'
import type { Reader, ReadJob } from '#electron/services/reading/reader.ts'

export interface ActivityTypes {
  /** By name. */
  of(accountId: string, options: { refresh: boolean }): Promise<Result<ActivityType[]>>
  forget(accountId: string): void
}

/** Each account's kinds of activity, asked for once a run. */
export function createActivityTypes(deps: {
  api: Pick<LeadLists, 'activityTypes'>
  reader: Reader
}): ActivityTypes {
  const known = new Map<string, ActivityType[]>()
  return {
    async of(accountId, { refresh }) {
      const before = known.get(accountId)
      if (before && !refresh) return ok(before)
      const job: ReadJob = { accountId, signal: new AbortController().signal, onCall: () => undefined }
      const found = await deps.reader.ask(job, (keys, hooks) => deps.api.activityTypes(keys, hooks))
      if (found.ok) known.set(accountId, found.value)
      return found
    },
    forget: (accountId) => void known.delete(accountId),
  }
}

const MOST_NAMED = 20

/** By name, in any case, or by number; the words where there is none, or several. */
export function activityTypeCalled(types: readonly ActivityType[], wanted: string): Result<ActivityType> {
  const name = wanted.trim()
  const exact = types.filter((type) => type.name === name)
  const found = exact.length > 0 ? exact : types.filter((type) => foldedName(type.name) === foldedName(name))
  if (found.length === 1) return ok(found[0]!)
  if (found.length > 1) {
    const numbers = found.map(({ event }) => event).join(', ')
    return fail(
      'invalid',
      `The account has several kinds of activity called “${name}”. Name one by its number: ${numbers}.`,
    )
  }
  const numbered = /^\d+$/.test(name) ? types.find(({ event }) => event === Number(name)) : undefined
  if (numbered) return ok(numbered)
  const there = types
    .slice(0, MOST_NAMED)
    .map((type) => `“${type.name}”`)
    .join(', ')
  const more = types.length > MOST_NAMED ? ` and ${types.length - MOST_NAMED} more` : ''
  return fail(
    'invalid',
    `The account has no kind of activity called “${name}”. ${types.length === 0 ? 'It has none at all.' : `There are: ${there}${more}.`}`,
  )
}
