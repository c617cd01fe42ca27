import { expect } from '../fixtures/expect.ts'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { test } from '../fixtures/practice.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'

test('a tab that outlived Leadsheet says what is not saved, and saves it once Leadsheet is open again', async ({
  dataDir,
  practice,
  page,
  context,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const first = await startBrowserHost(dataDir, env)
  await page.goto(first.address)
  const sheet = await LeadsSheet.of(page, [
    ['Email', 'First Name'],
    ['ada@engine.example', 'Ada'],
    ['alan@machine.example', 'Alan'],
  ])
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await first.stop('SIGKILL')
  const banner = page.getByRole('status', { name: 'Connection' })
  await expect(banner).toContainText('Everything up to here is saved.')
  await sheet.click(1, 'First Name')
  await page.keyboard.type('Augusta')
  await page.keyboard.press('Enter')
  await expect(banner).toContainText('1 change made here is not saved yet')

  const second = await startBrowserHost(dataDir, env)
  expect(new URL(second.address).origin).toBe(new URL(first.address).origin)
  await expect(banner).toContainText('started again and has not let this browser in yet')
  const opened = await context.newPage()
  await opened.goto(second.address)
  // Whoever was faster: the newest tab holds the sheet, and the edit is in it.
  await new LeadsSheet(opened).expectCell(1, 'First Name', 'Augusta')
  await expect(opened.getByText('Saved', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Leadsheet is open in another tab' })).toBeVisible()
  await expect(page.getByText('Everything here is saved.')).toBeVisible()

  await page.getByRole('button', { name: 'Use it here' }).click()
  await sheet.expectCell(1, 'First Name', 'Augusta')
  await expect(opened.getByRole('heading', { name: 'Leadsheet is open in another tab' })).toBeVisible()
  await second.stop()
})
