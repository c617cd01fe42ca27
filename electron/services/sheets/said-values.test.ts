import { expect, it } from 'vitest'
import type { Column, ValueMap } from '#shared/domain/sheet/sheet.ts'
import { newlySaid } from './said-values.ts'

function column(id: number, attribute: string | null, values?: ValueMap): Column {
  const base = { id, header: `H${id}`, attribute, constant: null, hidden: false, width: null }
  return values ? { ...base, readAs: { values } } : base
}

it('tells what is new, what is another, and what was taken back', () => {
  const before = [
    column(0, 'Source', [
      ['WIP', 'A'],
      ['old', 'B'],
      ['same', 'C'],
    ]),
    column(1, 'Stage'),
  ]
  const after = [
    column(0, 'Source', [
      ['wip', 'Z'],
      ['same', 'C'],
      ['new', ''],
    ]),
    column(1, 'Stage'),
  ]
  expect(newlySaid(before, after)).toEqual([
    {
      attribute: 'Source',
      values: [
        ['wip', 'Z'],
        ['new', ''],
        ['old', null],
      ],
    },
  ])
})

it('takes nothing back where a column goes elsewhere, or away', () => {
  const before = [column(0, 'Source', [['WIP', 'A']]), column(1, 'Stage', [['x', 'y']])]
  expect(newlySaid(before, [column(0, 'Stage', [['WIP', 'A']])])).toEqual([])
  expect(newlySaid(before, [column(0, null)])).toEqual([])
})
