import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test('rows are inserted, duplicated and deleted by menu and by key', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.chooseInMenu(2, 'Email', /^Insert row above/)
  await sheet.expectTable(1, ['First name'], [['Anna'], [''], ['Béla']])
  await sheet.chooseInMenu(3, 'Email', /^Duplicate row/)
  await sheet.expectTable(
    3,
    ['First name', 'Company'],
    [
      ['Béla', 'Two Ltd'],
      ['Béla', 'Two Ltd'],
      ['Cleo', 'Three Ltd'],
    ],
  )
  await sheet.rowNumber(2).click()
  await sheet.press('Mod+-')
  await sheet.expectTable(1, ['First name'], [['Anna'], ['Béla'], ['Béla'], ['Cleo']])
  await sheet.button('Add row').click()
  await sheet.expectActive(8, 'Email')
  await page.keyboard.type('new@eight.example')
  await sheet.press('Enter')
  await sheet.expectCell(8, 'Email', 'new@eight.example')
})

test('rows put between the same two neighbours again and again stay in order', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  for (let n = 0; n < 5; n++) {
    await sheet.click(2, 'First name')
    await sheet.press('Mod++')
    await sheet.click(2, 'First name')
    await page.keyboard.type(`n${n}`)
    await sheet.press('Enter')
  }
  await sheet.expectTable(1, ['First name'], [['Anna'], ['n4'], ['n3'], ['n2'], ['n1'], ['n0'], ['Béla']])
})

test('columns are added, renamed, moved, hidden, shown, given one value, and deleted', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.button('Add column').click()
  await sheet.chooseInColumnMenu('No heading', 'Rename…')
  await page.getByRole('textbox', { name: 'Heading' }).fill('Campaign')
  await sheet.press('Enter')
  await expect(sheet.header('Campaign')).toBeVisible()

  await sheet.chooseInColumnMenu('Campaign', 'One value for every row…')
  await page.getByRole('textbox', { name: 'Campaign in every row' }).fill('Spring 2027')
  await page.getByRole('button', { name: 'Set for every row' }).click()
  await sheet.expectTable(1, ['Campaign'], [['Spring 2027'], ['Spring 2027'], ['Spring 2027']])

  const headings = () => sheet.headings()
  await sheet.chooseInColumnMenu('Campaign', 'Move left')
  await expect.poll(headings).toEqual(['Email', 'First name', 'Last name', 'Phone', 'Campaign', 'Company'])
  await sheet.chooseInColumnMenu('Phone', 'Hide')
  await expect.poll(headings).toEqual(['Email', 'First name', 'Last name', 'Campaign', 'Company'])
  await sheet.chooseInColumnMenu('Email', 'Show hidden columns')
  await expect.poll(headings).toEqual(['Email', 'First name', 'Last name', 'Phone', 'Campaign', 'Company'])
  await sheet.chooseInColumnMenu('Last name', 'Delete column')
  await expect.poll(headings).toEqual(['Email', 'First name', 'Phone', 'Campaign', 'Company'])
})

test('a column is dragged to another place by its heading once it is selected', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const grip = { position: { x: 30, y: 12 } }
  await sheet.header('Company').click(grip)
  await expect(sheet.header('Company')).toHaveClass(/head-selected/)
  await sheet.carryHeading('Company', 'First name')
  await expect.poll(() => sheet.headings()).toEqual(['Email', 'Company', 'First name', 'Last name', 'Phone'])
  await expect(sheet.button('Undo')).toHaveAttribute('title', /Move column/)
})

