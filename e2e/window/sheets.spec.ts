import { expect, test } from '../fixtures/leadsheet.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

test('sheets are kept beside each other: renamed, gone back to, removed', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(4, 'first')))
  await page.getByRole('button', { name: /^Sheets:/ }).click()
  const sheets = window.panel('Sheets')
  await sheets.getByLabel('Name of this sheet').fill('Spring fair')
  await sheets.getByLabel('Name of this sheet').press('Enter')
  await expect(page.getByRole('button', { name: 'Sheets: Spring fair is open' })).toBeVisible()

  await sheets.getByRole('button', { name: 'Try sample leads' }).click()
  await expect(page.getByText('250 rows', { exact: true })).toBeVisible()
  await sheets.getByRole('article', { name: 'Spring fair' }).getByRole('button', { name: 'Open' }).click()
  await expect(window.grid).toContainText('first.0@newcomers.example')

  const sample = sheets.getByRole('article')
  await expect(sample).toHaveCount(1)
  await sample.getByRole('button', { name: 'Remove' }).click()
  await sample.getByRole('group', { name: 'Remove' }).getByRole('button', { name: 'Remove' }).click()
  await expect(sample).toHaveCount(0)

  await sheets.getByRole('button', { name: 'Remove this sheet' }).click()
  await sheets
    .getByRole('group', { name: 'Remove this sheet' })
    .getByRole('button', { name: 'Remove this sheet' })
    .click()
  await expect(page.getByRole('heading', { name: 'Bring your leads' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bring your leads' })).toBeVisible()
})
