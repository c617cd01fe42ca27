import { readFileSync, writeFileSync } from 'node:fs'
import type { TestInfo } from '@playwright/test'
import iconv from 'iconv-lite'
import * as XLSX from 'xlsx'
import { expect, test } from '../fixtures/leadsheet.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

type Rows = readonly (readonly (string | number | null)[])[]

const PEOPLE = [
  ['Name', 'E-mail', 'Phone', 'Member no.'],
  ['Zoë 😀', 'zoe@openers.example', '0044 7700 900001', '00017'],
  ['Ana', 'ana@openers.example', '+44 7700 900002', '00018'],
]

/** Writes a workbook to the test's folder and answers its path. */
function workbook(testInfo: TestInfo, name: string, sheets: Readonly<Record<string, Rows>>): string {
  const book = XLSX.utils.book_new()
  for (const [sheetName, rows] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows as unknown[][]), sheetName)
  }
  return file(testInfo, name, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

function file(testInfo: TestInfo, name: string, bytes: Buffer): string {
  const path = testInfo.outputPath(name)
  writeFileSync(path, bytes)
  return path
}

test('a workbook with a title above its headings opens straight into the grid, and says what it passed over', async ({
  page,
}, testInfo) => {
  const window = new SheetWindow(page)
  const path = workbook(testInfo, 'openers.xlsx', { Attendees: [['Spring Expo 2026'], [], ...PEOPLE] })

  await window.openFile(path)

  await window.expectCounts({ Ready: 2 })
  await expect(window.grid).toContainText('Zoë 😀')
  await expect(window.grid).toContainText('0044 7700 900001')
  await expect(window.grid).toContainText('00017')
  const note = page.getByText('The headings were taken from row 3')
  await expect(note).toBeVisible()

  // What is to know about a file stays with its sheet.
  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await window.button('New empty sheet').click()
  await expect(page.getByText('This sheet is empty.')).toBeVisible()
  await expect(note).toHaveCount(0)
  await window.panel('Sheets').getByRole('button', { name: 'Open', exact: true }).click()
  await expect(note).toBeVisible()
})

test('a text file dropped on the window opens like any other', async ({ page }) => {
  const window = new SheetWindow(page)
  const text = PEOPLE.map((row) => row.join(';')).join('\r\n')
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'dropped.csv', { type: 'text/csv' }))
    return transfer
  }, text)

  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await expect(page.getByText('Drop it to open it as a new sheet')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })

  await window.expectCounts({ Ready: 2 })
  await expect(window.grid).toContainText('+44 7700 900002')
})

test('of several sheets the one that was chosen comes in', async ({ page }, testInfo) => {
  const window = new SheetWindow(page)
  const path = workbook(testInfo, 'two.xlsx', {
    Codes: [
      ['Code', 'Meaning'],
      ['a', 'b'],
    ],
    Leads: PEOPLE,
  })

  await window.openFile(path)
  await page.getByRole('radio', { name: /^Leads/ }).check()
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('zoe@openers.example')
  await page.getByRole('button', { name: 'Load “Leads”' }).click()

  await window.expectCounts({ Ready: 2 })
  await expect(window.grid).toContainText('ana@openers.example')
})

test('letters that could be read in several ways are asked about, shown, and come in as chosen', async ({
  page,
}, testInfo) => {
  const window = new SheetWindow(page)
  const text = 'Имя,E-mail\nОльга,olga@openers.example\nИгорь,igor@openers.example\n'
  await window.openFile(file(testInfo, 'cyrillic.csv', iconv.encode(text, 'windows-1251')))

  await page.getByLabel(/Which encoding/).selectOption('windows-1251')
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Ольга')
  await page.getByRole('button', { name: 'Load this file' }).click()

  await expect(window.grid).toContainText('Игорь')
})

