import { expect, test } from '../fixtures/leadsheet.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { csv, newLeads, tsv, workbook } from './leads.ts'

/** A workbook whose two sheets are both worth opening. */
const TWO_SHEETS = workbook(
  (
    [
      ['Booth', 20],
      ['Workshop', 35],
    ] as const
  ).map(([name, rows]) => [
    name,
    [['Email', 'First name'], ...newLeads(rows, name.toLowerCase()).map((row) => row.slice(0, 2))],
  ]),
)

test('a plain file opens without a question', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.openFile({ name: 'leads.csv', text: csv(newLeads(25, 'plain')) })
  await expect(window.grid).toContainText('plain.0@newcomers.example')
  await window.expectCounts({ Ready: 25 })
})

test('of two sheets the chosen one is previewed and opened', async ({ page }) => {
  const window = new SheetWindow(page)
  await window.openFile({ name: 'event.xlsx', bytes: TWO_SHEETS })
  const questions = page.getByRole('dialog', { name: 'Before event.xlsx comes in' })
  // As many headings are known of both: the one with more rows is chosen beforehand.
  await expect(questions.getByRole('radio', { name: 'Workshop' })).toBeChecked()
  await expect(questions.getByRole('region', { name: 'Preview' })).toContainText('workshop.0@')
  await questions.getByRole('radio', { name: 'Booth' }).check()
  await expect(questions.getByRole('region', { name: 'Preview' })).toContainText('booth.0@')
  await questions.getByRole('button', { name: 'Load “Booth”' }).click()
  await window.expectCounts({ Ready: 20 })
  await expect(window.grid).toContainText('booth.0@newcomers.example')
})

test('a question that is cancelled, and a file that cannot be read, leave the open sheet as it was', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(5, 'stays')))
  await window.openFile({ name: 'event.xlsx', bytes: TWO_SHEETS })
  const questions = page.getByRole('dialog', { name: 'Before event.xlsx comes in' })
  await questions.getByRole('button', { name: 'Cancel' }).click()
  await expect(questions).toHaveCount(0)
  await expect(window.grid).toContainText('stays.0@newcomers.example')

  await window.openFile({ name: 'broken.xlsx', bytes: TWO_SHEETS.subarray(0, 900) })
  await expect(window.notices).toContainText('broken.xlsx')
  await expect(window.grid).toContainText('stays.0@newcomers.example')
  await window.expectCounts({ Ready: 5 })
})

test('a file can be dropped anywhere in the window', async ({ page }) => {
  const window = new SheetWindow(page)
  await expect(window.button('Open file')).toBeVisible()
  const transfer = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }))
      return data
    },
    csv(newLeads(8, 'dropped')),
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await expect(page.getByText('Drop it to open it as a new sheet')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await expect(window.grid).toContainText('dropped.0@newcomers.example')
  await expect(page.getByText('Drop it to open it as a new sheet')).toHaveCount(0)
})
