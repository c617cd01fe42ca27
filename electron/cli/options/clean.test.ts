import { describe, expect, it } from 'vitest'
import { CLEANINGS } from '#shared/cleaning/registry.ts'
import { readClean } from './clean.ts'

function told(option: string) {
  return readClean(option).map(({ cleaning, chosen, column }) => ({ kind: cleaning.kind, ...chosen, column }))
}

describe('--clean', () => {
  it('knows every cleaning of the window by its name', () => {
    for (const { kind } of CLEANINGS) expect(told(kind).map((entry) => entry.kind)).toEqual([kind])
  })

  it('reads several in their order, with what is chosen for each', () => {
    expect(told('phones:in:dashed, dates:dmy,spaces,case:UPPER')).toEqual([
      { kind: 'phones', country: 'IN', style: 'dashed', column: null },
      { kind: 'dates', order: 'day-first', column: null },
      { kind: 'spaces', column: null },
      { kind: 'case', to: 'upper', column: null },
    ])
  })

  it('takes a column after @, with commas and colons in it where it is in quotes', () => {
    expect(told('case:title@City,spaces@"Name, first: the 1st",emails@Mail#2')).toEqual([
      { kind: 'case', to: 'title', column: 'City' },
      { kind: 'spaces', column: 'Name, first: the 1st' },
      { kind: 'emails', several: 'leave', column: 'Mail#2' },
    ])
  })

  it.each([
    ['shine', /no cleaning “shine”.*spaces,.* case:title\|upper\|lower,.* emails.*, phones:COUNTRY:/],
    ['dates:ymd', /dates is written dates:dmy\|mdy; not “ymd”/],
    ['phones:India', /phones is written phones:COUNTRY:dashed\|spaced\|plain; not “India”/],
    ['dates:dmy:mdy', /“dmy” and “mdy” cannot both be meant/],
    ['rows:all', /nothing to choose for rows/],
    ['spaces@', /names no column after @/],
    ['', /takes names of cleanings/],
  ])('says what is wrong with “%s” and what there is', (option, reason) => {
    expect(() => readClean(option)).toThrow(reason)
  })
})
