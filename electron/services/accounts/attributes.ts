import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import type { ChoiceSeparator } from '#shared/domain/sheet/choices.ts'
import type { ValueMap } from '#shared/domain/sheet/sheet.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import { faultOf, type SideCalls } from '#electron/services/rate/call-faults.ts'

export interface AttributesOptions {
  credentials(accountId: string): Promise<Result<Credentials>>
  /** False for an account that is not there (any more). */
  known(accountId: string): boolean
  api: Pick<LeadApi, 'attributes'>
  sideCalls: SideCalls
  /** What values of the account's attributes were said to stand for. */
  valuesOf?(accountId: string): ReadonlyMap<string, ValueMap>
  /**
   * What parts several choices in the account.
   * @default ';'
   */
  separatorOf?(accountId: string): ChoiceSeparator | undefined
}

/** The attributes an account takes, and why they are not its own where they are not. */
export interface AttributesFound {
  source: 'account' | 'built-in'
  attributes: Attribute[]
  note: string
  /** The account was busy or out of reach, which passes. */
  passing: boolean
}

export interface AttributeService {
  /** Never fails: where the account's list cannot be had, the built-in one stands in and `note` says why. */
  list(accountId: string, options?: { refresh: boolean }): Promise<AttributesFound>
  /** The account's keys or host changed: what was fetched with the old ones says nothing any more. */
  forget(accountId: string): void
  handlers: Pick<Handlers<Calls>, 'attributes.list'>
}

/** Each account's own fields, asked for once a run. Those that are asked for while an answer is under way share it. */
export function createAttributes(options: AttributesOptions): AttributeService {
  const fetched = new Map<string, Promise<AttributesFound>>()

  async function list(accountId: string, { refresh } = { refresh: false }): Promise<AttributesFound> {
    const found = await listed(accountId, refresh)
    const said = options.valuesOf?.(accountId)
    const separator = options.separatorOf?.(accountId)
    if (separator === undefined && (!said || said.size === 0)) return found
    return {
      ...found,
      attributes: found.attributes.map((attribute) => {
        const known = said?.get(attribute.schemaName)
        const parted = separator !== undefined && attribute.several !== undefined
        return known || parted
          ? { ...attribute, ...(known ? { known } : {}), ...(parted ? { several: separator } : {}) }
          : attribute
      }),
    }
  }

  function listed(accountId: string, refresh: boolean): Promise<AttributesFound> {
    const before = fetched.get(accountId)
    if (before && !refresh) return before
    const fresh = fetch(accountId).then((found) => {
      // A stand-in is no answer: the next one who asks tries again.
      if (found.source === 'built-in' && fetched.get(accountId) === fresh) fetched.delete(accountId)
      return found
    })
    fetched.set(accountId, fresh)
    return fresh
  }

  async function fetch(accountId: string): Promise<AttributesFound> {
    const held = await options.credentials(accountId)
    if (!held.ok) return standIn(held.fault.text)
    const answer = await options.sideCalls(accountId, (hooks) => options.api.attributes(held.value, hooks))
    if (answer.kind !== 'value') {
      const { kind, text } = faultOf(answer, held.value.origin).fault
      return standIn(text, kind === 'unreachable' || kind === 'busy')
    }
    const usable = answer.value.filter((attribute) => !attribute.readOnly)
    if (usable.length === 0) return standIn('The account named no field that can be written.')
    return { source: 'account', attributes: answer.value, note: '', passing: false }
  }

  return {
    list,
    forget: (accountId) => fetched.delete(accountId),
    handlers: {
      'attributes.list': async ({ accountId, refresh }) =>
        options.known(accountId)
          ? ok(await list(accountId, { refresh }))
          : fail('not-found', 'This account is no longer here. Choose another one.'),
    },
  }
}

function standIn(reason: string, passing = false): AttributesFound {
  return {
    source: 'built-in',
    attributes: [...STANDARD_ATTRIBUTES],
    note: `Showing the standard fields, because the account's own could not be read. ${reason}`,
    passing,
  }
}
