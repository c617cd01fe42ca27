import { describe, expect, it } from 'vitest'
import { beingTyped, flipped, offered, tickedIn, toggled } from './options-in-text.ts'

const said: Readonly<Record<string, string>> = { clinic: 'Sales Clinic' }
const options = ['Data Workshop', 'Sales Clinic', 'Round Table', 'Workshop, open']
const meant = (text: string): string | null =>
  said[text] ?? options.find((option) => option.toLowerCase() === text.toLowerCase()) ?? null
const one = { kind: 'options' as const, options, several: null, meant }
const several = { ...one, several: ';' }

describe('a list of options under a cell', () => {
  it.each([
    ['work', ['Workshop, open', 'Data Workshop']],
    ['clinic', ['Sales Clinic']],
    ['', options],
    ['xyz', []],
  ])('offers for “%s”', (typed, found) => {
    expect(offered(one, typed)).toEqual(found)
  })

  it('knows what the cell says, also by what a value was said to stand for', () => {
    expect(tickedIn('CLINIC', one)).toEqual(new Set())
    expect(tickedIn('clinic', one)).toEqual(new Set(['Sales Clinic']))
    expect(tickedIn('clinic; data workshop;Rugby', several)).toEqual(
      new Set(['Sales Clinic', 'Data Workshop']),
    )
  })

  it('changes a yes for a no, and makes a yes of what is neither', () => {
    const yes = { ...one, options: ['1', '0'], meant: (text: string) => (/^[01]$/.test(text) ? text : null) }
    expect(['1', '0', '', 'maybe'].map((text) => flipped(text, yes))).toEqual(['0', '1', '1', '1'])
  })

  it('seeks by the last of several choices, until it is one', () => {
    expect(beingTyped('Data Workshop;rou', several)).toBe('rou')
    expect(beingTyped('Data Workshop;', several)).toBe('')
    expect(beingTyped('Data Workshop', several)).toBe('')
    expect(beingTyped('Data Workshop', one)).toBe('Data Workshop')
  })

  it.each([
    ['', 'Round Table', 'Round Table'],
    ['Data Workshop', 'Round Table', 'Data Workshop;Round Table'],
    ['Data Workshop;rou', 'Round Table', 'Data Workshop;Round Table'],
    ['data workshop; Rugby', 'Round Table', 'data workshop;Rugby;Round Table'],
    ['Data Workshop;clinic', 'Sales Clinic', 'Data Workshop'],
    ['Sales Clinic', 'Sales Clinic', ''],
  ])('in “%s” a tick at %s makes %s', (text, option, after) => {
    expect(toggled(text, option, several)).toBe(after)
  })

  it('of one choice takes the place of the other', () => {
    expect(toggled('Data Workshop', 'Round Table', one)).toBe('Round Table')
  })
})
