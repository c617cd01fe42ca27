import { describe, expect, it } from 'vitest'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { standingFor } from '#shared/domain/sheet/options.ts'
import type { Column, ReadAs } from '#shared/domain/sheet/sheet.ts'
import { sayValues } from './said-meanings.ts'

const select = (schemaName: string, options: string[], several?: string): Attribute => ({
  ...{ schemaName, displayName: schemaName, dataType: 'Select', options, mandatory: false },
  ...{ maxLength: null, readOnly: false, ...(several === undefined ? {} : { several }) },
})
const ATTRIBUTES: Attribute[] = [
  select('Source', ['Fair', 'Web', 'A + B']),
  select('mx_Topics', ['Data', 'Sales'], ';'),
  { ...select('OwnerId', []), dataType: 'User' },
]
const to = (id: number, header: string, attribute: string | null, readAs?: ReadAs): Column => ({
  ...{ id, header, attribute, constant: null, hidden: false, width: null },
  ...(readAs ? { readAs } : {}),
})
const COLUMNS = [
  to(0, 'Src', 'Source', { values: [['wip', 'Web']] }),
  to(1, 'Topics', 'mx_Topics'),
  to(2, 'Who', 'OwnerId'),
  to(3, 'Town', null),
]
const say = (header: string | null, ...values: [string, string][]) =>
  sayValues(COLUMNS, [{ header, values }], ATTRIBUTES)

describe('what is said with --value', () => {
  it('goes over what a recipe said, as the account spells its options', () => {
    expect(say('Src', ['WIP', 'fair'], ['x', 'A + B'], ['gone', ''])[0]!.readAs?.values).toEqual([
      ['WIP', 'Fair'],
      ['x', 'A + B'],
      ['gone', ''],
    ])
  })

  it('may be several options where the field takes several', () => {
    expect(say('Topics', ['both', 'data + Sales'])[1]!.readAs?.values).toEqual([
      ['both', standingFor(['Data', 'Sales'])],
    ])
    expect(() => say('Src', ['both', 'Fair + Web'])).toThrow(
      '“Src” goes to Source, which takes one of its options, not “Fair + Web”.',
    )
  })

  it.each([
    [null, '2 columns go to fields with options. Name one after @: “Src”, “Topics”'],
    ['Who', '“Who” holds people. Say who is meant with --owner.'],
    ['Town', '“Town” is not sent, which is not a field with options.'],
    ['Nobody', 'there is no column “Nobody”'],
  ])('of %j is refused', (header, text) => {
    expect(() => say(header, ['wip', 'Fair'])).toThrow(text)
  })

  it('names the options there are where it is none of them', () => {
    expect(() => say('Src', ['wip', 'Fare'])).toThrow(
      '“Fare” is no option of Source, where “Src” goes. Its options are: Fair, Web, A + B.',
    )
  })
})
