import { expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { createColumnCheck } from './column-check.ts'

const BORN: Column = {
  ...{ id: 0, header: 'Born', attribute: 'mx_Date_of_Birth', constant: null, hidden: false, width: null },
}
const READ: ColumnReading = {
  ...{ columnId: 0, header: 'Born', kind: 'dates', as: 'dmy', by: 'person', proof: [] },
  ...{ either: 0, example: null, currencies: [] },
}
const attribute = {
  ...STANDARD_ATTRIBUTES[0]!,
  schemaName: 'mx_Date_of_Birth',
  dataType: 'Date' as const,
  maxLength: null,
}

it('a date whose year counts by another calendar, or is mistyped, is no date, whoever reads it', () => {
  for (const reading of [READ, 'later'] as const) {
    const check = createColumnCheck({ ...BORN, takes: 'Date', dates: 'dmy' }, attribute, {
      isKey: false,
      reading,
    })
    for (const text of ['1403/12/24', '2568-03-14', '14/03/2568', '0202-03-14']) {
      const [finding] = check.text(text).findings
      expect(finding, text).toMatchObject({ code: 'not-a-date' })
      expect(finding!.text, text).toContain('another calendar')
    }
    for (const text of ['1850-05-01', '14/03/2025', '9999-12-31', '2999-12-31'])
      expect(check.text(text).findings, text).toEqual([])
  }
  const held = createColumnCheck({ ...BORN, takes: 'Date' }, attribute, { isKey: false, reading: READ })
  expect(held.cell({ cells: ['Mar-68'], held: { 0: '2568-03-14' } }).findings).toMatchObject([
    { code: 'not-a-date' },
  ])
})
