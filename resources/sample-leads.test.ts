import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { seedLeads } from '#electron/practice/seed-leads.ts'
import { openFile } from '#electron/workbook/read/open-file.ts'
import { readTable } from '#electron/workbook/read/table-reader.ts'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'
import { SAMPLE_HEADINGS, SAMPLE_ROWS, sampleSheet } from './make-sample-leads.ts'

const COMMITTED = fileURLToPath(new URL('sample-leads.xlsx', import.meta.url))

async function readSample(): Promise<{ headers: string[]; rows: string[][]; notes: string[] }> {
  const table = readTable(await openFile(COMMITTED, 'sample-leads.xlsx', DEFAULT_CHOICES), DEFAULT_CHOICES)
  const rows = [...table.batches].flatMap((batch) => batch.rows)
  return { headers: table.headers, rows, notes: table.notes().map((note) => note.text) }
}

test('the committed sample is what the script makes today', async () => {
  const { headers, rows } = await readSample()
  const made = XLSX.utils.sheet_to_json<string[]>(sampleSheet(), { header: 1, raw: false, defval: '' })
  expect([headers, ...rows.map((row) => headers.map((_, column) => row[column] ?? ''))]).toEqual(made)
})

test('the sample opens without a question or a note, 250 rows and 11 columns, most of them mapped by name', async () => {
  const { headers, rows, notes } = await readSample()
  expect(headers).toEqual(SAMPLE_HEADINGS)
  expect(rows).toHaveLength(SAMPLE_ROWS)
  expect(notes).toEqual([])
  const mapping = suggestMapping({
    headers,
    samples: rows,
    attributes: STANDARD_ATTRIBUTES,
    remembered: [],
  })
  expect(mapping.filter((attribute) => attribute !== null).length).toBeGreaterThanOrEqual(8)
  expect(mapping[headers.indexOf('Badge no.')]).toBeNull()
})

test('the sample has people the practice account knows, people it does not, doubles, and email addresses that are none', async () => {
  const { headers, rows } = await readSample()
  const known = new Set(seedLeads().map((lead) => lead.fields['EmailAddress']))
  const emails = rows.map((row) => (row[headers.indexOf('E-mail')] ?? '').trim().toLowerCase())
  const wellFormed = emails.filter((email) => /^[^@\s,]+@[^@\s,]+\.example$/.test(email))
  expect(emails.filter((email) => known.has(email)).length).toBeGreaterThan(80)
  expect(wellFormed.filter((email) => !known.has(email)).length).toBeGreaterThan(100)
  expect(wellFormed.length - new Set(wellFormed).size).toBeGreaterThanOrEqual(8)
  expect(emails.length - wellFormed.length).toBeGreaterThanOrEqual(6)
})

test('leading zeros are there, and a few phones have lost theirs', async () => {
  const { headers, rows } = await readSample()
  const phones = rows.map((row) => row[headers.indexOf('Phone')] ?? '')
  expect(phones.filter((phone) => phone.startsWith('07700')).length).toBeGreaterThan(90)
  expect(phones.filter((phone) => /^7700\d+$/.test(phone)).length).toBeGreaterThanOrEqual(1)
  expect(rows[0]?.[headers.indexOf('Badge no.')]).toBe('00017')
})
