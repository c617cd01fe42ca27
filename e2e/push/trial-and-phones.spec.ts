import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { ReadingPanels } from '../pages/reading-panels.ts'

test('the first 25 go, are read back beside what was meant, and are taken back or gone on from', async ({
  page,
  practice,
}) => {
  practice.setLimit({ calls: 1000, seconds: 1 })
  const leads = practice.leads().filter(({ fields }) => fields['mx_City'] && fields['EmailAddress'])
  const before = new Map(leads.map(({ id, fields }) => [id, fields]))
  const panels = new ReadingPanels(page)
  const push = new PushPanels(page)
  await LeadsSheet.of(page, [
    ['Email', 'City'],
    ...leads.slice(0, 60).map(({ fields }, at) => [fields['EmailAddress']!, `Town ${at}`]),
  ])
  await panels.compareAll()
  await panels.compare.getByRole('button', { name: 'Review push' }).click()
  await expect(push.startButton()).toHaveText('Push 60 leads')
  await push.review.getByRole('button', { name: 'Push the first 25', exact: true }).click()
  await expect(push.push).toContainText('25 leads read back: every cell is held as it was meant.')
  expect(
    leads.filter(({ id }) =>
      practice.leads().some((lead) => lead.id === id && lead.fields['mx_City']!.startsWith('Town')),
    ),
  ).toHaveLength(25)
  await push.button('Undo the 25').click()
  const undo = page.getByRole('region', { name: 'Undo push' })
  await undo.getByRole('button', { name: 'Put back 25 cells' }).click()
  await push.expectPhase('Finished')
  for (const { id, fields } of practice.leads()) expect(fields, id).toEqual(before.get(id) ?? fields)

  // Again, and this time it goes on.
  await page.getByRole('navigation', { name: 'Sheets' }).locator('.sheet-tab-open').first().click()
  await expect(page.getByRole('contentinfo')).toContainText('60 rows')
  await page.getByRole('banner').getByRole('button', { name: 'Review push' }).click()
  await push.review.getByLabel('Rows', { exact: true }).selectOption('all')
  await expect(push.startButton()).toHaveText('Push 60 leads')
  await push.review.getByRole('button', { name: 'Push the first 25', exact: true }).click()
  await push.button('Go on with the other 35').click()
  await push.expectPhase('Finished')
  expect(practice.leads().filter(({ fields }) => fields['mx_City']?.startsWith('Town'))).toHaveLength(60)
})

test('rows whose phone is another lead’s show that lead, and go as is said of each', async ({
  page,
  practice,
}) => {
  const owners = practice.leads().filter(({ fields }) => fields['Phone'] && fields['EmailAddress'])
  const push = new PushPanels(page)
  await LeadsSheet.of(page, [
    ['Email', 'Phone', 'First name'],
    ...[0, 1, 2].map((at) => [`new${at}@newcomers.example`, owners[at]!.fields['Phone']!, `Name ${at}`]),
  ])
  await push.openReview()
  await push.start()
  await push.expectPhase('Finished')
  await push.button('Show the other leads').click()
  const group = push.push.getByRole('region', { name: 'Phone of another lead' })
  await expect(group).toContainText(owners[0]!.fields['EmailAddress']!)
  const said = (at: number) =>
    group.getByRole('combobox', { name: `What to do with new${at}@newcomers.example` })
  await said(0).selectOption({ label: 'Update that lead instead' })
  await said(1).selectOption({ label: 'Keep both, leave the phone out' })
  await expect(said(2)).toHaveValue('skip')
  const count = practice.leadCount()
  await group.getByRole('button', { name: 'Review 2 rows again' }).click()
  await expect(push.startButton()).toHaveText('Push 2 leads')
  await push.start()
  await push.expectPhase('Finished')
  expect(practice.leadCount()).toBe(count + 1)
  const now = (at: number) => practice.leads().find(({ id }) => id === owners[at]!.id)!.fields
  expect(now(0)).toMatchObject({ EmailAddress: 'new0@newcomers.example', FirstName: 'Name 0' })
  expect([now(1), now(2)]).toEqual([owners[1]!.fields, owners[2]!.fields])
})
