import { describe, expect, it } from 'vitest'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { columnNamed, unmistakable } from './column-name.ts'

function columnsOf(...headers: string[]): Column[] {
  return headers.map((header, id) => ({
    id,
    header,
    attribute: null,
    constant: null,
    hidden: false,
    width: null,
  }))
}

const COLUMNS = columnsOf('Email', 'Phone', 'Phone', 'PHONE', 'Order #2', 'First  Name', '')

describe('a column is named', () => {
  it.each([
    ['PHONE', 3],
    ['email', 0],
    ['Phone#1', 1],
    ['Phone#2', 2],
    ['Order #2', 4],
    ['first name', 5],
    ['EMAIL#1', 0],
  ])('%s: by its exact heading before one spelled alike, the n-th namesake by its number', (name, id) => {
    expect(columnNamed(COLUMNS, name, '--map').id).toBe(id)
  })

  it('never by a guess among several', () => {
    expect(() => columnNamed(COLUMNS, 'Phone', '--map')).toThrow(
      '--map: 2 columns are called “Phone”. Say which: “Phone#1”, “Phone#2”.',
    )
    expect(() => columnNamed(COLUMNS, 'phone', '--map')).toThrow('Say which: “Phone#1”, “Phone#2”, “PHONE”.')
  })

  it('with what there is where there is none', () => {
    expect(() => columnNamed(COLUMNS, 'Phone#3', '--map')).toThrow(
      'there are 2 columns “Phone”, so no Phone#3.',
    )
    expect(() => columnNamed(COLUMNS, 'Mail', '--clean')).toThrow(
      '--clean: there is no column “Mail”. The columns are: Email, Phone#1, Phone#2, PHONE, Order #2, First  Name.',
    )
  })

  it('in what is printed just as it can be typed', () => {
    for (const column of COLUMNS.slice(0, 6))
      expect(columnNamed(COLUMNS, unmistakable(COLUMNS, column), '--map')).toBe(column)
  })
})
