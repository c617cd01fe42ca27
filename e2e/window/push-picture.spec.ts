import { expect, test } from '../fixtures/leadsheet.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

test('a push is a picture: its rate under the limit, done and to go, what happened; one word for its state everywhere', async ({
  page,
  practice,
}) => {
  await page.addInitScript(() => {
    const told: string[] = []
    const spy = class {
      static permission = 'granted'
      onclick: unknown = null
      constructor(title: string, { body }: { body: string }) {
        told.push(`${title} | ${body}`)
      }
    }
    Object.assign(window, { Notification: spy, told })
  })
  await page.reload()
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const accounts = new AccountsPanel(page)
  await accounts.add({
    name: 'Strict',
    host: new URL(practice.origin).host,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  await window.pasteSheet(tsv(newLeads(1_000, 'picture')))
  await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Strict · live data' })
  await panels.openReview()
  await expect(panels.startButton()).toHaveText('Push 1,000 leads to Strict')
  await expect(panels.review.locator('.destination-live')).toContainText('live data')
  await panels.start()
  await expect.poll(() => window.count('Created')).toBeGreaterThan(0)
  await expect(page).toHaveTitle(/^Pushing \d+ % – Pasted leads – Leadsheet$/)

  const chart = panels.push.getByRole('img', {
    name: /^Rows per second over time: .* the limit lets 125 through$/,
  })
  await expect(chart).toBeVisible()
  await expect(panels.push).toContainText(/[\d,]+ done.*[\d,]+ to go/s)
  const happened = panels.push.getByRole('region', { name: 'What happened' }).getByRole('listitem')
  await expect(happened.last()).toContainText('Started with 1,000 rows')

  await panels.button('Pause').click()
  await panels.expectPhase('Paused')
  await expect(page).toHaveTitle(/^Paused \d+ %/)
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Paused push to')
  await expect(happened.first()).toContainText('Paused')
  expect(await happened.count()).toBeLessThanOrEqual(10)

  // Nobody looks any more.
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }))
  await panels.button('Resume').click()
  await panels.expectPhase('Finished')
  await expect(page).toHaveTitle('Pasted leads – Leadsheet')
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
  expect(await told()).toEqual(['Push finished | Strict: 1,000 created'])
})
