import { create } from 'zustand'
import type { AfterView } from '#shared/domain/push/after.ts'
import type { LeadListView } from '#shared/domain/reading/pull.ts'

interface AfterState {
  /** By push. */
  views: ReadonlyMap<number, AfterView>
  /** The account the next two are of; '' before any was asked. */
  of: string
  /** Its static lists; null: not asked yet, or it could not be told. */
  lists: readonly LeadListView[] | null
  types: readonly { event: number; name: string }[] | null
  asking: boolean
  /** Why there is no choice; '' where there is one. */
  problem: string
}

/** What follows pushes, and what can be chosen for it. */
export const useAfter = create<AfterState>(() => ({
  views: new Map(),
  of: '',
  lists: null,
  types: null,
  asking: false,
  problem: '',
}))

export function takeAfter(view: AfterView): void {
  useAfter.setState(({ views }) => ({ views: new Map([...views, [view.pushId, view]]) }))
}
