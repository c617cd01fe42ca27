import { expect, test } from '../fixtures/leadsheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const OWNERS = [
  ['Ann', 'ann@owners.example', 'MEERA.SALUNKE@leadsheet.example'],
  ['Bob', 'bob@owners.example', 'Harker, Tom'],
  ['Cy', 'cy@owners.example', 'Jane Roe'],
  ['Di', 'di@owners.example', 'Lena Vogt'],
  ['Ed', 'ed@owners.example', 'Asha Rao'],
  ['Flo', 'flo@owners.example', 'Old Team'],
  ['Gus', 'gus@owners.example', ''],
]

const user = (number: number): string => `05e70000-0000-4000-a000-${String(number).padStart(12, '0')}`

test('owners by email or name become users of the account, who are read at the review and asked about where they are none', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  await window.pasteSheet(
    [['First Name', 'E-mail', 'Who'], ...OWNERS].map((row) => row.join('\t')).join('\n'),
  )
  await panels.choose('Who', 'Owner OwnerId')
  await window.openPanel('Problems')
  await expect(panels.problems).toContainText('“Who” holds people.')
  const usersRead = () => practice.calls().filter(({ path }) => path.endsWith('Users.Get')).length
  expect(usersRead()).toBe(0)

  await push.openReview()
  await expect(push.review).toContainText(
    '“Who”: 2 owners found among the account’s users, 2 unknown (Jane Roe, Old Team), 1 no longer active (Lena Vogt), 1 named like several users (Asha Rao).',
  )
  await expect(push.startButton()).toHaveText('Push 3 leads')
  expect(usersRead()).toBe(1)

  await window.openPanel('Problems')
  await panels.expectProblems({ 'Not an active user of the account': 4 })
  await panels.kind('Not an active user of the account').click()
  await expect(panels.problems).toContainText(
    '2 users of the account are called so: asha.rao@leadsheet.example, asha.rao.pune@leadsheet.example.',
  )
  await panels.problems
    .getByLabel('“Asha Rao” in Who, 1 cell')
    .selectOption({ label: 'Asha Rao (asha.rao.pune@leadsheet.example)' })
  await panels.problems.getByLabel('“Old Team” in Who, 1 cell').selectOption({ label: 'Leave it out' })
  await panels.problems
    .getByLabel('Who: people who are no active user')
    .first()
    .selectOption({ label: 'All are Zoë Lindqvist (zoe.lindqvist@leadsheet.example)’s' })
  await panels.expectProblems({ 'Not an active user, so left out': 1 })

  await push.openReview()
  await expect(push.review).toContainText('2 whose leads become zoe.lindqvist@leadsheet.example’s')
  await push.start()
  await window.expectCounts({ Created: 7 })
  const ownerOf = new Map(practice.leads().map(({ fields }) => [fields['EmailAddress'], fields['OwnerId']]))
  expect(OWNERS.map(([, email]) => ownerOf.get(email))).toEqual([
    ...[user(2), user(3), user(7), user(7), user(6), undefined, undefined],
  ])
  expect(usersRead()).toBe(1)
  // What is shown is what was written.
  expect(await panels.values('Who')).toEqual(OWNERS.map(([, , owner]) => owner))
})

test('the country of a column’s phones is proposed with what speaks for it, taken with one click, and taken back', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  await window.pasteSheet(
    [
      ['First Name', 'Phone', 'Mobile', 'Country'],
      ['Ann', '98765 43210', '0171 23456789', 'India'],
      ['Ann', '+91 98765-43210', '', 'India'],
      ['Ann', '0091 9876543210', '+49 171 23456781', 'India'],
      ['Bob', '09876543211', '', 'India'],
    ]
      .map((row) => row.join('\t'))
      .join('\n'),
  )
  await window.openPanel('Problems')
  const country = panels.problems.getByLabel('Phone: country of numbers without a country code')
  await expect(panels.problems).toContainText(
    '2 of 2 numbers without a country code would be numbers of India (+91); 2 others have +91; the sheet names India beside 2 of them.',
  )
  await panels.problems.getByRole('button', { name: 'Use India' }).click()
  await expect(country.locator('option:checked')).toHaveText('India (+91)')
  await panels.expectProblems({ 'Same search key more than once': 3 })
  await page.keyboard.press('Control+z')
  await expect(country.locator('option:checked')).toHaveText('Not said: as they are written')
  await page.keyboard.press('Control+Shift+z')
  await expect(country.locator('option:checked')).toHaveText('India (+91)')

  await push.openReview()
  await push.start()
  await window.expectCounts({ Created: 2, Updated: 2 })
  const sent = practice
    .calls()
    .flatMap(({ rows }) => rows.map(({ lead }) => new Map(lead.map((pair) => [pair.Attribute, pair.Value]))))
  expect(sent.map((row) => row.get('Phone')).toSorted()).toEqual([
    ...['+91-9876543210', '+91-9876543210', '+91-9876543210', '+91-9876543211'],
  ])
  // Of the other column nobody said anything.
  expect(sent.map((row) => row.get('Mobile') ?? '').toSorted()).toEqual([
    ...['', '', '+49 171 23456781', '0171 23456789'],
  ])
})

test('a column that seems to say whose leads these are is proposed, and sent with one click', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const push = new PushPanels(page)
  await window.pasteSheet(
    'First Name\tE-mail\tZuständiger\nAnn\tann@named.example\tMeera Salunke\nBob\tbob@named.example\tTom Harker',
  )
  await push.openReview()
  await expect(push.review).toContainText('2 columns sent, 1 not sent')
  await push.review.getByRole('button', { name: 'Send to Owner' }).click()
  await expect(push.review).toContainText('3 columns sent')
  await expect(push.review).toContainText('“Zuständiger”: 2 owners found among the account’s users.')
  await push.start()
  await window.expectCounts({ Created: 2 })
  const ownerOf = new Map(practice.leads().map(({ fields }) => [fields['EmailAddress'], fields['OwnerId']]))
  expect(['ann', 'bob'].map((name) => ownerOf.get(`${name}@named.example`))).toEqual([user(2), user(3)])
})
