import { describe, expect, it } from 'vitest'
import type { DataType } from '#shared/domain/sheet/attributes.ts'
import { phoneEnding, samePhone } from './phones.ts'
import { sameValue, shownValue } from './values.ts'

const of = (dataType: DataType) => ({ schemaName: 'x', dataType })

describe('values by meaning', () => {
  it.each<[DataType, string, string | null]>([
    ['Date', '2026-05-01', '2026-05-01 00:00:00.000'],
    ['Date', '2026-05-01 09:30:00', '2026-05-01 09:30:00.417'],
    ['Boolean', 'yes', '1'],
    ['Boolean', 'false', '0'],
    ['Email', 'Ann@New.Example', 'ann@new.example'],
    ['Phone', '+91 98765-43210', '+91-9876543210'],
    ['Number', '12.50', '12.5'],
    ['Number', '007', '7'],
    ['Number', '-0', '0'],
    ['Time', '9:30', '09:30:00'],
    ['Text', ' Pune ', 'Pune'],
    ['Text', '', null],
  ])('%s: %s is %s', (type, ours, theirs) => {
    expect(sameValue(of(type), ours, theirs)).toBe(true)
  })

  it.each<[DataType, string, string | null]>([
    ['Select', 'website', 'Website'],
    ['Text', 'pune', 'Pune'],
    ['Number', '9007199254740993', '9007199254740992'],
    ['Number', '', '0'],
    ['Boolean', 'no', null],
    ['Date', '2026-05-01', '2026-05-01 00:00:01.000'],
    ['Phone', '98765 43210', '+91-9876543210'],
    ['Number', 'abc', 'abd'],
  ])('%s: %s is not %s', (type, ours, theirs) => {
    expect(sameValue(of(type), ours, theirs)).toBe(false)
  })

  it('are shown as a sheet has them', () => {
    expect(shownValue('Date', '2026-05-01 00:00:00.000')).toBe('2026-05-01')
    expect(shownValue('Date', '2026-05-01 09:30:00.000')).toBe('2026-05-01 09:30:00')
    expect(shownValue('Date', 'soon')).toBe('soon')
    expect(shownValue('Boolean', '1')).toBe('true')
    expect(shownValue('Text', '1')).toBe('1')
    expect(shownValue('Text', null)).toBe('')
  })
})

describe('phones', () => {
  it('are one number with and without a country code, and no others are', () => {
    expect(samePhone('447700900990', '07700900990')).toBe(true)
    expect(samePhone('00447700900990', '447700900990')).toBe(true)
    expect(samePhone('447700900990', '447700900991')).toBe(false)
    expect(samePhone('12345', '67812345')).toBe(false)
    expect(samePhone('', '')).toBe(false)
  })

  it('are looked up by their last digits', () => {
    expect(phoneEnding('+44-7700900990')).toBe(phoneEnding('07700 900990'))
    expect(phoneEnding('123')).toBe('')
  })
})

it('several choices are the same in whatever order the service has them', () => {
  const topics = { schemaName: 'mx_Topics', dataType: 'Select' as const, several: ';' }
  expect(sameValue(topics, 'Web;Fair', 'Fair; Web')).toBe(true)
  expect(sameValue(topics, 'Web;Fair', 'Fair')).toBe(false)
  expect(sameValue({ ...topics, several: undefined }, 'Web;Fair', 'Fair;Web')).toBe(false)
})
