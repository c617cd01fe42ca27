import { expect, it } from 'vitest'
import { callTimes } from './call-deadline.ts'

it.each([
  [undefined, 60_000, 10_000],
  ['', 60_000, 10_000],
  ['2', 2000, 2000],
  ['90', 90_000, 10_000],
  ['0', 60_000, 10_000],
  ['-1', 60_000, 10_000],
  ['601', 60_000, 10_000],
  ['soon', 60_000, 10_000],
])('LEADSHEET_CALL_SECONDS=%s: %s ms for the answer, %s ms to connect', (seconds, answer, connect) => {
  expect(callTimes({ LEADSHEET_CALL_SECONDS: seconds })).toEqual({
    answerTimeoutMs: answer,
    connectTimeoutMs: connect,
  })
})
