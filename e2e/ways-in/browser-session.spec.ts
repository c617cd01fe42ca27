import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from '../window/leads.ts'

test('the printed address lets one browser in; another one is told how to get its own', async ({
  leadsheet,
  page,
  browser,
}) => {
  await expect(page).toHaveTitle(/Leadsheet/)
  await expect(new SheetWindow(page).button('Try sample leads')).toBeVisible()
  const stranger = await browser.newPage()
  await stranger.goto(leadsheet.address())
  await expect(stranger.getByRole('heading', { name: 'This address was used already' })).toBeVisible()
  await stranger.goto(new URL('/', leadsheet.address()).href)
  await expect(stranger.getByText('press Enter in the terminal')).toBeVisible()
  await stranger.close()
})

test('a push goes on while no tab is open, and the next tab finds it', async ({
  leadsheet,
  page,
  practice,
  context,
}) => {
  const rows = 1_000
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet(tsv(newLeads(rows, 'tab')))
  await panels.openReview()
  await panels.start()
  await expect.poll(() => window.count('Created')).toBeGreaterThan(0)
  await page.close()

  const arrived = () =>
    practice.leads().filter(({ fields }) => fields['EmailAddress']?.startsWith('tab.')).length
  await expect.poll(arrived, { timeout: 30_000 }).toBe(rows)
  const next = await context.newPage()
  await next.goto(new URL('/', leadsheet.address()).href)
  await new SheetWindow(next).expectCounts({ Created: rows, Queued: 0, Sending: 0 })
})

test('the newest tab holds the sheet; the older one says so and stops editing', async ({
  leadsheet,
  page,
  context,
}) => {
  await new SheetWindow(page).openSample()
  const newer = await context.newPage()
  await newer.goto(new URL('/', leadsheet.address()).href)
  await expect(new SheetWindow(newer).grid).toBeVisible()
  await expect(page.getByText(/another (window|tab)/i).first()).toBeVisible()
})
