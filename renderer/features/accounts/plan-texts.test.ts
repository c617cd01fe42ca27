import { expect, test } from 'vitest'
import { planFrom, planTextsOf, problemsInPlan } from './plan-texts.ts'

test('a plan without limits of its own is empty boxes, and empty boxes are no limit', () => {
  const texts = planTextsOf(null)
  expect(planFrom(texts)).toEqual({
    classLimits: { bulk: null, ordinary: null },
    callDay: { calls: null, startHour: 0, zone: 'UTC' },
  })
  expect(problemsInPlan(texts)).toEqual({})
})

test('half a limit is no limit, and says which box is missing', () => {
  const texts = { ...planTextsOf(null), bulkCalls: '5', ordinarySeconds: '5', dayCalls: '10,000' }
  expect(problemsInPlan(texts)).toEqual({
    bulkSeconds: '0.05 to 3,600.',
    ordinaryCalls: '1 to 1,000.',
    dayCalls: 'A whole number.',
  })
})

test('what was entered is what is kept', () => {
  const texts = {
    bulkCalls: '5',
    bulkSeconds: '5',
    ordinaryCalls: '10',
    ordinarySeconds: '2.5',
    dayCalls: '20000',
    startHour: '5',
    zone: 'Asia/Kolkata',
  }
  const plan = planFrom(texts)
  expect(plan).toEqual({
    classLimits: { bulk: { calls: 5, seconds: 5 }, ordinary: { calls: 10, seconds: 2.5 } },
    callDay: { calls: 20_000, startHour: 5, zone: 'Asia/Kolkata' },
  })
  expect(planTextsOf({ ...plan } as never)).toEqual(texts)
})
