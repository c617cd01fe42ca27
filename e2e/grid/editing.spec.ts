import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test('typing replaces, F2 goes on with what is there, Enter and Tab move on, Escape leaves it', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  await page.keyboard.type('Annika')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'First name', 'Annika')
  await sheet.expectActive(2, 'First name')
  await sheet.press('F2')
  await page.keyboard.type(' jr.')
  await sheet.press('Tab')
  await sheet.expectCell(2, 'First name', 'Béla jr.')
  await sheet.expectActive(2, 'Last name')
  await page.keyboard.type('gone')
  await sheet.press('Escape')
  await sheet.expectCell(2, 'Last name', 'Bartók')
  await sheet.expectActive(2, 'Last name')
  await page.keyboard.type('Barta')
  await sheet.press('ArrowDown')
  await sheet.expectCell(2, 'Last name', 'Barta')
  await sheet.expectActive(3, 'Last name')
  await (await sheet.cell(4, 'Company')).dblclick()
  await page.keyboard.type('!')
  await sheet.click(1, 'Email')
  await sheet.expectCell(4, 'Company', 'Four Ltd!')
})

test('a cell of several lines keeps them, Alt+Enter makes one, and the area grows with what is in it', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await page.keyboard.type('first')
  const editor = page.locator('.cell-editor')
  const size = async () => (await editor.boundingBox())!
  const cell = (await (await sheet.cell(1, 'Company')).boundingBox())!
  await expect.poll(async () => (await size()).width).toBeCloseTo(cell.width, -1)
  const oneLine = (await size()).height
  await sheet.press('Alt+Enter')
  await page.keyboard.type('second')
  await expect.poll(async () => (await size()).height).toBeGreaterThan(oneLine + 10)
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Company', 'first\nsecond')
  await sheet.click(1, 'Company')
  await sheet.press('F2')
  await page.keyboard.type('!')
  await sheet.press('Enter')

  // The area grows with what is in it, first aside, then down, and then it scrolls.
  await sheet.click(1, 'First name')
  await sheet.press('F2')
  await page.keyboard.insertText(' of a name that is longer than its column')
  await expect.poll(async () => (await size()).width).toBeGreaterThan(250)
  expect((await size()).height).toBeLessThan(40)
  await page.keyboard.insertText(' and longer still'.repeat(30))
  await expect.poll(async () => (await size()).width).toBe(560)
  expect((await size()).height).toBeGreaterThan(80)
  await page.keyboard.insertText(' and longer still'.repeat(90))
  await expect.poll(async () => (await size()).height).toBe(220)
  await sheet.press('Escape')

  await sheet.click(1, 'Company')
  await sheet.press('Mod+C')
  expect((await sheet.clipboard()).replaceAll('\r\n', '\n')).toBe('"first\nsecond!"')
})

test('undo and redo take one step for each action, across a sort, a filter and a reload of the order', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, many(40))
  await sheet.click(1, 'First name')
  await page.keyboard.type('Zacharias')
  await sheet.press('Enter')
  await sheet.click(3, 'Company')
  await sheet.pasteText('P\r\nQ\r\nR')
  await sheet.chooseInColumnMenu('Last name', 'Sort Z to A')
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('first3')
  await expect(sheet.rowNumber(12)).toHaveCount(0)
  await sheet.click(1, 'Phone')
  await sheet.press('Delete')
  await sheet.expectCell(1, 'Phone', '')
  await sheet.press('Mod+Z')
  await expect(await sheet.cell(1, 'Phone')).not.toHaveText('')
  await sheet.press('Mod+Z')
  await sheet.press('Mod+Z')
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('')
  await sheet.chooseInColumnMenu('Last name', 'Sheet order')
  await sheet.expectTable(
    1,
    ['First name', 'Company'],
    [
      ['First0', 'Company 0'],
      ['First1', 'Company 1'],
      ['First2', 'Company 2'],
      ['First3', 'Company 3'],
      ['First4', 'Company 4'],
    ],
  )
  await sheet.click(1, 'Email')
  await sheet.press('Mod+Y')
  await sheet.expectCell(1, 'First name', 'Zacharias')
  await sheet.press('Mod+Shift+Z')
  await sheet.expectTable(3, ['Company'], [['P'], ['Q'], ['R']])
})

test('a whole history is undone to the start and redone to the end', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const headings = PEOPLE[0]!
  await sheet.click(2, 'Email')
  await sheet.press('Delete')
  await sheet.rowNumber(3).click()
  await sheet.press('Mod+-')
  await sheet.press('Mod+Shift+D')
  await sheet.chooseInColumnMenu('Company', 'Move left')
  await sheet.chooseInColumnMenu('Phone', 'Delete column')
  await sheet.click(1, 'First name')
  await sheet.press('Mod+A')
  await sheet.pasteText('x')
  await sheet.expectTable(
    1,
    ['Email', 'Company'],
    [
      ['x', 'x'],
      ['x', 'x'],
    ],
  )
  for (let step = 0; step < 6; step++) await sheet.press('Mod+Z')
  await sheet.expectTable(1, headings, PEOPLE.slice(1))
  for (let step = 0; step < 6; step++) await sheet.press('Mod+Y')
  await sheet.expectTable(
    1,
    ['Email', 'Company'],
    [
      ['x', 'x'],
      ['x', 'x'],
    ],
  )
  await expect(sheet.header('Phone')).toHaveCount(0)
})
