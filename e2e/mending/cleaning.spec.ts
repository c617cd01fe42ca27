import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const SHEET = [
  ['Full name', 'E-mail', 'Phone', 'Born', 'City'],
  ['Ann Lee', 'ann@gmial.com', '0171 2345678', '14/03/1980', '  Köln '],
  ['VAN DAM, MAX', 'max@gmial.com', '+44 7700 900123', '03/04/1981', 'bad  Ems'],
  ['Madonna', 'm@uncommon.example', 'call me', '5 June 1982', 'Bonn'],
  ['Ann Lee', 'ann@gmial.com', '0171 2345678', '14/03/1980', '  Köln '],
]
  .map((row) => row.join('\t'))
  .join('\n')

async function openCleaning(page: Page, kind: string): Promise<MendingPanels> {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.pasteSheet(SHEET)
  await window.openPanel('Cleaning')
  await panels.chooseCleaning(kind)
  return panels
}

async function expectCleanAndUndo(panels: MendingPanels, heading: string, after: string[]): Promise<void> {
  const before = await panels.values(heading)
  await panels.cleanButton().click()
  await expect.poll(() => panels.values(heading)).toEqual(after)
  await panels.page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => panels.values(heading)).toEqual(before)
  await panels.page.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(() => panels.values(heading)).toEqual(after)
}

test('spaces are trimmed and collapsed', async ({ page }) => {
  const panels = await openCleaning(page, 'Trim and collapse spaces')
  await panels.cleaning.getByLabel('Where').selectOption({ label: 'City' })
  expect(await panels.changes()).toEqual(['··Köln· → Köln ×2', 'bad··Ems → bad Ems'])
  await expectCleanAndUndo(panels, 'City', ['Köln', 'bad Ems', 'Bonn', 'Köln'])
})

test('each cleaning starts at the column it is likely meant for', async ({ page }) => {
  const panels = await openCleaning(page, 'Fix email typos')
  const where = panels.cleaning.getByLabel('Where').locator('option:checked')
  await expect(where).toHaveText('E-mail')
  for (const [kind, column] of [
    ['Change case', 'Full name'],
    ['Dates to one format', 'Born'],
    ['Phones to one format', 'Phone'],
    ['Split full name', 'Full name'],
  ] as const) {
    await panels.chooseCleaning(kind)
    await expect(where).toHaveText(column)
  }
  await (await panels.cell(1, 'City')).click()
  await (await panels.cell(2, 'City')).click({ modifiers: ['Shift'] })
  await panels.chooseCleaning('Change case')
  await expect(where).toHaveText('Selected cells (2 cells)')
})

test('case is changed, but not where a change is unticked', async ({ page }) => {
  const panels = await openCleaning(page, 'Change case')
  await panels.cleaning.getByLabel('Where').selectOption({ label: 'Full name' })
  await panels.cleaning.getByLabel('ANN VAN DER BERG', { exact: true }).check()
  expect(await panels.changes()).toEqual(['Ann Lee → ANN LEE ×2', 'Madonna → MADONNA'])
  await panels.cleaning.getByRole('checkbox', { name: /^Madonna/ }).uncheck()
  await expect(panels.cleanButton()).toHaveText('Clean 2 cells')
  await expectCleanAndUndo(panels, 'Full name', ['ANN LEE', 'VAN DAM, MAX', 'Madonna', 'ANN LEE'])
})

test('email typos are mended, uncommon domains are left alone', async ({ page }) => {
  const panels = await openCleaning(page, 'Fix email typos')
  expect(await panels.changes()).toEqual([
    'ann@gmial.com → ann@gmail.com ×2',
    'max@gmial.com → max@gmail.com',
  ])
  await expectCleanAndUndo(panels, 'E-mail', [
    'ann@gmail.com',
    'max@gmail.com',
    'm@uncommon.example',
    'ann@gmail.com',
  ])
})

test('phones are written in one format with the country chosen', async ({ page }) => {
  const panels = await openCleaning(page, 'Phones to one format')
  await expect(panels.cleaning).toContainText('3 cells stay as they are')
  await panels.cleaning
    .getByLabel('Country of numbers without a country code')
    .selectOption({ label: 'Germany (+49)' })
  expect(await panels.changes()).toEqual([
    '0171 2345678 → +49-1712345678 ×2',
    '+44 7700 900123 → +44-7700900123',
  ])
  await expect(panels.cleaning).toContainText(
    '1 cell stays as it is, because what is meant is not clear: “call me”',
  )
  await expectCleanAndUndo(panels, 'Phone', ['+49-1712345678', '+44-7700900123', 'call me', '+49-1712345678'])
})

