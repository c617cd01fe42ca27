import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBytes } from '#electron/workbook/workbook-test-kit.ts'

/** Our reports, opened in LibreOffice, edited and saved there; see fixtures/README.md. */
const bytesOf = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

const COLUMNS = [
  ['First name', 'FirstName'],
  ['Email', 'EmailAddress'],
  ['Phone', 'Phone'],
  ['Member no.', null],
  ['Company', 'Company'],
  ['Notes', 'Notes'],
]

const STATES = ['created', 'failed', 'unknown', 'updated', 'skipped', undefined]

const SAVED = ['report-edited.xlsx', 'report-edited.xls', 'report-edited.ods']

test.each([...SAVED, 'report-edited.csv', 'report-from-text.ods'])(
  '%s, edited and saved in LibreOffice, brings its mapping, search key and statuses back without a question',
  async (name) => {
    const { inspection, restored, outcomes } = await readBytes(bytesOf(name), name)
    expect(inspection).toMatchObject({ isReport: true, questions: [] })
    expect(restored?.sheetName).toBe('Expo')
    expect(restored?.settings.searchBy).toBe('EmailAddress')
    expect(restored?.columns.map(({ header, attribute }) => [header, attribute])).toEqual(COLUMNS)
    expect(outcomes.map((outcome) => outcome?.state)).toEqual(STATES)
    expect(outcomes[0]).toMatchObject({ leadId: '6dc37c7b', attempts: 1, sentAt: '2026-11-27T13:00:08.000Z' })
    expect(outcomes[1]?.details).toBe('MXSomethingException: Lead stage is closed')
  },
)

test.each(SAVED)('of %s the two rows edited there say so, and no other cell is another', async (name) => {
  const { rows, outcomes, codes, notes } = await readBytes(bytesOf(name), name)
  expect(outcomes.map((outcome) => outcome?.changed)).toEqual([true, true, ...Array<undefined>(4)])
  expect(codes).toEqual(['report-edited'])
  expect(notes).toContain('2 rows are not as they were when the report was made')
  expect(rows.map((row) => row.map((cell) => cell.trimEnd()))).toEqual([
    ['Zoë 😀', 'zoe@expo.example', '+49 170 1234567', '00049', 'Renamed GmbH', '=1+1'],
    ['שלום', 'shalom@expo.example', '+44 7700 900001', '00017', 'חברה', 'two\nlines'],
    ['Ana', 'ana@expo.example', '4915112345678', '1234567890123456789', '  two  spaces', '@home'],
    ['Bob', 'bob@expo.example', '+49 170 7654321', '007', "'quoted", 'a\ttab'],
    ['Cy', 'not an email', '', '1E5', '-5', '2024-03-05'],
    ['Di', 'di@expo.example', '+1 207 555 1234', '12', '50 %', 'TRUE'],
  ])
})

test.each(['report-edited.csv', 'report-from-text.ods'])(
  'phones and formulas of %s survive LibreOffice, and rows whose zeros it dropped say that they changed',
  async (name) => {
    const { rows, outcomes, notes } = await readBytes(bytesOf(name), name)
    expect(rows[0]).toEqual(['Zoë 😀', 'zoe@expo.example', '+49 170 1234567', '49', 'Renamed GmbH', '=1+1'])
    expect(rows[2]?.[5]).toBe('@home')
    expect(rows[4]?.[4]).toBe('-5')
    expect(rows[5]?.[2]).toBe('+1 207 555 1234')
    expect(outcomes.map((outcome) => outcome?.changed)).toEqual([...Array<true>(5).fill(true), undefined])
    expect(notes).toContain('Spreadsheet programs drop zeros in front')
  },
)
