import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'

async function push(page: Page): Promise<void> {
  const panels = new PushPanels(page)
  await panels.openReview()
  await panels.start()
}

test('a half-typed cell is neither committed nor moved while statuses stream in under a sort by status', async ({
  page,
}) => {
  test.slow()
  // Enough for several windows of the limit, so that statuses go on changing for as long as the typing takes.
  const sheet = await LeadsSheet.of(page, many(3_000))
  const settled = async () => (await sheet.count('Created')) + (await sheet.count('Updated'))
  await sheet.grid.getByRole('columnheader', { name: 'Status' }).click({ button: 'right' })
  await page.getByRole('menuitemradio', { name: 'Sort A to Z' }).click()
  await push(page)
  await expect.poll(settled, { timeout: 20_000 }).toBeGreaterThan(100)

  // The last row goes last: it is still queued, and no update of its own touches it while it is typed into.
  await sheet.click(1, 'Company')
  await sheet.press('Mod+ArrowDown')
  await sheet.expectActive(3000, 'Company')
  const before = await sheet.table(2995, 3000, 'First name', 'Company')
  const seen = await settled()
  for (const letter of 'Half typed, slowly') {
    await page.keyboard.type(letter)
    await expect(sheet.grid.locator('.cell-editor')).toBeFocused()
  }
  await expect.poll(settled, { timeout: 30_000 }).toBeGreaterThan(seen + 200)
  await expect(sheet.grid.locator('.cell-editor')).toHaveValue('Half typed, slowly')
  expect(await sheet.table(2995, 2999, 'First name', 'Company')).toEqual(before.slice(0, 5))
  await sheet.press('Enter')
  await sheet.expectCell(3000, 'Company', 'Half typed, slowly')
  expect(await sheet.table(2995, 2999, 'First name', 'Company')).toEqual(before.slice(0, 5))

  await expect
    .poll(async () => (await sheet.count('Queued')) + (await sheet.count('Sending')), { timeout: 90_000 })
    .toBe(0)
  expect(await settled()).toBe(3000)
  // Nothing moved by itself, although every status changed.
  await sheet.expectCell(3000, 'Company', 'Half typed, slowly')
  await sheet.press('Mod+Z')
  await sheet.expectCell(3000, 'Company', before[5]![1]!)
})

test('a row being sent is locked, and what was being typed into it goes in when it is through', async ({
  page,
  practice,
}) => {
  test.slow()
  // Long enough for all that is tried while the row is on its way, on a busy machine too.
  practice.setFaults({ latency: { work: [7_000, 7_000] } })
  const sheet = await LeadsSheet.of(page, many(900))
  await sheet.click(1, 'Company')
  await push(page)
  await sheet.click(1, 'Company')
  await sheet.press('Mod+ArrowDown')
  await sheet.expectActive(900, 'Company')
  // Still queued: it may be edited, and typing goes on while its turn comes.
  await expect(await sheet.cell(900, 'Status')).toContainText('Queued')
  await page.keyboard.type('Kept')
  await expect(await sheet.cell(900, 'Status')).toContainText('Sending', { timeout: 20_000 })
  await expect(sheet.grid.locator('.cell-editor')).toHaveValue('Kept')
  await sheet.press('Enter')
  await sheet.expectCell(900, 'Company', 'Company 8')

  // Locked: neither typing nor Delete changes it, and it is said.
  await sheet.click(900, 'Phone')
  await sheet.press('Delete')
  await expect(sheet.notices).toContainText('being sent right now')
  await expect(await sheet.cell(900, 'Phone')).not.toHaveText('')
  // What was cut in it stays where it is.
  await sheet.press('Mod+X')
  await sheet.click(899, 'Company')
  await sheet.press('Mod+V')
  await expect(sheet.notices).toContainText('so nothing was moved')
  await expect(await sheet.cell(900, 'Phone')).not.toHaveText('')
  // Nor does the mouse take its cells away by their border.
  await sheet.click(900, 'Phone')
  const phone = (await (await sheet.cell(900, 'Phone')).boundingBox())!
  await page.mouse.move(phone.x + 40, phone.y + 1.5)
  await page.mouse.down()
  await page.mouse.move(phone.x + 40, phone.y - 60, { steps: 4 })
  await page.mouse.up()
  await expect(await sheet.cell(900, 'Phone')).not.toHaveText('')

  await expect(await sheet.cell(900, 'Status')).toContainText(/Created|Updated/, { timeout: 20_000 })
  await sheet.expectCell(900, 'Company', 'Kept')
  await expect(await sheet.cell(900, 'Status')).toContainText('changed since')
  await sheet.click(900, 'Email')
  await sheet.press('Mod+Z')
  await sheet.expectCell(900, 'Company', 'Company 8')
})

test('an edit of a queued row says that this push sends the row without it, and a paused push reads paused', async ({
  page,
  practice,
}) => {
  test.slow()
  practice.setFaults({ latency: { work: [2_500, 2_500] } })
  const sheet = await LeadsSheet.of(page, many(900))
  await sheet.click(1, 'Company')
  await push(page)
  await page.getByRole('region', { name: 'Push', exact: true }).getByRole('button', { name: 'Pause' }).click()
  const bar = page.getByRole('contentinfo', { name: 'Status' })
  await expect(bar).toContainText(/Paus(ing the|ed) push to/)
  await expect(bar).not.toContainText('Pushing to')
  await sheet.click(1, 'Company')
  await sheet.press('Mod+ArrowDown')
  await sheet.expectActive(900, 'Company')
  await expect(await sheet.cell(900, 'Status')).toContainText('Queued')
  await page.keyboard.type('Too late')
  await sheet.press('ArrowUp')
  await expect(await sheet.cell(900, 'Status')).toContainText('edit not in this push')
  await expect(await sheet.cell(900, 'Status')).toContainText('not part of this push')
  await sheet.press('Mod+Z')
  await sheet.expectCell(900, 'Company', 'Company 8')
  await expect(await sheet.cell(900, 'Status')).not.toContainText('edit not in this push')
})
