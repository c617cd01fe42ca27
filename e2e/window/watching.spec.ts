import { expect, test } from '../fixtures/leadsheet.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

/** More than one window of the practice account's limit takes, so that a push lasts: 25 calls at once, the rest 5 s later. */
const ROWS = 1_000
/** Three windows more, so that there is something left to cancel after two clicks on a busy machine. */
const LONG = 3_000

test.describe('while a push goes on', () => {
  test('a page that is loaded again finds it still going, and follows it to its end', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(ROWS, 'reload')))
    await panels.openReview()
    await panels.start()
    await expect.poll(() => window.count('Created')).toBeGreaterThan(0)

    await page.reload()
    await expect(panels.push).toBeVisible()
    await expect(window.grid).toBeVisible()
    await window.expectCounts({ Created: ROWS, Queued: 0, Sending: 0 })
    await panels.expectPhase('Finished')
    const emails = practice.leads().map(({ fields }) => fields['EmailAddress'])
    expect(emails.filter((email) => email?.startsWith('reload.'))).toHaveLength(ROWS)
  })

  test('it pauses, resumes and ends with every row sent once', async ({ page, practice }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(ROWS, 'pause')))
    await panels.openReview()
    await panels.start()
    await expect.poll(() => window.count('Created')).toBeGreaterThan(0)
    await panels.button('Pause').click()
    await panels.expectPhase('Paused')
    await expect(panels.push).toContainText('You paused this push.')
    const sent = practice.summary()
    expect(await window.count('Queued')).toBeGreaterThan(0)

    await panels.button('Resume').click()
    await panels.expectPhase('Finished')
    await window.expectCounts({ Created: ROWS })
    expect(practice.summary().calls).toBeGreaterThan(sent.calls)
    const emails = practice.leads().map(({ fields }) => fields['EmailAddress'])
    expect(emails.filter((email) => email?.startsWith('pause.'))).toHaveLength(ROWS)
  })

  test('cancelling asks first, keeps what was sent and marks the rest Cancelled', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(LONG, 'cancel')))
    await panels.openReview()
    await panels.start()
    await expect.poll(() => window.count('Created')).toBeGreaterThan(0)

    await panels.button('Cancel push').click()
    await expect(panels.push.getByRole('button', { name: 'Keep going' })).toBeFocused()
    await panels.push.getByRole('button', { name: 'Keep going' }).click()
    await panels.cancel()
    await panels.expectPhase('Cancelled')
    const created = await window.count('Created')
    expect(created).toBeLessThan(LONG)
    await window.expectCounts({ Cancelled: LONG - created, Queued: 0, Sending: 0 })
    const emails = practice.leads().map(({ fields }) => fields['EmailAddress'])
    expect(emails.filter((email) => email?.startsWith('cancel.'))).toHaveLength(created)

    const left = (LONG - created).toLocaleString('en-GB')
    await panels.button(`Push the ${left} left`).click()
    await expect(panels.startButton()).toHaveText(`Push ${left} leads`)
  })

  test('rows whose call broke off wait, and the panel says until when and why', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(25, 'waits')))
    await panels.openReview()
    // Nothing can be looked up, which would end the wait.
    practice.setFaults({
      next: [{ kind: 'dropped', processed: true, early: true }],
      refuseReading: true,
    })
    await panels.start()
    await expect(panels.push).toContainText(
      /25 rows wait until \d\d:\d\d:\d\d: .*Sent again before that, they could become second leads\./,
    )
    await panels.cancel()
    await panels.expectPhase('Cancelled')
    await window.expectCounts({ Unknown: 25, Queued: 0 })
  })

  test('a refused account stops it, and it goes on once the keys are right', async ({ page, practice }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    const accounts = new AccountsPanel(page)
    await accounts.add({
      name: 'Events',
      host: new URL(practice.origin).host,
      accessKey: practice.accessKey,
      secretKey: 'mistyped',
    })
    await window.pasteSheet(tsv(newLeads(60, 'refused')))
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Events · live data' })
    await panels.openReview()
    await expect(panels.review.getByText('live data')).toBeVisible()
    await panels.start()
    await panels.expectPhase('Paused')
    await window.expectCounts({ Queued: 60, Failed: 0 })
    const bulk = practice.calls().filter(({ path }) => path.endsWith('/CreateOrUpdate'))
    expect(bulk.length).toBeLessThanOrEqual(3)
    expect(bulk.every(({ end }) => end === 'unauthorised')).toBe(true)

    await panels.button('Accounts').click()
    await accounts.changeKeys('Events', practice)
    await accounts.card('Events').getByRole('button', { name: 'Test connection' }).click()
    await expect(accounts.card('Events')).toContainText('The keys work')
    await window.openPanel('Push')
    await panels.button('Resume').click()
    await panels.expectPhase('Finished')
    await window.expectCounts({ Created: 60, Failed: 0 })
  })

  test('nothing offered or taken back by accident ends it: steps are refused that would, and an old offer goes', async ({
    page,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(ROWS, 'steady')))
    const offer = window.notices.getByRole('button', { name: 'The first row is data' })
    await expect(offer).toBeVisible()
    await panels.openReview()
    await panels.start()
    await expect.poll(() => window.count('Created')).toBeGreaterThan(0)
    await expect(offer).toHaveCount(0)
    await window.button('Undo').click()
    await expect(window.notices).toContainText(/would take [\d,]+ rows? out of the push that is going on/)
    await window.expectCounts({ Created: ROWS, Queued: 0, Sending: 0 })
    await panels.expectPhase('Finished')
  })
})
