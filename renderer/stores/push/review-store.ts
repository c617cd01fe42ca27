import { create } from 'zustand'
import type { PushRequest, PushReview, PushScope } from '#shared/domain/push/outcome.ts'

/** What becomes of a cell that moved in LeadSquared too. 'Theirs' is an edit of the sheet, and no answer any more. */
export type ConflictChoice = 'mine' | 'leave'

export type PhoneAnswers = NonNullable<PushRequest['phoneAnswers']>

interface ReviewState {
  scope: PushScope
  /** Where a scope of chosen rows was taken from: they stay those rows, whatever is selected or shown later. */
  chosenFrom: 'selection' | 'view'
  includeProblems: boolean
  /** A push of changed cells of linked rows, and of nothing else. */
  edited: boolean
  /** By "row column"; what is not named is left. */
  answers: ReadonlyMap<string, ConflictChoice>
  /** Of rows whose phone belongs to another lead. */
  phoneAnswers: PhoneAnswers
  /** Rows the comparison calls the same stay here. */
  leaveOutSame: boolean
  /** The host's answer to these choices; the former one stays in view while a new one is on its way. */
  review: PushReview | null
  asking: boolean
  /** Rows of a long sheet the host has looked at so far; null where it has said nothing of it. */
  seen: { rows: number; of: number } | null
  starting: boolean
  /** Why there is no review, or why the push did not start; '' where all is well. */
  problem: string
}

export const useReview = create<ReviewState>(() => ({
  scope: { kind: 'unsent' },
  chosenFrom: 'selection',
  includeProblems: false,
  leaveOutSame: true,
  edited: false,
  answers: new Map(),
  phoneAnswers: [],
  review: null,
  asking: false,
  seen: null,
  starting: false,
  problem: '',
}))
