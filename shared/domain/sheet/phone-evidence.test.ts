import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from './attributes.ts'
import { PhoneEvidence, proposalInWords, type PhoneProposal } from './phone-evidence.ts'
import { sentColumns } from './sent-text.ts'
import type { Column } from './sheet.ts'

function column(id: number, header: string, attribute: string | null): Column {
  return { id, header, attribute, constant: null, hidden: false, width: null }
}

function proposed(rows: readonly (readonly string[])[], country: Column | null = null): PhoneProposal | null {
  const columns = [column(0, 'Mobile', 'Mobile'), ...(country ? [country] : [])]
  const [phone] = sentColumns(columns, STANDARD_ATTRIBUTES)
  const evidence = new PhoneEvidence(phone!, columns)
  for (const cells of rows) evidence.add({ cells: [...cells] })
  return evidence.proposal()
}

const LAND = column(1, 'Land', null)

describe('the country of numbers without a code', () => {
  it('is proposed where others have its code and those without would be numbers there', () => {
    const found = proposed([
      ...[['98765 43210'], ['+91-9876543211'], ['09876543212'], ['0091 9876543213'], ['n/a'], ['']],
    ])
    expect(found).toMatchObject({ country: 'IN', without: 2, fit: 2, withCode: 2, withOther: 0 })
    expect(proposalInWords(found!)).toBe(
      '2 of 2 numbers without a country code would be numbers of India (+91); 2 others have +91.',
    )
  })

  it('is proposed where the sheet names it beside them, in whatever language', () => {
    const rows = [
      ['0171 2345678', 'Deutschland'],
      ['0171 2345679', 'DE'],
      ['+33 6 12 34 56 78', 'Frankreich'],
    ]
    const found = proposed(rows, LAND)
    expect(found).toMatchObject({ country: 'DE', without: 2, named: 2, withOther: 1 })
    expect(proposed([['9876543210', 'U.S.A.']], LAND)).toMatchObject({ country: 'US' })
    expect(proposed([['9876543210', 'Inde']], column(1, 'Wohin', 'mx_Country'))).toMatchObject({
      country: 'IN',
    })
  })

  it('is a question where nothing speaks for one, or something against it', () => {
    expect(proposed([['9876543210'], ['9876543211']])).toBeNull()
    expect(proposed([['+919876543210'], ['+4917123456789'], ['9876543210']])).toBeNull()
    expect(proposed([['+919876543210'], ['12345']])).toBeNull()
    expect(
      proposed(
        [
          ['9876543210', 'India'],
          ['9876543211', 'USA'],
        ],
        LAND,
      ),
    ).toBeNull()
    expect(proposed([['+919876543210']])).toBeNull()
  })

  it('goes by what a sheet names before what other numbers have', () => {
    expect(proposed([['+1 613 555 0100'], ['613-555-0199', 'Kanada']], LAND)).toMatchObject({
      country: 'CA',
      withCode: 1,
      withOther: 0,
    })
  })
})
