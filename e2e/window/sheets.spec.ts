import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

async function renameThisSheet(window: SheetWindow, name: string): Promise<Locator> {
  await window.page.getByRole('button', { name: /^Sheets:/ }).click()
  const sheets = window.panel('Sheets')
  await sheets.getByLabel('Name of this sheet').fill(name)
  await sheets.getByLabel('Name of this sheet').press('Enter')
  return sheets
}

async function removeThisSheet(sheets: Locator): Promise<void> {
  await sheets.getByRole('button', { name: 'Remove this sheet' }).click()
  await sheets
    .getByRole('group', { name: 'Remove this sheet' })
    .getByRole('button', { name: 'Remove this sheet' })
    .click()
}

test('sheets are kept beside each other: renamed, gone back to, removed', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(4, 'first')))
  const sheets = await renameThisSheet(window, 'Spring fair')
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

  await removeThisSheet(sheets)
  await expect(page.getByRole('heading', { name: 'Bring your leads' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bring your leads' })).toBeVisible()
})

test('where the open sheet was removed the welcome page leads to the others, after a restart too', async ({
  page,
  leadsheet,
}) => {
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(4, 'first')))
  const sheets = await renameThisSheet(window, 'Spring fair')
  await sheets.getByRole('button', { name: 'Try sample leads' }).click()
  await expect(page.getByText('250 rows', { exact: true })).toBeVisible()
  await removeThisSheet(sheets)

  const kept = page.getByRole('region', { name: 'Your sheets' }).getByRole('article')
  await expect(kept).toHaveCount(1)
  await expect(kept).toContainText('Spring fair')
  await expect(kept).toContainText('4 rows, opened')
  await kept.getByRole('button', { name: 'Open' }).click()
  await expect(window.grid).toContainText('first.0@newcomers.example')

  await sheets.getByRole('button', { name: 'New empty sheet' }).click()
  await expect(page.getByText('This sheet is empty.')).toBeVisible()
  await removeThisSheet(sheets)
  await expect(kept).toHaveCount(1)
  const after = new SheetWindow(await leadsheet.restart())
  const still = after.page.getByRole('region', { name: 'Your sheets' }).getByRole('article')
  await expect(still).toHaveCount(1)
  await still.getByRole('button', { name: 'Open' }).click()
  await expect(after.grid).toContainText('first.0@newcomers.example')
})

test('a sheet’s sorting, filter and widths stay with it', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const emails = (number: number) => sheet.table(1, number, 'Email')
  const width = async () => (await sheet.header('First name').boundingBox())!.width
  const before = await width()
  await sheet.chooseInColumnMenu('Email', 'Sort Z to A')
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await expect(page.getByRole('textbox', { name: 'Text' })).toBeFocused()
  await page.keyboard.type('e Ltd')
  await sheet.press('Enter')
  await expect
    .poll(() => emails(3))
    .toEqual([['five'], ['three'], ['one']].map(([n]) => [expect.stringContaining(`@${n}.`)]))
  const edge = (await sheet.header('First name').locator('.ag-header-cell-resize').boundingBox())!
  await page.mouse.move(edge.x + edge.width / 2, edge.y + 10)
  await page.mouse.down()
  await page.mouse.move(edge.x + 60, edge.y + 10, { steps: 5 })
  await page.mouse.up()
  await expect.poll(width).toBeGreaterThan(before + 40)

  await page.getByRole('button', { name: /^Sheets:/ }).click()
  const sheets = sheet.panel('Sheets')
  await sheets.getByRole('button', { name: 'New empty sheet' }).click()
  await expect(page.getByText('This sheet is empty.')).toBeVisible()
  await sheet.grid.click({ position: { x: 400, y: 200 } })
  await sheet.pasteText(PEOPLE.map((line) => line.join('\t')).join('\r\n'))
  await expect.poll(() => emails(6)).toEqual(PEOPLE.slice(1).map(([email]) => [email]))
  await expect.poll(width).toBe(before)
})
