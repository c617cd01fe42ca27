import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from './attributes.ts'
import { optionMatcher, standingFor } from './options.ts'
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

describe('several choices in a cell meet the options each on its own', () => {
  const topics = {
    dataType: 'Select' as const,
    several: ';',
    options: ['Data Workshop', 'Sales Clinic', 'Round Table', 'Q&A; open end', 'US', 'us'],
  }
  const match = optionMatcher(topics, [
    ['clinic', 'Sales Clinic'],
    ['nothing', ''],
    ['both; days', standingFor(['Data Workshop', 'Sales Clinic'])],
  ])!

  it.each([
    ['both; days', { kind: 'mapped', meant: 'Data Workshop;Sales Clinic' }],
    ['Sales Clinic;Both; days;clinic', { kind: 'mapped', meant: 'Sales Clinic;Data Workshop' }],
    ['Data Workshop', { kind: 'option' }],
    ['Data Workshop;Sales Clinic', { kind: 'option' }],
    ['Sales Clinic;Data Workshop', { kind: 'option' }],
    ['Data Workshop; sales  clinic', { kind: 'spelling', meant: 'Data Workshop;Sales Clinic' }],
    ['Data Workshop;;Data Workshop;', { kind: 'spelling', meant: 'Data Workshop' }],
    ['clinic;round table', { kind: 'mapped', meant: 'Sales Clinic;Round Table' }],
    ['nothing;Round Table', { kind: 'mapped', meant: 'Round Table' }],
    ['nothing', { kind: 'mapped', meant: '' }],
    ['Q&A; open end', { kind: 'option' }],
    ['Round Table;Q&A; open end', { kind: 'option' }],
    ['Data Workshop, Sales Clinic', { kind: 'spelling', meant: 'Data Workshop;Sales Clinic' }],
    ['Data Workshop\nRound Table', { kind: 'spelling', meant: 'Data Workshop;Round Table' }],
    [
      'Data Workshop, Rugby',
      {
        kind: 'unknown',
        choices: { open: ['Data Workshop, Rugby'], sent: 'Data Workshop, Rugby', known: '' },
      },
    ],
    [
      'rugby;clinic;Rugby; polo',
      {
        kind: 'unknown',
        choices: {
          open: ['rugby', 'Rugby', 'polo'],
          sent: 'rugby;Sales Clinic;Rugby;polo',
          known: 'Sales Clinic',
        },
      },
    ],
    [
      'Us;Round Table',
      { kind: 'several', choices: { open: ['Us'], sent: 'Us;Round Table', known: 'Round Table' } },
    ],
  ])('%s', (value, found) => {
    expect(match(value)).toEqual(found)
  })

  it('where the field takes one, a value that was said to be two options is open', () => {
    const one = { dataType: 'Select' as const, options: ['Fair', 'Web'] }
    const match = optionMatcher(one, [['both', standingFor(['Fair', 'Web'])]])!
    expect(match('both')).toEqual({ kind: 'unknown' })
    expect(match('web')).toEqual({ kind: 'spelling', meant: 'Web' })
  })

  it('by whatever the account parts them with', () => {
    const byBar = optionMatcher({ ...topics, several: '|' })!
    expect(byBar('Data Workshop|Sales Clinic')).toEqual({ kind: 'option' })
    expect(byBar('Data Workshop;Sales Clinic')).toEqual({
      kind: 'spelling',
      meant: 'Data Workshop|Sales Clinic',
    })
  })
})
