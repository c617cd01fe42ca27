import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test('Tab and Enter go round inside a selected range, and what is typed goes where they stand', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'First name')
  await sheet.click(3, 'Last name', { modifiers: ['Shift'] })
  await sheet.press('Tab')
  await sheet.expectActive(2, 'Last name')
  await page.keyboard.type('Two')
  await sheet.press('Tab')
  await sheet.expectActive(3, 'First name')
  await expect(sheet.selected()).toHaveCount(4)
  await page.keyboard.type('Three')
  await sheet.press('Enter')
  await sheet.expectActive(2, 'Last name')
  await sheet.press('Shift+Tab')
  await sheet.press('Shift+Tab')
  await sheet.expectActive(3, 'Last name')
  await expect(sheet.selected()).toHaveCount(4)
  await sheet.expectTable(
    2,
    ['First name', 'Last name'],
    [
      ['Béla', 'Two'],
      ['Three', 'Cruz'],
    ],
  )
})

test('Enter after a row filled in with Tab goes on under the column it began in', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  await page.keyboard.type('One')
  await sheet.press('Tab')
  await page.keyboard.type('Two')
  await sheet.press('Tab')
  await page.keyboard.type('+44 7700 900099')
  await sheet.press('Enter')
  await sheet.expectActive(2, 'First name')
  await sheet.expectTable(1, ['First name', 'Last name', 'Phone'], [['One', 'Two', '+44 7700 900099']])
})

test('Ctrl+Enter writes what was typed into every selected cell, in one step of undo', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'First name')
  await sheet.click(4, 'Last name', { modifiers: ['Shift'] })
  await page.keyboard.type('Same')
  await sheet.press('Mod+Enter')
  const same = [
    ['Same', 'Same'],
    ['Same', 'Same'],
    ['Same', 'Same'],
  ]
  await sheet.expectTable(2, ['First name', 'Last name'], same)
  await expect(sheet.selected()).toHaveCount(6)
  await sheet.press('Mod+Z')
  await sheet.expectTable(2, ['First name', 'Last name'], [['Béla', 'Bartók']])
})

test('fast typing starts an edit with every letter in it, also in a cell that was scrolled away', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, many(400))
  await sheet.click(2, 'Company')
  await sheet.grid.hover()
  await page.mouse.wheel(0, 6_000)
  await expect(await sheet.cell(2, 'Company')).not.toBeInViewport()
  await page.keyboard.type('Quicksilver and Sons', { delay: 0 })
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Company', 'Quicksilver and Sons')
})

test('what an input method composes goes into the cell, and its Enter ends no edit', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Last name')
  const session = await page.context().newCDPSession(page)
  const key = { type: 'keyDown', key: 'Process', code: 'KeyN', windowsVirtualKeyCode: 229 } as const
  await session.send('Input.dispatchKeyEvent', key)
  await expect(page.locator('.cell-editor')).toBeFocused()
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
  await session.send('Input.insertText', { text: '日本' })
  await expect(page.locator('.cell-editor')).toHaveValue('日本')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Last name', '日本')
  await sheet.expectActive(2, 'Last name')

  await session.send('Input.dispatchKeyEvent', key)
  await expect(page.locator('.cell-editor')).toBeFocused()
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Last name', 'Bartók')
})

test('a double click on the fill handle fills down as far as the neighbour goes, left or right', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  async function doubleClickHandle(row: number, heading: string): Promise<void> {
    const box = (await (await sheet.cell(row, heading)).boundingBox())!
    await page.mouse.dblclick(box.x + box.width - 4, box.y + box.height - 4)
  }
  await sheet.click(2, 'Company')
  await doubleClickHandle(2, 'Company')
  await sheet.expectTable(5, ['Company'], [['Two Ltd'], ['Two Ltd']])
  await sheet.click(2, 'Email')
  await doubleClickHandle(2, 'Email')
  await sheet.expectTable(1, ['Email'], [['anna@one.example'], ['bela@two.example'], ['bela@two.example']])
})

test('a double click on a heading’s edge fits the column to what is in it, for good', async ({ page }) => {
  const long = 'A company whose name is far longer than any column is wide at first, Limited'
  const rows = PEOPLE.map((row, i) => (i === 1 ? [...row.slice(0, 4), long] : row))
  const sheet = await LeadsSheet.of(page, rows)
  const width = async () => (await sheet.header('Company').boundingBox())!.width
  await sheet.header('Company').locator('.ag-header-cell-resize').dblclick()
  const fits = () =>
    sheet
      .cell(1, 'Company')
      .then((cell) => cell.evaluate((element) => element.scrollWidth <= element.clientWidth))
  await expect.poll(fits).toBe(true)
  const fitted = await width()
  expect(fitted).toBeGreaterThan(300)
  await page.reload()
  await sheet.expectCell(1, 'First name', 'Anna')
  expect(await width()).toBe(fitted)
})

