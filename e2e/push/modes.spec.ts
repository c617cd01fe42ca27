import { UPDATE_PATH } from '#electron/practice/practice-server.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'

test('what may be written is kept with the sheet, compares by itself, and says why rows stay', async ({
  leadsheet,
  practice,
}) => {
  const [one, two] = practice.leads().filter(({ fields }) => fields['mx_City'] && !fields['Notes'])
  const count = practice.leadCount()
  let page = leadsheet.page()
  let push = new PushPanels(page)
  await LeadsSheet.of(page, [
    ['Email', 'City', 'Notes'],
    [one!.fields['EmailAddress']!, 'Nagpur', 'Met in May'],
    [two!.fields['EmailAddress']!, 'Nashik', ''],
    ['nobody@newcomers.example', 'Oslo', 'A typo'],
  ])
  await push.openReview()
  await expect(push.startButton()).toHaveText('Push 3 leads')
  const may = () => push.review.getByRole('combobox', { name: 'What may be written' })
  await expect(may()).toHaveValue('upsert')

  // Fill blanks only: it looks at LeadSquared by itself, and of three rows one has a blank to fill.
  await may().selectOption({ label: 'Fill blanks only' })
  await expect(push.startButton()).toHaveText('Push 1 lead')
  await expect(push.review).toContainText('Nothing to fill')
  await push.review.getByRole('button', { name: /Not in LeadSquared, and this push only updates/ }).click()
  const all = page.getByRole('button', { name: /1 of 3 rows.*show all rows/ })
  await all.click()
  await expect(all).toHaveCount(0)

  // It is the sheet's, also after a restart.
  page = await leadsheet.restart()
  push = new PushPanels(page)
  await page.getByRole('button', { name: 'Review push', exact: true }).click()
  await expect(may()).toHaveValue('fill')
  await may().selectOption({ label: 'Create only' })
  await expect(push.review).toContainText('In LeadSquared already, and this push only creates')
  await expect(push.startButton()).toHaveText('Push 1 lead')
  await may().selectOption({ label: 'Update only' })
  await expect(push.startButton()).toHaveText('Push 2 leads')
  practice.clearCalls()
  await push.start()
  await push.expectPhase('Finished')
  expect(
    new Set(
      practice
        .calls()
        .filter(({ rows }) => rows.length > 0)
        .map(({ path }) => path),
    ),
  ).toEqual(new Set([UPDATE_PATH]))
  expect(practice.leadCount()).toBe(count)
  const fields = practice.leads().find(({ id }) => id === one!.id)!.fields
  expect(fields).toEqual({ ...one!.fields, mx_City: 'Nagpur', Notes: 'Met in May' })
})
