import * as XLSX from 'xlsx'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'

export const HEADINGS = ['Email', 'First name', 'Last name', 'Phone', 'Company', 'Favourite colour'] as const

export type LeadRow = readonly [
  email: string,
  first: string,
  last: string,
  phone: string,
  company: string,
  colour: string,
]

/** Rows nobody has yet; the phones begin with zeros, which a careless program loses. */
export function newLeads(count: number, tag: string): LeadRow[] {
  return Array.from({ length: count }, (_, at) => [
    `${tag}.${at}@newcomers.example`,
    `Zoë${at}`,
    `Ö’Neill ${at}`,
    `0044 7700 9${String(10_000 + at)}`,
    `Company, ${at}`,
    at % 2 === 0 ? 'teal' : '',
  ])
}

/** Rows for people the practice account knows already, by their email address. */
export function knownLeads(leads: readonly PracticeLead[], count: number): LeadRow[] {
  return leads
    .filter(({ fields }) => fields['EmailAddress'])
    .slice(0, count)
    .map(({ fields }) => [
      fields['EmailAddress']!,
      'Changed',
      fields['LastName'] ?? '',
      '',
      'Changed Ltd',
      '',
    ])
}

/** As Excel puts cells on the clipboard. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return [HEADINGS, ...rows].map((row) => row.join('\t')).join('\r\n')
}

/** The bytes of an .xlsx file with these sheets. */
export function workbook(
  sheets: readonly (readonly [name: string, rows: readonly (readonly string[])[]])[],
): Buffer {
  const book = XLSX.utils.book_new()
  for (const [name, rows] of sheets) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), name)
  }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

export function csv(rows: readonly (readonly string[])[]): string {
  return [HEADINGS, ...rows]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n')
}
