import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const FIXTURES = join(import.meta.dirname, '../../electron/workbook/fixtures')

/** Under a name of its own: the sheet is called after it. */
function workbook(name: string): { name: string; bytes: Buffer } {
  return { name, bytes: readFileSync(join(FIXTURES, name)) }
}

test('amounts are shown as Excel shows them, and go out as the numbers they are', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  await window.openFile(workbook('shares-and-money.xlsx'))
  await window.expectCounts({ Ready: 5 })
  await new MendingPanels(page).choose('Deal size', 'Lead Score')
  await window.expectCounts({ Ready: 5 })

  const amount = window.grid.getByRole('gridcell', { name: '12.5k' })
  await amount.hover()
  await expect(page.getByRole('tooltip')).toHaveText('Sent as 12500: what the file holds here.')

  // Copied and pasted here, and filled, a cell goes on holding what it holds; others get its text.
  const sheet = new LeadsSheet(page)
  const held = await sheet.text(5, 'Deal size')
  await sheet.click(5, 'Deal size')
  await sheet.press('Mod+C')
  expect(await sheet.clipboard()).toBe(held)
  await sheet.click(1, 'Deal size')
  const first = await sheet.text(1, 'Deal size')
  await sheet.press('Mod+V')
  await sheet.expectCell(1, 'Deal size', held)
  // The pointer is where the click left it, and shows nothing before it has moved.
  await (await sheet.cell(3, 'Deal size')).hover()
  await (await sheet.cell(1, 'Deal size')).hover()
  await expect(page.getByRole('tooltip')).toContainText('what the file holds here.')
  await sheet.press('Mod+Z')
  await sheet.expectCell(1, 'Deal size', first)

  await window.button('Review push').click()
  await window.button('Push 5 leads').click()
  await window.expectCounts({ Created: 5 })
  const scores = practice
    .leads()
    .filter(({ fields }) => /^person\d@example\.test$/.test(fields['EmailAddress'] ?? ''))
    .map(({ fields }) => fields['Score'])
  expect(scores.sort()).toEqual(['-1234.5', '0', '12500', '125000.5', '47215930'])
})

test('a formula without its value keeps its row back until a value is typed there', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.openFile(workbook('formulas-without-values.xlsx'))
  await window.expectCounts({ Ready: 2, Draft: 1 })
  const problems = await window.openPanel('Problems')
  await expect(problems).toContainText('Formula not calculated yet')

  const cells = window.grid.getByRole('row').filter({ hasText: 'Asha' }).getByRole('gridcell')
  await cells.nth(3).click()
  await page.keyboard.type('asha@example.test')
  await page.keyboard.press('Enter')
  // An empty cell is an answer too, once somebody says so.
  await cells.nth(4).click()
  await page.keyboard.press('Delete')
  await window.expectCounts({ Ready: 3, Draft: 0 })
  await page.keyboard.press('Control+z')
  await window.expectCounts({ Ready: 2, Draft: 1 })
})

test('what a filter hides is asked about, and the totals row is no lead either way', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.openFile(workbook('hidden-rows-and-totals.xlsx'))
  await expect(page.getByText('The sheet hides 4 rows and 1 column')).toBeVisible()
  await page.getByRole('radio', { name: 'Leave them out' }).check()
  await window.button('Load this file').click()
  await window.expectCounts({ Ready: 4 })
  await expect(window.grid).toContainText('person7@example.test')
  await expect(window.grid).not.toContainText('Total')
  await expect(page.getByText('The table’s totals row is no lead and was left out: row 10.')).toHaveCount(1)
})
