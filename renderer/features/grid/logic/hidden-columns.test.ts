import { expect, test } from 'vitest'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { hiddenBeside } from './hidden-columns.ts'

function columns(pattern: string): Column[] {
  return pattern.split('').map((letter, id) => ({
    id,
    header: letter,
    attribute: null,
    constant: null,
    hidden: letter === letter.toLowerCase(),
    width: null,
  }))
}

test('hidden columns stand before the next that is shown, the last ones after the last', () => {
  const found = hiddenBeside(columns('aBcdEFg'))
  const names = [...found].map(([, { before, after }]) =>
    [before, after].map((side) => side.map(({ header }) => header).join('')).join('|'),
  )
  expect(names).toEqual(['|', 'a|', '|', '|', 'cd|', '|g', '|'])
})
