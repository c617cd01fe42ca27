import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { leadOf, searchKeysOf } from '#shared/domain/sheet/lead.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { createValidator } from './validate.ts'

function columns(...entries: [header: string, attribute: string | null, constant?: string][]): Column[] {
  return entries.map(([header, attribute, constant], id) => ({
    id,
    header,
    attribute,
    constant: constant ?? null,
    hidden: false,
    width: null,
  }))
}

function validator(
  list: Column[],
  more: {
    searchBy?: string
    source?: 'account' | 'built-in'
    change?: Record<string, Partial<Attribute>>
  } = {},
) {
  const attributes = STANDARD_ATTRIBUTES.map((attribute) => ({
    ...attribute,
    ...more.change?.[attribute.schemaName],
  }))
  return createValidator({
    columns: list,
    settings: { searchBy: more.searchBy ?? 'default' },
    attributes: { source: more.source ?? 'account', attributes },
  })
}

const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code)

describe('the sheet as a whole', () => {
  it('has no problem when an email column is mapped', () => {
    expect(validator(columns(['E-mail', 'EmailAddress'])).sheet).toEqual([])
  })

  it('says which columns go to one attribute, on each of them', () => {
    const { sheet } = validator(columns(['E-mail', 'EmailAddress'], ['Work mail', 'EmailAddress']))
    expect(sheet.map(({ columnId, severity }) => [columnId, severity])).toEqual([
      [0, 'error'],
      [1, 'error'],
    ])
    expect(sheet[0]!.text).toBe(
      '“E-mail” and “Work mail” both go to Email Address. Keep one of them and set the others to “Not sent”.',
    )
  })

  it('needs a column for the search key', () => {
    expect(codes(validator(columns(['City', 'mx_City'])).sheet)).toEqual(['key-not-mapped'])
    expect(codes(validator(columns(['E-mail', 'EmailAddress']), { searchBy: 'Mobile' }).sheet)).toEqual([
      'key-not-mapped',
    ])
  })

  it('knows an attribute is unknown only from the account’s own list', () => {
    const list = columns(['E-mail', 'EmailAddress'], ['Booth', 'mx_Booth'])
    expect(codes(validator(list).sheet)).toEqual(['unknown-attribute'])
    expect(validator(list, { source: 'built-in' }).sheet).toEqual([])
  })

  it('tells of read-only attributes, and warns of mandatory ones that nothing is sent to', () => {
    const change = { Score: { readOnly: true }, LastName: { mandatory: true } }
    const { sheet } = validator(columns(['E-mail', 'EmailAddress'], ['Score', 'Score']), { change })
    expect(sheet.map(({ code, severity }) => [code, severity])).toEqual([
      ['read-only', 'error'],
      ['mandatory-not-mapped', 'warning'],
    ])
  })

  it('checks a constant once, not in every row', () => {
    const check = validator(columns(['E-mail', 'EmailAddress'], ['Site', 'Website', 'not given']))
    expect(codes(check.sheet)).toEqual(['not-a-website'])
    expect(check.row({ id: 1, cells: ['ann@example.com', ''] })).toEqual([])
  })
})

