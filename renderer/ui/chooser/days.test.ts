import { describe, expect, it } from 'vitest'
import { dayFrom, plusDays, plusMonths, weekday, weeksAround } from './days.ts'

describe('days of a calendar', () => {
  it.each([
    ['2025-02-28', 1, '2025-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2025-03-30', 7, '2025-04-06'],
    ['0099-12-31', 1, '0100-01-01'],
    ['9999-12-31', 1, '9999-12-31'],
    ['0001-01-01', -7, '0001-01-01'],
  ])('%s and %i days is %s', (day, days, then) => {
    expect(plusDays(day, days)).toBe(then)
  })

  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-01-15', -13, '2023-12-15'],
    ['0050-06-30', 1, '0050-07-30'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(plusMonths(day, months)).toBe(then)
  })

  it('begin their weeks where the reader does', () => {
    expect(weeksAround('2025-03-14', 1)[0]).toEqual([
      ...['2025-02-24', '2025-02-25', '2025-02-26', '2025-02-27', '2025-02-28', '2025-03-01', '2025-03-02'],
    ])
    expect(weeksAround('2025-03-14', 7)[0]![0]).toBe('2025-02-23')
    // A month that begins with the week.
    expect(weeksAround('2025-09-01', 1)[0]![0]).toBe('2025-09-01')
    expect([weekday('2026-11-28'), weekday('2026-11-29')]).toEqual([6, 7])
  })

  it('are those of the clock on the wall', () => {
    expect(dayFrom(new Date(2026, 10, 28, 23, 59))).toBe('2026-11-28')
    expect(dayFrom(new Date(2026, 0, 1, 0, 0))).toBe('2026-01-01')
  })
})
