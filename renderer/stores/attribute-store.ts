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
  loading: boolean
}

export const useAttributes = create<AttributeState>(() => ({
  accountId: null,
  source: 'built-in',
  attributes: STANDARD_ATTRIBUTES,
  note: '',
  loading: false,
}))

/** Until the answer is there the list shown stays: a mapping menu must not empty under somebody's hand. */
export async function loadAttributes(accountId: string, refresh = false): Promise<void> {
  const state = useAttributes.getState()
  if (!refresh && state.accountId === accountId) return
  useAttributes.setState({ accountId, loading: true })
  const answer = await attempt('attributes.list', { accountId, refresh })
  if (useAttributes.getState().accountId !== accountId) return
  if ('value' in answer) useAttributes.setState({ ...answer.value, loading: false })
  else {
    useAttributes.setState({
      source: 'built-in',
      attributes: STANDARD_ATTRIBUTES,
      note: answer.problem,
      loading: false,
    })
  }
}

export function attributeNamed(schemaName: string): Attribute | null {
  return useAttributes.getState().attributes.find((attribute) => attribute.schemaName === schemaName) ?? null
}
