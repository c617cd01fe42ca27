import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const HEADINGS = ['First Name', 'E-mail', 'Last Name', 'Date of Birth', 'Annual Budget']

const ROWS = [
  ['Asha', 'asha@newcomers.example', 'Rao', '06/05/1988', '1.234'],
  ['Bo', 'bo@newcomers.example', 'NULL', '03/04/1990', '2.500'],
  ['Cy', 'cy@newcomers.example', '=1+1', '1991-07-08', '12'],
]

const TABLE = [HEADINGS, ...ROWS].map((row) => row.join('\t')).join('\n')

test('how dates and amounts are meant is asked once for their column, and goes out so', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  await window.pasteSheet(TABLE)
  await window.openPanel('Problems')
  await panels.expectProblems({
    'Day first or month first?': 2,
    'Decimal point or comma?': 2,
    'Placeholder instead of a value': 1,
    'Looks like a formula': 1,
  })
  const dates = panels.problems.getByLabel('Date of Birth: dates are written')
  await expect(panels.problems).toContainText(
    '06/05/1988 is 1988-05-06 day first and 1988-06-05 month first. No cell tells.',
  )
  await dates.selectOption({ label: 'Day first' })
  await expect(panels.kind('Day first or month first\\?')).toHaveCount(0)
  await panels.problems.getByLabel('Annual Budget: numbers have').selectOption({ label: 'A decimal comma' })
  await panels.expectProblems({ 'Placeholder instead of a value': 1, 'Looks like a formula': 1 })
  await expect(dates.locator('option:checked')).toHaveText('Day first')

  await push.openReview()
  await expect(push.review).toContainText('“Date of Birth” is read day first. You said so.')
  await expect(push.review.getByRole('region', { name: 'Sent in another form' }).locator('p')).toHaveText([
    '“Date of Birth”: 2 dates go as LeadSquared takes them, such as 06/05/1988 as 1988-05-06.',
    '“Annual Budget”: 2 numbers go in plain digits, such as 1.234 as 1234.',
  ])
  await expect(push.review.getByLabel('1 placeholder instead of a value')).toHaveValue('blank')
  await push.start()
  await window.expectCounts({ Created: 3 })
  const sent = new Map(practice.leads().map(({ fields }) => [fields['EmailAddress'], fields]))
  const asha = sent.get('asha@newcomers.example')!
  expect(asha['mx_Date_of_Birth']).toContain('1988-05-06')
  expect(Number(asha['mx_Annual_Budget'])).toBe(1234)
  expect(sent.get('bo@newcomers.example')!['LastName'] ?? '').toBe('')
  expect(sent.get('cy@newcomers.example')!['LastName']).toBe('=1+1')
})

