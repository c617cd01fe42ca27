import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

/** Where the fill handle is: the lower right corner of a cell. */
async function handleOf(sheet: LeadsSheet, row: number, heading: string): Promise<{ x: number; y: number }> {
  const box = (await (await sheet.cell(row, heading)).boundingBox())!
  return { x: box.x + box.width - 3, y: box.y + box.height - 3 }
}

async function dragHandle(
  sheet: LeadsSheet,
  from: [number, string],
  to: [number, string],
  key?: string,
): Promise<void> {
  const start = await handleOf(sheet, ...from)
  const end = (await (await sheet.cell(...to)).boundingBox())!
  await sheet.page.mouse.move(start.x, start.y)
  await sheet.page.mouse.down()
  await sheet.page.mouse.move(end.x + 20, end.y + 12, { steps: 6 })
  if (key) await sheet.page.keyboard.down(key)
  await sheet.page.mouse.up()
  if (key) await sheet.page.keyboard.up(key)
}

test('the fill handle copies a value and goes on with a series of numbers and of dates', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await dragHandle(sheet, [1, 'Company'], [3, 'Company'])
  await sheet.expectTable(1, ['Company'], [['One Ltd'], ['One Ltd'], ['One Ltd'], ['Four Ltd']])

  await sheet.click(1, 'Phone')
  await sheet.pasteText('10\r\n20')
  await dragHandle(sheet, [2, 'Phone'], [5, 'Phone'])
  await sheet.expectTable(1, ['Phone'], [['10'], ['20'], ['30'], ['40'], ['50'], ['+44 7700 900006']])

  await sheet.click(2, 'Last name')
  await sheet.pasteText('2026-12-30')
  await dragHandle(sheet, [2, 'Last name'], [5, 'Last name'])
  await sheet.expectTable(
    2,
    ['Last name'],
    [['2026-12-30'], ['2026-12-31'], ['2027-01-01'], ['2027-01-02'], ['Falk']],
  )
  await sheet.press('Mod+Z')
  await sheet.expectTable(2, ['Last name'], [['2026-12-30'], ['Cruz'], ['Droste']])
})

test('Ctrl+D fills down and Ctrl+R to the right', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'First name')
  await sheet.click(4, 'Last name', { modifiers: ['Shift'] })
  await sheet.press('Mod+D')
  await sheet.expectTable(
    1,
    ['First name', 'Last name'],
    [
      ['Anna', 'Adler'],
      ['Béla', 'Bartók'],
      ['Béla', 'Bartók'],
      ['Béla', 'Bartók'],
      ['Eva', 'Ek'],
    ],
  )
  await sheet.click(5, 'First name')
  await sheet.click(6, 'Phone', { modifiers: ['Shift'] })
  await sheet.press('Mod+R')
  await sheet.expectTable(
    5,
    ['First name', 'Last name', 'Phone'],
    [
      ['Eva', 'Eva', 'Eva'],
      ['Finn', 'Finn', 'Finn'],
    ],
  )
  await sheet.click(2, 'Company')
  await sheet.press('Mod+D')
  await sheet.expectCell(2, 'Company', 'One Ltd')
  await expect(sheet.button('Undo')).toHaveAttribute('title', /Fill down/)
})

test('Escape while the fill handle is drawn leaves everything as it was', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  const cell = (await (await sheet.cell(1, 'First name')).boundingBox())!
  const below = (await (await sheet.cell(4, 'First name')).boundingBox())!
  await page.mouse.move(cell.x + cell.width - 2, cell.y + cell.height - 2)
  await page.mouse.down()
  await page.mouse.move(below.x + 20, below.y + 10, { steps: 5 })
  await expect(sheet.grid.locator('.fill-target')).toHaveCount(3)
  await sheet.press('Escape')
  await expect(sheet.grid.locator('.fill-target')).toHaveCount(0)
  await page.mouse.up()
  await sheet.expectTable(1, ['First name'], [['Anna'], ['Béla'], ['Cleo'], ['Dan']])
})

test('one cell goes on as a series, and Ctrl held while drawing copies it; a number is the other way round', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await sheet.pasteText('Lead 007')
  await dragHandle(sheet, [1, 'Company'], [4, 'Company'])
  await sheet.expectTable(
    1,
    ['Company'],
    [['Lead 007'], ['Lead 008'], ['Lead 009'], ['Lead 010'], ['Five Ltd']],
  )
  await sheet.press('Mod+Z')
  await sheet.click(1, 'Company')
  await dragHandle(sheet, [1, 'Company'], [3, 'Company'], 'ControlOrMeta')
  await sheet.expectTable(1, ['Company'], [['Lead 007'], ['Lead 007'], ['Lead 007'], ['Four Ltd']])
  await sheet.click(1, 'Phone')
  await sheet.pasteText('7')
  await dragHandle(sheet, [1, 'Phone'], [3, 'Phone'], 'ControlOrMeta')
  await sheet.expectTable(1, ['Phone'], [['7'], ['8'], ['9'], ['+44 7700 900004']])
})
