import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { mergeLeads } from '#shared/domain/check/duplicates.ts'
import { Plan, type PlanOptions } from './plan.ts'
import { DEFAULT_SEARCH, type Column } from '#shared/domain/sheet/sheet.ts'

function column(id: number, header: string, attribute: string | null): Column {
  return { id, header, attribute, constant: null, hidden: false, width: null }
}

const columns = [
  column(0, 'Email', 'EmailAddress'),
  column(1, 'Phone', 'Phone'),
  column(2, 'City', 'mx_City'),
  column(3, 'Remarks', null),
]

function planned(cells: string[][], options: Partial<PlanOptions> = {}) {
  const plan = new Plan({
    columns,
    searchBy: DEFAULT_SEARCH,
    blanks: 'skip',
    duplicates: 'order',
    attributes: { source: 'built-in', attributes: STANDARD_ATTRIBUTES },
    includeProblems: false,
    ...options,
  })
  const rows = cells.map((each, index) => ({ id: 100 + index, cells: each }))
  return { plan, rows, answers: rows.map((row, index) => plan.add(row, index + 1)) }
}

describe('a plan', () => {
  it('sends a good row and says whether repeating it could only update.', () => {
    const { answers } = planned([['ana@leads.example', '', 'Köln', 'x']])
    expect(answers).toEqual([{ state: 'queued', repeatable: true, emptyCells: 1 }])
  })

  it('leaves a row with an error out with its reason, unless the person wants it sent.', () => {
    const bad = ['not an email', '+49 30 901820', '', '']
    expect(planned([bad]).answers[0]).toMatchObject({ state: 'skipped', code: 'bad-email' })
    expect(planned([bad], { includeProblems: true }).answers[0]).toMatchObject({ state: 'queued' })
  })

  it('tells all that is wrong with a row, what it is searched by first, and not only the first of it.', () => {
    const typed = [...columns, column(4, 'Site', 'Website')]
    const bad = ['not an email', '12', 'Köln', '', 'no site at all']
    const [answer] = planned([bad], { columns: typed }).answers
    expect(answer?.problems?.map(({ code, columnId }) => [code, columnId])).toEqual([
      ['bad-email', 0],
      ['bad-phone', 1],
      ['not-a-website', 4],
    ])
    const texts = answer!.problems!.map(({ text }) => text)
    expect(answer).toMatchObject({ code: 'bad-email', message: `Skipped: ${texts.join(' ')}` })
    const [missing] = planned([['', '', '', '', 'no site at all']], { columns: typed }).answers
    expect(missing?.problems?.map(({ code }) => code)).toEqual(['missing-key', 'not-a-website'])
    const [sent] = planned([bad], { columns: typed, includeProblems: true }).answers
    expect(sent).toMatchObject({ state: 'queued' })
    expect(sent?.problems).toHaveLength(3)
  })

  it('never sends a row without a search key: it would always make a new lead.', () => {
    const { answers } = planned([['', '', 'Köln', '']], { includeProblems: true })
    expect(answers[0]).toMatchObject({ state: 'skipped', code: 'missing-key' })
  })

  it('skips a row that is empty in every column that is sent.', () => {
    const { answers } = planned([['', ' ', '', 'only a remark']], { includeProblems: true })
    expect(answers[0]).toMatchObject({ state: 'skipped', code: 'empty' })
  })
})

const twins = [
  ['ana@leads.example', '', 'Köln', ''],
  ['bob@leads.example', '', '', ''],
  ['ANA@leads.example ', '', 'Bonn', ''],
]