test('a proven order is shown and can be changed, undone, and comes back with the sheet', async ({
  page,
  leadsheet,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.pasteSheet(
    'E-mail\tDate of Birth\nann@newcomers.example\t12/02/1990\nbob@newcomers.example\t31/12/1990',
  )
  await window.openPanel('Problems')
  const dates = panels.problems.getByLabel('Date of Birth: dates are written')
  await expect(dates.locator('option:checked')).toHaveText('Day first, as the cells tell')
  await expect(panels.problems).toContainText('1 cell can be read no other way.')
  await dates.selectOption({ label: 'Month first' })
  await panels.expectProblems({ 'Not a date as LeadSquared takes it': 1 })
  await page.keyboard.press('Control+z')
  await expect(panels.kind('Not a date as LeadSquared takes it')).toHaveCount(0)
  await dates.selectOption({ label: 'Month first' })
  await panels.expectProblems({ 'Not a date as LeadSquared takes it': 1 })
  await expect(page.getByText('Saved')).toBeVisible()
  const again = await leadsheet.restart()
  await new SheetWindow(again).openPanel('Problems')
  await expect(
    new MendingPanels(again).problems
      .getByLabel('Date of Birth: dates are written')
      .locator('option:checked'),
  ).toHaveText('Month first')
})

test('the menu of a column says how its cells are read, each choice one step', async ({ page, practice }) => {
  const sheet = await LeadsSheet.of(page, [
    ['First Name', 'E-mail', 'City', 'Company', 'Date of Birth', 'Lead Source'],
    ['Ann', 'ann@newcomers.example', 'n/a', 'n/a', '06/05/1988', 'Billboard'],
    ['Bob', 'bob@newcomers.example', 'Pune', 'Acme', '07/05/1988', 'Event'],
  ])
  const window = new SheetWindow(page)
  const push = new PushPanels(page)
  const asked = async (heading: string) => {
    await sheet.chooseInColumnMenu(heading, 'How its cells are read…')
    return page.getByRole('form', { name: `How ${heading} is read` })
  }
  const born = await asked('Date of Birth')
  await born.getByLabel('Dates are written').selectOption({ label: 'Day first' })
  await expect(born).toContainText('You said so.')
  await born.getByRole('button', { name: 'Close' }).click()
  await (
    await asked('City')
  )
    .getByLabel('Cells without a value')
    .selectOption({ label: 'Send them as they are' })
  await page.keyboard.press('Escape')
  const source = await asked('Lead Source')
  await source.getByLabel('Values that are none of').selectOption({ label: 'Keep their rows here' })
  await page.keyboard.press('Escape')
  await window.expectCounts({ Ready: 1, Draft: 1 })
  await sheet.press('Mod+Z')
  await window.expectCounts({ Ready: 2 })
  await push.openReview()
  await expect(push.review.getByLabel('1 value that is none of its field’s options')).toHaveValue('send')
  await push.start()
  await window.expectCounts({ Created: 2 })
  const ann = practice
    .leads()
    .find(({ fields }) => fields['EmailAddress'] === 'ann@newcomers.example')!.fields
  expect(ann).toMatchObject({ mx_City: 'n/a', Source: 'Billboard' })
  expect(ann['mx_Date_of_Birth']).toContain('1988-05-06')
  expect(ann['Company'] ?? '').toBe('')
})

test('rows with placeholders can be kept here', async ({ page }) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  await window.pasteSheet(
    'First Name\tE-mail\tCity\nAnn\tann@newcomers.example\tn/a\nBob\tbob@newcomers.example\tPune',
  )
  await window.openPanel('Problems')
  await panels.problems
    .getByLabel('1 cell without a value (NULL, n/a, -)')
    .selectOption({ label: 'Keep their rows here' })
  await expect(panels.problems).toContainText('1 row of 2 has errors')
  await push.openReview()
  await expect(push.startButton()).toHaveText('Push 1 lead')
  await push.review.getByLabel('1 row with a placeholder').selectOption({ label: 'Send them as they are' })
  await expect(push.startButton()).toHaveText('Push 2 leads')
})

test('what a value stands for is said once, goes out so, and holds in the next sheet', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  const text = 'E-mail,First Name,Lead Stage\nida@fair.example,Ida,wip\njo@fair.example,Jo,QUALIFIED\n'
  await window.openFile({ name: 'first.csv', text })
  await window.openPanel('Problems')
  await panels.expectProblems({ 'Not in the list of options': 1 })
  await panels.kind('Not in the list of options').click()
  await panels.problems.getByLabel('“wip” in Lead Stage, 1 cell').selectOption({ label: 'Contacted' })
  await expect(panels.problems).toContainText('No problems in 2 rows.')

  await window.openFile({ name: 'second.csv', text: text.replaceAll('fair', 'next').replace('wip', 'WIP') })
  // The first sheet has no problems either.
  await expect(window.grid).toContainText('ida@next.example')
  await expect(panels.problems).toContainText('No problems in 2 rows.')
  await push.openReview()
  await push.start()
  await window.expectCounts({ Created: 2 })
  const stageOf = (email: string) =>
    practice.leads().find(({ fields }) => fields['EmailAddress'] === email)?.fields['ProspectStage']
  expect(['ida', 'jo'].map((name) => stageOf(`${name}@next.example`))).toEqual(['Contacted', 'Qualified'])

  await window.openPanel('Problems')
  await panels.problems.getByText('What values stand for (1)').click()
  await panels.problems.getByRole('button', { name: 'Take back' }).click()
  await panels.expectProblems({ 'Not in the list of options': 1 })
})
