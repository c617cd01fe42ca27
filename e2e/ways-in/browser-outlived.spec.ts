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
  await expect(banner).toBeEmpty()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await opened.close()
  await page.reload()
  await sheet.expectCell(1, 'First Name', 'Augusta')
  await second.stop()
})