describe('a row', () => {
  it('is checked by what its columns go to, with the outer space left out', () => {
    const check = validator(
      columns(['E-mail', 'EmailAddress'], ['Tel', 'Phone'], ['Born', 'mx_Date_of_Birth'], ['Rest', null]),
    )
    expect(check.row({ id: 1, cells: [' ann@example.com ', '030 123456', '', '#REF!'] })).toEqual([])
    const problems = check.row({ id: 7, cells: ['ann', 'by mail', 'in spring', ''] })
    expect(problems.map(({ rowId, columnId, code }) => [rowId, columnId, code])).toEqual([
      [7, 0, 'bad-email'],
      [7, 1, 'bad-phone'],
      [7, 2, 'not-a-date'],
    ])
  })

  it('needs one of the keys of the default search, and the key chosen otherwise', () => {
    const list = columns(['E-mail', 'EmailAddress'], ['Tel', 'Phone'])
    expect(validator(list).row({ id: 1, cells: ['', '030 123456'] })).toEqual([])
    expect(codes(validator(list).row({ id: 1, cells: [' ', ''] }))).toEqual(['missing-key'])
    const byMail = validator(list, { searchBy: 'EmailAddress' })
    expect(codes(byMail.row({ id: 1, cells: ['', '030 123456'] }))).toEqual(['missing-key'])
  })

  it('fills mandatory fields', () => {
    const change = { LastName: { mandatory: true } }
    const check = validator(columns(['E-mail', 'EmailAddress'], ['Name', 'LastName']), { change })
    expect(codes(check.row({ id: 1, cells: ['ann@example.com'] }))).toEqual(['mandatory-empty'])
  })

  it('stays out of a push for its own errors and the sheet’s, not for warnings', () => {
    const list = columns(['E-mail', 'EmailAddress'])
    const warned = validator(list, { change: { LastName: { mandatory: true } } })
    expect(codes(warned.sheet)).toEqual(['mandatory-not-mapped'])
    expect(warned.errorsOf({ id: 1, cells: ['ann@example.com'] })).toEqual([])
    expect(codes(warned.errorsOf({ id: 1, cells: ['ann'] }))).toEqual(['bad-email'])
    const unmapped = validator(columns(['City', 'mx_City']))
    expect(codes(unmapped.errorsOf({ id: 1, cells: ['Köln'] }))).toEqual(['key-not-mapped'])
  })

  it('has the keys its lead is searched by', () => {
    const list = columns(['Tel', 'Phone'], ['E-mail', 'EmailAddress'])
    for (const searchBy of ['default', 'Phone', 'EmailAddress']) {
      const row = { id: 1, cells: ['+49 (171) 23', ' Ann@Example.com '] }
      const lead = leadOf(row, list, { searchBy, blanks: 'skip' })
      const keys = validator(list, { searchBy }).keysOf(row)
      expect(keys.toSorted()).toEqual(searchKeysOf(lead, searchBy).toSorted())
    }
  })
})