test('what separates the columns is asked where two signs make a table, and comes in as chosen', async ({
  page,
}, testInfo) => {
  const window = new SheetWindow(page)
  const text = 'Name;E-mail,Phone;City\nAna;ana@openers.example,1;Leeds\nBen;ben@openers.example,2;Bonn\n'
  await window.openFile(file(testInfo, 'two-signs.csv', Buffer.from(text)))

  const separates = page.getByLabel('What separates the columns?')
  await expect(separates).toHaveAccessibleDescription(/A table comes out with each of these/)
  await separates.selectOption('Comma')
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Ana;ana@openers.example')
  await page.getByRole('button', { name: 'Load this file' }).click()

  await expect(window.grid).toContainText('Name;E-mail')
})

test('a file with a quotation mark that is never closed is shown before it comes in, and loses no lead', async ({
  page,
}, testInfo) => {
  const window = new SheetWindow(page)
  const people = Array.from({ length: 30 }, (_, index) => `person${index}@openers.example,fine,Leeds`)
  people[1] = 'person1@openers.example,"never closed,Leeds'
  await window.openFile(
    file(testInfo, 'open-quote.csv', Buffer.from(['E-mail,Note,City', ...people].join('\r\n'))),
  )

  const questions = page.getByRole('dialog', { name: 'Before open-quote.csv comes in' })
  await expect(questions).toContainText('A quotation mark that opens on line 3 is never closed')
  await questions.getByRole('button', { name: 'Load this file' }).click()

  await window.expectCounts({ Ready: 30 })
  await expect(page.getByText('A quotation mark that opens on line 3 is never closed')).toBeVisible()
})

test('pages and XML workbooks that systems call Excel open like any other file', async ({
  page,
}, testInfo) => {
  const window = new SheetWindow(page)
  const rows = PEOPLE.map((row) => `<tr>${row.map((text) => `<td>${text}`).join('')}`).join('')
  await window.openFile(
    file(testInfo, 'page.xls', Buffer.from(`<html><meta charset=utf-8><table>${rows}</table>`)),
  )
  await window.expectCounts({ Ready: 2 })
  await expect(window.grid).toContainText('00017')

  const cells = PEOPLE.map(
    (row) => `<Row>${row.map((text) => `<Cell><Data ss:Type="String">${text}</Data></Cell>`).join('')}</Row>`,
  )
  const space = 'urn:schemas-microsoft-com:office:spreadsheet'
  const xml = `<?xml version="1.0"?><Workbook xmlns="${space}" xmlns:ss="${space}"><Worksheet ss:Name="Only"><Table>${cells.join('')}</Table></Worksheet></Workbook>`
  await window.openFile(file(testInfo, 'xml.xls', Buffer.from(xml)))
  await expect(page.getByRole('button', { name: /^Sheets: xml/ })).toBeVisible()
  await window.expectCounts({ Ready: 2 })
  await expect(window.grid).toContainText('00018')
})

test('files that cannot be opened say so in a sentence, and the sheet on screen stays as it was', async ({
  page,
}, testInfo) => {
  test.slow() // six files, one of 16,384 columns
  const window = new SheetWindow(page)
  const good = workbook(testInfo, 'good.xlsx', { Leads: PEOPLE })
  await window.openFile(good)
  await window.expectCounts({ Ready: 2 })

  const refusals: [name: string, bytes: Buffer, sentence: string][] = [
    ['empty.xlsx', Buffer.alloc(0), 'This file is empty: it has 0 bytes.'],
    ['cut.xlsx', readFileSync(good).subarray(0, 4000), 'This file is incomplete or damaged'],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'This file is a picture'],
    ['page.xls', Buffer.from('<html><body>Sign in</body></html>'), 'This file is a web page'],
  ]
  for (const [name, bytes, sentence] of refusals) {
    await window.openFile(file(testInfo, name, bytes))
    await expect(window.notices).toContainText(sentence)
    await window.expectCounts({ Ready: 2 })
    await expect(window.grid).toContainText('zoe@openers.example')
  }

  const wide = Array.from({ length: 16_384 }, (_, column) => `Column ${column}`)
  await window.openFile(workbook(testInfo, 'wide.xlsx', { Leads: [wide, wide] }))
  await expect(window.notices).toContainText('has 16,384 columns; Leadsheet opens up to 500', {
    timeout: 30_000,
  })
  await expect(window.grid).toContainText('zoe@openers.example')
})