test('dates become one format, and those that can be read either way are asked about', async ({ page }) => {
  const panels = await openCleaning(page, 'Dates to one format')
  await panels.cleaning.getByLabel('Where').selectOption({ label: 'Born' })
  expect(await panels.changes()).toEqual(['14/03/1980 → 1980-03-14 ×2', '5 June 1982 → 1982-06-05'])
  await panels.cleaning
    .getByRole('group', { name: 'How is 03/04/1981 meant?' })
    .getByLabel('4 March 1981')
    .check()
  await expect(panels.cleanButton()).toHaveText('Clean 4 cells')
  await expectCleanAndUndo(panels, 'Born', ['1980-03-14', '1981-03-04', '1982-06-05', '1980-03-14'])
})

test('full names are split into columns of their own', async ({ page }) => {
  const panels = await openCleaning(page, 'Split full name')
  await expect(panels.cleaning).toContainText(
    '3 names will be written into a new column “First Name” and a new column “Last Name”.',
  )
  await expect(panels.cleaning).toContainText('1 cell cannot be split for certain: “Madonna”')
  expect(await panels.changes()).toEqual(['Ann Lee → Ann | Lee ×2', 'VAN DAM, MAX → MAX | VAN DAM'])
  await panels.cleanButton().click()
  await expect.poll(() => panels.values('First Name')).toEqual(['Ann', 'MAX', '', 'Ann'])
  await expect(panels.goesTo('Last Name')).toHaveText('Last Name')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(panels.goesTo('Last Name')).toHaveCount(0)
})

test('empty rows and exact doubles are removed', async ({ page }) => {
  const panels = await openCleaning(page, 'Remove empty and double rows')
  await expect(panels.cleaning.getByLabel('Exact doubles of an earlier row (1)')).toBeChecked()
  await expect(panels.cleaning.getByRole('list', { name: 'Rows to remove' })).toContainText('Row 4')
  await expectCleanAndUndo(panels, 'Full name', ['Ann Lee', 'VAN DAM, MAX', 'Madonna'])
})

test('only the selected cells are cleaned where the selection is chosen', async ({ page }) => {
  const panels = await openCleaning(page, 'Change case')
  await (await panels.cell(1, 'Full name')).click()
  await (await panels.cell(2, 'Full name')).click({ modifiers: ['Shift'] })
  await panels.cleaning.getByLabel('Where').selectOption({ label: 'Selected cells (2 cells)' })
  expect(await panels.changes()).toEqual(['VAN DAM, MAX → Van Dam, Max'])
})

test('a cleaning can be done by keyboard alone', async ({ page }) => {
  const panels = await openCleaning(page, 'Fix email typos')
  await expect(panels.cleanButton()).toBeVisible()
  await panels.cleaning.getByLabel('What to clean').focus()
  for (let step = 0; step < 8; step++) {
    if (await panels.cleanButton().evaluate((button) => button === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(panels.cleanButton()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => panels.values('E-mail')).toContain('max@gmail.com')
})

test('from a problem straight to the cleaning that helps', async ({ page }) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.pasteSheet(SHEET)
  await panels.choose('E-mail', 'Email Address')
  await window.openPanel('Problems')
  await (await panels.cell(2, 'E-mail')).click()
  await page.keyboard.type('Max <max@gmail.com>')
  await page.keyboard.press('Enter')
  await panels.kind('Not an email address').click()
  await panels.problems.getByRole('button', { name: 'Fix email typos' }).click()
  await expect(panels.cleaning.getByLabel('Where').locator('option:checked')).toHaveText('E-mail')
  await panels.cleanButton().click()
  await window.openPanel('Problems')
  await expect(panels.kind('Not an email address')).toHaveCount(0)
})

test('the menus of a column and of the selection lead to the cleaning of it', async ({ page }) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.pasteSheet(SHEET)
  await page.getByRole('button', { name: 'Menu of Phone' }).click()
  await page.getByRole('menuitem', { name: 'Clean…' }).click()
  await expect(panels.cleaning.getByLabel('What to clean').locator('option:checked')).toHaveText(
    'Phones to one format',
  )
  await expect(panels.cleaning.getByLabel('Where').locator('option:checked')).toHaveText('Phone')

  await (await panels.cell(2, 'City')).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Clean…' }).click()
  await expect(panels.cleaning.getByLabel('Where').locator('option:checked')).toHaveText(
    'Selected cells (1 cell)',
  )
  await panels.chooseCleaning('Trim and collapse spaces')
  await panels.cleaning.getByLabel('Where').selectOption({ label: 'Selected cells (1 cell)' })
  expect(await panels.changes()).toEqual(['bad··Ems → bad Ems'])
})