describe('duplicates', () => {
  it('keep the last: the earlier ones are told which row comes later.', () => {
    expect(planned(twins, { duplicates: 'last' }).plan.decideDuplicates()).toEqual([
      { kind: 'left-out', rowId: 100, message: 'Left out: row 3 has the same email and comes later.' },
    ])
  })

  it('are all skipped: each is told of another, and none goes.', () => {
    expect(planned(twins, { duplicates: 'skip' }).plan.decideDuplicates()).toEqual([
      { kind: 'left-out', rowId: 100, message: 'Left out: row 3 has the same email.' },
      { kind: 'left-out', rowId: 102, message: 'Left out: row 1 has the same email.' },
    ])
  })

  it('keep the first: the later ones are told which row comes first.', () => {
    expect(planned(twins, { duplicates: 'first' }).plan.decideDuplicates()).toEqual([
      { kind: 'left-out', rowId: 102, message: 'Left out: row 1 has the same email and comes first.' },
    ])
  })

  it('send in order: all go, the later ones say after which.', () => {
    expect(planned(twins, { duplicates: 'order' }).plan.decideDuplicates()).toEqual([
      { kind: 'in-order', rowId: 102, message: 'Sent after row 1, which has the same email.' },
    ])
  })

  it('merge: one lead carries the latest value of each field.', () => {
    const { plan, rows } = planned(twins, { duplicates: 'merge' })
    expect(plan.decideDuplicates()).toEqual([
      {
        kind: 'merged',
        rowIds: [100, 102],
        carrierMessage: 'Row 3 was merged into this one.',
        memberMessage: 'Merged into row 1.',
      },
    ])
    expect(plan.merge([rows[0]!, rows[2]!])).toEqual({
      lead: [
        { Attribute: 'EmailAddress', Value: 'ANA@leads.example' },
        { Attribute: 'mx_City', Value: 'Bonn' },
      ],
      repeatable: true,
    })
  })

  it('merge: of rows that differ in a key, which is told, only the last value goes.', () => {
    const oneOffice = [
      ['ana@leads.example', '+49 30 901820', '', ''],
      ['', '+49 30-901820', '', ''],
      ['bob@leads.example', '0049 30901820', '', ''],
    ]
    const [told, ...more] = planned(oneOffice, { duplicates: 'merge' }).plan.warnings.filter((text) =>
      /merged/.test(text),
    )
    expect(told).toMatch(
      /^1 lead is merged of rows that differ in email, such as rows 1 and 3: only one of the values is sent, the last\./,
    )
    expect(more).toEqual([])
    expect(planned(twins, { duplicates: 'merge' }).plan.warnings.join()).not.toContain('merged')
    expect(planned(oneOffice, { duplicates: 'order' }).plan.warnings.join()).not.toContain('merged')
  })

  it('are found through rows in between: one’s email, another’s phone.', () => {
    const chain = [
      ['ana@leads.example', '', '', ''],
      ['ana@leads.example', '+49 30 901820', '', ''],
      ['', '+49 30-901820', '', ''],
    ]
    const { plan } = planned(chain, { duplicates: 'last' })
    expect(plan.countDuplicates()).toEqual({ groups: 1, rows: 3 })
    expect(plan.decideDuplicates().map((decision) => 'message' in decision && decision.message)).toEqual([
      'Left out: row 3 is the same lead by way of other rows and comes later.',
      'Left out: row 3 has the same phone and comes later.',
    ])
  })

  it('are also measured against rows that went in before, so that an older row never overwrites a newer one.', () => {
    const { plan } = planned([twins[0]!], { duplicates: 'last' })
    plan.addSentBefore({ id: 7, cells: twins[2]! }, 40)
    expect(plan.decideDuplicates()).toEqual([
      { kind: 'left-out', rowId: 100, message: 'Left out: row 40 has the same email and comes later.' },
    ])
  })

  it('leave rows with errors out of account.', () => {
    const { plan } = planned(
      [
        ['broken', '+49 30 901820', '', ''],
        ['', '+49 30 901820', '', ''],
      ],
      {
        duplicates: 'last',
      },
    )
    expect(plan.decideDuplicates()).toEqual([])
  })
})

describe('merging leads', () => {
  it('never lets an empty value take a value away, and keeps SearchBy last.', () => {
    const merged = mergeLeads([
      [
        { Attribute: 'mx_City', Value: 'Köln' },
        { Attribute: 'SearchBy', Value: 'Phone' },
      ],
      [
        { Attribute: 'mx_City', Value: '' },
        { Attribute: 'Notes', Value: '' },
        { Attribute: 'SearchBy', Value: 'Phone' },
      ],
    ])
    expect(merged).toEqual([
      { Attribute: 'mx_City', Value: 'Köln' },
      { Attribute: 'Notes', Value: '' },
      { Attribute: 'SearchBy', Value: 'Phone' },
    ])
  })
})

describe('what a workbook holds', () => {
  const score = [...columns, column(4, 'Score', 'Score')]
  const plan = (includeProblems: boolean) =>
    new Plan({
      columns: score,
      searchBy: DEFAULT_SEARCH,
      blanks: 'clear',
      duplicates: 'order',
      attributes: { source: 'built-in', attributes: STANDARD_ATTRIBUTES },
      includeProblems,
    })
  const row = { id: 1, cells: ['ana@leads.example', '', '', '', '50%'] }

  it('makes a row good whose number is only shown as something else.', () => {
    expect(plan(false).add(row, 1)).toMatchObject({ state: 'skipped', code: 'not-a-number' })
    const held = { ...row, held: { 4: '0.5' } }
    expect(plan(false).add(held, 1)).toMatchObject({ state: 'queued' })
    expect(plan(false).leadOf(held)).toContainEqual({ Attribute: 'Score', Value: '0.5' })
  })

  it.each([false, true])(
    'keeps a row back whose formula was never calculated (problems sent: %s).',
    (include) => {
      const cells = ['ana@leads.example', '', '', '', '']
      expect(plan(include).add({ id: 1, cells, held: { 4: '=' } }, 1)).toMatchObject({
        state: 'skipped',
        code: 'not-calculated',
        message: expect.stringContaining('Open the file in Excel, save it there') as string,
      })
      const emailless = { id: 1, cells: [], held: { 0: '=' } }
      expect(plan(include).add(emailless, 1)).toMatchObject({ state: 'skipped', code: 'not-calculated' })
    },
  )

  it('does not look at formulas of columns that are not sent.', () => {
    expect(plan(false).add({ id: 1, cells: ['ana@leads.example'], held: { 3: '=' } }, 1)).toMatchObject({
      state: 'queued',
    })
  })

  it('tells one key in two shapes as one.', () => {
    const byPhone = new Plan({
      columns,
      searchBy: 'Phone',
      blanks: 'skip',
      duplicates: 'order',
      attributes: { source: 'built-in', attributes: STANDARD_ATTRIBUTES },
      includeProblems: false,
    })
    byPhone.add({ id: 1, cells: ['', '$9,175,551,234.00'], held: { 1: '9175551234' } }, 1)
    byPhone.add({ id: 2, cells: ['', '(917) 555-1234'] }, 2)
    expect(byPhone.countDuplicates()).toEqual({ groups: 1, rows: 2 })
  })
})
