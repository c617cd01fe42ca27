import { expect, it } from 'vitest'
import type { Cleaning } from './cleaning.ts'
import { CLEANINGS } from './registry.ts'

const all: readonly Cleaning[] = CLEANINGS

it('has one cleaning of each name', () => {
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length)
})

it('has words for the command line that say which option of a cleaning is meant, and no country’s code', () => {
  for (const cleaning of all) {
    if (cleaning.work !== 'cells') continue
    const words = cleaning.options.flatMap(({ values }) => values.map(({ word }) => word))
    expect(new Set(words).size).toBe(words.length)
    for (const word of words) expect(word).toMatch(/^[a-z]{3,}$/)
  }
})

it('offers a first choice that is there, and two readings where there are two', () => {
  for (const cleaning of all) {
    if (cleaning.work !== 'cells') continue
    for (const { as, values, initial } of cleaning.options) {
      if (as === 'reading') expect(values).toHaveLength(2)
      if (initial !== null) expect(values.map(({ value }) => value)).toContain(initial)
    }
  }
})
