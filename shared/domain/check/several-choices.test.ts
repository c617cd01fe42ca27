import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import { createColumnCheck } from './column-check.ts'

describe('of several choices', () => {
  const field = {
    ...STANDARD_ATTRIBUTES.find(({ schemaName }) => schemaName === 'Source')!,
    ...{ dataType: 'Select' as const, several: ';', options: ['Fair', 'Web'] },
  }
  const column = (unknownOptions: 'send' | 'blank' | 'stop') => ({
    ...{ id: 0, header: 'Source', attribute: 'Source', constant: null, hidden: false, width: null },
    readAs: { unknownOptions },
  })
  const checked = (unknownOptions: 'send' | 'blank' | 'stop', text: string) => {
    const [sent] = sentColumns([column(unknownOptions)], [field])
    return createColumnCheck(sent!, field, { isKey: false, reading: 'later' }).text(text)
  }

  it('those that are no options are sent, and named', () => {
    expect(checked('send', 'fair; Rugby;Polo')).toEqual({
      text: 'Fair;Rugby;Polo',
      findings: [
        {
          code: 'not-an-option',
          text: "“Rugby” and “Polo” are none of the field's options: LeadSquared keeps them, but nobody can filter by them there. Lead Source has the options: Fair, Web",
        },
      ],
    })
  })

  it('they alone are left out where that was said', () => {
    expect(checked('blank', 'fair; Rugby')).toEqual({
      text: 'Fair',
      findings: [
        {
          code: 'not-an-option',
          text: "“Rugby” is none of the field's options, so it is left out of what is sent. Lead Source has the options: Fair, Web",
        },
      ],
    })
    expect(checked('blank', 'Rugby').text).toBe('')
  })

  it('one keeps the row here where that was said', () => {
    expect(checked('stop', 'fair; Rugby').findings.map(({ code }) => code)).toEqual(['option-stop'])
    expect(checked('stop', 'fair;web')).toEqual({ text: 'Fair;Web', findings: [] })
  })

  it('a line each is no line break in a single line', () => {
    expect(checked('send', 'Fair\nWeb')).toEqual({ text: 'Fair;Web', findings: [] })
  })
})
