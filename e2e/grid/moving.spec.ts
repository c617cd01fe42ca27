import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

/** From the upper edge of a cell, where the selection has its border, to the middle of another. */
async function dragBorder(sheet: LeadsSheet, from: Locator, to: Locator, key?: string): Promise<void> {
  const start = (await from.boundingBox())!
  const end = (await to.boundingBox())!
  const { mouse, keyboard } = sheet.page
  await mouse.move(start.x + start.width / 2, start.y + 1.5)
  await mouse.down()
  await mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 })
  await expect(sheet.grid.locator('.move-target')).toBeVisible()
  if (key) await keyboard.down(key)
  await mouse.up()
  if (key) await keyboard.up(key)
}

test('cells move by the border of the selection, with Ctrl they are copied; each is one step, and what is written over is said', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  await sheet.click(2, 'Last name', { modifiers: ['Shift'] })
  await dragBorder(sheet, await sheet.cell(1, 'First name'), await sheet.cell(4, 'Last name'))
  const moved = ['First name', 'Last name', 'Phone']
  await sheet.expectTable(1, moved, [
    ['', '', '+44 7700 900001'],
    ['', '', '+44 7700 900002'],
    ['Cleo', 'Cruz', '+44 7700 900003'],
    ['Dan', 'Anna', 'Adler'],
    ['Eva', 'Béla', 'Bartók'],
  ])
  await expect(sheet.notices).toContainText('4 filled cells there were written over')
  await expect(sheet.button('Undo')).toHaveAttribute('title', /Move cells/)
  await sheet.press('Mod+Z')
  await sheet.expectTable(4, moved, [
    ['Dan', 'Droste', '+44 7700 900004'],
    ['Eva', 'Ek', '+44 7700 900005'],
  ])
  await sheet.expectCell(1, 'First name', 'Anna')

  await sheet.click(1, 'Company')
  await dragBorder(sheet, await sheet.cell(1, 'Company'), await sheet.cell(3, 'Company'), 'ControlOrMeta')
  await sheet.expectTable(1, ['Company'], [['One Ltd'], ['Two Ltd'], ['One Ltd']])
  // A press on the border that goes nowhere is a click.
  await sheet.click(2, 'Phone')
  await (await sheet.cell(2, 'Phone')).click({ position: { x: 30, y: 1.5 } })
  await sheet.expectActive(2, 'Phone')
  await sheet.expectCell(2, 'Phone', '+44 7700 900002')
})

test('rows move by their numbers, several columns by their headings; a sorted view says why rows do not', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.rowNumber(2).click()
  await sheet.rowNumber(3).click({ modifiers: ['Shift'] })
  await sheet.drag(sheet.rowNumber(2), sheet.rowNumber(5))
  const names = () => sheet.table(1, 6, 'First name')
  await expect.poll(names).toEqual([['Anna'], ['Dan'], ['Eva'], ['Béla'], ['Cleo'], ['Finn']])
  await sheet.drag(sheet.rowNumber(5), sheet.rowNumber(1))
  await expect.poll(names).toEqual([['Béla'], ['Cleo'], ['Anna'], ['Dan'], ['Eva'], ['Finn']])
  await sheet.press('Mod+Z')
  await sheet.press('Mod+Z')
  await expect.poll(names).toEqual([['Anna'], ['Béla'], ['Cleo'], ['Dan'], ['Eva'], ['Finn']])

  const grip = { position: { x: 30, y: 12 } }
  await sheet.header('Phone').click(grip)
  await sheet.header('Company').click({ ...grip, modifiers: ['Shift'] })
  await sheet.carryHeading('Company', 'First name')
  await expect.poll(() => sheet.headings()).toEqual(['Email', 'Phone', 'Company', 'First name', 'Last name'])
  await sheet.press('Mod+Z')
  await expect.poll(() => sheet.headings()).toEqual([...PEOPLE[0]!])

  await sheet.chooseInColumnMenu('Email', 'Sort Z to A')
  await sheet.expectCell(1, 'First name', 'Finn')
  await sheet.rowNumber(1).click()
  await sheet.drag(sheet.rowNumber(1), sheet.rowNumber(3))
  await expect(sheet.notices).toContainText('shown sorted')
  await sheet.expectCell(1, 'First name', 'Finn')
})

test('copied and cut cells, rows and columns are inserted between what is there', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.click(1, 'First name')
  await sheet.click(1, 'Last name', { modifiers: ['Shift'] })
  await sheet.press('Mod+C')
  await sheet.chooseInMenu(3, 'First name', /Insert copied cells as rows above/)
  const names = ['Email', 'First name', 'Last name']
  await sheet.expectTable(2, names, [
    ['bela@two.example', 'Béla', 'Bartók'],
    ['', 'Anna', 'Adler'],
    ['cleo@three.example', 'Cleo', 'Cruz'],
  ])
  await sheet.press('Mod+Z')
  await sheet.expectCell(3, 'First name', 'Cleo')

  await sheet.rowNumber(5).click()
  await sheet.press('Mod+X')
  await sheet.rowNumber(2).click()
  await sheet.press('Mod++')
  await sheet.expectTable(1, ['First name'], [['Anna'], ['Eva'], ['Béla'], ['Cleo'], ['Dan'], ['Finn']])
  await sheet.press('Mod+Z')

  await sheet.header('Company').click({ position: { x: 30, y: 12 } })
  await sheet.press('Mod+C')
  await sheet.header('Email').click({ position: { x: 30, y: 12 } })
  await sheet.press('Mod++')
  await expect.poll(async () => (await sheet.headings()).slice(0, 2)).toEqual(['Company', 'Email'])
  await expect(sheet.grid.locator('.ag-row[row-index="1"] .ag-cell[aria-colindex="3"]')).toHaveText('Two Ltd')
  await expect(sheet.notices).toContainText('goes to no attribute')
  await sheet.press('Mod+Z')
  await expect.poll(() => sheet.headings()).toEqual([...PEOPLE[0]!])
})
