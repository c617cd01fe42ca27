import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBytes, refusalOf } from '#electron/workbook/workbook-test-kit.ts'

/** Saved by LibreOffice; see fixtures/README.md. */
const bytesOf = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

/** What LibreOffice shows in the three rows under each heading. */
const SHOWN: Readonly<Record<string, readonly [string, string, string]>> = {
  Name: ['Zoë 😀', 'שלום עולם', 'two\nlines'],
  Email: ['zoe@expo.example', 'shalom@expo.example', 'two@expo.example'],
  Phone: ['447911123456', '4915112345678', '+49 170 1234567'],
  Code: ['00049', '007', '1E5'],
  'Member no.': ['00049', '01234', 'L-0007'],
  Card: ['1234567890123456789', '1234567890123400', '9007199254740993'],
  'Desk phone': ['(207) 555-1234', '555-123-4567', '+491701234567'],
  Share: ['12.5%', '100%', '13%'],
  Worth: ['1,234.50 €', '-$1,234.50', '(5.00)'],
  VIP: ['TRUE', 'FALSE', 'TRUE'],
  Born: ['2000-02-29', '12/31/1999', '05.03.2024'],
  'Met at': ['2024-03-05 18:00:00', '03/05/2024 6:00 PM', '2024-03-05'],
  Lunch: ['12:00', '18:00:00', '36:00:00'],
  Formula: ['ANA', '0049170', '0.3'],
  Broken: ['#N/A', '#DIV/0!', 'fine'],
}

const BOOKS = ['xlsx', 'xls', 'ods'].flatMap((kind) => [`attendees.${kind}`, `attendees-1904.${kind}`])

test.each(BOOKS)(
  '%s arrives as LibreOffice shows it, from under its title and group headings',
  async (name) => {
    const { headers, rows } = await readBytes(bytesOf(name), name)
    // OpenDocument keeps the German way of writing the amount, the others the way of the reader's country.
    const worth = name.endsWith('.ods') ? '1.234,50 €' : '1,234.50 €'
    const expected = { ...SHOWN, Worth: [worth, ...SHOWN['Worth']!.slice(1)] }
    expect(headers).toEqual(Object.keys(SHOWN))
    const columns = headers.map((header, column) => [header, rows.slice(0, 3).map((row) => row[column])])
    expect(Object.fromEntries(columns)).toEqual(expected)
  },
)

test.each(BOOKS)(
  'what %s hides is counted and left out if wanted, and its empty row is dropped',
  async (name) => {
    const kept = await readBytes(bytesOf(name), name)
    expect(kept.inspection.sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
      ['Attendees', false],
      ['Codes', false],
      ['Secret', true],
    ])
    expect(kept.inspection.questions).toEqual(['sheet', 'hidden'])
    expect(kept.rows.map((row) => row[0])).toEqual([
      'Zoë 😀',
      'שלום עולם',
      'two\nlines',
      'Hidden Hugo',
      'Ana',
    ])
    expect(kept.notes).toContain('1 empty row was left out')
    const without = await readBytes(bytesOf(name), name, { hidden: 'leave-out' })
    expect(without.headers).not.toContain('Code')
    expect(without.rows.map((row) => row[0])).toEqual(['Zoë 😀', 'שלום עולם', 'two\nlines', 'Ana'])
    expect(without.notes).toContain('left out: 1 hidden row and 1 hidden column')
  },
)

test.each(BOOKS)(
  'of %s only cells that show less than they hold are told, and what they hold',
  async (name) => {
    const { notes } = await readBytes(bytesOf(name), name)
    expect(notes).toContain('2 cells show less than they hold')
    expect(notes).toContain('H8 shows 13%, holds 0.125; L8 shows 2024-03-05, holds 2024-03-05 18:00:00.')
    expect(notes).toContain('2 cells hold a formula error')
    expect(notes).toContain('1 number has more than 15 digits')
  },
)

test.each([
  ['protected.xlsx', 'Open it in Excel, remove the password'],
  ['protected.xls', 'Open it in Excel, remove the password'],
  ['protected.ods', 'Open it in LibreOffice, save it without the password'],
])('%s, encrypted in truth, is said to be protected by a password', async (name, way) => {
  const refusal = await refusalOf(bytesOf(name), name)
  expect(refusal.code).toBe('password')
  expect(refusal.message).toContain(way)
})

test.each([
  ['utf-16', 'utf-16le', '\t', true],
  ['windows-1252', 'windows-1252', ';', true],
  ['macintosh', 'macintosh', ';', false],
  ['cp850', 'cp850', ';', false],
])(
  'umlauts in a text file saved as %s arrive whole, with a question where one is due',
  async (file, encoding, delimiter, sure) => {
    const { inspection, headers, rows } = await readBytes(bytesOf(`umlauts-${file}.csv`), 'umlauts.csv')
    expect(inspection).toMatchObject({ encoding, delimiter, questions: sure ? [] : ['encoding'] })
    expect(headers).toEqual(['Name', 'Straße', 'Telefon', 'PLZ', 'Notiz'])
    expect(rows[0]).toEqual(['Jörg Müller', 'Größe 5', '+49 170 1234567', '01067', 'sagt "ja"; und\nnein'])
    expect(rows[1]?.slice(2)).toEqual(['0351 4455', '00049', '=1+1'])
  },
)
