import { expect, it } from 'vitest'
import { isPlaceholder } from './placeholders.ts'

it('what people write where a value is still to come, or nobody knows it, stands for no value', () => {
  for (const text of [
    'TBD',
    'tbc',
    'T.B.A.',
    'To be confirmed',
    'to be  announced',
    '(TBD)',
    'unknown',
    'Unknown',
    'UNBEKANNT',
  ])
    expect(isPlaceholder(text), text).toBe(true)
  for (const text of ['xxx', 'XXX', 'XXXXXXXXXX', '[not known]', 'Not sure', 'desconocido'])
    expect(isPlaceholder(text), text).toBe(true)
})

it('words and names that only begin so are values', () => {
  for (const text of [
    'Unknown Mortal Orchestra',
    'TBD Media',
    'XX',
    'XXL',
    'Max',
    'To be',
    'Tb',
    'unknowns',
    'xxx rated',
    'Xu',
  ])
    expect(isPlaceholder(text), text).toBe(false)
})
