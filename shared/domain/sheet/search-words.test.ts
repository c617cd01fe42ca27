import { expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from './attributes.ts'
import { canSearchByDefault, sharedKeyInWords } from './search-words.ts'
import { DEFAULT_SEARCH, type Column } from './sheet.ts'

function columns(...attributes: string[]): Column[] {
  return attributes.map((attribute, id) => ({
    ...{ id, header: attribute, attribute },
    ...{ constant: null, hidden: false, width: null },
  }))
}

it('a search by what tells leads apart needs no words', () => {
  for (const searchBy of [DEFAULT_SEARCH, 'EmailAddress', 'Phone', 'Mobile', 'ProspectID'])
    expect(sharedKeyInWords(searchBy, columns(searchBy), STANDARD_ATTRIBUTES), searchBy).toBeNull()
})

it('of a search by what several leads can have it says what is better with the columns there are', () => {
  expect(sharedKeyInWords('FirstName', columns('FirstName', 'Phone'), STANDARD_ATTRIBUTES)).toEqual({
    fact: 'Several leads can have the same First Name.',
    advice:
      'A row may then overwrite the wrong lead, or more than one. Search by email or phone, unless you are sure that each lead has its own First Name.',
  })
  expect(
    sharedKeyInWords('FirstName', columns('FirstName', 'Mobile'), STANDARD_ATTRIBUTES)?.advice,
  ).toContain('Send a column to Email Address or Phone and search by that, unless')
})

it('email or phone can be searched by where a column goes to one of them', () => {
  expect(canSearchByDefault(columns('Mobile', 'FirstName'))).toBe(false)
  expect(canSearchByDefault(columns('Mobile', 'Phone'))).toBe(true)
})
