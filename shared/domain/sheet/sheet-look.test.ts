import { describe, expect, it } from 'vitest'
import { idsIn, PLAIN_LOOK, runsOf, SheetLook } from './sheet-look.ts'

describe('SheetLook', () => {
  it('reads what it can of a look written by another version and leaves out the rest', () => {
    const kept = { ...PLAIN_LOOK, zoom: 125, sort: { by: 'colour', direction: 'up' }, later: true }
    expect(SheetLook.parse(kept)).toEqual({ ...PLAIN_LOOK, zoom: 125 })
    expect(SheetLook.parse({})).toEqual(PLAIN_LOOK)
  })
})

describe('runsOf', () => {
  it('joins ids that follow each other, whatever order they come in, and gives them back', () => {
    const ids = [7, 1, 3, 2, 9, 8]
    expect(runsOf(ids)).toEqual([
      [1, 3],
      [7, 9],
    ])
    expect([...idsIn(runsOf(ids)!)]).toEqual([1, 2, 3, 7, 8, 9])
  })

  it('is nothing where there are more runs than may be kept', () => {
    expect(runsOf([1, 3, 5], 2)).toBeNull()
  })
})
