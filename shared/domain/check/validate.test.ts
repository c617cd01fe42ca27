import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { leadOf, searchKeysOf } from '#shared/domain/sheet/lead.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { createValidator } from './validate.ts'

function columns(...entries: [header: string, attribute: string | null, constant?: string][]): Column[] {
  return entries.map(([header, attribute, constant], id) => ({
    id,
    header,
    attribute,
    constant: constant ?? null,
    hidden: false,
    width: null,
  }))
}

function validator(
  list: Column[],
  more: {
    searchBy?: string
    source?: 'account' | 'built-in'
    change?: Record<string, Partial<Attribute>>
  } = {},
) {
  const attributes = STANDARD_ATTRIBUTES.map((attribute) => ({
    ...attribute,
    ...more.change?.[attribute.schemaName],
  }))
  return createValidator({
    columns: list,
    settings: { searchBy: more.searchBy ?? 'default' },
    attributes: { source: more.source ?? 'account', attributes },
  })
}

const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code)

describe('the sheet as a whole', () => {
  it('has no problem when an email column is mapped', () => {
    expect(validator(columns(['E-mail', 'EmailAddress'])).sheet).toEqual([])
  })

  it('says which columns go to one attribute, on each of them', () => {
    const { sheet } = validator(columns(['E-mail', 'EmailAddress'], ['Work mail', 'EmailAddress']))
    expect(sheet.map(({ columnId, severity }) => [columnId, severity])).toEqual([
      [0, 'error'],
      [1, 'error'],
    ])
    expect(sheet[0]!.text).toBe(
      '“E-mail” and “Work mail” both go to Email Address. Keep one of them and set the others to “Not sent”.',
    )
  })

  it('needs a column for the search key', () => {
    expect(codes(validator(columns(['City', 'mx_City'])).sheet)).toEqual(['key-not-mapped'])
    expect(codes(validator(columns(['E-mail', 'EmailAddress']), { searchBy: 'Mobile' }).sheet)).toEqual([
      'key-not-mapped',
    ])
  })

  it('knows an attribute is unknown only from the account’s own list', () => {
    const list = columns(['E-mail', 'EmailAddress'], ['Booth', 'mx_Booth'])
    expect(codes(validator(list).sheet)).toEqual(['unknown-attribute'])
    expect(validator(list, { source: 'built-in' }).sheet).toEqual([])
  })

  it('tells of read-only attributes, and warns of mandatory ones that nothing is sent to', () => {
    const change = { Score: { readOnly: true }, LastName: { mandatory: true } }
    const { sheet } = validator(columns(['E-mail', 'EmailAddress'], ['Score', 'Score']), { change })
    expect(sheet.map(({ code, severity }) => [code, severity])).toEqual([
      ['read-only', 'error'],
      ['mandatory-not-mapped', 'warning'],
    ])
  })

  it('checks a constant once, not in every row', () => {
    const check = validator(columns(['E-mail', 'EmailAddress'], ['Site', 'Website', 'not given']))
    expect(codes(check.sheet)).toEqual(['not-a-website'])
    expect(check.row({ id: 1, cells: ['ann@example.com', ''] })).toEqual([])
  })
})

describe('a row', () => {
  it('is checked by what its columns go to, with the outer space left out', () => {
    const check = validator(
      columns(['E-mail', 'EmailAddress'], ['Tel', 'Phone'], ['Born', 'mx_Date_of_Birth'], ['Rest', null]),
    )
    expect(check.row({ id: 1, cells: [' ann@example.com ', '030 123456', '', '#REF!'] })).toEqual([])
    const problems = check.row({ id: 7, cells: ['ann', 'none', '14.3.80', ''] })
    expect(problems.map(({ rowId, columnId, code }) => [rowId, columnId, code])).toEqual([
      [7, 0, 'bad-email'],
      [7, 1, 'bad-phone'],
      [7, 2, 'not-a-date'],
    ])
  })

  it('needs one of the keys of the default search, and the key chosen otherwise', () => {
    const list = columns(['E-mail', 'EmailAddress'], ['Tel', 'Phone'])
    expect(validator(list).row({ id: 1, cells: ['', '030 123456'] })).toEqual([])
    expect(codes(validator(list).row({ id: 1, cells: [' ', ''] }))).toEqual(['missing-key'])
    const byMail = validator(list, { searchBy: 'EmailAddress' })
    expect(codes(byMail.row({ id: 1, cells: ['', '030 123456'] }))).toEqual(['missing-key'])
  })

  it('fills mandatory fields', () => {
    const change = { LastName: { mandatory: true } }
    const check = validator(columns(['E-mail', 'EmailAddress'], ['Name', 'LastName']), { change })
    expect(codes(check.row({ id: 1, cells: ['ann@example.com'] }))).toEqual(['mandatory-empty'])
  })

  it('stays out of a push for its own errors and the sheet’s, not for warnings', () => {
    const list = columns(['E-mail', 'EmailAddress'])
    const warned = validator(list, { change: { LastName: { mandatory: true } } })
    expect(codes(warned.sheet)).toEqual(['mandatory-not-mapped'])
    expect(warned.errorsOf({ id: 1, cells: ['ann@example.com'] })).toEqual([])
    expect(codes(warned.errorsOf({ id: 1, cells: ['ann'] }))).toEqual(['bad-email'])
    const unmapped = validator(columns(['City', 'mx_City']))
    expect(codes(unmapped.errorsOf({ id: 1, cells: ['Köln'] }))).toEqual(['key-not-mapped'])
  })

  it('has the keys its lead is searched by', () => {
    const list = columns(['Tel', 'Phone'], ['E-mail', 'EmailAddress'])
    for (const searchBy of ['default', 'Phone', 'EmailAddress']) {
      const row = { id: 1, cells: ['+49 (171) 23', ' Ann@Example.com '] }
      const lead = leadOf(row, list, { searchBy, blanks: 'skip' })
      const keys = validator(list, { searchBy }).keysOf(row)
      expect(keys.toSorted()).toEqual(searchKeysOf(lead, searchBy).toSorted())
    }
  })
})
