import { expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SEARCH, type Column } from '#shared/domain/sheet/sheet.ts'
import { createValidator } from '#shared/domain/check/validate.ts'
import { atTheTerminal } from './terminal-words.ts'

it('advice to clean a column names the option that does it', () => {
  expect(atTheTerminal('Wrong. “Dates to one format” among the cleanings rewrites a column.')).toBe(
    'Wrong. --clean dates:dmy|mdy rewrites a column.',
  )
  expect(atTheTerminal('This begins with “mailto:”. “Fix email typos” takes it out.')).toMatch(
    /^This begins with “mailto:”\. --clean emails\S* takes it out\.$/,
  )
})

it('advice to search by something else names the option, and the field that has a column', () => {
  const mobile: Column = {
    id: 0,
    header: 'Mobile',
    attribute: 'Mobile',
    constant: null,
    hidden: false,
    width: null,
  }
  const [problem] = createValidator({
    columns: [mobile],
    settings: { searchBy: DEFAULT_SEARCH },
    attributes: { source: 'built-in', attributes: STANDARD_ATTRIBUTES },
  }).sheet
  expect(problem?.text).toMatch(/no column is sent to either.* or choose Mobile under “Search by”\.$/)
  expect(atTheTerminal(problem!.text)).toMatch(/ or choose Mobile with --search-by\.$/)
  expect(atTheTerminal('Correct it, or choose another “Search by”, and push it again.')).toBe(
    'Correct it, or choose another --search-by, and push it again.',
  )
})

it('what is said of a row that does not fit its column names no panel of the window', () => {
  const born: Column = {
    ...{ id: 0, header: 'Born', attribute: 'mx_Date_of_Birth', constant: null, hidden: false, width: null },
    readAs: { dates: 'dmy' },
  }
  const validator = createValidator({
    columns: [born],
    settings: { searchBy: DEFAULT_SEARCH },
    attributes: { source: 'built-in', attributes: STANDARD_ATTRIBUTES },
    readings: [
      {
        ...{ columnId: 0, header: 'Born', kind: 'dates', as: 'dmy', by: 'person', proof: [] },
        ...{ either: 0, example: null, currencies: [] },
      },
    ],
  })
  const texts = validator.row({ id: 1, cells: ['08/25/2023'] }).map(({ text }) => atTheTerminal(text))
  expect(texts.length).toBeGreaterThan(0)
  for (const text of texts) expect(text).not.toMatch(/Problems|the cleanings/)
  expect(texts.join(' ')).toContain('--date-order')
})
