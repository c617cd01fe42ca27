import { describe, expect, it } from 'vitest'
import { refusalInWords, waitsForServer } from './outcome-messages.ts'

describe('a refusal in plain words', () => {
  it.each([
    "There is no lead with the ProspectID '5d0a4c1e-7f60-4f7b-9d53-2f1b8f3f9d10'.",
    'Lead does not exist',
    'Prospect not found for given id',
    'Invalid ProspectId',
    "Lead with id '77' doesn’t exist.",
    'No lead found',
    'No such record for this ProspectID',
  ])('says of “%s” that there is no such lead, not that a field is missing', (message) => {
    const said = refusalInWords('MXInvalidInputException', message)
    expect(said).toContain('no lead with this Lead ID')
    expect(said).not.toContain('attribute')
  })

  it.each([
    ["Attribute 'mx_Nothing' does not exist.", 'This account has no attribute “mx_Nothing”'],
    ['Lead field mx_Nothing does not exist', 'This account has no attribute one of the fields'],
    ["Cannot search by 'mx_Nothing'.", 'cannot search leads by “mx_Nothing”'],
    ["SearchBy names 'Phone', but there is no value for it.", 'wants a value for “Phone” in every row'],
    ['The lead was not accepted.', 'LeadSquared refused this row and gave a reason'],
    ["Value of 'Score' is not a valid Number.", 'does not accept the value for “Score”'],
  ])('“%s”: %s', (message, words) => {
    expect(refusalInWords('MXInvalidInputException', message)).toContain(words)
  })
})

it('rows that wait for the server say how many, until when, and why', () => {
  expect(waitsForServer(1, '14:05:32')).toMatch(/^1 row waits until 14:05:32: .*it could become a second lead\.$/)
  expect(waitsForServer(25, '14:05:32')).toMatch(/^25 rows wait .*they could become second leads\.$/)
})
