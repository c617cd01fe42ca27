import { readFileSync } from 'node:fs'
import * as XLSX from 'xlsx'
import { expect, test } from '../fixtures/leadsheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { HEADINGS, knownLeads, newLeads, tsv } from './leads.ts'

/** The cells of a report's first sheet, as text. */
function readReport(path: string): string[][] {
  const workbook = XLSX.read(readFileSync(path), { dense: true })
  const sheet = workbook.Sheets[workbook.SheetNames[0]!]!
  return XLSX.utils
    .sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: true })
    .map((row) => row.map(String))
}

test('sixty pasted rows go in, and the exported report has every cell and what became of it', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const known = knownLeads(practice.leads(), 10)
  const rows = [...newLeads(50, 'whole-way'), ...known]
  const before = practice.leads().length

  await window.pasteSheet(tsv(rows))
  await window.expectCounts({ Ready: 60 })
  await page.getByLabel('Search by').selectOption({ label: 'Email Address' })

  await panels.openReview()
  await expect(panels.review).toContainText('Practice account')
  await expect(panels.review).toContainText('5 columns sent, 1 not sent')
  await panels.start()
  await panels.expectPhase('Finished')
  await window.expectCounts({ Created: 50, Updated: 10, Failed: 0, Unknown: 0 })
  expect(practice.leads()).toHaveLength(before + 50)
  const changed = practice.leads().find(({ fields }) => fields['EmailAddress'] === known[0]![0])
  expect(changed?.fields).toMatchObject({ FirstName: 'Changed', Company: 'Changed Ltd' })

  const { path } = await window.exportReport('xlsx')
  const [headings, ...report] = readReport(path)
  expect(headings?.slice(0, HEADINGS.length + 2)).toEqual([...HEADINGS, 'Status', 'Lead ID'])
  expect(report.map((row) => row.slice(0, HEADINGS.length))).toEqual(rows.map((row) => [...row]))
  const idOf = new Map(practice.leads().map(({ id, fields }) => [fields['EmailAddress'], id]))
  expect(report.map((row) => [row[HEADINGS.length], row[HEADINGS.length + 1]])).toEqual(
    rows.map(([email], at) => [at < 50 ? 'Created' : 'Updated', idOf.get(email)]),
  )
})

test('the sample leads go in the same way, and rows with problems stay out with their reason', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const before = new Set(practice.leads().map(({ id }) => id))
  await window.openSample()
  await expect(page.getByText('250 rows', { exact: true })).toBeVisible()

  await panels.openReview()
  const leftOut = panels.review.getByRole('region', { name: 'Left out' })
  await expect(leftOut.getByRole('listitem').first()).toBeVisible()
  await panels.start()
  await panels.expectPhase('Finished')

  const counts = Object.fromEntries(
    await Promise.all(
      ['Draft', 'Ready', 'Created', 'Updated', 'Failed', 'Unknown', 'Skipped'].map(
        async (status) => [status, await window.count(status)] as const,
      ),
    ),
  )
  expect(counts['Created']).toBeGreaterThan(100)
  expect(counts['Updated']).toBeGreaterThan(0)
  expect(counts['Failed']).toBe(0)
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(250)
  expect(practice.leads().filter(({ id }) => !before.has(id))).toHaveLength(counts['Created'] ?? 0)

  const { path, name } = await window.exportReport('csv')
  expect(name).toMatch(/\.csv$/)
  expect(readFileSync(path, 'utf8')).toContain('Lead ID')
})

test('the sheet, its mapping and what became of its rows are there when Leadsheet is opened again', async ({
  page,
  leadsheet,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet(tsv(newLeads(30, 'again')))
  await panels.openReview()
  await panels.start()
  await window.expectCounts({ Created: 30 })

  const again = new SheetWindow(await leadsheet.restart())
  await again.expectCounts({ Created: 30, Ready: 0 })
  await expect(again.grid).toContainText('again.0@newcomers.example')
})
