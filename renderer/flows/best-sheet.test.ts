import { describe, expect, it } from 'vitest'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { WorkbookSheet } from '#shared/domain/sheet/workbook.ts'
import { bestSheet } from './best-sheet.ts'

const ATTRIBUTES = [
  { schemaName: 'EmailAddress', displayName: 'Email Address', dataType: 'Email' },
  { schemaName: 'FirstName', displayName: 'First Name', dataType: 'Text' },
].map((attribute) => ({
  ...attribute,
  readOnly: false,
  mandatory: false,
  options: [],
})) as unknown as Attribute[]

function sheet(name: string, preview: string[][], change: Partial<WorkbookSheet> = {}): WorkbookSheet {
  return {
    ...{ name, rows: preview.length, columns: preview[0]!.length, hidden: false },
    ...{ hiddenRows: 0, hiddenColumns: 0, preview, headerRow: 0, headerSure: true },
    ...change,
  }
}

const LEADS = [
  ['Email Address', 'First Name'],
  ['ana@openers.example', 'Ana'],
]

describe('the sheet that is chosen beforehand', () => {
  it('is the one with the most known headings, however long the others are', () => {
    const about = sheet('About', [['What this is'], ['A list']], { rows: 900 })
    expect(bestSheet([about, sheet('Leads', LEADS)], ATTRIBUTES)?.name).toBe('Leads')
  })

  it('is the longest of those with as many, and never a hidden one where another is there', () => {
    const few = sheet('Booth', LEADS, { rows: 20 })
    const more = sheet('Workshop', LEADS, { rows: 35 })
    const hidden = sheet('All', LEADS, { rows: 99, hidden: true })
    expect(bestSheet([hidden, few, more], ATTRIBUTES)?.name).toBe('Workshop')
    expect(bestSheet([hidden], ATTRIBUTES)?.name).toBe('All')
  })
})
