import { create } from 'zustand'
import { STANDARD_ATTRIBUTES, tellsLeadsApart, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'

interface AttributeState {
  /** The account the list belongs to; null before the first. */
  accountId: string | null
  source: 'account' | 'built-in'
  attributes: readonly Attribute[]
  /** Why the built-in list stands in; '' otherwise. */
  note: string
  /** What `note` says will pass: asking again is worth it. */
  passing: boolean
  loading: boolean
}

export const useAttributes = create<AttributeState>(() => ({
  accountId: null,
  source: 'built-in',
  attributes: STANDARD_ATTRIBUTES,
  note: '',
  passing: false,
  loading: false,
}))

let underWay: Promise<void> = Promise.resolve()

/**
 * Until the answer is there the list shown stays: a mapping menu must not empty under somebody's hand. Settles once the account's list is
 * here, or what stands in for it.
 */
export function loadAttributes(accountId: string, refresh = false): Promise<void> {
  const state = useAttributes.getState()
  if (refresh || state.accountId !== accountId) underWay = fetchAttributes(accountId, refresh)
  return underWay
}

async function fetchAttributes(accountId: string, refresh: boolean): Promise<void> {
  const state = useAttributes.getState()
  useAttributes.setState({ accountId, loading: true })
  const answer = await attempt('attributes.list', { accountId, refresh })
  if (useAttributes.getState().accountId !== accountId) return
  const found =
    'value' in answer
      ? answer.value
      : {
          source: 'built-in' as const,
          attributes: STANDARD_ATTRIBUTES,
          note: answer.problem,
          passing: answer.kind === 'lost',
        }
  // The account's own list, once known, is better than any stand-in.
  const keep = found.source === 'built-in' && state.accountId === accountId && state.source === 'account'
  useAttributes.setState(keep ? { loading: false } : { ...found, loading: false })
}

/** What values stand for, or what parts several choices, may have been said elsewhere since the list was fetched, and the account's users been read. */
export async function recallValues(): Promise<void> {
  const { accountId } = useAttributes.getState()
  if (accountId === null) return
  const answer = await attempt('attributes.list', { accountId, refresh: false })
  const state = useAttributes.getState()
  if (!('value' in answer) || state.accountId !== accountId || state.source !== answer.value.source) return
  const said = (attributes: readonly Attribute[]): string =>
    JSON.stringify(attributes.map(({ known, several, people }) => [known, several, people]))
  if (said(answer.value.attributes) !== said(state.attributes))
    useAttributes.setState({ attributes: answer.value.attributes })
}

/** Reads the account's users, by one call, for a field that holds them. Answers why that could not be; '' where it was. */
export async function readPeople(schemaName: string, refresh = false): Promise<string> {
  const { accountId } = useAttributes.getState()
  if (accountId === null) return ''
  const answer = await attempt('attributes.list', { accountId, refresh, people: schemaName })
  if (useAttributes.getState().accountId !== accountId) return ''
  if ('problem' in answer) return answer.problem
  const { attributes } = answer.value
  useAttributes.setState({ attributes })
  const people = attributes.find((attribute) => attribute.schemaName === schemaName)?.people
  return people && 'problem' in people ? people.problem : ''
}

/** What people call it; where it is a name of nobody's, the name itself. */
export function displayNameOf(schemaName: string): string {
  return attributeNamed(schemaName)?.displayName ?? schemaName
}

export function attributeNamed(schemaName: string): Attribute | null {
  return useAttributes.getState().attributes.find((attribute) => attribute.schemaName === schemaName) ?? null
}

/** Whether a search by it finds one lead at most. What nobody knows the field of is not taken to. */
export function isSafeKey(searchBy: string): boolean {
  if (searchBy === DEFAULT_SEARCH) return true
  return tellsLeadsApart(attributeNamed(searchBy) ?? { schemaName: searchBy, dataType: 'Text' })
}

/** LeadSquared's answers name fields by their schema names (“EmailAddress”); people know them by others. */
export function inDisplayNames(text: string): string {
  return text.replace(/“([A-Za-z]\w*)”/g, (quoted, name: string) => {
    const attribute = attributeNamed(name)
    return attribute ? `“${attribute.displayName}”` : quoted
  })
}
