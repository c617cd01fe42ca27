import { expect, it } from 'vitest'
import type { People } from '#shared/domain/sheet/account-user.ts'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Column, ReadAs } from '#shared/domain/sheet/sheet.ts'
import { Plan } from './plan.ts'

const MEERA = {
  id: '05e70000-0000-4000-a000-000000000001',
  name: 'Meera Salunke',
  email: 'meera@team.example',
  active: true,
}
const LENA = { ...MEERA, id: MEERA.id.replace(/1$/, '2'), name: 'Lena Vogt', email: 'lena@team.example' }
const USERS = { users: [MEERA, { ...LENA, active: false }] }

function column(id: number, attribute: string, more: Partial<Column> = {}): Column {
  return { id, header: attribute, attribute, constant: null, hidden: false, width: null, ...more }
}

function planOf(people: People | undefined, readAs: ReadAs = {}, constant: string | null = null) {
  const attributes = STANDARD_ATTRIBUTES.map((attribute): Attribute =>
    attribute.dataType === 'User' && people ? { ...attribute, people } : attribute,
  )
  return new Plan({
    columns: [column(0, 'EmailAddress'), column(1, 'OwnerId', { header: 'Owner', readAs, constant })],
    searchBy: 'default',
    blanks: 'clear',
    duplicates: 'order',
    attributes: { source: 'account', attributes },
    includeProblems: true,
  })
}

const rows = ['Meera Salunke', 'Jane Roe', 'lena@team.example', 'jane roe', ''].map((owner, index) => ({
  id: index + 1,
  cells: [`row${index}@new.example`, owner],
}))

function sentBy(plan: Plan): (string | null)[] {
  return rows.map((row, index) => {
    if (plan.add(row, index + 1).state === 'skipped') return null
    return plan.leadOf(row).find(({ Attribute }) => Attribute === 'OwnerId')?.Value ?? '-'
  })
}

it('sends a user’s number for whoever is found, keeps the rows of all others here, and says how many', () => {
  const plan = planOf(USERS)
  expect(sentBy(plan)).toEqual([MEERA.id, null, null, null, '-'])
  expect(plan.warnings).toEqual([
    '“Owner”: 1 owner found among the account’s users, 2 unknown (Jane Roe, jane roe), 1 no longer active (lena@team.example).',
  ])
})

it('does what was said of one, and of all', () => {
  expect(sentBy(planOf(USERS, { values: [['Jane Roe', 'meera@team.example']] }))).toEqual([
    ...[MEERA.id, MEERA.id, null, MEERA.id, '-'],
  ])
  expect(sentBy(planOf(USERS, { unknownOwners: 'leave' }))).toEqual([MEERA.id, '-', '-', '-', '-'])
  const all = planOf(USERS, { unknownOwners: 'meera@team.example' })
  expect(sentBy(all)).toEqual([MEERA.id, MEERA.id, MEERA.id, MEERA.id, '-'])
  expect(all.warnings).toEqual([
    '“Owner”: 1 owner found among the account’s users, 3 whose leads become meera@team.example’s (Jane Roe, lena@team.example, jane roe).',
  ])
})

it('never sends a name for a user’s number where the users are not known, whatever leave there is to send rows with errors', () => {
  expect(sentBy(planOf(undefined))).toEqual([null, null, null, null, '-'])
  const plan = planOf({ problem: 'The account is over its call limit just now.' })
  expect(sentBy(plan)).toEqual([null, null, null, null, '-'])
  expect(plan.add(rows[0]!, 1)).toMatchObject({
    message:
      'Skipped: Whom this is could not be looked up, because the account’s users could not be read. The account is over its call limit just now.',
  })
})

it('takes one owner for every row, and keeps all rows here where that is no user', () => {
  expect(sentBy(planOf(USERS, {}, 'meera@team.example'))).toEqual(Array(5).fill(MEERA.id))
  const plan = planOf(USERS, {}, 'jane@team.example')
  expect(sentBy(plan)).toEqual(Array(5).fill(null))
  expect(plan.warnings[0]).toContain('Every row has “jane@team.example” here. No user of the account')
})
