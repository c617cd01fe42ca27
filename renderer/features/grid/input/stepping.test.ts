import { expect, test } from 'vitest'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { activeOf, at, type Range } from '#renderer/features/grid/logic/range.ts'
import { createStepping } from './stepping.ts'

/** A sheet of three rows and four columns, selected in as the grid's selection does it. */
function sheet(start: Range) {
  const selection = {
    range: start,
    others: [],
    set(next: Range) {
      selection.range = next
    },
    cycle(_: 1 | -1, move: (range: Range) => Range) {
      selection.range = move(selection.range)
    },
  }
  const context = { view: { extent: () => ({ rows: 3, cols: 4 }) }, selection }
  return { selection, ...createStepping(context as unknown as SheetContext) }
}

const active = ({ selection }: ReturnType<typeof sheet>) => activeOf(selection.range)

test('Enter after Tabs goes on under the column they began in, and then straight down', () => {
  const hands = sheet(at(0, 1))
  hands.stepByTab(1)
  hands.stepByTab(1)
  expect(active(hands)).toEqual({ row: 0, col: 3 })
  hands.stepByEnter(1)
  expect(active(hands)).toEqual({ row: 1, col: 1 })
  hands.stepByEnter(1)
  expect(active(hands)).toEqual({ row: 2, col: 1 })
})

test('a row of Tabs is over as soon as anything else was selected, also where it had led to', () => {
  const hands = sheet(at(0, 0))
  hands.stepByTab(1)
  hands.selection.set(at(2, 2))
  hands.selection.set(at(0, 1))
  hands.stepByEnter(1)
  expect(active(hands)).toEqual({ row: 1, col: 1 })
})

test('Shift+Tab goes back along a row of Tabs and begins none', () => {
  const hands = sheet(at(0, 0))
  hands.stepByTab(1)
  hands.stepByTab(1)
  hands.stepByTab(-1)
  hands.stepByEnter(1)
  expect(active(hands)).toEqual({ row: 1, col: 0 })
  hands.selection.set(at(0, 2))
  hands.stepByTab(-1)
  hands.stepByEnter(1)
  expect(active(hands)).toEqual({ row: 1, col: 1 })
})

test('Enter in the last row goes on to a row that is not there yet, and Shift+Enter comes back', () => {
  const hands = sheet(at(2, 2))
  hands.stepByEnter(1)
  expect(hands.wentPast()).toBe(2)
  hands.stepByEnter(1)
  expect(hands.wentPast()).toBe(2)
  hands.stepByEnter(-1)
  expect(hands.wentPast()).toBeNull()
  expect(active(hands)).toEqual({ row: 2, col: 2 })
})

test('Tab leaves the grid at its end, unless something was typed there', () => {
  const hands = sheet(at(2, 3))
  expect(hands.stepByTab(1)).toBe(false)
  expect(hands.wentPast()).toBeNull()
  expect(hands.stepByTab(1, true)).toBe(true)
  expect(hands.wentPast()).toBe(0)
})
