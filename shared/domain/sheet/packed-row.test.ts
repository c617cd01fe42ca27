import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packCells, packWhole, unpackCells, wholeOf } from './packed-row.ts'

const anyCells = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '\n', '\r\n', '\u2028', '"', '\\', '\ud800', '007', '😀'),
  ),
)

test('packed cells come back as they were, whatever is in them, without their empty tail', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const back = unpackCells(packCells(cells))
      expect(back.at(-1)).not.toBe('')
      expect([...back, ...cells.slice(back.length)]).toEqual(cells)
      expect(cells.slice(back.length).join('')).toBe('')
    }),
  )
})

test('cells that are one text already are packed as if they were not', () => {
  const tail = fc.array(fc.constant(''), { maxLength: 3 })
  fc.assert(
    fc.property(anyCells, tail, (cells, empty) => {
      const whole = [...cells, ...empty]
      const packed = packCells(whole)
      expect(packWhole(JSON.stringify(whole))).toBe(packed)
      expect(wholeOf(packed, unpackCells(packed).length, whole.length)).toBe(JSON.stringify(whole))
    }),
  )
  for (const cells of [['a,""'], ['","'], ['"'], [','], ['"]', ''], ['\\', ''], ['']])
    expect(packWhole(JSON.stringify(cells))).toBe(packCells(cells))
})

test('packed cells hold no line end, so that rows can stand on lines of their own', () => {
  fc.assert(
    fc.property(fc.array(anyCells, { minLength: 1 }), (rows) => {
      const lines = rows.map(packCells).join('\n').split('\n')
      expect(lines.map(unpackCells)).toEqual(rows.map((cells) => unpackCells(packCells(cells))))
    }),
  )
})

test('rows that differ only in empty cells at their end are the same text', () => {
  expect(packCells(['a', '', ''])).toBe(packCells(['a']))
  expect(packCells([])).toBe(packCells(['', '']))
  expect(packCells(['', 'a'])).not.toBe(packCells(['a']))
})
