import { expect, test } from 'vitest'
import type { DataType } from '#shared/domain/sheet/attributes.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { likelyColumns } from './likely-columns.ts'
import { CLEANINGS } from './registry.ts'

const TYPES: ReadonlyMap<string, DataType> = new Map([
  ['EmailAddress', 'Email'],
  ['Phone', 'Phone'],
  ['FirstName', 'Text'],
  ['Company', 'Text'],
  ['mx_Born', 'Date'],
])

function sheet(columns: readonly (readonly [header: string, attribute: string | null])[]): Column[] {
  return columns.map(([header, attribute], id) => ({
    id,
    header,
    attribute,
    constant: null,
    hidden: false,
    width: null,
  }))
}

function bestOf(
  columns: readonly (readonly [header: string, attribute: string | null])[],
  cells: readonly (readonly string[])[],
): Record<string, string | null> {
  const likely = likelyColumns(
    sheet(columns),
    TYPES,
    cells.map((row) => ({ cells: [...row] })),
  )
  return Object.fromEntries(CLEANINGS.map(({ kind }) => [kind, likely.best(kind)?.header ?? null]))
}

test('where columns are sent tells which one a cleaning is for', () => {
  const columns = [
    ['Email', 'EmailAddress'],
    ['Tel', 'Phone'],
    ['Firm', 'Company'],
    ['Given', 'FirstName'],
    ['Seen', null],
    ['Born', 'mx_Born'],
  ] as const
  const cells = [['a@b.example', '0171', 'ACME', 'ann', '14/03/2025', 'March']]
  // Of those there were when this was written; a new one needs no line here.
  expect(bestOf(columns, cells)).toMatchObject({
    spaces: null,
    case: 'Given',
    emails: 'Email',
    phones: 'Tel',
    names: null,
    dates: 'Born',
    rows: null,
  })
})

test('where that does not tell, what the columns hold does, a few slips and empty cells aside', () => {
  const columns = [
    ['No', null],
    ['Contact by', null],
    ['Signed', null],
    ['Town', null],
  ] as const
  const cells = [
    ['1', 'a@b.example', '14/03/2025', 'BONN'],
    ['2', '', 'soon', ''],
    ['3', 'c@d.example', '5 June 2025', 'Bad Ems'],
    ['4', 'none', '2025-06-01', 'ulm 2'],
  ]
  expect(bestOf(columns, cells)).toMatchObject({ case: 'Town', emails: 'Contact by', dates: 'Signed' })
})

test('case is never meant for emails, and numbers are no dates', () => {
  const columns = [
    ['Email', 'EmailAddress'],
    ['Backup', null],
    ['No', null],
  ] as const
  const cells = [['ann', 'a@b.example', '20250314']]
  expect(bestOf(columns, cells)).toMatchObject({ case: 'No', dates: null })
})

test('among equals it is the column the person is in', () => {
  const columns = sheet([
    ['Full name', null],
    ['City', null],
    ['Town', null],
  ])
  const [fullName, city, town] = columns as [Column, Column, Column]
  const without = likelyColumns([city, town], TYPES, [{ cells: ['Ann Lee', 'Bonn', 'Ulm'] }])
  expect(without.best('case')).toBe(city)
  expect(without.best('case', town)).toBe(town)
  const all = likelyColumns(columns, TYPES, [{ cells: ['Ann Lee', 'Bonn', 'Ulm'] }])
  expect(all.best('case', town)).toBe(fullName)
  expect(all.fits('case', town)).toBe(true)
  expect(all.fits('dates', town)).toBe(false)
})