test('the attribute of a column is chosen by keyboard with a search', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await sheet.press('ArrowUp')
  await sheet.press('Enter')
  const chooser = page.getByRole('dialog', { name: 'Attribute for Company' })
  await expect(chooser.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('job ti')
  await expect(chooser.getByRole('option').first()).toContainText('Job Title')
  await sheet.press('Enter')
  await expect(sheet.header('Company').getByRole('button', { name: /goes to: Job Title/ })).toBeVisible()
  // Opened and confirmed without a choice, it stays where it was.
  await sheet.press('Enter')
  await expect(chooser.getByRole('combobox')).toBeFocused()
  await sheet.press('Enter')
  await expect(chooser).toHaveCount(0)
  await expect(sheet.header('Company').getByRole('button', { name: /goes to: Job Title/ })).toBeVisible()
  await sheet.press('Enter')
  await chooser.getByRole('option', { name: /Not sent/ }).click()
  await expect(sheet.header('Company').getByRole('button', { name: /goes to: Not sent/ })).toBeVisible()
  await sheet.button('Undo').click()
  await expect(sheet.header('Company').getByRole('button', { name: /goes to: Job Title/ })).toBeVisible()
})

test('sorting puts numbers before words and empty cells last, and edits do not move rows', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await sheet.pasteText('b\r\n10\r\n\r\n9\r\nÄ\r\naz')
  await sheet.chooseInColumnMenu('Company', 'Sort A to Z')
  await sheet.expectTable(1, ['Company'], [['9'], ['10'], ['Ä'], ['az'], ['b'], ['']])
  await sheet.click(1, 'Company')
  await page.keyboard.type('zzz')
  await sheet.press('Enter')
  await sheet.expectTable(1, ['Company'], [['zzz'], ['10'], ['Ä']])
  await sheet.chooseInColumnMenu('Company', 'Sort Z to A')
  await sheet.expectTable(1, ['Company'], [['zzz'], ['b'], ['az'], ['Ä'], ['10'], ['']])
  await sheet.chooseInColumnMenu('Company', 'Sheet order')
  await sheet.expectTable(1, ['Company'], [['b'], ['10'], [''], ['zzz']])
})

test('a column is filtered by text and by values, and Filter rows looks in all of them', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(44))
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await page.getByLabel('Rows whose Company').selectOption('is exactly')
  await page.getByLabel('Text', { exact: true }).fill('company 7')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await sheet.expectTable(1, ['First name'], [['First7'], ['First18'], ['First29'], ['First40']])
  await expect(sheet.rowNumber(1)).toHaveText('8')
  await expect(sheet.rowNumber(5)).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('first18')
  await expect(sheet.rowNumber(2)).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('')
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await page.getByRole('button', { name: 'Show all', exact: true }).click()
  await expect(sheet.rowNumber(20)).toHaveText('20')
})

test('sorting and filtering by status and by problem', async ({ page }) => {
  const table = PEOPLE.map((row) => row.slice())
  table[3]![0] = 'not an address'
  const sheet = await LeadsSheet.of(page, table)
  await expect(await sheet.cell(3, 'Email')).toHaveClass(/cell-error/)
  await expect(await sheet.cell(3, 'Status')).toContainText('Draft')
  await sheet.header('Last name').waitFor()
  await sheet.grid.getByRole('columnheader', { name: 'Status' }).click({ button: 'right' })
  await page.getByRole('menuitemradio', { name: 'Sort A to Z' }).click()
  await sheet.expectCell(1, 'First name', 'Cleo')
  await sheet.counts.getByRole('button', { name: /^Draft/ }).click()
  await expect(sheet.rowNumber(2)).toHaveCount(0)
  await sheet.expectCell(1, 'First name', 'Cleo')
})

test('a column that is deleted takes its filter and its sorting along', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const first = () => sheet.table(1, 1, 'First name')
  await sheet.chooseInColumnMenu('Company', 'Sort Z to A')
  await expect.poll(first).toEqual([['Béla']])
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await page.keyboard.type('two')
  await sheet.press('Enter')
  await expect(sheet.rowNumber(2)).toHaveCount(0)
  await expect(sheet.rowNumber(1)).toHaveText('2')
  await sheet.chooseInColumnMenu('Company', 'Delete column')
  await expect(sheet.rowNumber(6)).toHaveText('6')
  await expect.poll(first).toEqual([['Anna']])
})

test('the menu of whole rows is about rows', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.rowNumber(2).click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'Selection' })
  await expect(menu.getByRole('menuitem', { name: 'Delete row', exact: true })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: /column/ })).toHaveCount(0)
})
