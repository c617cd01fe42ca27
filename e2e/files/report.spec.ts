import { readFileSync, writeFileSync } from 'node:fs'
import Papa from 'papaparse'
import * as XLSX from 'xlsx'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { csv, HEADINGS, newLeads } from '../window/leads.ts'

const OUTCOME_HEADINGS = ['Status', 'Lead ID', 'Message', 'Attempts', 'Call', 'Sent at']

function refused(address: string): { attribute: string; value: string } {
  return { attribute: 'EmailAddress', value: address }
}

test('a report holds every cell and every outcome, as a workbook and as text, and no key', async ({
  page,
  practice,
}, testInfo) => {
  practice.setFaults({
    refuseRows: { probability: 0, matching: [refused('report.1@newcomers.example')] },
  })
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const rows = newLeads(30, 'report').map((row, at) =>
    at === 2 ? ([...row.slice(0, 4), '=2+2', 'שלום 😀'] as const) : row,
  )
  const source = testInfo.outputPath('leads.csv')
  writeFileSync(source, csv(rows))
  await window.openFile(source)
  await panels.openReview()
  await panels.start()
  await panels.expectPhase('Finished')
  await window.expectCounts({ Created: 29, Failed: 1 })

  const workbook = await window.exportReport('xlsx')
  expect(workbook.name).toBe('leads report.xlsx')
  const bytes = readFileSync(workbook.path)
  const book = XLSX.read(bytes)
  expect(book.SheetNames).toEqual(['Leads', 'Run'])
  const table = XLSX.utils.sheet_to_json<string[]>(book.Sheets['Leads']!, { header: 1, defval: '' })
  expect(table[0]).toEqual([...HEADINGS, ...OUTCOME_HEADINGS])
  expect(table.slice(1).map((row) => row.slice(0, HEADINGS.length))).toEqual(rows)
  expect(table.slice(1).map((row) => row[HEADINGS.length])).toEqual(
    rows.map((_, at) => (at === 1 ? 'Failed' : 'Created')),
  )
  expect(table[2]?.[HEADINGS.length + 2]).not.toBe('')
  const run = XLSX.utils.sheet_to_csv(book.Sheets['Run']!)
  expect(run).toContain('Practice account')
  expect(run).toContain('EmailAddress')
  expect(run).not.toMatch(/accessKey|secretKey/i)

  const text = await window.exportReport('csv')
  const lines = Papa.parse<string[]>(
    readFileSync(text.path, 'utf8')
      .replace(/^\ufeff/, '')
      .trimEnd(),
  ).data
  expect(lines[0]?.slice(0, HEADINGS.length + OUTCOME_HEADINGS.length)).toEqual([
    ...HEADINGS,
    ...OUTCOME_HEADINGS,
  ])
  expect(lines).toHaveLength(31)
  expect(lines[3]?.slice(0, HEADINGS.length)).toEqual([...rows[2]!.slice(0, 4), "'=2+2", 'שלום 😀'])
})

test('a report opened on another machine shows the same statuses and mapping, and pushes what failed again', async ({
  page,
  context,
  practice,
}, testInfo) => {
  const failing = [4, 9].map((at) => refused(`elsewhere.${at}@newcomers.example`))
  practice.setFaults({ refuseRows: { probability: 0, matching: failing } })
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const source = testInfo.outputPath('leads.csv')
  writeFileSync(source, csv(newLeads(20, 'elsewhere')))
  await window.openFile(source)
  await page.getByLabel('Search by').selectOption({ label: 'Email Address' })
  await panels.openReview()
  await panels.start()
  await panels.expectPhase('Finished')
  await window.expectCounts({ Created: 18, Failed: 2 })
  const report = testInfo.outputPath('report.xlsx')
  writeFileSync(report, readFileSync((await window.exportReport('xlsx')).path))

  practice.setFaults({})
  const host = await startBrowserHost(testInfo.outputPath('other-machine'), {
    LEADSHEET_PRACTICE_ORIGIN: practice.origin,
  })
  const otherPage = await context.newPage()
  await otherPage.goto(host.address)
  const other = new SheetWindow(otherPage)
  const otherPanels = new PushPanels(otherPage)
  await other.openFile(report)
  await other.expectCounts({ Created: 18, Failed: 2, Ready: 0 })
  await expect(otherPage.getByLabel('Search by')).toHaveValue('EmailAddress')
  await expect(otherPage.getByText('its mapping and statuses were restored')).toBeVisible()

  await otherPanels.openReview()
  await expect(otherPanels.review.getByRole('button', { name: 'Push 2 leads' })).toBeEnabled()
  await otherPanels.start()
  await otherPanels.expectPhase('Finished')
  await other.expectCounts({ Created: 20, Failed: 0 })
  await host.stop('SIGINT')
})
