import { expect, test } from 'vitest'
import { inDigits } from '#shared/wording/numbers.ts'
import { newAgainInWords } from './match-words.ts'

test('new rows that make no lead of their own are said, one or several, and nothing where there are none', () => {
  expect(newAgainInWords({}, inDigits)).toBe('')
  expect(newAgainInWords({ newAgain: 0 }, inDigits)).toBe('')
  expect(newAgainInWords({ newAgain: 1 }, inDigits)).toBe(
    '1 new row has a key of an earlier new row: sent after it, it updates the lead it makes, or is refused.',
  )
  expect(newAgainInWords({ newAgain: 3 }, inDigits)).toBe(
    '3 new rows have a key of an earlier new row: sent after it, they update the lead it makes, or are refused.',
  )
})
