import { expect, test } from '../fixtures/leadsheet.ts'
import { axeIn } from '../pages/accessibility.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const LEADS = [
  ['Email', 'Lead Stage', 'Sessions Attended', 'Newsletter', 'Date of Birth'],
  ['ann@choose.example', 'contacted', '', 'yes', '14/03/1990'],
  ['bob@choose.example', '', 'Opening Keynote', '', '25/12/1985'],
]

test('a cell of a field with options has its list: by Alt+Down, by typing, by mouse, and Escape leaves it', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, LEADS)
  const list = page.getByRole('listbox', { name: 'Options of Lead Stage, row 1' })
  await sheet.click(1, 'Lead Stage')
  await sheet.press('Alt+ArrowDown')
  await expect(list.getByRole('option', { selected: true })).toHaveText('Contacted')
  await expect(page.locator('.cell-editor')).toBeFocused()
  expect((await axeIn(page).include('.chooser').withTags(WCAG).analyze()).violations).toEqual([])
  await sheet.press('ArrowDown')
  await sheet.press('Escape')
  await expect(list).toHaveCount(0)
  await sheet.expectCell(1, 'Lead Stage', 'contacted')
  await sheet.press('Alt+ArrowDown')
  await sheet.press('ArrowDown')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Lead Stage', 'Qualified')
  await sheet.expectActive(1, 'Lead Stage')

  // What is typed narrows the list and is what goes in, unless somebody goes into the list.
  await sheet.click(2, 'Lead Stage')
  await page.keyboard.type('pro')
  const second = page.getByRole('listbox', { name: 'Options of Lead Stage, row 2' })
  await expect(second.getByRole('option')).toHaveText(['Prospect', 'Proposal'])
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Lead Stage', 'pro')
  await sheet.click(2, 'Lead Stage')
  await page.keyboard.type('prop')
  await sheet.press('ArrowDown')
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Lead Stage', 'Proposal')
  await (await sheet.cell(1, 'Lead Stage')).dblclick()
  await list.getByRole('option', { name: 'Customer' }).click()
  await sheet.expectCell(1, 'Lead Stage', 'Customer')
  await sheet.expectActive(1, 'Lead Stage')
  await sheet.press('Mod+Z')
  await sheet.expectCell(1, 'Lead Stage', 'Qualified')

  await page.getByRole('button', { name: 'Options', exact: true }).click()
  await sheet.press('ArrowUp')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Lead Stage', 'Contacted')
  await sheet.press('Space')
  const card = sheet.panel('Row details')
  const stage = card.getByRole('textbox', { name: /^Lead Stage/ })
  await stage.press('ArrowDown')
  await stage.press('End')
  await stage.press('ArrowDown')
  await stage.press('Enter')
  await sheet.expectCell(1, 'Lead Stage', 'Qualified')
})

test('several choices are ticked, yes or no is a list in the column’s own words, and a date has a calendar', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, LEADS)
  const editor = page.locator('.cell-editor')
  await sheet.click(2, 'Sessions Attended')
  await sheet.press('Alt+ArrowDown')
  await sheet.press('ArrowDown')
  await sheet.press('Space')
  await expect(editor).toHaveValue('Opening Keynote;Data Workshop')
  const list = page.getByRole('listbox', { name: 'Options of Sessions Attended, row 2' })
  await expect(list.getByRole('option', { selected: true })).toHaveText(['Opening Keynote', 'Data Workshop'])
  await list.getByRole('option', { name: 'Sales Clinic' }).click()
  await list.getByRole('option', { name: 'Opening Keynote' }).click()
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Sessions Attended', 'Data Workshop;Sales Clinic')

  await sheet.click(2, 'Newsletter')
  await sheet.press('Alt+ArrowDown')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['yes', 'no'])
  await sheet.press('ArrowDown')
  await sheet.press('Enter')
  await sheet.expectCell(2, 'Newsletter', 'no')
  // Space changes one for the other, with nothing opened but the cell; Escape takes that back.
  await sheet.click(1, 'Newsletter')
  await sheet.press('F2')
  await sheet.press('Space')
  await expect(editor).toHaveValue('no')
  await sheet.press('Space')
  await expect(editor).toHaveValue('yes')
  await sheet.press('Space')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Newsletter', 'no')
  await sheet.click(1, 'Newsletter')
  await sheet.press('F2')
  await sheet.press('Space')
  await sheet.press('Escape')
  await sheet.expectCell(1, 'Newsletter', 'no')

  await sheet.click(1, 'Date of Birth')
  await sheet.press('Alt+ArrowDown')
  const days = page.getByRole('grid', { name: 'Days for Date of Birth, row 1' })
  await expect(days.getByRole('gridcell', { selected: true })).toHaveAccessibleName(/14.*March.*1990/)
  expect((await axeIn(page).include('.chooser').withTags(WCAG).analyze()).violations).toEqual([])
  await sheet.press('ArrowRight')
  await sheet.press('PageDown')
  await expect(page.getByText('April 1990')).toBeVisible()
  await sheet.press('Escape')
  await sheet.expectCell(1, 'Date of Birth', '14/03/1990')
  await sheet.press('Alt+ArrowDown')
  await sheet.press('ArrowRight')
  await sheet.press('PageDown')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Date of Birth', '1990-04-15')
  await sheet.expectActive(1, 'Date of Birth')
  await page.keyboard.type('01/02/1991')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'Date of Birth', '01/02/1991')
  await sheet.press('F2')
  await page.getByRole('button', { name: 'Previous month' }).click()
  await days
    .or(page.getByRole('grid', { name: 'Days for Date of Birth, row 2' }))
    .getByText('11', { exact: true })
    .click()
  await sheet.expectCell(2, 'Date of Birth', '1985-11-11')
})

test('several choices are parted as the account is set, from the moment it is', async ({
  page,
  practice,
  way,
}) => {
  test.skip(way === 'desktop', 'the desktop has the system’s own vault')
  const sheet = await LeadsSheet.of(page, LEADS)
  const accounts = new AccountsPanel(page)
  await accounts.add({
    name: 'Events',
    host: new URL(practice.origin).host,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  await page.getByRole('combobox', { name: 'Account', exact: true }).selectOption('Events · live data')
  await accounts.card('Events').getByRole('button', { name: 'Edit Events' }).click()
  const form = page.getByRole('region', { name: 'Edit Events' })
  await form.getByLabel('Between several choices').selectOption({ label: 'A bar, |' })
  await form.getByRole('button', { name: 'Save account' }).click()
  await expect(accounts.card('Events')).toBeVisible()
  // An account's fields come a moment after it is chosen; until then the key opens the column's menu.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await sheet.click(2, 'Sessions Attended')
    await sheet.press('Alt+ArrowDown')
    await expect(page.locator('.cell-editor')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await sheet.press('ArrowDown')
  await sheet.press('Space')
  await expect(page.locator('.cell-editor')).toHaveValue('Opening Keynote|Data Workshop')
})
