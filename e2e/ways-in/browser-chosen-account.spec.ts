import { expect, test } from '../fixtures/leadsheet.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from '../window/leads.ts'

test('an account that is chosen while a paste becomes a sheet stays chosen, and so does one that was chosen before', async ({
  page,
  practice,
}) => {
  await new AccountsPanel(page).add({
    name: 'Sales',
    host: new URL(practice.origin).host,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.routeWebSocket(/./, (socket) => {
    const host = socket.connectToServer()
    socket.onMessage(async (message) => {
      // The sheet is on screen by then, and its rows are not.
      if (String(message).includes('workspace.rows')) await released
      host.send(message)
    })
  })
  await page.reload()
  const window = new SheetWindow(page)
  const account = page.getByRole('combobox', { name: 'Account', exact: true })
  const chosen = account.locator('option:checked')
  await window.pasteSheet(tsv(newLeads(3, 'chosen')))
  await expect(chosen).toHaveText('Practice account')
  await account.selectOption('Sales · live data')
  release()
  await expect(window.grid).toContainText('chosen.0@newcomers.example')
  await expect(chosen).toHaveText('Sales · live data')

  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await window.button('New empty sheet').click()
  await expect(window.grid).not.toContainText('chosen.0@newcomers.example')
  await expect(chosen).toHaveText('Sales · live data')
})
