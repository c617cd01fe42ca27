import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { leadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

const user = (number: number): string => `05e70000-0000-4000-a000-${String(number).padStart(12, '0')}`

const FILE = `First Name,E-post,Owner,Mobile,Phone,Date of Birth
Ann,ann@people.example,Meera Salunke,98765 43210,030 1234567,1990-05-01T02:00:00+05:30
'Bob,bob@people.example,tom.harker@leadsheet.example,+91 98765 43211,,1990-05-01T10:00:00Z
Cy,cy@people.example,Jane Roe,0091-98765-43212,,
Di,di@people.example,Asha Rao,,,
`

test('who owners are and of which country a column’s phones are is said on the command line; it stops where nobody says', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const file = join(dataDir, 'people.csv')
  writeFileSync(file, FILE)
  const push = ['push', file, '--data-dir', dataDir, '--map', 'Owner=OwnerId']
  const leads = () =>
    practice
      .calls()
      .flatMap(({ rows }) =>
        rows.map(({ lead }) => new Map(lead.map((pair) => [pair.Attribute, pair.Value]))),
      )

  const unsaid = await leadsheet(['push', file, '--data-dir', dataDir, '--dry-run'], env)
  expect(unsaid).toMatchObject({ code: 0, stderr: '' })
  expect(unsaid.stdout).toContain(
    '“Owner” may say whose leads these are, and is not sent. To send it to the account’s users: --map "Owner=OwnerId"; to say that it stays: --map "Owner=".',
  )
  expect(unsaid.stdout).toContain('Not sent: Owner')

  const stopped = await leadsheet(push, env)
  expect(stopped.code).toBe(2)
  expect(stopped.stderr).toContain('“Jane Roe” (1 cell): No user of the account has this email or name.')
  expect(stopped.stderr).toContain('“Asha Rao” (1 cell): 2 users of the account are called so')
  expect(stopped.stderr).toContain('Nothing was sent.')
  expect(leads()).toEqual([])

  const nobody = await leadsheet([...push, '--owner-unknown', 'gone@leadsheet.example'], env)
  expect(nobody.code).toBe(2)
  expect(nobody.stderr).toContain(
    'gone@leadsheet.example was said to stand in, and is no user of the account.',
  )
  const elsewhere = await leadsheet([...push.slice(0, -1), 'Owner=', '--owner-unknown', 'leave'], env)
  expect(elsewhere.code).toBe(2)
  expect(elsewhere.stderr).toContain('no column goes to a field that holds users')
  expect(leads()).toEqual([])

  const owners = ['--owner', 'Asha Rao=asha.rao.pune@leadsheet.example', '--owner-unknown', 'leave@Owner']
  const pushed = await leadsheet([...push, ...owners, '--phone-country', 'Mobile=IN'], env)
  expect(pushed).toMatchObject({ code: 0, stderr: '' })
  expect(pushed.stdout).toContain('“Owner”: 3 owners found among the account’s users, 1 left out (Jane Roe).')
  expect(pushed.stdout).toContain('3 phones go in LeadSquared’s form, such as 98765 43210 as +91-9876543210.')
  expect(pushed.stdout).toContain('1 cell has a time with an offset')
  expect(pushed.stdout).toContain('1 cell with a warning: Apostrophe in front')
  const sent = leads()
  const column = (attribute: string) => sent.map((lead) => lead.get(attribute) ?? '')
  expect(column('OwnerId')).toEqual([user(2), user(3), '', user(6)])
  expect(column('Mobile')).toEqual(['+91-9876543210', '+91-9876543211', '+91-9876543212', ''])
  expect(column('Phone')).toEqual(['030 1234567', '', '', ''])
  expect(column('mx_Date_of_Birth')).toEqual(['1990-04-30 20:30:00', '1990-05-01 10:00:00', '', ''])
  expect(column('FirstName')).toEqual(['Ann', "'Bob", 'Cy', 'Di'])
  expect(column('EmailAddress')[0]).toBe('ann@people.example')
})

test('a recipe carries who owners are and the country of a column’s phones', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const [file, recipe] = [join(dataDir, 'people.csv'), join(dataDir, 'people.json')]
  writeFileSync(file, 'E-post,Owner,Mobile\nann@recipe.example,JANE ROE,98765 43210\n')
  const owner = (read: object) => ({ heading: 'Owner', attribute: 'OwnerId', read })
  const write = (read: object) =>
    writeFileSync(
      recipe,
      JSON.stringify({
        ...{ leadsheet: 'recipe', version: 1, name: 'People' },
        columns: [
          { heading: 'E-post', attribute: 'EmailAddress' },
          owner(read),
          { heading: 'Mobile', attribute: 'Mobile', read: { phoneCountry: 'IN' } },
        ],
        ...{ searchBy: 'default', blanks: 'skip', duplicates: 'order', placeholders: 'blank' },
      }),
    )
  const push = ['push', file, '--data-dir', dataDir, '--recipe', recipe]
  write({})
  expect(await leadsheet(push, env)).toMatchObject({ code: 2 })
  write({ values: [['Jane Roe', 'zoe.lindqvist@leadsheet.example']] })
  expect(await leadsheet(push, env)).toMatchObject({ code: 0, stderr: '' })
  const ann = practice.leads().find(({ fields }) => fields['EmailAddress'] === 'ann@recipe.example')
  expect(ann?.fields).toMatchObject({ OwnerId: user(7), Mobile: '+91-9876543210' })
})
