import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

/** A second account on the practice server, marked as live data. */
async function addLive(page: Page, practice: { origin: string; accessKey: string; secretKey: string }) {
  const accounts = new AccountsPanel(page)
  await accounts.add({
    name: 'Sales',
    host: new URL(practice.origin).host,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  await page.getByRole('button', { name: 'Close Accounts' }).click()
}

function accountBox(page: Page) {
  return page.getByRole('combobox', { name: 'Account', exact: true })
}

function searchBox(page: Page) {
  return page.getByLabel('Search by', { exact: true })
}

async function chosen(page: Page): Promise<string> {
  return accountBox(page).evaluate((box: HTMLSelectElement) => box.selectedOptions[0]!.text)
}

test('Ctrl+Z takes back a choice made before, and leaves the sheet with the account it is for', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  await addLive(page, practice)
  await window.pasteSheet(tsv(newLeads(3, 'undo')))
  await accountBox(page).selectOption('Sales · live data')
  await searchBox(page).selectOption({ label: 'First Name' })
  await accountBox(page).selectOption('Practice account')
  await window.grid.getByText('undo.0@newcomers.example').click()
  await page.keyboard.press('Control+z')
  await expect(searchBox(page)).toHaveValue('default')
  expect(await chosen(page)).toBe('Practice account')
  await page.keyboard.press('Control+y')
  await expect(searchBox(page)).not.toHaveValue('default')
  expect(await chosen(page)).toBe('Practice account')
})

test('sample leads open for the practice account, whatever account is in use', async ({ page, practice }) => {
  const window = new SheetWindow(page)
  await addLive(page, practice)
  await window.pasteSheet(tsv(newLeads(3, 'before')))
  await accountBox(page).selectOption('Sales · live data')
  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await window.openSample()
  await expect(window.grid).not.toContainText('before.0@newcomers.example')
  expect(await chosen(page)).toBe('Practice account')
})

test('a status names the account it is of once the sheet is for another one', async ({ page, practice }) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await addLive(page, practice)
  await window.pasteSheet(tsv(newLeads(4, 'elsewhere')))
  await accountBox(page).selectOption('Practice account')
  await panels.openReview()
  await panels.start()
  await window.expectCounts({ Created: 4 })
  const status = page.getByRole('contentinfo', { name: 'Status' })
  await expect(status).not.toContainText('sent to')

  await accountBox(page).selectOption('Sales · live data')
  await expect(status).toContainText('sent to Practice account')
  await window.grid.getByText('elsewhere.1@newcomers.example').click()
  await page.keyboard.press('Control+i')
  const details = window.panel('Row details')
  await expect(details).toContainText('Created in Practice account')
  await expect(details).toContainText('The sheet is for Sales now')

  await page.reload()
  await expect(status).toContainText('sent to Practice account')
  await accountBox(page).selectOption('Practice account')
  await expect(status).not.toContainText('sent to')
})

test('until a push has ended the status bar names the account it goes to, whatever is chosen meanwhile', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await addLive(page, practice)
  await window.pasteSheet(tsv(newLeads(60, 'underway')))
  await accountBox(page).selectOption('Sales · live data')
  await panels.openReview()
  // It pauses there, and so has not ended.
  practice.setFaults({ always: { kind: 'status', status: 401 } })
  await panels.start()
  await panels.expectPhase('Paused')
  await accountBox(page).selectOption('Practice account')
  const status = page.getByRole('contentinfo', { name: 'Status' })
  await expect(status).toContainText('Paused push to')
  await expect(status).toContainText('Sales')
  await expect(status).toContainText('live data')
  await expect(status).not.toContainText('Practice account')

  const accounts = new AccountsPanel(page)
  await accounts.open()
  await expect(accounts.card('Sales')).toContainText('can be removed when the push to it has ended')
  await expect(accounts.card('Sales').getByRole('button', { name: 'Remove' })).toHaveCount(0)

  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await expect(window.panel('Sheets')).toContainText('can be deleted when its push has ended')
  await window.openSample()
  await window.openPanel('Push')
  await expect(panels.push).toContainText('of the sheet “Pasted leads”')
  await expect(panels.push.getByRole('list', { name: 'Rows of this push' }).getByRole('button')).toHaveCount(
    0,
  )
  await panels.push.getByRole('button', { name: 'Open “Pasted leads”' }).click()
  await expect(window.grid).toContainText('underway.0@newcomers.example')
  await panels.cancel()
  await panels.expectPhase('Cancelled')
  await expect(status).toContainText('Practice account')
  await expect(status).not.toContainText(/Pushing to|Paused push to/)
})
