import { describe, expect, it } from 'vitest'
import { isZone, saysZone, toUtc } from './zones.ts'

describe('a moment by the clocks of a zone', () => {
  it.each([
    ['2024-03-05 09:00:00', 'Asia/Kolkata', '2024-03-05 03:30:00'],
    ['2024-03-05 02:00:00', 'Asia/Kolkata', '2024-03-04 20:30:00'],
    ['2024-01-15 12:00:00', 'Europe/Berlin', '2024-01-15 11:00:00'],
    ['2024-07-15 12:00:00', 'Europe/Berlin', '2024-07-15 10:00:00'],
    ['2023-12-31 20:00:00', 'America/New_York', '2024-01-01 01:00:00'],
    ['2024-03-05 09:00:00', 'UTC', '2024-03-05 09:00:00'],
    // The hour that comes twice, and the one that is left out.
    ['2024-10-27 02:30:00', 'Europe/Berlin', '2024-10-27 00:30:00'],
    ['2024-10-27 03:30:00', 'Europe/Berlin', '2024-10-27 02:30:00'],
    ['2024-03-31 02:30:00', 'Europe/Berlin', '2024-03-31 01:30:00'],
    ['2024-03-31 01:59:59', 'Europe/Berlin', '2024-03-31 00:59:59'],
    ['2024-03-31 03:00:00', 'Europe/Berlin', '2024-03-31 01:00:00'],
  ])('%s in %s is %s', (moment, zone, utc) => {
    expect(toUtc(moment, zone)).toBe(utc)
    expect(toUtc(moment, zone)).toBe(utc)
  })

  it('is none without a time, and not known in a zone there is not', () => {
    expect(toUtc('2024-03-05', 'UTC')).toBeNull()
    expect(toUtc('2024-03-05 09:00:00', 'Mars/Base')).toBeNull()
    expect([isZone('Asia/Kolkata'), isZone('Mars/Base'), isZone('')]).toEqual([true, false, false])
  })

  it.each([
    ['2024-03-05T09:00:00Z', true],
    ['5 Mar 2024 9:00 am UTC', true],
    ['2024-03-05 09:00 +00:00', true],
    ['2024-03-05 09:00 +05:30', true],
    ['2024-03-05T09:00:00.000+0530', true],
    ['2024-03-05 9 am GMT+5:30', true],
    ['Tue Mar 05 2024 09:00:00 GMT+0530 (India Standard Time)', true],
    ['2024-03-05T09:00:00+05:30[Asia/Kolkata]', true],
    ['2024-03-05 09:00 IST', false],
    ['2024-03-05 09:00', false],
    ['2024-03-05', false],
  ])('%s says its zone: %s', (text, says) => {
    expect(saysZone(text)).toBe(says)
  })
})
