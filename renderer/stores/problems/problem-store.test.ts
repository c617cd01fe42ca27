import { beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '#shared/domain/check/problem.ts'
import { problemsOf, takeBook, takeChanges, takeSheetProblems, useProblems } from './problem-store.ts'
import { ProblemBook } from './problem-table.ts'

function wrong(rowId: number, text = 'There is no @ in it.'): Problem {
  return { rowId, columnId: 0, severity: 'error', code: 'bad-email', text }
}

function take(...rows: [number, readonly Problem[]][]): void {
  takeChanges({ rows, groups: [], readings: null })
}

beforeEach(() => takeBook(new ProblemBook()))

describe('the rows whose problems moved', () => {
  it('are those that have others now, not those that were only checked again', () => {
    take([1, [wrong(1)]], [2, [wrong(2)]])
    expect(useProblems.getState().moved).toEqual([1, 2])

    take([1, [wrong(1)]], [2, [wrong(2, 'There are two @ in it.')]], [3, [wrong(3)]])
    expect(useProblems.getState().moved).toEqual([2, 3])
    expect(problemsOf(2)).toEqual([wrong(2, 'There are two @ in it.')])

    take([1, []], [3, [wrong(3), wrong(3, 'And a blank.')]])
    expect(useProblems.getState().moved).toEqual([1, 3])
    expect(problemsOf(1)).toEqual([])
  })

  it('are none where an edit was found right: the revision goes on, the counts stay the same ones', () => {
    take([1, [wrong(1)]])
    const { revision, counts } = useProblems.getState()
    take([1, [wrong(1)]])
    expect(useProblems.getState()).toMatchObject({ revision: revision + 1, moved: [] })
    expect(useProblems.getState().counts).toBe(counts)
  })

  it('may be any where the sheet as a whole was checked, or is wrong itself', () => {
    take([1, [wrong(1)]])
    takeSheetProblems([])
    expect(useProblems.getState().moved).toBeNull()
    take([2, [wrong(2)]])
    takeBook(new ProblemBook())
    expect(useProblems.getState().moved).toBeNull()
  })
})
