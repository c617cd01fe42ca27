import { expect, test } from 'vitest'
import { bytesOf, createUndoStack, type UndoStep } from './undo-stack.ts'

function step(label: string, values: number): UndoStep {
  const rows = Array.from({ length: values }, (_, i) => i + 1)
  return { label, patches: [{ kind: 'setCells', column: 0, rows, values: rows.map(String) }] }
}

test('over the budget the oldest steps are forgotten first', () => {
  const stack = createUndoStack(bytesOf(step('', 100)) * 2.5)
  for (const label of ['first', 'second', 'third']) stack.push(step(label, 100))
  expect(stack.takeUndo()!.label).toBe('third')
  expect(stack.takeUndo()!.label).toBe('second')
  expect(stack.takeUndo()).toBeUndefined()
  expect(stack.bytes).toBe(0)
})

test('the newest step is kept even where it alone is over the budget', () => {
  const stack = createUndoStack(10)
  stack.push(step('old', 10))
  stack.push(step('huge', 10_000))
  expect(stack.undoLabel).toBe('huge')
  stack.takeUndo()
  expect(stack.undoLabel).toBeNull()
})

test('a step weighs more the more text it keeps', () => {
  const long: UndoStep = {
    label: '',
    patches: [{ kind: 'setCells', column: 0, rows: [1], values: ['x'.repeat(5000)] }],
  }
  expect(bytesOf(long)).toBeGreaterThan(5000)
})
