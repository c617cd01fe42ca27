import { expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, tellsLeadsApart } from './attributes.ts'

it('of the standard attributes only the lead’s own email and phones tell leads apart', () => {
  const safe = STANDARD_ATTRIBUTES.filter(tellsLeadsApart).map(({ schemaName }) => schemaName)
  expect(safe).toEqual(['EmailAddress', 'Phone', 'Mobile'])
})

it('a lead’s number, given by the server, tells leads apart whatever its type', () => {
  expect(tellsLeadsApart({ schemaName: 'ProspectID', dataType: 'Text' })).toBe(true)
  expect(tellsLeadsApart({ schemaName: 'mx_Customer_Number', dataType: 'Number' })).toBe(false)
})
