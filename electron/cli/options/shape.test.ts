import { describe, expect, it } from 'vitest'
import { Misuse } from './misuse.ts'
import { readShape } from './shape.ts'

describe('--shape', () => {
  it.each<[string, object]>([
    [
      'split Address at comma into City, State',
      { kind: 'split', column: 'Address', by: ',', into: ['City', 'State'], rest: 'last' },
    ],
    [
      'Split Full Address at "–" into Street, "City, State" rest first replace',
      {
        ...{ kind: 'split', column: 'Full Address', by: '–', into: ['Street', 'City, State'] },
        ...{ rest: 'first', existing: 'replace' },
      },
    ],
    [
      'split Tags at line break into One,Two keep',
      { kind: 'split', column: 'Tags', by: '\n', into: ['One', 'Two'], rest: 'last', existing: 'keep' },
    ],
    [
      'combine "{First name} {Last name}" into Name leave gaps',
      { kind: 'combine', template: '{First name} {Last name}', into: 'Name', gaps: 'leave' },
    ],
    [
      'first filled of Mobile, Phone#2 into Phone replace',
      { kind: 'first-filled', columns: ['Mobile', 'Phone#2'], into: 'Phone', existing: 'replace' },
    ],
    [
      'look up Pin code in regions by "Pin" take Region, Manager as Owner several first keep',
      {
        ...{ kind: 'look-up', sheet: 'regions', key: 'Pin code', theirKey: 'Pin', several: 'first' },
        take: [
          { column: 'Region', into: 'Region' },
          { column: 'Manager', into: 'Owner' },
        ],
        existing: 'keep',
      },
    ],
    [
      'look up Code in "My regions" take Region',
      {
        ...{ kind: 'look-up', sheet: 'My regions', key: 'Code', theirKey: 'Code', several: 'none' },
        take: [{ column: 'Region', into: 'Region' }],
      },
    ],
    [
      'remove duplicates by Email, Phone keep most complete',
      { kind: 'unique', columns: ['Email', 'Phone'], keep: 'fullest' },
    ],
    ['fill down Company, City', { kind: 'fill-down', columns: ['Company', 'City'] }],
    [
      'extract "(\\d{6})" from Address into Zip match case',
      { kind: 'extract', pattern: '(\\d{6})', column: 'Address', into: 'Zip', matchCase: true },
    ],
    ['fill down "into ""the"" wild"#2', { kind: 'fill-down', columns: ['into "the" wild#2'] }],
  ])('%s', (sentence, shape) => {
    expect(readShape(sentence)).toEqual(shape)
  })

  it.each([
    ['split Address into City', 'split COLUMN at SIGN into COLUMN, COLUMN [rest first|last] [keep|replace]'],
    ['split Address at comma into', 'split COLUMN at SIGN'],
    ['split Address at comma into City, ', 'split COLUMN at SIGN'],
    ['remove duplicates by Email', 'keep first|last|most complete. A name'],
    ['first filled of Phone into Phone', 'first filled of COLUMN, COLUMN into COLUMN [keep|replace]'],
    ['look up Code in regions', 'look up COLUMN in SHEET'],
    ['fill down', 'fill down COLUMN, COLUMN'],
    ['combine "{A}" into B keep it', 'combine'],
    ['divide Address', 'is none of the changes of shape. There are:\n  split COLUMN'],
    ['', 'is none of the changes of shape'],
  ])('“%s” is told what would be right', (sentence, told) => {
    expect(() => readShape(sentence)).toThrow(Misuse)
    expect(() => readShape(sentence)).toThrow(told)
  })
})
