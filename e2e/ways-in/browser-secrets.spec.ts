import { expect, test } from '../fixtures/leadsheet.ts'
import { filesUnder } from '../fixtures/files-under.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from '../window/leads.ts'

test('keys go in once and never come out: not to the page, a file, the log or the report', async ({
  leadsheet,
  dataDir,
  practice,
}) => {
  const received: string[] = []
  const page = await leadsheet.restart()
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(String(payload))),
  )
  await page.reload()

  const accounts = new AccountsPanel(page)
  await accounts.setPassphrase('correct horse battery')
  await accounts.add({
    name: 'Events',
    host: practice.origin,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet(tsv(newLeads(90, 'secret')))
  await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Events · live data' })
  practice.setFaults({
    next: [
      null,
      { kind: 'not-json', processed: true },
      { kind: 'refused', status: 500 },
      { kind: 'dropped', processed: true },
    ],
  })
  await panels.openReview()
  await panels.start()
  // All four answers have come and been told; what is unclear would wait for as long as LeadSquared may be at work on it.
  await expect
    .poll(() => practice.calls().filter(({ path }) => path.includes('Bulk')).length)
    .toBeGreaterThanOrEqual(4)
  await expect(panels.button('Cancel push')).toBeVisible()
  await panels.cancel()
  await panels.expectPhase('Cancelled')
  const download = page.waitForEvent('download')
  await panels.button('Export report').click()
  await page.getByRole('menuitem', { name: 'Text (.csv)' }).click()
  await (await download).saveAs(`${dataDir}/saved-report.csv`)

  expect(received.join('\n')).toContain('push.outcomes')
  const everything = [...received.map((frame) => Buffer.from(frame)), ...filesUnder(dataDir)]
  for (const key of [practice.accessKey, practice.secretKey, 'correct horse battery']) {
    for (const spelling of [key, encodeURIComponent(key)]) {
      expect(everything.filter((bytes) => bytes.includes(spelling))).toEqual([])
    }
  }
  expect(await page.content()).not.toContain(practice.secretKey)
})
