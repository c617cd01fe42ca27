import { create } from 'zustand'
import { isError } from '#shared/domain/check/problem.ts'
import { problemsOf, rowsWithProblems, useProblems } from './problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'

/** Drafts that have errors: they read "Draft", the other drafts "Ready". */
export const useReady = create<{ draftsWithErrors: number }>(() => ({ draftsWithErrors: 0 }))

/** A push and a check change rows many times a second; the eye follows a count a few times a second. */
const REFRESH_MS = 150

function isDraft(id: number): boolean {
  const row = rowStore.byId(id)
  return row !== undefined && (row.outcome === null || row.outcome.state === 'draft')
}

function countDrafts(): number {
  // An error of the sheet is one of every row.
  if (useProblems.getState().sheet.some(isError)) return rowStore.counts().draft
  let drafts = 0
  for (const id of rowsWithProblems()) {
    if (isDraft(id) && problemsOf(id).some(isError)) drafts += 1
  }
  return drafts
}

function count(): void {
  const draftsWithErrors = countDrafts()
  if (useReady.getState().draftsWithErrors !== draftsWithErrors) useReady.setState({ draftsWithErrors })
}

let timer: ReturnType<typeof setTimeout> | undefined

function soon(): void {
  timer ??= setTimeout(() => {
    timer = undefined
    count()
  }, REFRESH_MS)
}

rowStore.subscribe(({ kind }) => {
  if (kind !== 'cells' && kind !== 'columns') soon()
})
useProblems.subscribe((now, before) => {
  if (now.revision !== before.revision && now.moved?.length !== 0) soon()
})
