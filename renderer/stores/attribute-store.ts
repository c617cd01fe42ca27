import { create } from 'zustand'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/pipeline/attributes.ts'
import { attempt } from './ask.ts'

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

/** Until the answer is there the list shown stays: a mapping menu must not empty under somebody's hand. */
export async function loadAttributes(accountId: string, refresh = false): Promise<void> {
  const state = useAttributes.getState()
  if (!refresh && state.accountId === accountId) return
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

export function attributeNamed(schemaName: string): Attribute | null {
  return useAttributes.getState().attributes.find((attribute) => attribute.schemaName === schemaName) ?? null
}
