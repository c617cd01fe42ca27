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
  await sheets.getByRole('button', { name: 'Delete this sheet' }).click()
  await sheets
    .getByRole('group', { name: 'Delete this sheet' })
    .getByRole('button', { name: 'Delete this sheet' })
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
  await sample.getByRole('button', { name: 'Delete' }).click()
  await sample.getByRole('group', { name: 'Delete' }).getByRole('button', { name: 'Delete' }).click()
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

test('sheets are tabs: renamed by double click, moved by keys and by drawing, closed without being deleted, deleted apart', async ({
  page,
  leadsheet,
}) => {
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(4, 'first')))
  const strip = page.getByRole('navigation', { name: 'Sheets' })
  const tabs = async (of = page) =>
    of.getByRole('navigation', { name: 'Sheets' }).locator('.sheet-tab-open').allTextContents()
  await strip.getByRole('button', { name: 'Pasted leads', exact: true }).dblclick()
  await page.getByLabel('New name of this sheet').fill('Spring fair')
  await page.keyboard.press('Enter')
  await strip.getByRole('button', { name: 'New sheet', exact: true }).first().click()
  await expect(page.getByText('This sheet is empty.')).toBeVisible()
  await strip.locator('.sheet-tab-new').getByRole('button').click()
  await expect.poll(() => tabs()).toEqual(['Spring fair', 'New sheet', 'New sheet 2'])

  await strip.getByRole('button', { name: 'New sheet 2', exact: true }).press('Shift+ArrowLeft')
  await expect.poll(() => tabs()).toEqual(['Spring fair', 'New sheet 2', 'New sheet'])
  const from = (await strip.getByRole('button', { name: 'Spring fair', exact: true }).boundingBox())!
  const to = (await strip.locator('li', { hasText: 'New sheet 2' }).boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width - 10, from.y + 10, { steps: 6 })
  await page.mouse.up()
  await expect.poll(() => tabs()).toEqual(['New sheet 2', 'Spring fair', 'New sheet'])

  await strip.getByRole('button', { name: 'Spring fair', exact: true }).click()
  await expect(window.grid).toContainText('first.0@newcomers.example')
  await strip.getByRole('button', { name: 'Close Spring fair' }).click()
  await expect.poll(() => tabs()).toEqual(['New sheet 2', 'New sheet'])
  const after = await leadsheet.restart()
  await expect.poll(() => tabs(after)).toEqual(['New sheet 2', 'New sheet'])
  await after.getByRole('button', { name: /^Sheets:/ }).click()
  const sheets = new SheetWindow(after).panel('Sheets')
  await sheets.getByRole('article', { name: 'Spring fair' }).getByRole('button', { name: 'Open' }).click()
  await expect(new SheetWindow(after).grid).toContainText('first.0@newcomers.example')
  await expect.poll(() => tabs(after)).toEqual(['New sheet 2', 'New sheet', 'Spring fair'])

  await after.getByRole('button', { name: 'What to do with Spring fair' }).click()
  await after.getByRole('menuitem', { name: 'Delete…' }).click()
  const question = after.getByRole('dialog', { name: 'Delete “Spring fair”?' })
  await expect(question).toContainText('leaves this machine for good')
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await question.getByRole('button', { name: 'Delete sheet' }).click()
  await expect.poll(() => tabs(after)).toEqual(['New sheet 2', 'New sheet'])
})

test('tabs that do not fit are counted, and the open sheet is always among those in sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 720, height: 600 })
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(2, 'many')))
  const strip = page.getByRole('navigation', { name: 'Sheets' })
  for (let made = 1; made <= 7; made++) {
    await strip.locator('.sheet-tab-new').getByRole('button').click()
    const name = made === 1 ? 'New sheet' : `New sheet ${made}`
    await expect(strip.locator('[aria-current=true]')).toHaveText(name)
    await expect(strip.locator('.sheet-tab-current')).toBeInViewport({ ratio: 1 })
  }
  await expect(strip.getByRole('button', { name: /^Sheets:/ })).toContainText(/\d more/)
})
