import { fail, ok, type Result } from '#shared/api/faults.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import type { RowKey } from '#shared/domain/reading/match.ts'
import { samePhone } from '#shared/domain/reading/phones.ts'
import type { IndexedKey, LeadIndex } from '#electron/services/ports/lead-index.ts'
import { LARGEST_PAGE, type LeadReads, type ReadLead } from '#electron/services/ports/lead-reads.ts'
import { inParallel } from './jobs.ts'
import { readPages } from './pages.ts'
import type { Reader, ReadJob } from './reader.ts'

/** Finds the leads that have a key. Answers ids by `nameOf(key)`; keys that find none may be missing. */
export interface Finder {
  find(keys: readonly RowKey[]): Promise<Result<Map<string, readonly string[]>>>
}

export interface FinderDeps {
  api: Pick<LeadReads, 'lookUp' | 'byCondition'>
  reader: Reader
  job: ReadJob
}

/** Values a call is asked for at once where `IN` works. */
export const VALUES_AT_ONCE = 200
/** Calls under way at once; the governor decides when each goes. */
const AT_ONCE = 8

export function nameOf({ attribute, key }: Pick<RowKey, 'attribute' | 'key'>): string {
  return `${attribute}=${key}`
}

export function isPhone(attribute: string): boolean {
  return attribute === 'Phone' || attribute === 'Mobile'
}

/** One call a key, never the same key twice. */
export function lookUpFinder({ api, reader, job }: FinderDeps): Finder {
  const known = new Map<string, readonly string[]>()

  async function lookUp({ attribute, value, key }: RowKey): Promise<Result<readonly string[]>> {
    if (attribute === 'EmailAddress' || attribute === 'Phone' || attribute === 'ProspectID') {
      const by = attribute === 'EmailAddress' ? 'email' : attribute === 'Phone' ? 'phone' : 'id'
      const found = await reader.ask(job, (credentials, hooks) =>
        api.lookUp(credentials, { by, value: by === 'phone' ? key : value }, hooks),
      )
      // The look-up by phone answers with other numbers of the lead too, which a push does not search by.
      return found.ok ? ok(idsWith(found.value, attribute, key)) : found
    }
    return conditionIds({ api, reader, job }, attribute, '=', value)
  }

  return {
    async find(keys) {
      const fresh = unknownOf(keys, known)
      const all = await inParallel(fresh, AT_ONCE, async (key) => {
        const found = await lookUp(key)
        if (found.ok) known.set(nameOf(key), found.value)
        return found
      })
      return all.ok ? ok(known) : all
    },
  }
}

/** Each key once, of those that were not asked for before. */
function unknownOf(keys: readonly RowKey[], known: ReadonlyMap<string, unknown>): RowKey[] {
  const each = new Map(keys.map((key) => [nameOf(key), key]))
  return [...each].filter(([name]) => !known.has(name)).map(([, key]) => key)
}

/** Many values a call, for attributes whose text is compared as it stands; phones are looked up one by one. */
export function inFinder(deps: FinderDeps): Finder {
  const single = lookUpFinder(deps)
  const known = new Map<string, readonly string[]>()

  async function findTogether(attribute: string, keys: readonly RowKey[]): Promise<Result<unknown>> {
    const groups: RowKey[][] = []
    for (let from = 0; from < keys.length; from += VALUES_AT_ONCE)
      groups.push(keys.slice(from, from + VALUES_AT_ONCE))
    return inParallel(groups, AT_ONCE, async (group) => {
      const values = group.map(({ value }) => value).join(',')
      const found = await conditionLeads(deps, attribute, 'IN', values)
      if (!found.ok) return found
      const ids = new Map<string, string[]>(group.map((key) => [key.key, []]))
      for (const lead of found.value)
        ids.get(normaliseKey(attribute, lead.values.get(attribute) ?? ''))?.push(lead.id)
      for (const key of group) known.set(nameOf(key), ids.get(key.key) ?? [])
      return found
    })
  }

  return {
    async find(keys) {
      const fresh = unknownOf(keys, known)
      const alone = fresh.filter(({ attribute, value }) => isPhone(attribute) || value.includes(','))
      const together = Map.groupBy(
        fresh.filter((key) => !alone.includes(key)),
        ({ attribute }) => attribute,
      )
      for (const [attribute, group] of together) {
        const found = await findTogether(attribute, group)
        if (!found.ok) return found
      }
      const singles = await single.find(alone)
      if (!singles.ok) return singles
      for (const [name, ids] of singles.value) known.set(name, ids)
      return ok(known)
    },
  }
}

