import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

test('the right-click menu works by keyboard and gives the focus back', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'First name')
  await sheet.press('Shift+F10')
  const menu = page.getByRole('menu', { name: 'Selection' })
  await expect(menu.getByRole('menuitem', { name: 'Cut' })).toBeFocused()
  await page.keyboard.type('d')
  await expect(menu.getByRole('menuitem', { name: /^Duplicate row/ })).toBeFocused()
  await sheet.press('Escape')
  await expect(menu).toHaveCount(0)
  await sheet.expectActive(2, 'First name')
  await sheet.press('Shift+F10')
  await page.keyboard.type('cc')
  await expect(menu.getByRole('menuitem', { name: 'Clear cells' })).toBeFocused()
  await sheet.press('Enter')
  await sheet.expectCell(2, 'First name', '')
  await sheet.press('Alt+ArrowDown')
  await expect(page.getByRole('menu', { name: 'Column First name' })).toBeVisible()
  await sheet.press('Escape')
})

test('the right-click menu copies, cuts and pastes', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.chooseInMenu(1, 'Company', 'Copy')
  await expect.poll(() => sheet.clipboard()).toBe('One Ltd')
  await sheet.chooseInMenu(2, 'Company', 'Paste')
  await sheet.expectCell(2, 'Company', 'One Ltd')
  await sheet.chooseInMenu(1, 'Company', 'Cut')
  await sheet.expectCell(1, 'Company', '')
})

test('roles and names are a grid’s, and what happens is said politely', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await expect(sheet.grid).toHaveAttribute('aria-rowcount', /\d+/)
  await expect(sheet.grid.getByRole('rowheader').first()).toHaveText('1')
  await expect(sheet.grid.getByRole('gridcell', { name: 'Anna', exact: true })).toBeVisible()
  const live = page.locator('[aria-live=polite], [role=status]')
  await sheet.click(1, 'Email')
  await sheet.press('Shift+ArrowDown')
  await expect(live.getByText('2 rows by 1 column selected')).toBeAttached()
  await sheet.press('Delete')
  await expect(live.getByText('Cells cleared')).toBeAttached()
  await sheet.press('Mod+Z')
  await expect(live.getByText('Undone: Clear cells')).toBeAttached()
  await sheet.click(2, 'Email')
  await page.keyboard.type('nobody')
  await sheet.press('Enter')
  await sheet.press('ArrowUp')
  await expect(live.getByText(/email/i).first()).toBeAttached()
})

test('axe finds nothing serious in the sheet, its menu, its chooser and its panel', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const serious = async (): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
  }
  expect(await serious()).toEqual([])
  await sheet.click(2, 'Email', { button: 'right' })
  expect(await serious()).toEqual([])
  await sheet.press('Escape')
  await sheet
    .header('Company')
    .getByRole('button', { name: /goes to/ })
    .click()
  expect(await serious()).toEqual([])
  await sheet.press('Escape')
  await sheet.click(2, 'Email')
  await sheet.press('Mod+H')
  expect(await serious()).toEqual([])
})
