import { expect, test } from 'vitest'
import { classRules } from './class-rules.ts'

test('marks are asked for only while a cell may show one, by the same rules AG Grid was given', () => {
  let mayMark = false
  const isSelected = () => true
  const rules = classRules(() => mayMark, { 'cell-selected': isSelected }, { 'cell-error': () => false })
  expect(Object.keys(rules)).toEqual(['cell-error'])
  mayMark = true
  expect(Object.keys(rules)).toEqual(['cell-selected', 'cell-error'])
  expect(rules['cell-selected']).toBe(isSelected)
  mayMark = false
  expect(Object.keys(rules)).toEqual(['cell-error'])
})

test('AG Grid does not take the rules for a plain object, which it would copy with the names of that moment', () => {
  const rules = classRules(() => true, {}, {})
  expect(Object.getPrototypeOf(rules)).not.toBe(Object.prototype)
})