test('a click on the heading of Status sorts by it, and the next ones turn it round and off', async ({
  page,
}) => {
  const rows = PEOPLE.map((row, i) => (i === 2 ? ['not an address', ...row.slice(1)] : row))
  const sheet = await LeadsSheet.of(page, rows)
  await expect(await sheet.cell(2, 'Status')).toContainText('Draft')
  const status = sheet.grid.getByRole('columnheader', { name: 'Status' })
  await status.click()
  await sheet.expectCell(1, 'First name', 'Béla')
  await status.click()
  await sheet.expectCell(6, 'First name', 'Béla')
  await status.click()
  await sheet.expectCell(2, 'First name', 'Béla')
})

test('Ctrl+; writes today’s date', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await sheet.press('Mod+;')
  const today = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'))
  await sheet.expectCell(1, 'Company', today)
})

test('a paste into a filtered view goes to the rows that are seen', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(30))
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await page.getByRole('textbox', { name: 'Text' }).fill('Company 4')
  await sheet.press('Enter')
  await expect(sheet.rowNumber(4)).toHaveCount(0)
  await sheet.click(1, 'Last name')
  await sheet.pasteText('P\r\nQ\r\nR')
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await sheet.button('Show all').click()
  await expect(sheet.rowNumber(20)).toHaveCount(1)
  const changed = (await sheet.table(1, 27, 'Last name')).flatMap(([name], i) =>
    /^[PQR]$/.test(name!) ? [[i + 1, name]] : [],
  )
  expect(changed).toEqual([
    [5, 'P'],
    [16, 'Q'],
    [27, 'R'],
  ])
})

test('Ctrl+V pastes right after New empty sheet and after a panel is closed, wherever no text field is', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await page.getByRole('button', { name: /^Sheets: / }).click()
  await sheet.button('New empty sheet').click()
  await expect(sheet.grid.locator('.ag-row')).toHaveCount(0)
  await sheet.pasteText('Email\tCity\r\na@b.example\tGraz\r\nc@d.example\tPorto')
  await sheet.expectTable(1, ['Email', 'City'], [['a@b.example', 'Graz']])
  await sheet.click(2, 'City')
  await sheet.button('Add column').click()
  await sheet.pasteText('x')
  await sheet.expectCell(1, 'No heading', 'x')
})

test('sheets that were pasted have names of their own', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await page.getByRole('button', { name: /^Sheets: / }).click()
  await sheet.button('New empty sheet').click()
  await expect(page.getByRole('article', { name: 'Pasted leads' })).toBeVisible()
  await sheet.button('New empty sheet').click()
  await expect(page.getByRole('textbox', { name: 'Name of this sheet' })).toHaveValue('New sheet 2')
})

test('what is typed past the last row goes into a new row, and none is made before', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(6, 'Last name')
  for (const name of ['Sixth', 'Seventh', 'Eighth']) {
    await page.keyboard.type(name)
    await sheet.press('Enter')
  }
  await sheet.expectTable(6, ['Last name'], [['Sixth'], ['Seventh'], ['Eighth']])
  await sheet.expectActive(8, 'Last name')
  await expect(sheet.rowNumber(9)).toHaveCount(0)

  await sheet.click(8, 'Company')
  await page.keyboard.type('Last Ltd')
  await sheet.press('Tab')
  await page.keyboard.type('next@nine.example')
  await sheet.press('Enter')
  await sheet.expectTable(
    8,
    ['Email', 'Company'],
    [
      ['', 'Last Ltd'],
      ['next@nine.example', ''],
    ],
  )

  // Gone to by hand, the cell is written over, as everywhere.
  await sheet.click(9, 'Email')
  await page.keyboard.type('other@nine.example')
  await sheet.press('Enter')
  await sheet.expectCell(9, 'Email', 'other@nine.example')
  await expect(sheet.rowNumber(10)).toHaveCount(0)
  await sheet.press('Mod+Z')
  await sheet.expectCell(9, 'Email', 'next@nine.example')
})

test('after an opening, and where a button took the focus with it, the keys go to the sheet', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.press('ArrowDown')
  await sheet.expectActive(2, 'Email')
  await sheet.chooseInColumnMenu('Company', 'Delete column')
  await expect.poll(() => sheet.headings()).not.toContain('Company')
  await sheet.press('ArrowRight')
  await sheet.expectActive(2, 'First name')
  await page.keyboard.type('Typed')
  await sheet.press('Enter')
  await sheet.expectCell(2, 'First name', 'Typed')
  // The window's round leads back to the cell that was left.
  await sheet.press('F6')
  await sheet.press('Shift+F6')
  await sheet.expectActive(3, 'First name')
})
