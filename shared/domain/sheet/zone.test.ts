import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from './attributes.ts'
import { countedColumns } from './column-counts.ts'
import { isWorthTelling, readingInWords } from './reading-words.ts'
import { sentColumns, sentText } from './sent-text.ts'
import type { Column, Row, SheetSettings } from './sheet.ts'
import { DEFAULT_SETTINGS } from './sheet.ts'

const BORN: Column = {
  id: 0,
  header: 'Called',
  attribute: 'mx_Date_of_Birth',
  constant: null,
  hidden: false,
  width: null,
}
const INDIAN: Column = { ...BORN, readAs: { zone: 'Asia/Kolkata' } }

function sent(cells: Pick<Row, 'cells' | 'held'>, column: Column, settings?: Partial<SheetSettings>): string {
  const [one] = sentColumns([column], STANDARD_ATTRIBUTES, { ...DEFAULT_SETTINGS, ...settings })
  return sentText(cells, one!)
}

describe('the zone of a column of dates', () => {
  it.each([
    ['2024-03-05 09:00', '2024-03-05 03:30:00'],
    ['5 Mar 2024, 2:15 am', '2024-03-04 20:45:00'],
    ['2024-03-05', '2024-03-05'],
    ['2024-03-05T09:00:00Z', '2024-03-05 09:00:00'],
    ['2024-03-05 09:00 UTC', '2024-03-05 09:00:00'],
    ['2024-05-01T10:00:00+05:30', '2024-05-01 04:30:00'],
    ['2024-05-01T02:00:00.000+0530', '2024-04-30 20:30:00'],
    ['31/12/2024 11 pm GMT-5', '2025-01-01 04:00:00'],
    ['Wed May 01 2024 10:00:00 GMT+0530 (India Standard Time)', '2024-05-01 04:30:00'],
    ['2024-05-01T10:00:00−03:00', '2024-05-01 13:00:00'],
    ['2024-05-01T10:00+25:00', '2024-05-01T10:00+25:00'],
    ['2024-05-01 10:00 IST', '2024-05-01 10:00 IST'],
    ['soon', 'soon'],
  ])('sends %s in UTC as %s', (typed, utc) => {
    expect(sent({ cells: [typed] }, INDIAN)).toBe(utc)
  })

  it('holds for what a workbook holds, and a time nobody said anything of goes as it is', () => {
    const held = { cells: ['5 Mar'], held: { '0': '2024-03-05 09:00:00' } }
    expect(sent(held, INDIAN)).toBe('2024-03-05 03:30:00')
    expect(sent(held, BORN)).toBe('2024-03-05 09:00:00')
    expect(sent({ cells: ['5 Mar'], held: { '0': '2024-03-05' } }, INDIAN)).toBe('2024-03-05')
  })

  it('is the sheet’s where the column has none, and what is said of the column goes before', () => {
    const cells = { cells: ['2024-01-15 12:00'] }
    expect(sent(cells, BORN, { zone: 'Europe/Berlin' })).toBe('2024-01-15 11:00:00')
    expect(sent(cells, INDIAN, { zone: 'Europe/Berlin' })).toBe('2024-01-15 06:30:00')
  })

  it('says nothing of a time with an offset, which is moved by it whatever the column says', () => {
    for (const column of [BORN, INDIAN, { ...BORN, readAs: { zone: 'America/New_York' } }])
      expect(sent({ cells: ['2024-05-01T10:00:00+05:30'] }, column)).toBe('2024-05-01 04:30:00')
    const [counts] = countedColumns([BORN], DEFAULT_SETTINGS, STANDARD_ATTRIBUTES)
    for (const cell of ['2024-05-01T10:00:00+05:30', '2024-05-01T10:00:00Z', '2024-05-01'])
      counts!.count(counts!.evidenceIn({ cells: [cell] }), 1)
    expect(readingInWords(counts!.reading())).toBe(
      '“Called”: each cell can be read in one way only. 1 cell has a time with an offset, as 10:00+05:30 has one, and is sent in UTC by it.',
    )
  })

  it('that this machine does not know makes no date, so that it is not sent as another time', () => {
    expect(sent({ cells: ['2024-03-05 09:00'] }, { ...BORN, readAs: { zone: 'Mars/Base' } })).toBe(
      '2024-03-05 09:00:00 Mars/Base',
    )
  })

  it('is told with the column, and how many cells it is about', () => {
    function told(column: Column): string {
      const [counts] = countedColumns([column], DEFAULT_SETTINGS, STANDARD_ATTRIBUTES)
      const rows: Pick<Row, 'cells' | 'held'>[] = [
        { cells: ['2024-03-05 09:00'] },
        { cells: ['5 Mar'], held: { '0': '2024-03-05 09:00:00' } },
        { cells: ['2024-03-05'] },
        { cells: ['2024-03-05 09:00 UTC'] },
      ]
      for (const row of rows) counts!.count(counts!.evidenceIn(row), 1)
      const reading = counts!.reading()
      return isWorthTelling(reading) ? readingInWords(reading) : ''
    }
    expect(told(BORN)).toBe(
      '“Called”: each cell can be read in one way only. 2 cells have a time of day, which is taken as UTC, which LeadSquared keeps.',
    )
    expect(told(INDIAN)).toBe(
      '“Called”: each cell can be read in one way only. 2 cells have a time of day, which is taken by the clocks of Asia/Kolkata and sent in UTC.',
    )
  })
})
