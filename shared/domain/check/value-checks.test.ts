import { describe, expect, it } from 'vitest'
import type { Attribute, DataType } from '#shared/domain/sheet/attributes.ts'
import { valueCheck } from './value-checks.ts'

function checked(dataType: DataType, value: string, more: Partial<Attribute> = {}) {
  const attribute: Attribute = {
    schemaName: 'mx_Field',
    displayName: 'Field',
    dataType,
    mandatory: false,
    maxLength: null,
    options: [],
    readOnly: false,
    ...more,
  }
  return valueCheck(attribute)(value)
}

describe('an email address', () => {
  it.each([
    'ann@example.com',
    'ann.lee+fair@mail.example.co.uk',
    "o'neill@example.ie",
    'ann_lee@exa-mple.museum',
    'jörg@müller.de',
    '用户@例子.公司',
    'ann@xn--mller-kva.de',
    'ann@example.xn--p1ai',
    'мария@почта.рф',
    'maria@почта.рф',
    'jose\u0301@example.es',
  ])('may be %s', (value) => {
    expect(checked('Email', value)).toBeNull()
  })

  it.each([
    ['ann.example.com', 'needs an @'],
    ['ann@@example.com', 'more than one @'],
    ['ann@example.com; bob@example.com', 'more than one email address'],
    ['ann lee@example.com', 'space'],
    ['ann@example,com', 'comma'],
    ['ann@example', 'not complete'],
    ['ann@', 'not complete'],
    ['ann..lee@example.com', 'point too many'],
    ['ann@example.com.', 'point too many'],
    ['<ann@example.com>', 'not an email address'],
    ['ａｎｎ@example.com', 'special signs'],
    ['ann１@example.com', 'special signs'],
    ['o\ufb03ce@example.com', 'special signs'],
    ['\u0430nn@example.com', 'two alphabets'],
    ['ann@ex\u0430mple.com', 'two alphabets'],
    [`${'a'.repeat(250)}@example.com`, 'at most 254'],
  ])('is not %s', (value, why) => {
    expect(checked('Email', value)).toMatchObject({
      code: 'bad-email',
      text: expect.stringContaining(why) as string,
    })
  })
})

describe('a phone number', () => {
  it.each([
    '+49 171 2345678',
    '(030) 123-4567',
    '0049.171.2345678',
    '9876543210',
    '+1 415 555 0100 ext. 12',
    '030/1234567',
  ])('may be %s', (value) => {
    expect(checked('Phone', value)).toBeNull()
  })

  it.each([
    ['call me', 'only digits'],
    ['٠٥٠١٢٣٤٥٦٧', 'another script'],
    ['९८७६५४३२१०', 'another script'],
    ['-9876543210', 'a minus in front'],
    ['12345', 'too few'],
    ['+491712345678901234', 'at most 15'],
    ['0171 2345678 / home', 'only digits'],
  ])('is not %s', (value, why) => {
    expect(checked('Phone', value)).toMatchObject({
      code: 'bad-phone',
      text: expect.stringContaining(why) as string,
    })
  })
})

describe('damage by a spreadsheet', () => {
  it.each([
    '#N/A',
    '#REF!',
    '#VALUE!',
    '#NAME?',
    '#DIV/0!',
    '######',
    '#WERT!',
    '#NOM?',
    '#¡REF!',
    'Err:502',
  ])('is seen in %s whatever the field', (value) => {
    for (const type of ['Text', 'Email', 'Phone', 'Number', 'Date'] as const) {
      expect(checked(type, value)).toMatchObject({ code: 'damaged' })
    }
  })

  it('is seen in a number shortened to 1.23E+12', () => {
    expect(checked('Phone', '1.23E+12')?.code).toBe('damaged')
    expect(checked('Text', '9,19877E+11')?.code).toBe('damaged')
    expect(checked('Number', '1.23E+12')?.code).toBe('damaged')
  })

  it('is not seen in codes and hashtags', () => {
    for (const value of ['#sales', '#1', '12E5', 'E+12', 'A.1E+12']) expect(checked('Text', value)).toBeNull()
  })
})

