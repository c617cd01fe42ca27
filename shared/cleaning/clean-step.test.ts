import { expect, it } from 'vitest'
import { cleaningOfStep } from './clean-step.ts'

it('a step has all the choices of its cleaning', () => {
  const step = cleaningOfStep({ clean: 'phones', chosen: { country: 'IN' }, columns: ['Tel'] })
  expect(step).toMatchObject({ cleaning: { kind: 'phones' }, chosen: { country: 'IN', style: 'dashed' } })
  expect(cleaningOfStep({ clean: 'rows', chosen: { double: 'no' }, columns: [] })).toMatchObject({
    chosen: { double: 'no' },
  })
})

it.each([
  [{ clean: 'polish' }, 'There is no cleaning “polish”.'],
  [
    { clean: 'phones', chosen: { style: 'fancy' } },
    '“style: fancy” cannot be chosen for the cleaning “phones”.',
  ],
  [{ clean: 'phones', chosen: { style: null } }, '“style: null” cannot be chosen'],
  [{ clean: 'phones', chosen: { country: 'India' } }, '“country: India” cannot be chosen'],
  [{ clean: 'phones', chosen: { colour: 'red' } }, '“colour: red” cannot be chosen'],
  [{ clean: 'rows', chosen: { double: 'perhaps' } }, '“double: perhaps” cannot be chosen'],
  [{ clean: 'names', chosen: { first: 'yes' } }, '“first: yes” cannot be chosen'],
])('what nobody could have chosen is refused, and not taken for something else: %o', (step, told) => {
  expect(cleaningOfStep({ ...step, columns: [] })).toContain(told)
})
