import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from './attributes.ts'
import { optionMatcher } from './options.ts'
import { readCell } from './read-cell.ts'
import { sentColumns } from './sent-text.ts'

const field = { dataType: 'Select' as const, options: ['In Progress', 'Café', 'US', 'us', 'None'] }

describe('a value meets the options of its field', () => {
  const match = optionMatcher(field, [
    ['WIP', 'In Progress'],
    ['kaffee', 'Café'],
    ['gone', ''],
    ['as it is', null],
  ])!

  it.each([
    ['In Progress', { kind: 'option' }],
    ['  in   PROGRESS ', { kind: 'spelling', meant: 'In Progress' }],
    ['cafe', { kind: 'spelling', meant: 'Café' }],
    ['CAFE\u0301', { kind: 'spelling', meant: 'Café' }],
    ['us', { kind: 'option' }],
    ['Us', { kind: 'several' }],
    ['wip', { kind: 'mapped', meant: 'In Progress' }],
    ['Kaffée', { kind: 'mapped', meant: 'Café' }],
    ['gone', { kind: 'mapped', meant: '' }],
    ['as it is', { kind: 'unknown' }],
    ['In-Progress', { kind: 'unknown' }],
  ])('%s', (value, found) => {
    expect(match(value)).toEqual(found)
  })

  it('is nobody’s affair where the field takes any value', () => {
    expect(optionMatcher({ dataType: 'Text', options: ['a'] })).toBeNull()
    expect(optionMatcher({ dataType: 'Select', options: [] })).toBeNull()
  })
})

it('what goes out is the option that is meant; what was said in the sheet goes before what is remembered', () => {
  const attributes = STANDARD_ATTRIBUTES.map((attribute) =>
    attribute.schemaName === 'Source'
      ? {
          ...attribute,
          ...field,
          known: [['WIP', 'Café'] as [string, string], ['old', 'US'] as [string, string]],
        }
      : attribute,
  )
  const column = {
    ...{ id: 0, header: 'Source', attribute: 'Source', constant: null, hidden: false, width: null },
    readAs: { values: [['wip', 'In Progress'] as [string, string]] },
  }
  const [sent] = sentColumns([column], attributes)
  const out = (value: string) => readCell(value, sent!).text
  expect(['WIP', 'old', 'cafe', 'none', 'Other', 'n/a'].map(out)).toEqual([
    ...['In Progress', 'US', 'Café', 'None', 'Other', ''],
  ])
})
