import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { LeadList } from '#electron/services/ports/lead-reads.ts'
import type { CallHooks, Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { LeadLists } from '#electron/services/ports/lead-lists.ts'
import { faultOf } from '#electron/services/rate/call-faults.ts'
import type { ListService } from '#electron/services/reading/lists.ts'

export interface StaticListDeps {
  api: Pick<LeadLists, 'createList'>
  lists: ListService
}

/** Makes a call that writes, in turn with all others of the account; throttled ones have been repeated. */
export type AskOnce = <Value>(
  call: (hooks: CallHooks) => Promise<SideAnswer<Value>>,
) => Promise<SideAnswer<Value>>

/** The account's static list of this name; null: there is none. Two of one name are for a person to tell apart. */
export function staticListNamed(lists: readonly LeadList[], name: string): Result<LeadList | null> {
  const [list, another] = lists.filter((each) => each.kind === 'static' && each.name.trim() === name.trim())
  return another
    ? fail(
        'invalid',
        `The account has several static lists called “${name}”, and which one is meant is not plain. Give one of them another name in LeadSquared, or choose another list.`,
      )
    : ok(list ?? null)
}

/**
 * The id of the static list of this name, which is made where there is none. A call that broke off may have made it all the
 * same, and a second one of the name would be one too many: so it is looked for again, and not made twice.
 */
export async function staticListFor(
  { api, lists }: StaticListDeps,
  { accountId, held, ask }: { accountId: string; held: Credentials; ask: AskOnce },
  list: { name: string; description: string },
  /** The list is about to be made: what happens before the first byte. */
  onMaking: () => void = () => undefined,
): Promise<Result<string>> {
  const find = async (): Promise<Result<LeadList | null>> => {
    const all = await lists.of(accountId, { refresh: true })
    return all.ok ? staticListNamed(all.value, list.name) : all
  }
  const before = await find()
  if (!before.ok) return before
  if (before.value) return ok(before.value.id)
  const made = await ask((hooks) => {
    onMaking()
    return api.createList(held, list, hooks)
  })
  lists.forget(accountId)
  if (made.kind === 'value') return ok(made.value)
  if (made.kind !== 'unclear' && made.kind !== 'passing') return faultOf(made, held.origin)
  const after = await find()
  if (!after.ok) return after
  return after.value ? ok(after.value.id) : faultOf(made, held.origin)
}
