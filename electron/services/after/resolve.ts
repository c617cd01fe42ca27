import type { Result } from '#shared/api/faults.ts'
import { readActivityText, type ReviewedAfter } from '#shared/domain/push/after.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import { AfterGroup, type AfterPush } from '#shared/domain/sheet/after-push.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { ListService } from '#electron/services/reading/lists.ts'
import { activityTypeCalled, type ActivityTypes } from './activity-types.ts'
import { staticListNamed } from './static-list.ts'

export interface ResolverDeps {
  lists: ListService
  types: ActivityTypes
}

/** Lays what is to follow a push over the account's lists and kinds of activity and the sheet's columns. Writes nothing. */
export async function resolveAfter(
  { lists, types }: ResolverDeps,
  accountId: string,
  after: AfterPush,
  { columns, leads }: { columns: readonly Column[]; leads: number },
): Promise<ReviewedAfter> {
  const problems: string[] = []
  const take = <Value>(result: Result<Value>): Value | null => {
    if (result.ok) return result.value
    if (!problems.includes(result.fault.text)) problems.push(result.fault.text)
    return null
  }
  const resolved: ReviewedAfter['lists'] = []
  const wanted = AfterGroup.options.flatMap((of) => {
    const name = after.lists?.[of]?.trim()
    return name ? [{ of, name }] : []
  })
  if (wanted.length > 0) {
    const all = take(await lists.of(accountId, { refresh: false }))
    for (const { of, name } of wanted) {
      const list = all && take(staticListNamed(all, name))
      resolved.push({ of, name, id: list?.id ?? null, members: list?.members ?? null })
    }
  }
  let activity: ReviewedAfter['activity'] = null
  if (after.activity) {
    const { type, text } = after.activity
    const read = readActivityText(text, columns)
    if (!read.ok) problems.push(read.problem)
    const all = take(await types.of(accountId, { refresh: false }))
    const found = all && take(activityTypeCalled(all, type))
    if (found) activity = { type: found.name, event: found.event, text }
  }
  const calls = Math.ceil(leads / LEADS_PER_CALL)
  const made = new Set(resolved.filter(({ id }) => id === null).map(({ name }) => name)).size
  // Each lead is in one group at most; every further list may end with a call that is not full.
  const adding = leads === 0 || resolved.length === 0 ? 0 : calls + resolved.length - 1
  return {
    lists: resolved,
    activity,
    calls: adding + (leads === 0 ? 0 : made) + (after.activity ? calls : 0),
    problem: problems.join(' '),
  }
}
