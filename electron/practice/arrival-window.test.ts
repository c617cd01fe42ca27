import { expect, test } from 'vitest'
import { ArrivalWindow, mostInAnyWindow } from './arrival-window.ts'

test('the fullest window is found wherever it lies, its first moment left out', () => {
  expect(mostInAnyWindow([0, 400, 900, 1000, 1100, 3000], 1)).toBe(4)
  expect(mostInAnyWindow([0, 1000, 2000], 1)).toBe(1)
  expect(mostInAnyWindow([], 1)).toBe(0)
})

test('a window that a late machine leaves no length of holds nothing, and is answered', () => {
  expect(mostInAnyWindow([0, 10, 20], 0)).toBe(0)
  expect(mostInAnyWindow([0, 10, 20], -0.2)).toBe(0)
})

test('calls that were refused take no room', () => {
  const window = new ArrivalWindow()
  const limit = { calls: 2, seconds: 1 }
  expect([0, 10, 20, 999, 1000].map((at) => window.accepts(at, limit))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ])
})
