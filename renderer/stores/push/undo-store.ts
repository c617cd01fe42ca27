import { create } from 'zustand'
import type { UndoCell, UndoKind, UndoReview } from '#shared/domain/push/undo.ts'

interface UndoView {
  /** The push that is to be taken back; null where none is. */
  pushId: number | null
  /** Where it went, and an undo goes. */
  target: { accountId: string; accountLabel: string } | null
  /** Cell by cell what that would do, as LeadSquared was when it was read. */
  review: UndoReview | null
  reading: boolean
  /** The kind of cells shown; null: of every kind. */
  kind: UndoKind | null
  cells: readonly UndoCell[]
  /** There are more of them. */
  more: boolean
  starting: boolean
  /** Why there is no review, or why nothing was begun; '' where all is well. */
  problem: string
  /** The created leads are being put on a list, or are on one. */
  listing: boolean
  list: { name: string; leads: number } | null
  listProblem: string
}

export const NO_UNDO: UndoView = {
  pushId: null,
  target: null,
  review: null,
  reading: false,
  kind: null,
  cells: [],
  more: false,
  starting: false,
  problem: '',
  listing: false,
  list: null,
  listProblem: '',
}

export const useUndoPush = create<UndoView>(() => NO_UNDO)
