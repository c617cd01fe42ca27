import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsheet as commandLine } from '../fixtures/command-line.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

test('whose clocks times are of is told, chosen for their column, and they go out in UTC; so on the command line', async ({
  page,
  practice,
  dataDir,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  await window.pasteSheet(
    'E-mail\tDate of Birth\nann@newcomers.example\t2024-03-05 02:15\nbob@newcomers.example\t2024-03-05',
  )
  await window.openPanel('Problems')
  await expect(panels.problems).toContainText(
    '1 cell has a time of day, which is taken as UTC, which LeadSquared keeps.',
  )
  const zone = panels.problems.getByLabel('Date of Birth: times are by the clocks of')
  await expect(zone.locator('option:checked')).toHaveText('UTC, as LeadSquared keeps it')
  await zone.selectOption('Asia/Kolkata')
  await expect(panels.problems).toContainText('by the clocks of Asia/Kolkata and sent in UTC')

  await push.openReview()
  await expect(push.review).toContainText('by the clocks of Asia/Kolkata and sent in UTC')
  await push.start()
  await window.expectCounts({ Created: 2 })
  const born = (email: string): string =>
    practice.leads().find(({ fields }) => fields['EmailAddress'] === email)!.fields['mx_Date_of_Birth'] ?? ''
  expect(born('ann@newcomers.example')).toContain('2024-03-04 20:45:00')
  expect(born('bob@newcomers.example')).toContain('2024-03-05')

  const folder = join(dataDir, 'line')
  const file = join(dataDir, 'more.csv')
  writeFileSync(file, 'E-mail,Date of Birth\ncy@newcomers.example,2024-01-15 12:00\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const pushed = await commandLine(['push', file, '--data-dir', folder, '--zone', 'Europe/Berlin'], env)
  expect(pushed.stdout).toContain('by the clocks of Europe/Berlin and sent in UTC')
  expect(born('cy@newcomers.example')).toContain('2024-01-15 11:00:00')
})
