import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

test.describe('the page and its host in browser mode', () => {
  test.beforeEach(({ way }) => test.skip(way === 'desktop', 'on the desktop the two cannot be parted'))

  test('a lost connection is said calmly; edits and outcomes of that time are not lost', async ({ page }) => {
    const open: WebSocketRoute[] = []
    let parted = false
    await page.routeWebSocket(/\/channel$/, (route) => {
      if (parted) {
        void route.close()
        return
      }
      route.connectToServer()
      open.push(route)
    })
    await page.reload()
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(1_000, 'parted')))
    await panels.openReview()
    await panels.start()
    await expect.poll(() => window.count('Created')).toBeGreaterThan(0)

    parted = true
    for (const route of open) await route.close()
    const banner = page.getByRole('status', { name: 'Connection' })
    await expect(banner).toContainText('Leadsheet is not answering')
    await expect(banner).toContainText('Everything up to here is saved.')
    await expect(panels.push).toContainText('These numbers are from before.')
    await expect(panels.push).not.toContainText('Rows per second')
    await expect(panels.button('Pause')).toHaveCount(0)
    await page.getByRole('button', { name: /^Sheets:/ }).click()
    await page.getByLabel('Name of this sheet').fill('Renamed while parted')
    await page.getByLabel('Name of this sheet').press('Enter')
    await expect(page.getByText('Not connected', { exact: true })).toBeVisible()
    await expect(banner).toContainText('1 change made here is not saved yet')

    parted = false
    await expect(banner).toBeEmpty({ timeout: 15_000 })
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await window.expectCounts({ Created: 1_000, Queued: 0, Sending: 0 })
    await page.reload()
    await expect(page.getByRole('button', { name: 'Sheets: Renamed while parted is open' })).toBeVisible()
  })

  test('a second tab takes the sheet over, and the first can take it back', async ({ page, context }) => {
    const window = new SheetWindow(page)
    await window.pasteSheet(tsv(newLeads(3, 'tabs')))
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    const second = await context.newPage()
    await second.goto(page.url())
    await expect(new SheetWindow(second).grid).toContainText('tabs.0@newcomers.example')
    await expect(page.getByRole('heading', { name: 'Leadsheet is open in another tab' })).toBeVisible()
    await expect(window.grid).toHaveCount(0)

    await page.getByRole('button', { name: 'Use it here' }).click()
    await expect(window.grid).toContainText('tabs.0@newcomers.example')
    await expect(second.getByRole('heading', { name: 'Leadsheet is open in another tab' })).toBeVisible()
  })
})
