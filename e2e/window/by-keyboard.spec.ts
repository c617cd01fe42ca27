import { readFileSync } from 'node:fs'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { newLeads, tsv } from './leads.ts'

test('the whole way by keyboard alone: paste, map, mend, review, push and report', async ({
  page,
  practice,
  way,
}) => {
  test.skip(way === 'desktop', 'The report is saved by a dialog of the system there.')
  const rows = newLeads(30, 'keys').map((row, at) =>
    row.with(0, at === 2 ? 'keys.2 at newcomers.example' : row[0]),
  )
  const before = practice.leads().length
  const sheet = new LeadsSheet(page)
  const panels = new PushPanels(page)
  /** By its name, or what it shows. */
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: at } = document
      return at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? ''
    })
  /** Tab by Tab to what is called so, as far as a person would go for it. */
  async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    for (let steps = 0; steps < 40; steps++) {
      if (name.test(await focused())) return
      await sheet.press(key)
    }
    throw new Error(`${key} leads nowhere called ${name.source}, but to ${await focused()}.`)
  }

  // Paste.
  await sheet.copy(tsv(rows))
  await sheet.press('Mod+V')
  await sheet.expectCounts({ Ready: 29, Draft: 1 })

  // Map: up from the first row into the heading, and the column goes elsewhere.
  const inSheet = () => page.evaluate(() => document.activeElement?.closest('.ag-cell') !== null)
  for (let parts = 0; parts < 8 && !(await inSheet()); parts++) await sheet.press('F6')
  await sheet.press('Mod+Home')
  await sheet.expectActive(1, 'Email')
  await sheet.press('End')
  await sheet.expectActive(1, 'Favourite colour')
  await sheet.press('ArrowUp')
  await sheet.press('Enter')
  await expect(
    page.getByRole('dialog', { name: 'Attribute for Favourite colour' }).getByRole('combobox'),
  ).toBeFocused()
  await page.keyboard.type('city')
  await sheet.press('Enter')
  await expect(page.getByRole('button', { name: /^Favourite colour goes to: City/ })).toBeVisible()

  // Mend: to the next problem, and typed over.
  await sheet.press('F8')
  await sheet.expectActive(3, 'Email')
  await page.keyboard.type('keys.2@newcomers.example')
  await sheet.press('Enter')
  await sheet.expectCounts({ Ready: 30, Draft: 0 })

  // Review and push.
  await sheet.press('Mod+Enter')
  await expect(panels.startButton()).toBeEnabled()
  await tabTo(/^Push 30 leads$/)
  await sheet.press('Enter')
  await panels.expectPhase('Finished')
  await sheet.expectCounts({ Created: 30 })
  expect(practice.leads()).toHaveLength(before + 30)
  expect(practice.leads().find(({ fields }) => fields['EmailAddress'] === rows[0]![0])?.fields).toMatchObject(
    {
      mx_City: 'teal',
    },
  )

  // Report.
  await tabTo(/^Export report/)
  await sheet.press('Enter')
  await expect(page.getByRole('menuitem', { name: /\.xlsx/ })).toBeFocused()
  await sheet.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: /\.csv/ })).toBeFocused()
  const download = page.waitForEvent('download')
  await sheet.press('Enter')
  const report = readFileSync(await (await download).path(), 'utf8')
  expect(report.match(/,Created,/g)).toHaveLength(30)
})
