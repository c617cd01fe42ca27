import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView } from '#shared/domain/push/account.ts'
import type { PullRequest } from '#shared/domain/reading/pull.ts'
import type { Attribute, AttributeList } from '#shared/domain/sheet/attributes.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'

/** Where a request's account and fields are known from. */
export interface KnownFields {
  account(accountId: string): AccountView | null
  attributes(accountId: string): Promise<Pick<AttributeList, 'source' | 'attributes'>>
}

export interface CheckedPull {
  account: AccountView
  attributes: readonly Attribute[]
}

/** Fields the service sorts and searches by, though its field list may leave them out. */
const OWN_FIELDS = ['ProspectID', 'ProspectAutoId', 'CreatedOn', 'ModifiedOn', 'EmailAddress', 'Phone']

/** What can be known to be wrong before anything is asked: a name in another case finds nothing and says nothing. */
export async function checkPull(request: PullRequest, deps: KnownFields): Promise<Result<CheckedPull>> {
  const account = deps.account(request.accountId)
  if (!account) return fail('not-found', 'This account is no longer here. Choose another one.')
  const { source: origin, attributes } = await deps.attributes(request.accountId)
  const { source } = request
  if (source.kind === 'changed') {
    const [from, to] = [Date.parse(source.from), source.to === null ? Infinity : Date.parse(source.to)]
    if (Number.isNaN(from) || Number.isNaN(to))
      return fail('invalid', 'One of the two times is no date. Write it as 2026-11-01 or 2026-11-01 09:30.')
    if (from > to) return fail('invalid', 'The first time is after the second one. Swap them.')
  }
  const names = [...request.columns, ...(source.kind === 'condition' ? [source.condition.attribute] : [])]
  const known = new Set([...OWN_FIELDS, ...attributes.map(({ schemaName }) => schemaName)])
  for (const name of names) {
    if (known.has(name)) continue
    const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase())
    if (meant !== undefined)
      return fail(
        'invalid',
        `There is no field ${name}. LeadSquared tells upper and lower case apart: write it as ${meant}.`,
      )
    if (origin === 'account')
      return fail('invalid', `This account has no field ${name}. Choose one of its fields.`)
  }
  return ok({ account, attributes })
}

/** Fields that cannot be written are shown and not sent; the Lead ID is what the rows are found by. */
export function columnsFor(names: readonly string[], attributes: readonly Attribute[]): Column[] {
  return names.map((name, id) => {
    const known = attributes.find(({ schemaName }) => schemaName === name)
    const sent = name === 'ProspectID' || (known !== undefined && !known.readOnly)
    return {
      id,
      header: known?.displayName ?? (name === 'ProspectID' ? 'Lead ID' : name),
      attribute: sent ? name : null,
      constant: null,
      hidden: false,
      width: null,
    }
  })
}
