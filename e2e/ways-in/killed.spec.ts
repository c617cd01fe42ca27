import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from '../window/leads.ts'

const ROWS = 1_000
/** What one window of the practice account's limit takes: nothing moves on after it. */
const ONE_WINDOW = 625

test('a push that was killed with the program is there again, paused, and is finished by Resume', async ({
  leadsheet,
  page,
  practice,
}) => {
  const before = new SheetWindow(page)
  const pushing = new PushPanels(page)
  await before.pasteSheet(tsv(newLeads(ROWS, 'killed')))
  await pushing.openReview()
  await pushing.start()
  await expect.poll(() => before.count('Created')).toBeGreaterThan(0)

  const page2 = await leadsheet.restart('killed')
  const window = new SheetWindow(page2)
  const panels = new PushPanels(page2)
  await expect(window.grid).toBeVisible()
  await panels.expectPhase('Paused')
  await panels.button('Resume').click()
  await panels.expectPhase('Finished')
  const emails = practice.leads().map(({ fields }) => fields['EmailAddress'] ?? '')
  expect(emails.filter((email) => email.startsWith('killed.'))).toHaveLength(ROWS)
  expect((await window.count('Created')) + (await window.count('Updated'))).toBe(ROWS)
  expect(practice.summary().mostInWindow).toBeLessThanOrEqual(25)
})

test('cancelling it instead says how many rows become Unknown, and that many do', async ({
  leadsheet,
  page,
  practice,
}) => {
  const before = new SheetWindow(page)
  const pushing = new PushPanels(page)
  await before.pasteSheet(tsv(newLeads(ONE_WINDOW, 'unclear')))
  await pushing.openReview()
  practice.setFaults({ next: [{ kind: 'timeout', processed: true }] })
  await pushing.start()
  await before.expectCounts({ Created: 600, Sending: 25 })

  const page2 = await leadsheet.restart('killed')
  const window = new SheetWindow(page2)
  const panels = new PushPanels(page2)
  await panels.expectPhase('Paused')
  await panels.button('Cancel push').click()
  await expect(panels.push.getByRole('group', { name: 'Cancel push' })).toContainText(
    '25 rows whose answer did not come through become Unknown: LeadSquared may have taken them.',
  )
  await panels.push
    .getByRole('group', { name: 'Cancel push' })
    .getByRole('button', { name: 'Cancel push' })
    .click()
  await panels.expectPhase('Cancelled')
  await window.expectCounts({ Created: 600, Unknown: 25, Sending: 0, Queued: 0 })
})
