import { expect, test } from '../fixtures/leadsheet.ts'
import { axeIn } from '../pages/accessibility.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'

test('after a push its leads are on their lists with an activity each, what failed is told, and goes again', async ({
  page,
  practice,
}) => {
  practice.setLimit({ calls: 1000, seconds: 1 })
  const known = practice
    .leads()
    .filter(({ fields }) => fields['EmailAddress'])
    .slice(0, 2)
  const push = new PushPanels(page)
  await LeadsSheet.of(page, [
    ['Email', 'First name'],
    ['ida@new.example', 'Ida'],
    [known[0]!.fields['EmailAddress']!, 'Joan'],
    ['ken@new.example', 'Ken'],
    [known[1]!.fields['EmailAddress']!, 'Lia'],
  ])
  await push.openReview()
  await push.review.getByText('After the push', { exact: true }).click()
  const field = (name: string) => push.review.getByRole('combobox', { name })
  await field('List for created leads').fill('Fair 2026')
  // One that is there is taken as soon as its name is whole.
  await field('List for updated leads').fill('Nobody yet')
  await expect(push.review.getByText('0 leads on it now.')).toBeVisible()
  await expect(push.review.getByText('A new list is made.')).toBeVisible()
  await field('Activity on each lead that goes in').selectOption('Phone Call')
  await expect(push.review.getByText('Write what the activity says.')).toBeVisible()
  await expect(push.startButton()).toBeDisabled()
  const text = push.review.getByRole('textbox', { name: 'What the activity says' })
  await text.fill('Spoke to {Nobody}')
  await text.press('Tab')
  await expect(push.review.getByText('names “Nobody”, and no column is called that')).toBeVisible()
  await text.fill('Spoke to ')
  await field('Insert a column').selectOption('First name')
  await expect(text).toHaveValue('Spoke to {First name}')
  await expect(push.startButton()).toBeEnabled()
  await expect(push.review.locator('.facts > div').filter({ hasText: 'Calls afterwards' })).toContainText(
    'at most',
  )
  const { violations } = await axeIn(page).include('.side-panel').analyze()
  expect(violations).toEqual([])

  // One call's activities cannot be told, one lead of the next push is refused.
  await push.start()
  await push.expectPhase('Finished')
  const after = push.push.getByRole('region', { name: 'After the push' })
  await expect(after.locator('.after-phase')).toHaveText('Done')
  await expect(after.getByRole('listitem')).toHaveText([
    'List “Fair 2026”: 2 created leads.',
    'List “Nobody yet”: 2 updated leads.',
    'Activity “Phone Call” posted on 4 leads.',
  ])
  const idOf = (email: string) => practice.leads().find(({ fields }) => fields['EmailAddress'] === email)!.id
  const [ida, ken] = [idOf('ida@new.example'), idOf('ken@new.example')]
  expect(Object.fromEntries(practice.lists().map(({ name, members }) => [name, members.sort()]))).toEqual({
    'Fair 2026': [ida, ken].sort(),
    'Nobody yet': known.map(({ id }) => id).sort(),
  })
  expect(new Map(practice.activities().map(({ leadId, note }) => [leadId, note]))).toEqual(
    new Map([
      [ida, 'Spoke to Ida'],
      [known[0]!.id, 'Spoke to Joan'],
      [ken, 'Spoke to Ken'],
      [known[1]!.id, 'Spoke to Lia'],
    ]),
  )

  // The choice stays with the sheet; another kind of activity is one nobody can post.
  await page.getByRole('button', { name: 'Review push', exact: true }).click()
  await push.review.getByRole('combobox', { name: 'Rows', exact: true }).selectOption('all')
  await expect(field('List for created leads')).toHaveValue('Fair 2026')
  await field('Activity on each lead that goes in').selectOption('Email Opened')
  await expect(push.startButton()).toHaveText('Push 4 leads')
  await push.start()
  await push.expectPhase('Finished')
  await expect(after.locator('.after-phase')).toHaveText('Done')
  await expect(after).toContainText('Activity “Email Opened” posted on 0 of 4 leads, 4 failed.')
  await expect(after).toContainText('4 leads: LeadSquared refused it: Activity type does not exist.')
  await expect(push.push.getByRole('list', { name: 'Rows of this push by status' })).toContainText('Updated')
  const before = practice.calls().length
  await after.getByRole('button', { name: 'Again for 4 leads that failed' }).click()
  await expect.poll(() => practice.calls().length).toBeGreaterThan(before)
  expect(practice.activities()).toHaveLength(4)

  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'History' }).click()
  const entries = page.getByRole('region', { name: 'History' }).getByRole('article')
  await expect(entries.first()).toContainText('Activity “Email Opened” posted on 0 of 4 leads, 4 failed.')
  await expect(entries.last()).toContainText('List “Fair 2026”: 2 created leads.')
})

test('what was closed in the middle of its activities says so, and goes on where the person says', async ({
  leadsheet,
  page,
  practice,
}) => {
  practice.setLimit({ calls: 1000, seconds: 1 })
  const push = new PushPanels(page)
  await LeadsSheet.of(page, [
    ['Email', 'First name'],
    ...Array.from({ length: 150 }, (_, at) => [`p${at}@new.example`, `P${at}`]),
  ])
  await push.openReview()
  await push.review.getByText('After the push', { exact: true }).click()
  await push.review
    .getByRole('combobox', { name: 'Activity on each lead that goes in' })
    .selectOption('Meeting')
  const text = push.review.getByRole('textbox', { name: 'What the activity says' })
  await text.fill('{First name} came')
  await text.press('Tab')
  await expect(push.startButton()).toBeEnabled()
  practice.setFaults({ latency: { work: [700, 700] } })
  await push.start()
  await expect
    .poll(() => practice.calls().filter(({ path }) => path.includes('CustomActivity')).length)
    .toBe(4)
  const again = await leadsheet.restart('killed')
  practice.setFaults({})
  await expect(again.getByText('is not done yet. Go on with it under History.')).toBeVisible()
  await again.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'History' }).click()
  const entry = again.getByRole('region', { name: 'History' }).getByRole('article')
  await expect(entry).toContainText('Leadsheet was closed in the middle of it.')
  await entry.getByRole('button', { name: 'Go on' }).click()
  await expect(entry.locator('.after-phase')).toHaveText('Done')
  await expect(entry).toContainText('Activity “Meeting” posted on 50 of 150 leads, 100 unknown.')
  // What was under way was taken; nothing is there twice.
  const posted = practice.activities().map(({ leadId }) => leadId)
  expect(posted).toHaveLength(150)
  expect(new Set(posted).size).toBe(150)
})
