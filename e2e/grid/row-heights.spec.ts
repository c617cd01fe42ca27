import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

const LONG =
  'A long note about what was said on the phone, and what was promised, which no column is wide enough for'

test('a row is made higher at the foot of its number and fitted by a double click, and is so after sort, undo and reload', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, [
    ...PEOPLE.slice(0, 4),
    ['dan@four.example', 'Dan', 'Droste', LONG, 'Four Ltd'],
    ['eva@five.example', 'Eva', 'Ek', '"two\nlines"', 'Five Ltd'],
  ])
  const height = async (row: number) => Math.round((await sheet.rowNumber(row).boundingBox())!.height)
  const heights = () => Promise.all([1, 2, 3, 4, 5].map(height))
  const foot = async (row: number) => {
    const box = (await sheet.rowNumber(row).boundingBox())!
    return { x: box.x + 10, y: box.y + box.height - 2 }
  }
  const draw = async (row: number, by: number) => {
    const { x, y } = await foot(row)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + by, { steps: 4 })
    await page.mouse.up()
  }
  const usual = await height(1)

  // Drawn: that row alone, with its text wrapped; Escape leaves it, and it cannot be made to vanish.
  await draw(2, 36)
  await expect.poll(heights).toEqual([usual, usual + 36, usual, usual, usual])
  await expect(await sheet.cell(2, 'Email')).toHaveCSS('white-space-collapse', 'preserve')
  await expect(await sheet.cell(1, 'Email')).toHaveCSS('white-space-collapse', 'collapse')
  await draw(1, -20)
  const { x, y } = await foot(3)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 30, { steps: 2 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await heights()).toEqual([usual, usual + 36, usual, usual, usual])

  // Fitted: nothing of the text is cut off.
  const dan = await foot(4)
  await page.mouse.dblclick(dan.x, dan.y)
  const cutOff = async (row: number) =>
    (await sheet.cell(row, 'Phone')).evaluate((cell) => cell.scrollHeight - cell.clientHeight)
  await expect.poll(() => height(4)).toBeGreaterThan(usual + 30)
  expect(await cutOff(4)).toBeLessThanOrEqual(1)

  // By keys, for all rows that are selected.
  await sheet.click(4, 'Email')
  await sheet.press('Shift+ArrowDown')
  await sheet.press('Mod+Alt+H')
  await page.getByRole('menuitem', { name: 'Fit 2 rows to the text' }).click()
  await expect.poll(() => height(5)).toBe(usual + 18)
  await sheet.expectActive(4, 'Email')
  const fitted = await height(4)

  // The height is the row's, wherever it goes.
  await sheet.chooseInColumnMenu('First name', 'Sort Z to A')
  await expect.poll(heights).toEqual([usual + 18, fitted, usual, usual + 36, usual])
  await page.reload()
  await expect(sheet.grid).toBeVisible()
  await expect.poll(heights).toEqual([usual + 18, fitted, usual, usual + 36, usual])
  await sheet.chooseInColumnMenu('First name', 'Sheet order')
  await expect.poll(heights).toEqual([usual, usual + 36, usual, fitted, usual + 18])
  await sheet.rowNumber(2).click()
  await sheet.press('Mod+-')
  await expect.poll(() => height(2)).toBe(usual)
  await sheet.press('Mod+Z')
  await expect.poll(heights).toEqual([usual, usual + 36, usual, fitted, usual + 18])

  // Zoomed, the rows keep what they show; several rows taken whole are drawn as one.
  await sheet.press('Mod+Alt++')
  await expect.poll(() => height(5)).toBeGreaterThan(usual + 18)
  await sheet.press('Mod+Alt+-')
  await sheet.rowNumber(4).click()
  await sheet.rowNumber(5).click({ modifiers: ['Shift'] })
  await draw(5, 18)
  await expect.poll(heights).toEqual([usual, usual + 36, usual, usual + 36, usual + 36])
  await sheet.chooseInMenu(4, 'Email', 'Row height…')
  await page.getByRole('menuitem', { name: '2 rows as high as the others' }).click()
  await expect.poll(heights).toEqual([usual, usual + 36, usual, usual, usual])
})
