import { afterEach, describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { choicesOf } from './cell-choices.ts'

const field = (schemaName: string, more: Partial<Attribute>): Attribute => ({
  ...STANDARD_ATTRIBUTES.find((each) => each.schemaName === schemaName)!,
  ...more,
})
const to = (attribute: string | null, more: Partial<Column> = {}): Column => ({
  ...{ id: 0, header: 'A', attribute, constant: null, hidden: false, width: null },
  ...more,
})
const EMPTY = { cells: [] }

useAttributes.setState({
  attributes: [
    field('Source', { dataType: 'Select', options: ['Fair', 'Web'], known: [['stand', 'Fair']] }),
    field('Notes', { dataType: 'Select', options: ['Fair', 'Web'], several: '|' }),
    field('mx_Date_of_Birth', {}),
    field('DoNotCall', {}),
    field('Company', {}),
  ],
})

afterEach(() => {
  useProblems.setState({ readings: [] })
  rowStore.clear()
})

describe('what a cell has to choose from', () => {
  it('is nothing where its field takes any text, or goes nowhere, or is one for every row', () => {
    expect(choicesOf(to('Company'), EMPTY)).toBeNull()
    expect(choicesOf(to(null), EMPTY)).toBeNull()
    expect(choicesOf(to('Source', { constant: 'Fair' }), EMPTY)).toBeNull()
  })

  it('is the options of its field, which values stand for as was said of them', () => {
    const column = to('Source', { readAs: { values: [['www', 'Web']] } })
    const choices = choicesOf(column, EMPTY)
    if (choices?.kind !== 'options') throw new Error('no options')
    expect(choices).toMatchObject({ options: ['Fair', 'Web'], several: null })
    expect(['Fair', ' fair', 'stand', 'WWW', 'Rugby'].map((text) => choices.meant(text))).toEqual([
      ...['Fair', 'Fair', 'Fair', 'Web', null],
    ])
    expect(choicesOf(to('Notes'), EMPTY)).toMatchObject({ several: '|' })
  })

  it('is the active users of the account once they were read, each as the column finds them', () => {
    const user = (id: string, name: string, active = true) => ({
      id,
      name,
      email: `${id}@team.example`,
      active,
    })
    const owner = field('Notes', { schemaName: 'OwnerId', dataType: 'User', maxLength: null })
    const before = useAttributes.getState().attributes
    useAttributes.setState({ attributes: [...before, owner] })
    expect(choicesOf(to('OwnerId'), EMPTY)).toBeNull()
    const users = [
      user('u1', 'Tom Harker'),
      user('u2', 'Asha Rao'),
      user('u3', 'Asha Rao'),
      user('u4', 'Lena Vogt', false),
    ]
    useAttributes.setState({ attributes: [...before, { ...owner, people: { users } }] })
    sheetStore.setState({ columns: [to('OwnerId')] })
    const choices = choicesOf(to('OwnerId'), EMPTY)
    if (choices?.kind !== 'options') throw new Error('no options')
    expect(choices.options).toEqual(['u2@team.example', 'u3@team.example', 'Tom Harker'])
    expect(
      ['harker, tom', 'u1', 'Asha Rao', 'U3@team.example', 'Lena Vogt', ''].map((text) =>
        choices.meant(text),
      ),
    ).toEqual([...['Tom Harker', 'Tom Harker', null, 'u3@team.example', null, null]])
    sheetStore.setState({ columns: [] })
    useAttributes.setState({ attributes: before })
  })

  it.each([
    [
      ['', 'yes'],
      ['yes', 'no'],
    ],
    [
      ['1', 'FALSE'],
      ['1', '0'],
    ],
    [
      ['0', 'maybe'],
      ['1', '0'],
    ],
    [
      ['', 'nein'],
      ['ja', 'nein'],
    ],
    [[], ['Yes', 'No']],
  ])('is yes or no in the words of the column: %j', (cells, options) => {
    rowStore.load(cells.map((text, at) => ({ id: at + 1, rank: at, cells: [text] })))
    const choices = choicesOf(to('DoNotCall'), EMPTY)
    if (choices?.kind !== 'options') throw new Error('no options')
    expect(choices.options).toEqual(options)
    expect([choices.meant('True'), choices.meant('0'), choices.meant('maybe')]).toEqual([...options, null])
  })

  it('is a day, read as the column is and with its time of day; a workbook’s own goes before what it shows', () => {
    const reading = { header: 'A', kind: 'dates' as const, by: 'person' as const, proof: [], either: 1 }
    useProblems.setState({
      readings: [{ ...reading, columnId: 0, as: 'mdy', example: null, currencies: [] }],
    })
    const choices = choicesOf(to('mx_Date_of_Birth'), {
      cells: ['03-Apr'],
      held: { 0: '2025-04-03 09:30:00' },
    })
    if (choices?.kind !== 'day') throw new Error('no day')
    expect(
      ['03/04/2025', '2025-03-14 9:30', '2025-03-14T09:30:00Z', '03-Apr', 'soon', ''].map((text) =>
        choices.momentOf(text),
      ),
    ).toEqual([
      ...['2025-03-04', '2025-03-14 09:30:00', '2025-03-14 09:30:00Z', '2025-04-03 09:30:00', null, null],
    ])
  })
})
