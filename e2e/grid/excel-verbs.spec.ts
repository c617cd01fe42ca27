import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

test('a button at what was filled turns copies into a series and back, as the same step of undo', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await sheet.pasteText('7')
  const start = (await (await sheet.cell(1, 'Company')).boundingBox())!
  const end = (await (await sheet.cell(3, 'Company')).boundingBox())!
  await page.mouse.move(start.x + start.width - 3, start.y + start.height - 3)
  await page.mouse.down()
  await page.mouse.move(end.x + 20, end.y + 12, { steps: 5 })
  await page.mouse.up()
  await sheet.expectTable(1, ['Company'], [['7'], ['7'], ['7'], ['Four Ltd']])
  await page.getByRole('button', { name: 'Fill options' }).click()
  const menu = page.getByRole('menu', { name: 'Fill options' })
  await expect(menu.getByRole('menuitemradio', { name: 'Copy cells' })).toBeChecked()
  await menu.getByRole('menuitemradio', { name: 'Fill series' }).click()
  await sheet.expectTable(1, ['Company'], [['7'], ['8'], ['9'], ['Four Ltd']])
  await sheet.press('Alt+Shift+F10')
  await menu.getByRole('menuitemradio', { name: 'Copy cells' }).click()
  await sheet.expectTable(1, ['Company'], [['7'], ['7'], ['7'], ['Four Ltd']])
  await sheet.press('Mod+Z')
  await sheet.expectTable(1, ['Company'], [['7'], ['Two Ltd'], ['Three Ltd'], ['Four Ltd']])
  await expect(page.getByRole('button', { name: 'Fill options' })).toBeHidden()
})

test('paste special transposes and leaves out empty cells; the right-click menu leads to the column', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  async function special(entry: string): Promise<void> {
    await sheet.press('Mod+Alt+V')
    await page
      .getByRole('menu', { name: 'Paste special' })
      .getByRole('menuitem', { name: entry, exact: true })
      .click()
  }
  await sheet.copy('a\t\tc')
  await sheet.click(1, 'First name')
  await special('Without empty cells')
  await sheet.expectTable(1, ['First name', 'Last name', 'Phone'], [['a', 'Adler', 'c']])
  await sheet.click(2, 'Company')
  await special('Transposed')
  await sheet.expectTable(2, ['Company'], [['a'], [''], ['c']])
  await sheet.press('Mod+Z')
  await sheet.press('Mod+Z')
  await sheet.expectTable(
    1,
    ['First name', 'Company'],
    [
      ['Anna', 'One Ltd'],
      ['Béla', 'Two Ltd'],
    ],
  )
  // What was cut is pasted as values and stays.
  await sheet.click(1, 'First name')
  await sheet.press('Mod+X')
  await sheet.click(2, 'First name')
  await special('Values')
  await sheet.expectTable(1, ['First name'], [['Anna'], ['Anna']])

  await sheet.chooseInMenu(2, 'Last name', /^Column Last name…/)
  await page.getByRole('menu', { name: 'Column Last name' }).getByRole('menuitem', { name: 'Hide' }).click()
  await expect.poll(() => sheet.headings()).not.toContain('Last name')
  await sheet.chooseInMenu(1, 'First name', /^Hide column/)
  await expect.poll(() => sheet.headings()).toEqual(['Email', 'Phone', 'Company'])
  // Marked at the gap, and listed.
  await page.getByRole('button', { name: '2 hidden columns: First name, Last name' }).click()
  await page
    .getByRole('menu', { name: 'Hidden columns' })
    .getByRole('menuitem', { name: 'Show Last name' })
    .click()
  await expect.poll(() => sheet.headings()).toEqual(['Email', 'Last name', 'Phone', 'Company'])
  await expect(page.getByRole('button', { name: 'Hidden column: First name' })).toBeVisible()
  await sheet.chooseInColumnMenu('Email', 'Hidden columns…')
  await page.getByRole('menuitem', { name: 'Show First name' }).click()
  await expect.poll(() => sheet.headings()).toEqual([...PEOPLE[0]!])
})

