import { expect, it } from 'vitest'
import type { ColumnReading } from './column-reading.ts'
import { exampleOf, readingInWords, whyReadSo } from './reading-words.ts'

function reading(change: Partial<ColumnReading>): ColumnReading {
  return {
    ...{ columnId: 0, header: 'Born', kind: 'dates', as: null, by: 'nobody', proof: [], either: 2 },
    ...{ example: '06/05/1988', currencies: [] },
    ...change,
  }
}

it('says what an unclear cell means, one way and the other', () => {
  expect(exampleOf(reading({}))).toBe('06/05/1988 is 1988-05-06 day first and 1988-06-05 month first')
  expect(exampleOf(reading({ example: '24-03-15' }))).toBe(
    '24-03-15 is 2015-03-24 day first and 2024-03-15 year first',
  )
  expect(exampleOf(reading({ kind: 'numbers', example: '1.234' }))).toBe(
    '1.234 is 1.234 with a decimal point and 1234 with a decimal comma',
  )
})

it('says who decided, and what keeps a column from being decided', () => {
  expect(readingInWords(reading({ as: 'dmy', by: 'cells', proof: [{ as: 'dmy', cells: 1200 }] }))).toBe(
    '“Born” is read day first. 1,200 cells can be read no other way.',
  )
  expect(readingInWords(reading({ as: 'mdy', by: 'person' }))).toBe(
    '“Born” is read month first. You said so.',
  )
  const proof: ColumnReading['proof'] = [
    { as: 'dmy', cells: 3 },
    { as: 'mdy', cells: 1 },
  ]
  expect(whyReadSo(reading({ proof }))).toBe(
    'The column contradicts itself: 3 cells can only be read day first, 1 cell only month first.',
  )
  const money = reading({ kind: 'numbers', as: ',', by: 'sheet', currencies: ['€'], header: '' })
  expect(readingInWords(money)).toBe(
    'A column without a heading is read with a decimal comma. Said for the columns that do not tell themselves. The € beside the amounts is left out of what is sent.',
  )
})
