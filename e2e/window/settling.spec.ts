import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

test('failures are grouped by cause, lead to their rows, and are pushed again by themselves', async ({
  page,
  practice,
}) => {
  const refused = [3, 17, 29]
  practice.setFaults({
    refuseRows: {
      probability: 0,
      matching: refused.map((at) => ({ attribute: 'EmailAddress', value: `cause.${at}@newcomers.example` })),
    },
  })
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet(tsv(newLeads(40, 'cause')))
  await panels.openReview()
  await panels.start()
  await panels.expectPhase('Finished')
  await window.expectCounts({ Created: 37, Failed: 3 })

  const causes = panels.push.getByRole('region', { name: 'What went wrong' })
  await expect(causes.getByRole('listitem')).toHaveCount(1)
  await causes.getByRole('button').first().click()
  await expect(page.getByText('3 of 40 rows')).toBeVisible()
  await causes.getByText('Details', { exact: true }).click()
  await expect(causes.locator('details p')).toContainText('MX')
  await page.getByRole('button', { name: /show all rows/ }).click()

  practice.setFaults({})
  await panels.button('Push 3 again').click()
  await expect(panels.review.getByRole('button', { name: 'Push 3 leads' })).toBeEnabled()
  await panels.start()
  await panels.expectPhase('Finished')
  await window.expectCounts({ Created: 40, Failed: 0 })
  const emails = practice.leads().map(({ fields }) => fields['EmailAddress'])
  expect(emails.filter((email) => email?.startsWith('cause.'))).toHaveLength(40)
})

test('each push is kept in History, opens again as a sheet and gives its report', async ({ page }) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet(tsv(newLeads(12, 'history')))
  await panels.openReview()
  await panels.start()
  await panels.expectPhase('Finished')

  const history = await window.openPanel('History')
  const entry = history.getByRole('article')
  await expect(entry).toHaveCount(1)
  await expect(entry).toContainText('12 rows to Practice account')
  await expect(entry).toContainText('Created 12')

  const saved = await window.savedBy(async () => {
    await entry.getByRole('button', { name: 'Export report' }).click()
    await entry.getByRole('menuitem', { name: /csv/ }).click()
  })
  expect(saved.name).toMatch(/\.csv$/)

  await entry.getByRole('button', { name: 'Open rows' }).click()
  await expect(window.grid).toContainText('history.0@newcomers.example')
  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await expect(window.panel('Sheets').getByRole('article')).toHaveCount(1)
})

test('after a new start the failures are still told and pushed again, without the push itself on screen', async ({
  page,
  practice,
  leadsheet,
}) => {
  practice.setFaults({
    refuseRows: {
      probability: 0,
      matching: [{ attribute: 'EmailAddress', value: 'later.4@newcomers.example' }],
    },
  })
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet(tsv(newLeads(10, 'later')))
  await panels.openReview()
  await panels.start()
  await window.expectCounts({ Created: 9, Failed: 1 })

  const after = await leadsheet.restart()
  const again = new SheetWindow(after)
  const panelsAgain = new PushPanels(after)
  await again.expectCounts({ Created: 9, Failed: 1 })
  const push = await again.openPanel('Push')
  await expect(push.getByRole('region', { name: 'What went wrong' }).getByRole('listitem')).toHaveCount(1)
  practice.setFaults({})
  await push.getByRole('button', { name: 'Push 1 again' }).click()
  await expect(panelsAgain.startButton()).toHaveText('Push 1 lead')
  await panelsAgain.start()
  await again.expectCounts({ Created: 10, Failed: 0 })
})