test('rows are filtered by the colour of a cell and by status with a search', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, [
    ...PEOPLE.slice(0, 4),
    ['no address', 'Dan', 'Droste', '+44 7700 900004', 'Four Ltd'],
  ])
  await expect(await sheet.cell(4, 'Email')).toHaveClass(/cell-error/)
  await sheet.chooseInColumnMenu('Email', 'Filter…')
  await page.getByLabel('Rows whose Email').selectOption('has the colour of')
  await page.getByLabel('Colour').selectOption('an error')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await sheet.expectCell(1, 'First name', 'Dan')
  await expect(sheet.grid.locator('.ag-row')).toHaveCount(1)
  await sheet.chooseInColumnMenu('Email', 'Filter…')
  await page.getByRole('button', { name: 'Show all', exact: true }).click()
  await sheet.expectCell(1, 'First name', 'Anna')

  await sheet.grid.getByRole('columnheader', { name: 'Status' }).click({ button: 'right' })
  await page.getByRole('menu', { name: 'Column Status' }).getByRole('menuitem', { name: 'Filter…' }).click()
  await page.getByLabel('Search values').fill('dra')
  await page.getByRole('checkbox', { name: 'Select all found' }).uncheck()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect.poll(() => sheet.table(1, 3, 'First name')).toEqual([['Anna'], ['Béla'], ['Cleo']])
})

test('rows are as high as is chosen and wrap long text, kept for the sheet; what is printed is the sheet with its statuses', async ({
  page,
}) => {
  const long =
    'A long note about what was said on the phone, and what was promised, which no column is wide enough for'
  const sheet = await LeadsSheet.of(page, [
    ...PEOPLE.slice(0, 3),
    ['no address', 'Dan', 'Droste', long, 'Four Ltd'],
  ])
  const height = async () => Math.round((await (await sheet.cell(3, 'Phone')).boundingBox())!.height)
  expect(await height()).toBeLessThan(30)
  await sheet.chooseInMenu(3, 'Phone', /^Row height/)
  await page.getByRole('menuitemradio', { name: '3 lines' }).click()
  await expect.poll(height).toBeGreaterThan(55)
  await expect(await sheet.cell(3, 'Phone')).toHaveCSS('white-space-collapse', 'preserve')
  await sheet.expectActive(3, 'Phone')
  await page.reload()
  await expect(sheet.grid).toBeVisible()
  await expect.poll(height).toBeGreaterThan(55)

  await page.evaluate(() => {
    addEventListener('beforeprint', () => {
      document.title = document.querySelector<HTMLElement>('.print-sheet')?.textContent ?? 'nothing'
    })
  })
  const pdf = await page.pdf()
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const printed = await page.title()
  expect(printed).toContain('3 rows')
  expect(printed).toMatch(/1Readyanna@one\.example.*3Draftno address/)
  expect(printed).toContain(long)
  await expect(page.locator('.print-sheet')).toHaveCount(0)
})

test('one row of days, months, quarters, counters, dates and times goes on as a series each', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, [
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'],
    ['Sat', 'Monday', 'Dec', 'January', 'Q4', 'Item 1', 'Lead 007', '31-12-2026', '23:30'],
    ['', '', '', '', '', '', '', '', ''],
    ['end', '', '', '', '', '', '', '', 'end'],
  ])
  await sheet.rowNumber(1).click()
  const start = (await (await sheet.cell(1, 'I')).boundingBox())!
  const end = (await (await sheet.cell(3, 'I')).boundingBox())!
  await page.mouse.move(start.x + start.width - 3, start.y + start.height - 3)
  await page.mouse.down()
  await page.mouse.move(end.x + 20, end.y + 12, { steps: 5 })
  await page.mouse.up()
  await sheet.expectTable(
    2,
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'],
    [
      ['Sun', 'Tuesday', 'Jan', 'February', 'Q1', 'Item 2', 'Lead 008', '01-01-2027', '00:30'],
      ['Mon', 'Wednesday', 'Feb', 'March', 'Q2', 'Item 3', 'Lead 009', '02-01-2027', '01:30'],
    ],
  )
})
