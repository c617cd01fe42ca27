import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'

test('the row card shows and edits every field, goes from row to row, and tells what became of the row each time', async ({
  page,
  practice,
}) => {
  practice.setFaults({
    refuseRows: { probability: 0, matching: [{ attribute: 'EmailAddress', value: 'bela@two.example' }] },
  })
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const panels = new PushPanels(page)
  await panels.openReview()
  await panels.start()
  await panels.expectPhase('Finished')
  await sheet.expectCounts({ Created: 5, Failed: 1 })
  practice.setFaults({})
  await panels.button('Push 1 again').click()
  await panels.start()
  await sheet.expectCounts({ Created: 6, Failed: 0 })

  await sheet.click(1, 'Company')
  await page.keyboard.press('Space')
  const card = sheet.panel('Row details')
  await expect(card).toContainText('Row 1')
  await expect(card.getByRole('textbox', { name: /^Company/ })).toHaveValue('One Ltd')
  await expect(card.getByText('Email Address', { exact: true })).toBeVisible()
  await card.getByRole('button', { name: 'Next row' }).click()
  await expect(card).toContainText('Row 2')
  await expect(card.getByRole('button', { name: 'Next row' })).toBeFocused()
  const history = card.getByRole('region', { name: 'What became of it' }).getByRole('listitem')
  await expect(history).toHaveCount(2)
  await expect(history.first()).toContainText('Created')
  await expect(history.last()).toContainText('Failed')

  const company = card.getByRole('textbox', { name: /^Company/ })
  await company.fill('Two and a half Ltd')
  await company.press('Alt+ArrowDown')
  await expect(card).toContainText('Row 3')
  await sheet.expectCell(2, 'Company', 'Two and a half Ltd')
  await expect(await sheet.cell(2, 'Status')).toContainText('changed since')
  await expect(company).toHaveValue('Three Ltd')
  // A panel that takes the card's place by a key takes nothing that was typed with it.
  await company.fill('Three and a half Ltd')
  await company.press('Control+Enter')
  await expect(panels.review).toBeVisible()
  await sheet.expectCell(3, 'Company', 'Three and a half Ltd')
  await sheet.click(3, 'Company')
  await sheet.press('Mod+Z')
  await sheet.expectCell(3, 'Company', 'Three Ltd')
  await sheet.press('Mod+I')
  await expect(card).toContainText('Row 3')
  await page.keyboard.press('Escape')
  await sheet.expectActive(3, 'Company')
  await sheet.press('Mod+Z')
  await sheet.expectCell(2, 'Company', 'Two Ltd')
})

test('find stands in a line over the sheet beside an open panel, and Escape gives the focus back', async ({
  page,
}) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  await sheet.openPanel('Problems')
  await sheet.click(1, 'Company')
  await sheet.press('Mod+F')
  const bar = sheet.panel('Find and replace')
  await page.keyboard.type('Three Ltd')
  await expect(bar.getByRole('status')).toHaveText('1 cell found')
  await expect(sheet.panel('Problems')).toBeVisible()
  expect((await bar.boundingBox())!.height).toBeLessThan(48)
  await sheet.press('Enter')
  await sheet.press('Escape')
  await expect(bar).toHaveCount(0)
  await sheet.expectActive(3, 'Company')
})
