import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

const push = (...options: string[]) => readArguments(['push', 'a.csv', ...options])

it('reads what values stand for, in a column or the only one there is', () => {
  expect(
    push(
      '--value',
      'WIP=In Progress,"a, b"=Other,gone=@Stage',
      '--value',
      'both=One + Two',
      '--value',
      '"x@y"=One@A@B',
    ),
  ).toMatchObject({
    values: [
      {
        header: 'Stage',
        values: [
          ['WIP', 'In Progress'],
          ['a, b', 'Other'],
          ['gone', ''],
        ],
      },
      { header: null, values: [['both', 'One + Two']] },
      { header: 'A@B', values: [['x@y', 'One']] },
    ],
  })
})

it.each([
  [['--value', 'WIP'], '--value takes Value=Option; “WIP” is not of that form'],
  [['--value', 'WIP=Fair@'], 'names no column after @'],
  [['--value', ''], 'says nothing'],
])('%j is not understood', (options, text) => {
  expect(push(...options)).toMatchObject({ kind: 'misuse', text: expect.stringContaining(text) as string })
})
