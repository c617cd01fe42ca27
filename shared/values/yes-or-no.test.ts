import { expect, it } from 'vitest'
import { readCell } from '#shared/domain/sheet/read-cell.ts'
import { foreignYesOrNo } from './yes-or-no.ts'

it.each([
  ...(
    [
      'ja',
      ' Nein ',
      'OUI',
      'non',
      'Sí',
      'SI',
      'não',
      'na\u0303o',
      'Haan',
      'nahi',
      'WAHR',
      'FALSCH',
      'hayır',
    ] as const
  ).map((text) => [text, /ja|oui|s[ií]|haan|wahr/i.test(text) ? 'true' : 'false'] as const),
  ...(['yes', 'no', '1', '', 'vielleicht', 'ne', 'da', 'ja, gerne', 'x'] as const).map(
    (text) => [text, null] as const,
  ),
])('%j is read as %j', (text, meant) => {
  expect(foreignYesOrNo(text)).toBe(meant)
})

it('a field of yes or no gets it in the words it takes, and any other field what is written', () => {
  const sent = (text: string, takes: 'Boolean' | 'Text') => readCell(text, { takes }).text
  expect(['ja', 'Não', 'Yes', '0', 'vielleicht'].map((text) => sent(text, 'Boolean'))).toEqual([
    ...['true', 'false', 'Yes', '0', 'vielleicht'],
  ])
  expect(sent('ja', 'Text')).toBe('ja')
})
