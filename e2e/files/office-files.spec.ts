import { fileURLToPath } from 'node:url'
import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

/** Saved by LibreOffice; electron/workbook/fixtures/README.md says how. */
const office = (name: string): string =>
  fileURLToPath(new URL(`../../electron/workbook/fixtures/${name}`, import.meta.url))

test('a workbook from LibreOffice asks for its sheet and its hidden rows, and arrives as it was shown there', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  await window.openFile(office('attendees-1904.xls'))

  await page.getByRole('radio', { name: /^Attendees/ }).check()
  await page.getByRole('radio', { name: /^Leave/ }).check()
  await page.getByRole('button', { name: 'Load “Attendees”' }).click()

  await expect(window.grid).toContainText('Zoë 😀')
  await expect(window.grid).toContainText('4915112345678')
  await expect(window.grid).not.toContainText('Hidden Hugo')
  await page.getByText('things to know').click()
  await expect(page.getByText('The headings were taken from row 5')).toBeVisible()
  await expect(page.getByText('L8 shows 2024-03-05, holds 2024-03-05 18:00:00')).toBeVisible()
})

test('a workbook that is encrypted says how to take the password off', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.openFile(office('protected.xlsx'))
  await expect(window.notices).toContainText('protected by a password. Open it in Excel, remove the password')
  await window.openFile(office('protected.ods'))
  await expect(window.notices).toContainText('Open it in LibreOffice, save it without the password')
})

test('a report that was corrected in LibreOffice goes on from there: what was edited is pushed, what went in is not', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.openFile(office('report-edited.xlsx'))

  await window.expectCounts({ Created: 1, Failed: 1, Unknown: 1, Updated: 1, Skipped: 1, Ready: 1 })
  await expect(page.getByLabel('Search by')).toHaveValue('EmailAddress')
  await page.getByText('things to know').click()
  await expect(page.getByText('2 rows are not as they were when the report was made')).toBeVisible()
  const created = window.grid.getByRole('row').filter({ hasText: 'zoe@expo.example' })
  await expect(created).toContainText('Created')
  await expect(created.getByText('changed since')).toBeVisible()
  const updated = window.grid.getByRole('row').filter({ hasText: 'bob@expo.example' })
  await expect(updated.getByText('changed since')).toBeHidden()

  await panels.openReview()
  await expect(panels.review.getByRole('button', { name: 'Push 4 leads' })).toBeEnabled()
  await panels.start()
  await panels.expectPhase('Finished')
  await window.expectCounts({ Unknown: 0, Ready: 0, Updated: 1 })
  await expect(created.getByText('changed since')).toBeHidden()
})
