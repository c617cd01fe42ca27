import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

const push = (...options: string[]) => readArguments(['push', 'a.csv', ...options])

it('reads who owners are, and what becomes of those who are no users, of all or of one column', () => {
  expect(
    push(
      ...['--owner', '"Roe, Jane"=ann@team.example,Old Team=', '--owner', 'Bo=bo@team.example'],
      ...['--owner-unknown', 'leave', '--owner-unknown', 'ann@team.example@Sold by'],
    ),
  ).toMatchObject({
    owners: [
      ['Roe, Jane', 'ann@team.example'],
      ['Old Team', ''],
      ['Bo', 'bo@team.example'],
    ],
    ownerUnknown: 'leave',
    columnsSaid: [
      { option: '--owner-unknown', header: 'Sold by', readAs: { unknownOwners: 'ann@team.example' } },
    ],
  })
})

it.each([
  [['--owner', 'Jane Roe'], '--owner takes Name=EMAIL'],
  [['--owner', 'Jane Roe=Ann'], '“Ann” is no email address'],
  [['--owner-unknown', 'me'], '--owner-unknown takes leave, stop, or the email'],
  [['--owner-unknown', 'leave', '--owner-unknown', 'stop'], '--owner-unknown is given twice'],
  [['--phone-country', 'Mobile=ZZ'], '--phone-country takes two letters'],
])('%j is not understood', (options, text) => {
  expect(push(...options)).toMatchObject({ kind: 'misuse', text: expect.stringContaining(text) as string })
})

it('reads the country of all phones, and of single columns in either way', () => {
  expect(
    push('--phone-country', 'in', '--phone-country', 'DE@Tel', '--phone-country', 'Fax = none'),
  ).toMatchObject({
    phoneCountry: 'IN',
    columnsSaid: [
      { option: '--phone-country', header: 'Tel', readAs: { phoneCountry: 'DE' } },
      { option: '--phone-country', header: 'Fax', readAs: { phoneCountry: '' } },
    ],
  })
})
