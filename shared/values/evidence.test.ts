import { describe, expect, it } from 'vitest'
import {
  dateAs,
  dateEvidence,
  dateStanding,
  EvidenceCounts,
  numberAs,
  numberEvidence,
  numberStanding,
} from './evidence.ts'

function dates(...cells: string[]) {
  const counts = new EvidenceCounts()
  for (const cell of cells) counts.add(dateEvidence(cell), 1)
  return counts.ofDates()
}

function numbers(...cells: string[]) {
  const counts = new EvidenceCounts()
  for (const cell of cells) counts.add(numberEvidence(cell), 1)
  return counts.ofNumbers()
}

describe('the order of a column’s dates', () => {
  it('is proven by one day past the twelfth', () => {
    expect(dates('12/02/2024', '04/02/2024', '31/12/2024', '2024-02-01')).toMatchObject({
      proven: 'dmy',
      either: 2,
    })
    expect(dates('12/02/2024', '08/25/2023').proven).toBe('mdy')
  })

  it('is open where nothing proves it, and where cells prove both', () => {
    expect(dates('12/02/2024', '04/02/2024')).toMatchObject({ proven: null, either: 2 })
    expect(dates('06/05/1988', '17/05/1988', '08/25/2023', '5-Mar-24')).toEqual({
      proven: null,
      cells: new Map([
        ['dmy', 1],
        ['mdy', 1],
      ]),
      either: 1,
    })
  })

  it('is no question where every cell means one thing', () => {
    expect(dates('2024-02-01', '5-Mar-24', '03/03/2025', '29/02/2023')).toMatchObject({
      proven: null,
      either: 0,
    })
  })

  it('begins with the year where cells cannot be read otherwise, and is asked where all can', () => {
    expect(dates('85-12-31', '99-01-15', '24-03-15').proven).toBe('ymd')
    expect(dates('24-03-15', '25-12-24')).toMatchObject({ proven: null, either: 2 })
    expect(dates('24/03/15', '25/12/24').proven).toBe('dmy')
    // One slip among many proves nothing.
    expect(dates('32-12-24', ...Array<string>(40).fill('22-12-24')).proven).toBeNull()
    expect(dateAs('31-11-24', null)).toBeNull()
    expect(dateAs('31/11/24', null)).toBeNull()
  })

  it('goes with the cells it came from', () => {
    const counts = new EvidenceCounts()
    for (const cell of ['12/02/2024', '31/12/2024']) counts.add(dateEvidence(cell), 1)
    counts.add(dateEvidence('31/12/2024'), -1)
    expect(counts.ofDates()).toEqual({ proven: null, cells: new Map(), either: 1 })
  })

  it('makes one day of each cell that fits, and names those that do not', () => {
    expect(dateAs('04/02/2024', 'dmy')).toBe('2024-02-04')
    expect(dateAs('04/02/2024 9:30 pm', 'mdy')).toBe('2024-04-02 21:30:00')
    expect(dateAs('24/03/15', 'ymd')).toBe('2024-03-15')
    expect(dateAs('08/25/2023', 'dmy')).toBeNull()
    expect(dateAs('04/02/2024', null)).toBeNull()
    expect(dateAs('31/12/2024', null)).toBe('2024-12-31')
    expect(dateStanding(dateEvidence('08/25/2023'), 'dmy')).toBe('misfit')
    expect(dateStanding(dateEvidence('04/02/2024'), null)).toBe('open')
    expect(dateStanding(dateEvidence('5-Mar-24'), 'mdy')).toBe('fits')
  })
})

describe('the decimal sign of a column', () => {
  it('is proven by one cell that has both, or a fraction that is no group of three', () => {
    expect(numbers('1.234,56', '1.234')).toMatchObject({ proven: ',', either: 1 })
    expect(numbers('24,5', '1.234').proven).toBe(',')
    expect(numbers('0.125', '1,234').proven).toBe('.')
    expect(numbers('12,34,567.00').proven).toBe('.')
    expect(numbers('1.234.567').proven).toBe(',')
  })

  it('is open where nothing proves it, and where cells prove both', () => {
    expect(numbers('1.234', '2.500')).toMatchObject({ proven: null, either: 2 })
    expect(numbers('1.234,56', '1,234.56', '1.234')).toMatchObject({ proven: null, either: 1 })
    expect(numbers('12', '1 234', '-5')).toMatchObject({ proven: null, either: 0 })
  })

  it('makes one number of each cell that fits', () => {
    const read = ['1.234,56', '1\u00a0234,56', '(1.200,00)', '1.234', '24,5', '€ 12,50', '7-'].map((cell) =>
      numberAs(cell, ','),
    )
    expect(read).toEqual(['1234.56', '1234.56', '-1200.00', '1234', '24.5', '12.50', '-7'])
    expect(numberAs('1,234.56', ',')).toBeNull()
    expect(numberAs('12,34,567.00', '.')).toBe('1234567.00')
    expect(numberAs('1.234', null)).toBeNull()
    expect(numberStanding(numberEvidence('1,234.56'), ',')).toBe('misfit')
  })
})
