import { create } from 'zustand'
import { openFind } from '#renderer/stores/view/ui-store.ts'
import type { FindQuery } from './find.ts'

export interface FindState {
  query: FindQuery
  replacement: string
  thisColumn: boolean
  /** Which box the panel puts the focus in when it opens. */
  wantsFocus: 'find' | 'replace'
  /** Counts how often it was asked for: asked for again it gets the focus again. */
  asked: number
}

export const useFind = create<FindState>(() => ({
  query: { text: '', matchCase: false, wholeCell: false, regex: false },
  replacement: '',
  thisColumn: false,
  wantsFocus: 'find',
  asked: 0,
}))

export function askToFind(wantsFocus: FindState['wantsFocus']): void {
  useFind.setState(({ asked }) => ({ wantsFocus, asked: asked + 1 }))
  openFind()
}

/** What the panel can ask of the grid it searches. With a regular expression all of it may reject with `ExpressionTooSlow`. */
export interface Finder {
  /** Cells with a match, among the rows that are shown. */
  count(): Promise<number>
  /** Goes to the next match from the active cell, round the end; answers its place among all, from 1. */
  next(step: 1 | -1): Promise<{ place: number; of: number } | null>
  /** Replaces in the active cell where it matches, then goes on; answers whether it did. */
  replaceOne(): Promise<boolean>
  /** Replaces everywhere, as one step; answers the number of cells. */
  replaceAll(): Promise<number>
  /** The heading of the column "This column" means. */
  columnName(): string | null
}

export const useFinder = create<{ finder: Finder | null }>(() => ({ finder: null }))

export function lendFinder(finder: Finder | null): void {
  useFinder.setState({ finder })
}
