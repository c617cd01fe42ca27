import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'

test('whole rows and columns leave the active cell where it is; Ctrl+Shift+Space takes all, Shift+Backspace the cell alone', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'Last name')
  await sheet.press('Shift+Space')
  await expect(sheet.selected()).toHaveCount(5)
  await sheet.expectActive(2, 'Last name')
  await page.keyboard.type('Typed')
  await sheet.press('Mod+Enter')
  await sheet.expectTable(2, ['Email', 'Last name', 'Company'], [['Typed', 'Typed', 'Typed']])
  await sheet.press('Mod+Z')
  await sheet.press('Shift+Backspace')
  await expect(sheet.selected()).toHaveCount(1)
  await sheet.press('Mod+Space')
  await expect(sheet.selected()).toHaveCount(6)
  await sheet.expectActive(2, 'Last name')
  await sheet.press('Mod+Shift+Space')
  await expect(sheet.selected()).toHaveCount(30)
  await sheet.press('Mod+Backspace')
  await expect(sheet.selected()).toHaveCount(30)
  await sheet.press('Shift+Backspace')
  await sheet.expectActive(2, 'Last name')
  await sheet.expectTable(1, ['Last name'], [['Adler'], ['Bartók'], ['Cruz']])
})

test('F4 does the last command once more; an eraser with Ctrl held begins no edit that would empty the cell', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await sheet.press('F4')
  await expect(sheet.notices).toContainText('There is nothing to do once more yet')
  await sheet.press('Delete')
  await sheet.click(3, 'Company')
  await sheet.press('F4')
  await sheet.expectTable(1, ['Company'], [[''], ['Two Ltd'], ['']])
  await sheet.rowNumber(2).click()
  await sheet.press('Mod+-')
  await sheet.expectTable(1, ['First name'], [['Anna'], ['Cleo']])
  await sheet.rowNumber(1).click()
  await sheet.press('F4')
  await sheet.expectTable(1, ['First name'], [['Cleo'], ['Dan']])
  for (let steps = 0; steps < 4; steps++) await sheet.press('Mod+Z')
  await sheet.expectTable(
    1,
    ['First name', 'Company'],
    [
      ['Anna', 'One Ltd'],
      ['Béla', 'Two Ltd'],
      ['Cleo', 'Three Ltd'],
    ],
  )

  await sheet.click(2, 'Company')
  for (const keys of ['Mod+Backspace', 'Mod+Delete', 'Shift+Delete']) await sheet.press(keys)
  await expect(page.locator('.cell-editor')).toHaveCount(0)
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Company', 'Two Ltd')
})

test("Ctrl+' takes over what stands above, as it is seen, into the active cell alone", async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(2, 'Company')
  await sheet.press("Mod+'")
  await sheet.press('Enter')
  await sheet.press('Mod+"')
  await sheet.expectTable(1, ['Company'], [['One Ltd'], ['One Ltd'], ['One Ltd'], ['Four Ltd']])
  await sheet.expectActive(3, 'Company')
  await expect(sheet.button('Undo')).toHaveAttribute('title', /Copy from above/)
  // Above means above on screen; of a range the active cell is meant.
  await sheet.chooseInColumnMenu('Email', 'Sort Z to A')
  await sheet.click(2, 'First name')
  await sheet.click(3, 'Last name', { modifiers: ['Shift'] })
  await sheet.press("Mod+'")
  await sheet.expectTable(
    1,
    ['First name', 'Last name'],
    [
      ['Finn', 'Falk'],
      ['Finn', 'Ek'],
      ['Dan', 'Droste'],
    ],
  )
  await sheet.click(4, 'First name')
  await sheet.press('F4')
  await sheet.expectTable(4, ['First name'], [['Dan']])
  await sheet.click(1, 'First name')
  await sheet.press("Mod+'")
  await sheet.expectCell(1, 'First name', 'Finn')
})

test('F2 while typing hands the arrows to the text; Ctrl+Shift+L filters by the column; Ctrl+Enter outside an edit reviews', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'Company')
  await page.keyboard.type('ac')
  await sheet.press('F2')
  await sheet.press('ArrowLeft')
  await page.keyboard.type('b')
  await sheet.press('F2')
  await sheet.press('ArrowDown')
  await sheet.expectCell(1, 'Company', 'abc')
  await sheet.expectActive(2, 'Company')

  await sheet.press('Mod+Shift+L')
  await page.getByRole('textbox', { name: 'Text' }).fill('Ltd')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Company', 'Two Ltd')
  await sheet.press('Mod+Enter')
  await expect(new PushPanels(page).startButton()).toBeEnabled()
})

test('Ctrl+PageDown and Ctrl+PageUp go from sheet to sheet and end at the last', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await page.getByRole('button', { name: 'New sheet' }).click()
  const tabs = page.getByRole('navigation', { name: 'Sheets' }).locator('.sheet-tab-open')
  await expect(tabs).toHaveCount(2)
  const open = () =>
    tabs.evaluateAll((all) => all.findIndex((tab) => tab.getAttribute('aria-current') !== null))
  await expect.poll(open).toBe(1)
  await sheet.press('Mod+PageUp')
  await expect.poll(open).toBe(0)
  await sheet.click(3, 'Company')
  await sheet.press('Mod+PageUp')
  await sheet.expectActive(3, 'Company')
  await sheet.press('Mod+PageDown')
  await expect.poll(open).toBe(1)
})
