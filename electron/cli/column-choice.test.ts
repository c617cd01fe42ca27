import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { AttributesFound } from '#electron/services/accounts/attributes.ts'
import { mapColumns, searchAttribute } from './column-choice.ts'

const OWN: AttributesFound = {
  source: 'account',
  passing: false,
  attributes: [
    ...STANDARD_ATTRIBUTES,
    { ...STANDARD_ATTRIBUTES[0]!, schemaName: 'mx_Badge', displayName: 'Badge', dataType: 'Text' },
    { ...STANDARD_ATTRIBUTES[0]!, schemaName: 'CreatedOn', displayName: 'Created On', readOnly: true },
  ],
  note: '',
}
const BUILT_IN: AttributesFound = { ...OWN, source: 'built-in' }

function column(id: number, header: string, attribute: string | null): Column {
  return { id, header, attribute, constant: null, hidden: false, width: null }
}

const COLUMNS = [column(0, 'E-mail', 'EmailAddress'), column(1, 'Town', null), column(2, 'Second mail', null)]

function attributesOf(columns: Column[]): (string | null)[] {
  return columns.map(({ attribute }) => attribute)
}

describe('mapColumns', () => {
  it('puts what was asked for over what was found, by schema or display name in any case', () => {
    const map = [
      { header: ' town ', attribute: 'CITY' },
      { header: 'Second mail', attribute: 'mx_badge' },
    ]
    expect(attributesOf(mapColumns(COLUMNS, map, OWN))).toEqual(['EmailAddress', 'mx_City', 'mx_Badge'])
  })

  it('refuses two columns for one attribute, asked for or found, and one column asked for twice', () => {
    const twice = [
      { header: 'Town', attribute: 'mx_City' },
      { header: 'Second mail', attribute: 'mx_City' },
    ]
    expect(() => mapColumns(COLUMNS, twice, OWN)).toThrow('“Town” and “Second mail” both go to mx_City')
    const found = [...COLUMNS, column(3, 'E-mail', 'EmailAddress')]
    expect(() => mapColumns(found, [], OWN)).toThrow(
      '“E-mail#1” and “E-mail#2” both go to EmailAddress, which takes one. Leave out all but one: --map "E-mail#2=".',
    )
    expect(attributesOf(mapColumns(found, [{ header: 'E-mail#2', attribute: null }], OWN))).toEqual([
      'EmailAddress',
      null,
      null,
      null,
    ])
    const again = [
      { header: 'Town', attribute: 'mx_City' },
      { header: 'town', attribute: null },
    ]
    expect(() => mapColumns(COLUMNS, again, OWN)).toThrow('names the column “Town” twice')
  })

  it('takes an attribute from the column that had it', () => {
    const map = [{ header: 'Second mail', attribute: 'EmailAddress' }]
    expect(attributesOf(mapColumns(COLUMNS, map, OWN))).toEqual([null, null, 'EmailAddress'])
  })

  it('takes a name nobody knows where the account’s own list could not be had', () => {
    const map = [{ header: 'Town', attribute: 'mx_Home_Town' }]
    expect(attributesOf(mapColumns(COLUMNS, map, BUILT_IN))[1]).toBe('mx_Home_Town')
    expect(() => mapColumns(COLUMNS, [{ header: 'Town', attribute: 'no such name' }], BUILT_IN)).toThrow(
      /no attribute/,
    )
  })

  it('names what is close to a name that is not there', () => {
    const map = [{ header: 'Town', attribute: 'mx_Citty' }]
    expect(() => mapColumns(COLUMNS, map, OWN)).toThrow(/no attribute “mx_Citty”/)
    expect(() => mapColumns(COLUMNS, [{ header: 'Town', attribute: 'Email' }], OWN)).toThrow(
      /Do you mean EmailAddress/,
    )
  })

  it('refuses read-only attributes, headings that are not there, and a sheet that would send nothing', () => {
    const to = (header: string, attribute: string | null) => () =>
      mapColumns(COLUMNS, [{ header, attribute }], OWN)
    expect(to('Town', 'CreatedOn')).toThrow(/read-only/)
    expect(to('Mail', 'EmailAddress')).toThrow(/The columns are: E-mail, Town, Second mail/)
    expect(to('E-mail', null)).toThrow(/No column could be matched/)
  })
})

describe('searchAttribute', () => {
  it('is the default, or an attribute that a column goes to', () => {
    expect(searchAttribute('default', COLUMNS, OWN)).toBe('default')
    expect(searchAttribute('email address', COLUMNS, OWN)).toBe('EmailAddress')
    const pulled = [{ ...COLUMNS[0]!, attribute: 'ProspectID' }]
    expect(searchAttribute('ProspectID', pulled, OWN)).toBe('ProspectID')
    expect(() => searchAttribute('mx_Badge', COLUMNS, OWN)).toThrow(/no column goes to mx_Badge/)
  })
})
