import fc from 'fast-check'
import { expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { valueCheck } from '#shared/domain/check/value-checks.ts'
import { readDate } from './dates.ts'

it.each([
  ['2025-03-14', '2025-03-14'],
  ['2025/3/4', '2025-03-04'],
  ['2025-03-14T09:30:00Z', '2025-03-14 09:30:00Z'],
  ['2025-03-14T02:30:00+05:30', '2025-03-13 21:00:00Z'],
  ['14 Mar 2025 9:30 pm GMT-5', '2025-03-15 02:30:00Z'],
  ['2025-03-14 09:30', '2025-03-14 09:30:00'],
  ['2025-03-14T09:30:15.123', '2025-03-14 09:30:15'],
  ['14/03/2025', '2025-03-14'],
  ['3/14/2025', '2025-03-14'],
  ['14.3.80', '1980-03-14'],
  ['03/03/2025', '2025-03-03'],
  ['14-Mar-25', '2025-03-14'],
  ['14 March 2025', '2025-03-14'],
  ['March 14, 2025', '2025-03-14'],
  ['Mar 14 2025 9:30 pm', '2025-03-14 21:30:00'],
  ['14. März 2025', '2025-03-14'],
  ['1er août 2024', '2024-08-01'],
  ['14 de março de 2025', '2025-03-14'],
  ['Fri, 14 Mar 2025 12:00 AM', '2025-03-14 00:00:00'],
])('reads %j as %s', (value, text) => {
  expect(readDate(value)).toEqual({ kind: 'date', text })
})

it('asks where day and month could be either way round', () => {
  for (const value of ['03/04/2025', '3.4.2025', '03-04-25']) {
    expect(readDate(value)).toEqual({ kind: 'ambiguous', dayFirst: '2025-04-03', monthFirst: '2025-03-04' })
  }
})

it.each([
  '',
  'soon',
  '2025',
  '45730',
  '31/02/2025',
  '29.2.2023',
  '14 Foo 2025',
  '2025-03-14T09:30:00+15:00',
  '14/3',
  '3/2025',
  '14/03-2025',
  '2025-03-14 25:00',
  '13:30 pm 14/03/2025',
])('does not guess at %j', (value) => {
  expect(readDate(value)).toEqual({ kind: 'unclear' })
})

it('writes every day so that it passes the check, in all spellings the same', () => {
  const check = valueCheck(STANDARD_ATTRIBUTES.find(({ dataType }) => dataType === 'Date')!)
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (date) => {
      const [year, month, number] = date.toISOString().slice(0, 10).split('-').map(Number) as [
        number,
        number,
        number,
      ]
      const iso = date.toISOString().slice(0, 10)
      const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(date)
      for (const spelling of [
        iso,
        `${year}/${month}/${number}`,
        `${number} ${name} ${year}`,
        `${name} ${number}, ${year}`,
      ]) {
        expect(readDate(spelling)).toEqual({ kind: 'date', text: iso })
      }
      expect(check(iso)).toBeNull()
      const numeric = readDate(`${number}.${month}.${year}`)
      expect(numeric.kind === 'ambiguous' ? numeric.dayFirst : numeric).toEqual(
        numeric.kind === 'ambiguous' ? iso : { kind: 'date', text: iso },
      )
    }),
  )
})
