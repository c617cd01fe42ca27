import { expect, it } from 'vitest'
import { shownValue } from './shown-value.ts'

it('a length of time that OpenDocument shows is one, whatever its format says, and never a moment of 1900', () => {
  const length = (v: number, w: string) => shownValue({ t: 'n', v, w, z: 'h:mm' }, false)
  expect(length(1.2604166666666667, '30:15')).toMatchObject({ text: '30:15', held: '30:15:00' })
  expect(length(4.5, '108:00')).toMatchObject({ text: '108:00', held: '108:00:00' })
  expect(length(0.3958333333333333, '9:30')).toMatchObject({ text: '9:30', held: '09:30:00' })
})