describe('what a cell does not send', () => {
  const check = (attribute: string, more: Parameters<typeof validator>[1] = {}) => {
    const list = columns(['E-mail', 'EmailAddress'], ['It', attribute])
    const one = validator(list, more)
    return (value: string) => one.row({ id: 1, cells: ['ann@example.com', value] })
  }

  it.each([
    'NULL',
    'N/A',
    'n/a',
    '-',
    '--',
    '#N/A',
    '#REF!',
    'none',
    '(blank)',
    'undefined',
    'NaN',
    '0/0/00',
  ])('is a placeholder such as %s, whatever the field', (value) => {
    for (const attribute of ['LastName', 'Phone', 'Score', 'mx_Date_of_Birth']) {
      expect(check(attribute)(value)).toMatchObject([{ code: 'placeholder', severity: 'warning' }])
    }
  })

  it('is no placeholder where the field has it among its options', () => {
    const change = { Source: { dataType: 'Select' as const, options: ['Fair', 'None'] } }
    expect(check('Source', { change })('None')).toEqual([])
    expect(check('Source', { change })('none')).toEqual([])
    expect(codes(check('Source', { change })('n/a'))).toEqual(['placeholder'])
  })

  it('is told to be sent, or to keep its row here, where that was chosen', () => {
    const list = columns(['E-mail', 'EmailAddress'], ['Name', 'LastName'], ['Tel', 'Phone'])
    const with_ = (placeholders: 'send' | 'stop') =>
      createValidator({
        columns: list,
        settings: { searchBy: 'default', placeholders },
        attributes: { source: 'account', attributes: STANDARD_ATTRIBUTES },
      }).row({ id: 1, cells: ['ann@example.com', 'Null', 'none'] })
    expect(codes(with_('send'))).toEqual(['placeholder', 'placeholder', 'bad-phone'])
    expect(with_('stop').map(({ code, severity }) => [code, severity])).toEqual([
      ['placeholder-stop', 'error'],
      ['placeholder-stop', 'error'],
    ])
  })

  it('looks like a formula, and no phone, no list and no name does', () => {
    for (const value of ['=1+1', '=HYPERLINK("x")', '+A1+B1', '-SUM(A1)', "+cmd|' /C calc'!A0", '@SUM(A1)']) {
      expect([value, codes(check('LastName')(value))]).toEqual([value, ['formula']])
    }
    for (const value of ['+91 98765 43210', '-5', '- Smith (old)', '@ann', 'a=b', '+1-202-555-0101 x5']) {
      expect([value, codes(check('LastName')(value))]).toEqual([value, []])
    }
  })

  it('has control signs within, which keep a row here only where it is searched by them', () => {
    const found = check('LastName')('Mo\u0000rgan')
    expect(found).toMatchObject([{ code: 'control-signs', severity: 'warning' }])
    expect(found[0]!.text).toContain('a NUL sign')
    for (const sign of ['\u0007', '\u0085', '\u202e', '\ud800']) {
      expect([sign, codes(check('LastName')(`Mo${sign}rgan`))]).toEqual([sign, ['control-signs']])
    }
    const byPhone = validator(columns(['Tel', 'Phone']))
    expect(codes(byPhone.row({ id: 1, cells: ['98765\u000043210'] }))).toEqual(['control-in-key'])
  })

  it('stands at the ends unseen, and is named', () => {
    const [found] = check('LastName')('\u200bMorgan\u00a0')
    expect(found).toMatchObject({ code: 'invisible', severity: 'warning' })
    expect(found!.text).toBe(
      'There is a zero-width space and a no-break space before or after this value, which nobody sees. It is left out of what is sent.',
    )
    expect(check('LastName')(' Morgan\t')).toEqual([])
    expect(check('LastName')('می‌خواهم')).toEqual([])
    expect(check('LastName')('👩‍👩‍👧')).toEqual([])
    expect(check('LastName')('Mor\u00adgan')[0]!.text).toContain('a soft hyphen after “Mor”')
  })

  it('is a tab, which looks like a space', () => {
    for (const value of ['Acme\tPune', '+91\t9876543210']) {
      expect(codes(check(value.startsWith('+') ? 'Phone' : 'Company')(value))).toEqual(['invisible'])
    }
    expect(codes(check('Company')('\tAcme\t'))).toEqual([])
  })

  it('is a letter that programs wrote as an escape', () => {
    expect(check('LastName')('M=C3=BCller')).toMatchObject([{ code: 'garbled', severity: 'warning' }])
    expect(codes(check('Website')('https://x.example/?q=M%C3%BCller'))).toEqual([])
  })

  it('is a mark of another program, or several values', () => {
    expect(codes(check('Phone')('p:+4915112345178'))).toEqual(['export-mark'])
    expect(codes(check('Phone')("'+1 202-555-0101"))).toEqual(['export-mark'])
    expect(codes(check('mx_Zip')('z:10115'))).toEqual(['export-mark'])
    expect(codes(check('Company')("'90s Kids"))).toEqual([])
    expect(codes(check('FirstName')("'Ann"))).toEqual(['apostrophe'])
    expect(codes(check('mx_City')('Pune ::: Delhi'))).toEqual(['several-values'])
    expect(check('Phone')('+91 98765 43211 ::: +91 98765 43212')).toMatchObject([
      { code: 'bad-phone', text: 'There is more than one phone number here. Keep one.' },
    ])
  })

  it('breaks a line where the field has one', () => {
    expect(codes(check('Company')('Acme\nPune'))).toEqual(['line-break'])
    expect(codes(check('Notes')('Acme\nPune'))).toEqual([])
    expect(codes(check('Notes')('Acme\tPune'))).toEqual([])
    expect(codes(check('mx_Street1')('12 MG Road\nPune'))).toEqual([])
  })

  it('names all that is wrong with a cell and with a row', () => {
    const list = columns(['E-mail', 'EmailAddress'], ['Tel', 'Phone'], ['Born', 'mx_Date_of_Birth'])
    const problems = validator(list).row({ id: 1, cells: ['\u200bann', 'call\u200e me', '03/04/2025'] })
    expect(problems.map(({ columnId, code }) => [columnId, code])).toEqual([
      [0, 'invisible'],
      [0, 'bad-email'],
      [1, 'invisible'],
      [1, 'bad-phone'],
      [2, 'date-order'],
    ])
  })

  it('says why an email address is none where nothing can be seen', () => {
    const found = validator(columns(['E-mail', 'EmailAddress'])).row({
      id: 1,
      cells: ['ann\u200b@example.com'],
    })
    expect(found).toMatchObject([
      {
        code: 'bad-email',
        text: 'This email address has an invisible zero-width space after “ann”. “Fix email typos” takes it out.',
      },
    ])
  })

  it('is checked in a value that every row has, too', () => {
    const of = (attribute: string, value: string) =>
      codes(validator(columns(['E-mail', 'EmailAddress'], ['It', attribute, value])).sheet)
    expect(of('LastName', 'n/a')).toEqual(['placeholder'])
    expect(of('mx_Date_of_Birth', '03/04/2025')).toEqual(['date-order'])
    expect(of('mx_Date_of_Birth', '13/04/2025')).toEqual([])
    expect(of('Score', '1.234,5')).toEqual([])
  })
})

