import { expect, test } from '../fixtures/leadsheet.ts'
import { axeIn } from '../pages/accessibility.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { ReadingPanels } from '../pages/reading-panels.ts'

const HEADINGS = ['Email', 'Phone', 'First name', 'City']

test('every row says what a push would do before one is made, in the panel, the cells and the review', async ({
  page,
  practice,
}) => {
  const [first, second, third, fourth] = practice
    .leads()
    .filter(({ fields }) => fields['EmailAddress'] && fields['Phone'] && fields['mx_City'])
  const of = (lead: typeof first, city: string): string[] => [
    lead!.fields['EmailAddress']!,
    '',
    lead!.fields['FirstName']!,
    city,
  ]
  const panels = new ReadingPanels(page)
  const push = new PushPanels(page)
  const sheet = await LeadsSheet.of(page, [
    HEADINGS,
    of(first, first!.fields['mx_City']!),
    of(second, 'Nagpur'),
    ['nobody@newcomers.example', '', 'Noor', 'Oslo'],
    // The email of one lead, the phone of another.
    [third!.fields['EmailAddress']!, fourth!.fields['Phone']!, third!.fields['FirstName']!, 'Pune'],
  ])
  practice.clearCalls()

  // The price stands there before it is spent: of the answer nothing has been read yet.
  await panels.tool('Compare').click()
  await expect(panels.compare.getByRole('button', { name: 'Compare 4 rows' })).toBeEnabled()
  await expect(panels.compare.getByRole('term').filter({ hasText: /^Calls$/ })).toBeVisible()
  expect(practice.calls().filter(({ path }) => path.includes('ByIds'))).toEqual([])
  await panels.compare.getByRole('button', { name: 'Compare 4 rows' }).click()
  await expect.poll(() => panels.counts()).toEqual({ New: 1, Update: 1, Same: 1, Clash: 1 })
  await expect(panels.compare).toContainText('just now')
  expect(practice.calls().filter(({ path }) => /Bulk/.test(path))).toEqual([])

  await sheet.expectCell(1, 'Compared', 'Same')
  await sheet.expectCell(2, 'Compared', 'Update (1 field)')
  await sheet.expectCell(3, 'Compared', 'New')
  await sheet.expectCell(4, 'Compared', 'Clash')
  // Seen with an arrow, heard as a sentence.
  const changed = await sheet.cell(2, 'City')
  await expect(changed).toHaveText(`${second!.fields['mx_City']!} →  becomes Nagpur`)
  await changed.click()
  await expect(page.getByText(`from “${second!.fields['mx_City']!}” to “Nagpur”`).first()).toBeAttached()
  await sheet.click(4, 'City')
  await sheet.press('Control+i')
  const card = page.getByRole('region', { name: 'Row details' })
  await expect(card).toContainText(`This row is lead ${third!.id}`)
  await expect(card).toContainText(fourth!.id)

  // Counts and columns are filters.
  await panels.tool('Compare').click()
  await panels.count('Update').click()
  await expect(page.getByText('1 of 4 rows')).toBeVisible()
  await sheet.expectCell(1, 'City', `${second!.fields['mx_City']!} →  becomes Nagpur`)
  await panels.count('Update').click()
  await panels.compare.getByRole('button', { name: 'City, from filled to other: 1' }).click()
  await expect(page.getByText('1 of 4 rows')).toBeVisible()
  await page.getByRole('button', { name: /show all rows/ }).click()

  const { violations } = await axeIn(page).include('.side-panel').analyze()
  expect(violations).toEqual([])

  // What is the same stays out unless somebody wants it to go.
  await panels.compare.getByRole('button', { name: 'Review push' }).click()
  await expect(push.startButton()).toHaveText('Push 3 leads')
  await expect(push.review).toContainText('The same in LeadSquared already')
  await push.review.getByRole('checkbox', { name: 'Leave out rows that are the same' }).uncheck()
  await expect(push.startButton()).toHaveText('Push 4 leads')
  await push.review.getByRole('checkbox', { name: 'Leave out rows that are the same' }).check()

  // An edit makes its row's statement old, typing the old value back makes it hold again.
  await sheet.click(1, 'City')
  await page.keyboard.type('Bergen')
  await page.keyboard.press('Enter')
  await sheet.expectCell(1, 'Compared', 'Sameedited since')
  await expect(push.review).toContainText('1 row was edited or sent since.')
  await expect(push.startButton()).toHaveText('Push 4 leads')
  await sheet.press('Mod+Z')
  await sheet.expectCell(1, 'Compared', 'Same')
  await expect(push.startButton()).toHaveText('Push 3 leads')

  // Rows that were matched can be found by their Lead ID from here on; the comparison has to be about the same leads.
  await push.review.getByRole('checkbox', { name: 'Find linked rows by their Lead ID' }).check()
  await expect(push.review).toContainText('It found linked rows in another way.')
  await expect(push.startButton()).toHaveText('Push 4 leads')
  await push.review.getByRole('button', { name: 'Compare again' }).click()
  await push.review.getByRole('button', { name: 'Compare 4 rows' }).click()
  await expect(push.startButton()).toHaveText('Push 3 leads')
})

test('a comparison that comes to nothing says why, leaves nothing half-true on screen, and can be cancelled', async ({
  page,
  practice,
}) => {
  const panels = new ReadingPanels(page)
  const sheet = await LeadsSheet.of(page, [
    HEADINGS,
    ['one@newcomers.example', '', 'Noor', 'Oslo'],
    ['two@newcomers.example', '', 'Nils', 'Oslo'],
  ])
  await panels.tool('Compare').click()
  await expect(panels.compare.getByRole('button', { name: 'Compare 2 rows' })).toBeEnabled()
  practice.setFaults({ refuseReading: true })
  await panels.compare.getByRole('button', { name: 'Compare 2 rows' }).click()
  await expect(panels.compare).toContainText('The comparison came to nothing.')
  await expect(panels.compare.getByRole('list', { name: 'Rows by what a push would do' })).toHaveCount(0)
  await expect(sheet.grid.getByRole('columnheader', { name: 'Compared' })).toHaveCount(0)

  // One that hangs tells how far it is, and cancelling it is no fault.
  practice.setFaults({ always: { kind: 'timeout', processed: false } })
  await panels.compare.getByRole('button', { name: 'Compare 2 rows' }).click()
  const progress = panels.compare.getByRole('progressbar', { name: 'Comparison progress' })
  await expect(progress).toBeVisible()
  await panels.compare.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(progress).toHaveCount(0)
  await expect(panels.compare.getByRole('button', { name: 'Compare 2 rows' })).toBeEnabled()
  await expect(panels.compare).not.toContainText('came to nothing')
})