describe('other kinds of field', () => {
  it.each<[DataType, string[], string[], string]>([
    ['Number', ['12', '-1.5', '+.5', '3.'], ['1,234', '1e3', '12 kg', '1.2.3', '—'], 'not-a-number'],
    [
      'Date',
      ['2025-03-14', '2025-03-14 09:30:00', '2024-02-29'],
      [
        '14/03/2025',
        '14 March 2025',
        '2025-3-4',
        '2023-02-29',
        '2025-13-01',
        '2025-03-14 24:00:00',
        '2025-03-14T09:30',
      ],
      'not-a-date',
    ],
    ['Time', ['09:30', '23:59:59'], ['9:30', '24:00', '9 am'], 'not-a-time'],
    ['Boolean', ['true', 'No', '1', '0', 'YES'], ['maybe', 'y', '2'], 'not-a-boolean'],
    [
      'Website',
      ['example.com', 'https://www.example.co.uk/path?q=1', 'müller.de', 'http://example.com:8080'],
      ['example', 'not given', 'http://', 'www.'],
      'not-a-website',
    ],
  ])('%s takes what it should and turns the rest away', (type, good, bad, code) => {
    for (const value of good) expect([value, checked(type, value)]).toEqual([value, null])
    for (const value of bad) expect([value, checked(type, value)?.code]).toEqual([value, code])
  })

  it('tells a spelling LeadSquared does not take from a day that does not exist', () => {
    for (const value of ['2023-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-03-14 24:00:00']) {
      expect([value, checked('Date', value)?.text]).toEqual([
        value,
        'There is no such day in the calendar. Correct it.',
      ])
    }
    expect(checked('Date', '14.03.2025')?.text).toContain('2025-03-14 09:30:00')
    expect(checked('Date', '2000-02-29')).toBeNull()
    expect(checked('Date', '1900-02-29')).not.toBeNull()
  })

  it('tells how the account writes an option', () => {
    const options = ['Hot', 'Warm', 'Cold']
    expect(checked('Select', 'Hot', { options })).toBeNull()
    expect(checked('Select', 'hot', { options })?.text).toBe('Write it as the account does: Hot')
    expect(checked('Select', 'Tepid', { options })).toMatchObject({
      code: 'not-an-option',
      text: 'LeadSquared keeps this value, but nobody can filter by it there. Field has the options: Hot, Warm, Cold',
    })
    expect(checked('Select', 'anything', { options: [] })).toBeNull()
  })

  it('names up to twenty options in full, and says how many more there are', () => {
    const options = Array.from({ length: 34 }, (_, index) => `Source ${index + 1}`)
    const textFor = (many: number) => checked('Select', 'Tepid', { options: options.slice(0, many) })?.text
    expect(textFor(20)).toMatch(new RegExp(`Field has the options: ${options.slice(0, 20).join(', ')}$`))
    expect(textFor(34)).toMatch(
      new RegExp(`Field has the options: ${options.slice(0, 20).join(', ')} … and 14 more$`),
    )
  })

  it('counts characters as the server does, in UTF-16', () => {
    expect(checked('Text', 'abcde', { maxLength: 5 })).toBeNull()
    expect(checked('Text', 'abcdef', { maxLength: 5 })).toMatchObject({ code: 'too-long' })
    expect(checked('Text', '👍👍👍', { maxLength: 5 })).toMatchObject({ code: 'too-long' })
  })
})

it('turns away the longest cell a workbook can hold without going over it again and again', () => {
  // Each would take a backtracking pattern some billion steps; the test's own time limit is the bound.
  const long = 32_767
  for (const value of [
    `1${' '.repeat(long)}!`,
    `a@${'.'.repeat(long)}@`,
    `${'a'.repeat(long)}!`,
    `${'a-'.repeat(long / 2)}!`,
    `www.${'a.'.repeat(long / 2)}!`,
    '1'.repeat(long) + 'E',
  ]) {
    for (const type of ['Email', 'Phone', 'Number', 'Date', 'Time', 'Boolean', 'Website'] as const) {
      expect(checked(type, value)).not.toBeNull()
    }
  }
})