describe('a value that is none of its field’s options', () => {
  const attributes = STANDARD_ATTRIBUTES.map((attribute) =>
    attribute.schemaName === 'Source'
      ? { ...attribute, dataType: 'Select' as const, options: ['Fair', 'Web'] }
      : attribute,
  )
  const list = columns(['E-mail', 'EmailAddress'], ['Source', 'Source'])

  function told(unknownOptions?: 'send' | 'blank' | 'stop', ofColumn?: 'send' | 'blank' | 'stop') {
    const own = list.map((column) =>
      column.attribute === 'Source' && ofColumn
        ? { ...column, readAs: { unknownOptions: ofColumn } }
        : column,
    )
    const settings = { searchBy: 'default', ...(unknownOptions ? { unknownOptions } : {}) }
    const rows = ['Radio', 'fair', 'Web'].map((value, id) => ({ id: id + 1, cells: ['a@b.example', value] }))
    const judge = createValidator({ columns: own, settings, attributes: { source: 'account', attributes } })
    const sent = sentColumns(own, attributes, settings)
    return rows.map((row) => [
      ...judge.row(row).map(({ code, severity }) => `${code} ${severity}`),
      leadOf(row, sent, { searchBy: 'default', blanks: 'skip' }).find(
        ({ Attribute }) => Attribute === 'Source',
      )?.Value ?? '',
    ])
  }

  it('is sent with a warning, because LeadSquared keeps it, unless something else was said', () => {
    expect(told()).toEqual([['not-an-option warning', 'Radio'], ['Fair'], ['Web']])
    expect(told('blank')).toEqual([['not-an-option warning', ''], ['Fair'], ['Web']])
    expect(told('stop')).toEqual([['option-stop error', 'Radio'], ['Fair'], ['Web']])
  })

  it('follows what was said of its column before what was said of all', () => {
    expect(told('stop', 'blank')).toEqual(told('blank'))
    expect(told('blank', 'send')).toEqual(told())
  })
})

describe('marks around and behind a value', () => {
  function cell(attribute: string, value: string) {
    const list = columns(['E-mail', 'EmailAddress'], ['X', attribute])
    const row = { id: 1, cells: ['a@b.example', value] }
    const sent = sentColumns(list, STANDARD_ATTRIBUTES)
    const lead = leadOf(row, sent, { searchBy: 'default', blanks: 'skip' })
    return [...codes(validator(list).row(row)), lead.find(({ Attribute }) => Attribute === attribute)?.Value]
  }

  it('are left out and told: ="…", and the fraction of a number that is a phone', () => {
    expect(cell('mx_Zip', '="00123"')).toEqual(['export-mark', '00123'])
    expect(cell('Phone', '="+919876543210"')).toEqual(['export-mark', '+919876543210'])
    expect(cell('Phone', '919876543210.0')).toEqual(['export-mark', '919876543210'])
    expect(Number(cell('Score', '5.0').at(-1))).toBe(5)
    expect(cell('LastName', '="a"&"b"')).toEqual(['formula', '="a"&"b"'])
  })

  it('garbled letters are told and sent as they stand', () => {
    expect(cell('LastName', 'Zo&euml;')).toEqual(['garbled', 'Zo&euml;'])
    expect(cell('LastName', 'ZoÃ«')).toEqual(['garbled', 'ZoÃ«'])
    expect(cell('Website', 'https://a.example/?a=1&amp;b=2')[0]).not.toBe('garbled')
    expect(cell('LastName', 'Smith & Söhne')).toEqual(['Smith & Söhne'])
  })
})
