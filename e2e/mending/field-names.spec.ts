import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'

test('headings show the account’s field names as soon as it can be reached again, without a reload', async ({
  page,
  leadsheet,
  practice,
}) => {
  await LeadsSheet.of(page, [
    ['Email', 'Town'],
    ['anna@one.example', 'Graz'],
    ['bela@two.example', 'Porto'],
  ])
  await new MendingPanels(page).choose('Town', 'Course Interest')
  await expect(new MendingPanels(page).goesTo('Town')).toHaveText('Course Interest')
  await expect(page.getByText('Saved').first()).toBeVisible()

  practice.setFaults({ always: { kind: 'server-error', status: 503 } })
  const again = await leadsheet.restart()
  const town = new MendingPanels(again).goesTo('Town')
  await expect(town).toHaveText(/^mx_/)
  practice.setFaults({})
  await again.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(town).toHaveText('Course Interest')
})
