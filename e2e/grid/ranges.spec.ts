import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test('dragging, Shift+click and Shift+arrows select ranges', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.drag(await sheet.cell(2, 'First name'), await sheet.cell(4, 'Phone'))
  await expect(sheet.selected()).toHaveCount(9)
  await sheet.expectActive(2, 'First name')

  await sheet.click(6, 'Company', { modifiers: ['Shift'] })
  await expect(sheet.selected()).toHaveCount(20)
  await sheet.expectActive(2, 'First name')

  await sheet.click(3, 'Last name')
  await sheet.press('Shift+ArrowDown')
  await sheet.press('Shift+ArrowRight')
  await expect(sheet.selected()).toHaveCount(4)
  await sheet.press('Shift+ArrowLeft')
  await sheet.press('Shift+ArrowLeft')
  await expect(sheet.selected()).toHaveCount(4)
  await sheet.expectActive(3, 'Last name')
})

test('row numbers, headings, the corner and Ctrl+A select whole rows, columns and everything', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.rowNumber(2).click()
  await expect(sheet.selected()).toHaveCount(5)
  await sheet.rowNumber(4).click({ modifiers: ['Shift'] })
  await expect(sheet.selected()).toHaveCount(15)
  await sheet.drag(sheet.rowNumber(1), sheet.rowNumber(3))
  await expect(sheet.selected()).toHaveCount(15)

  await sheet.header('Phone').click({ position: { x: 40, y: 14 } })
  await expect(sheet.selected()).toHaveCount(6)
  await sheet.header('Email').click({ modifiers: ['Shift'], position: { x: 40, y: 14 } })
  await expect(sheet.selected()).toHaveCount(24)

  await sheet.click(1, 'Email')
  await sheet.press('Mod+A')
  await expect(sheet.selected()).toHaveCount(30)
  await sheet.click(2, 'Phone')
  await sheet.press('Shift+Space')
  await expect(sheet.selected()).toHaveCount(5)
  await sheet.click(2, 'Phone')
  await sheet.press('Mod+Space')
  await expect(sheet.selected()).toHaveCount(6)
})

test('the keyboard moves as in a spreadsheet and keeps its cell in sight', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(500))
  await sheet.click(1, 'First name')
  await sheet.press('Mod+ArrowDown')
  await sheet.expectActive(500, 'First name')
  await expect(await sheet.cell(500, 'First name')).toBeInViewport()
  await sheet.press('Mod+Home')
  await sheet.expectActive(1, 'Email')
  await expect(await sheet.cell(1, 'Email')).toBeInViewport()
  await sheet.press('End')
  await sheet.expectActive(1, 'Company')
  await sheet.press('Home')
  await sheet.press('PageDown')
  const { row } = await sheet.active()
  expect(row).toBeGreaterThan(10)
  await sheet.press('PageUp')
  await sheet.expectActive(1, 'Email')
  await sheet.press('Tab')
  await sheet.expectActive(1, 'First name')
  await sheet.press('Shift+Tab')
  await sheet.press('Enter')
  await sheet.expectActive(2, 'Email')
  await sheet.press('Mod+End')
  await sheet.expectActive(500, 'Company')
  await sheet.press('Mod+Shift+ArrowUp')
  await expect(page.getByText('500').first()).toBeVisible()
})

test('dragging past the edge scrolls and goes on selecting', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, many(300))
  const from = (await (await sheet.cell(5, 'First name')).boundingBox())!
  const area = (await sheet.grid.boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, area.y + area.height - 4, { steps: 6 })
  const lowestRow = () =>
    sheet.grid
      .locator('.ag-row')
      .evaluateAll((rows) => Math.max(...rows.map((row) => Number(row.getAttribute('row-index')))))
  await expect.poll(lowestRow).toBeGreaterThan(100)
  await page.mouse.up()
  await sheet.press('Mod+C')
  const copied = (await sheet.clipboard()).split('\r\n')
  expect(copied.length).toBeGreaterThan(80)
  expect(copied[0]).toBe('First4')
})

test('a click on a heading inside the selection takes that column alone, and the keys act on it', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Email')
  await sheet.press('Mod+A')
  await sheet.header('Phone').click({ position: { x: 30, y: 12 } })
  await expect(sheet.selected()).toHaveCount(6)
  await sheet.press('Delete')
  await sheet.expectTable(
    1,
    ['Email', 'Phone'],
    [
      ['anna@one.example', ''],
      ['bela@two.example', ''],
    ],
  )
})