/** Lead ids by key, of one attribute. `attribute`: by what the index was made beside email and phone. */
export function findInIndex(
  index: LeadIndex,
  attribute: string,
  of: { attribute: string; keys: Iterable<string> },
): Result<Map<string, string[]>> {
  const by: IndexedKey =
    of.attribute === 'EmailAddress' ? 'email' : of.attribute === 'Phone' ? 'phone' : 'searched'
  if (by === 'searched' && of.attribute !== attribute)
    return fail('invalid', `The index knows nothing of ${of.attribute}.`)
  return ok(index.find(by, [...new Set(of.keys)]))
}

/** No call at all: the account's key index. */
export function indexFinder(index: LeadIndex, attribute: string): Finder {
  return {
    async find(keys) {
      const found = new Map<string, readonly string[]>()
      for (const [name, group] of Map.groupBy(keys, (key) => key.attribute)) {
        const ids = findInIndex(index, attribute, { attribute: name, keys: group.map(({ key }) => key) })
        if (!ids.ok) return ids
        for (const [key, leads] of ids.value) found.set(nameOf({ attribute: name, key }), leads)
      }
      return ok(found)
    },
  }
}

/** Lead IDs name their leads; whether each is there shows when its values are read. */
export const idFinder: Finder = {
  find: (keys) => Promise.resolve(ok(new Map(keys.map((key) => [nameOf(key), [key.value.trim()]])))),
}

/**
 * Whether `IN` can be relied on in this account: two known leads must be found by it, one among them not, and a value nobody
 * has must find none. About three calls.
 */
export async function probeIn(deps: FinderDeps): Promise<Result<boolean>> {
  const { api, reader, job } = deps
  const page = { columns: ['EmailAddress'], page: 1, size: 50 }
  const some = await reader.ask(job, (credentials, hooks) =>
    api.byCondition(credentials, { attribute: 'EmailAddress', operator: 'LIKE', value: '%@%' }, page, hooks),
  )
  if (!some.ok) return some
  const emails = some.value.leads
    .map(({ values }) => values.get('EmailAddress') ?? '')
    .filter((email) => email !== '' && !email.includes(','))
  const [first, second] = new Set(emails)
  if (first === undefined || second === undefined) return ok(false)
  const nobody = 'nobody.has.this.address@leadsheet.invalid'
  const none = await conditionLeads(deps, 'EmailAddress', 'IN', `${nobody},x.${nobody}`)
  if (!none.ok) return inRefused(none)
  const both = await conditionLeads(deps, 'EmailAddress', 'IN', `${first},${nobody},${second}`)
  if (!both.ok) return inRefused(both)
  const found = new Set(both.value.map(({ values }) => (values.get('EmailAddress') ?? '').toLowerCase()))
  return ok(
    none.value.length === 0 &&
      found.size === 2 &&
      found.has(first.toLowerCase()) &&
      found.has(second.toLowerCase()),
  )
}

/** A refusal of the operator is an answer too; anything else is told. */
function inRefused(result: Extract<Result<unknown>, { ok: false }>): Result<boolean> {
  return result.fault.kind === 'invalid' ? ok(false) : result
}

function idsWith(leads: readonly ReadLead[], attribute: string, key: string): string[] {
  return leads
    .filter(({ id, values }) => {
      const theirs = attribute === 'ProspectID' ? id : (values.get(attribute) ?? '')
      const normal = normaliseKey(attribute, theirs)
      return isPhone(attribute) ? samePhone(normal, key) : normal === key
    })
    .map(({ id }) => id)
}

async function conditionIds(
  deps: FinderDeps,
  attribute: string,
  operator: '=' | 'IN',
  value: string,
): Promise<Result<string[]>> {
  const found = await conditionLeads(deps, attribute, operator, value)
  return found.ok ? ok(idsWith(found.value, attribute, normaliseKey(attribute, value))) : found
}

async function conditionLeads(
  { api, reader, job }: FinderDeps,
  attribute: string,
  operator: '=' | 'IN',
  value: string,
): Promise<Result<ReadLead[]>> {
  const leads: ReadLead[] = []
  const read = await readPages({
    what: `leads by ${attribute}`,
    size: LARGEST_PAGE,
    from: 0,
    ask: (page) =>
      reader.ask(job, (credentials, hooks) =>
        api.byCondition(
          credentials,
          { attribute, operator, value },
          { columns: [attribute], page, size: LARGEST_PAGE },
          hooks,
        ),
      ),
    take: (page) => void leads.push(...page),
  })
  return read.ok ? ok(leads) : read
}
