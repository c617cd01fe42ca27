import { afterEach, describe, expect, it } from 'vitest'
import type { Column, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { columnsFor, PushHarness } from './push.test-kit.ts'

let stand: PushHarness | null = null

afterEach(async () => {
  await stand?.close()
  stand = null
})

async function open(): Promise<PushHarness> {
  stand = await PushHarness.open()
  stand.attributes = STANDARD_ATTRIBUTES.map((attribute) => ({ ...attribute }))
  return stand
}

interface Sheet {
  attributes: (string | null)[]
  rows: string[][]
  settings?: Partial<SheetSettings>
  change?: (columns: Column[]) => Column[]
}

/** Reviews and pushes a sheet over a real socket; answers what the server then holds of each lead, by its email. */
async function push({ attributes, rows, settings = {}, change = (columns) => columns }: Sheet) {
  const s = await open()
  const columns = change(columnsFor(...attributes))
  const sheetId = s.sheet(rows, columns)
  const head = s.workspace.head(sheetId)!
  s.workspace.applyPatches(sheetId, 'page', 1, [
    { kind: 'setSettings', settings: { ...head.settings, ...settings } },
  ])
  const review = await s.runner.review(s.request(sheetId))
  if (!review.ok) throw new Error(review.fault.text)
  await s.start(sheetId)
  await s.still()
  const leads = new Map(s.server.leads().map(({ fields }) => [fields['EmailAddress'] ?? '', fields]))
  return { review: review.value, outcomes: s.outcomes(), of: (person: number) => leads.get(mail(person)) }
}

const mail = (person: number) => `person${person}@newcomers.example`

const DATES = [
  ['06/05/1988', '12/02/2024'],
  ['17/05/1988', '04/02/2024'],
  ['08/25/2023', '31/12/2024'],
  ['01.02.2024', '2024-02-01'],
  ['5-Mar-24', '29/02/2023'],
].map((cells, at) => [mail(at + 1), ...cells])

const DEALS = ['1.234,56', '1,234.56', '1\u00a0234,56', '12,34,567.00', '(1.200,00)', '1.234', '24,5'].map(
  (cell, at) => [mail(at + 1), cell],
)

describe('dates that can be read either way', () => {
  it('stay here while no cell and nobody says how they are meant, and the rest goes', async () => {
    const { review, of, outcomes } = await push({
      attributes: ['EmailAddress', 'mx_Date_of_Birth', null],
      rows: DATES,
    })
    expect(review.readings).toMatchObject([
      {
        as: null,
        by: 'nobody',
        either: 2,
        example: '06/05/1988',
        proof: [
          { as: 'dmy', cells: 1 },
          { as: 'mdy', cells: 1 },
        ],
      },
    ])
    expect(review.leftOut).toMatchObject([{ code: 'date-order', count: 2, rows: [1, 4] }])
    expect(outcomes.map(({ state }) => state)).toEqual([
      'skipped',
      'created',
      'created',
      'skipped',
      'created',
    ])
    expect(of(2)?.['mx_Date_of_Birth']).toContain('1988-05-17')
    expect(of(5)?.['mx_Date_of_Birth']).toContain('2024-03-05')
  })

  it('go as their column proves or the person says, and the cells that do not fit are named', async () => {
    const { review, of, outcomes } = await push({
      attributes: ['EmailAddress', 'mx_Date_of_Birth', 'mx_Enquired'].slice(0, 2),
      rows: DATES,
      settings: { dateOrder: 'dmy' },
    })
    expect(review.readings).toMatchObject([{ as: 'dmy', by: 'sheet' }])
    expect(outcomes.map(({ state }) => state)).toEqual([
      'created',
      'created',
      'skipped',
      'created',
      'created',
    ])
    expect(outcomes[2]!.message).toContain('read day first, and so there is no such day')
    expect(of(1)?.['mx_Date_of_Birth']).toContain('1988-05-06')
    expect(of(4)?.['mx_Date_of_Birth']).toContain('2024-02-01')
  })

  it('are read day first where one day past the twelfth proves it', async () => {
    const { review, of, outcomes } = await push({
      attributes: ['EmailAddress', null, 'mx_Date_of_Birth'],
      rows: DATES,
    })
    expect(review.readings).toMatchObject([{ as: 'dmy', by: 'cells' }])
    expect(outcomes.map(({ state }) => state)).toEqual([
      'created',
      'created',
      'created',
      'created',
      'skipped',
    ])
    expect(outcomes[4]!.message).toContain('There is no such day in the calendar')
    expect(of(1)?.['mx_Date_of_Birth']).toContain('2024-02-12')
    expect(of(2)?.['mx_Date_of_Birth']).toContain('2024-02-04')
  })

  it('are read as chosen for the column, whatever its cells prove', async () => {
    const { review, of } = await push({
      attributes: ['EmailAddress', null, 'mx_Date_of_Birth'],
      rows: DATES,
      settings: { dateOrder: 'dmy' },
      change: (columns) => columns.map((column) => ({ ...column, readAs: { dates: 'mdy' as const } })),
    })
    expect(review.readings).toMatchObject([{ as: 'mdy', by: 'person' }])
    expect(of(2)?.['mx_Date_of_Birth']).toContain('2024-04-02')
    expect(of(3)).toBeUndefined()
  })
})

describe('numbers of two countries', () => {
  it('keep back what may be a thousand times more, until somebody says', async () => {
    const { review, of } = await push({ attributes: ['EmailAddress', 'Score'], rows: DEALS })
    expect(review.readings).toMatchObject([{ kind: 'numbers', as: null, either: 1, example: '1.234' }])
    expect(review.leftOut).toMatchObject([{ code: 'decimal-sign', rows: [6] }])
    expect(of(6)).toBeUndefined()
  })

  it('go in plain digits with the decimal sign said, and those that do not fit are named', async () => {
    const { of, outcomes } = await push({
      attributes: ['EmailAddress', 'Score'],
      rows: DEALS,
      settings: { decimal: ',' },
    })
    const states = ['created', 'skipped', 'created', 'skipped', 'created', 'created', 'created']
    expect(outcomes.map(({ state }) => state)).toEqual(states)
    expect([1, 3, 5, 6, 7].map((person) => Number(of(person)?.['Score']))).toEqual([
      1234.56, 1234.56, -1200, 1234, 24.5,
    ])
    expect(outcomes[1]!.message).toContain('have a decimal comma')
  })
})

it('email addresses go without what nobody sees, and spellings of one are one', async () => {
  const { review, outcomes } = await push({
    attributes: ['EmailAddress', 'FirstName'],
    rows: [
      ['person1@newcomers.example', 'base'],
      ['Person1@Newcomers.Example', 'case only'],
      ['person1@newcomers.example\u00a0', 'no-break space'],
      ['\u200bperson1@newcomers.example', 'zero width'],
      ['person1@newcomers.example.', 'point'],
      ['jos\u00e9@newcomers.example', 'composed'],
      ['jose\u0301@newcomers.example', 'decomposed'],
      ['Asha Rao <person6@newcomers.example>', 'display name'],
      ['mailto:person5@newcomers.example', 'mailto'],
      ['per\u200bson7@newcomers.example', 'within'],
    ],
  })
  expect(review.duplicates).toEqual({ groups: 2, rows: 6 })
  expect(review.warned).toMatchObject([{ code: 'invisible', count: 2, rows: [3, 4] }])
  const skipped = outcomes.filter(({ state }) => state === 'skipped')
  expect(skipped.map(({ rowId }) => rowId)).toEqual([5, 8, 9, 10])
  expect(skipped.map(({ message }) => message)).toEqual([
    'Skipped: There is a point too many in this email address. Take it out.',
    'Skipped: There is a name beside this email address. “Fix email typos” keeps the address between < and >.',
    'Skipped: This begins with “mailto:”, as links do. “Fix email typos” takes it out.',
    'Skipped: This email address has an invisible zero-width space after “per”. “Fix email typos” takes it out.',
  ])
})

it('placeholders are no values, formulas are text, and marks of other programs stay behind', async () => {
  const { review, of } = await push({
    attributes: ['EmailAddress', 'LastName', 'Phone', 'mx_Zip', 'mx_Date_of_Birth'],
    rows: [
      [mail(1), 'NULL', 'p:+4915112345178', 'z:10115', '0/0/00'],
      [mail(2), '=HYPERLINK("x")', "'+1 202-555-0102", '#N/A', '05/17/1988'],
      [mail(3), 'Mo\u0000rgan', '-', 'n/a', ''],
    ],
  })
  expect(Object.fromEntries(review.warned.map(({ code, count }) => [code, count]))).toEqual({
    placeholder: 5,
    'export-mark': 3,
    formula: 1,
    'control-signs': 1,
  })
  expect(of(1)).toMatchObject({ Phone: '+4915112345178', mx_Zip: '10115' })
  expect(of(1)?.['LastName'] ?? '').toBe('')
  expect(of(2)).toMatchObject({ LastName: '=HYPERLINK("x")', Phone: '+1 202-555-0102' })
  expect(of(2)?.['mx_Date_of_Birth']).toContain('1988-05-17')
  expect(of(3)).toMatchObject({ LastName: 'Morgan' })
  expect(of(3)?.['Phone'] ?? '').toBe('')
})

it('rows with placeholders stay here where that was chosen, even where rows with errors go', async () => {
  const s = await open()
  const sheetId = s.sheet([[mail(1), 'NULL']])
  const head = s.workspace.head(sheetId)!
  s.workspace.applyPatches(sheetId, 'page', 1, [
    { kind: 'setSettings', settings: { ...head.settings, placeholders: 'stop' } },
  ])
  const review = await s.runner.review(s.request(sheetId, { includeProblems: true }))
  expect(review.ok && review.value).toMatchObject({
    toSend: 0,
    leftOut: [{ code: 'placeholder-stop', count: 1 }],
  })
})

it('postcodes that may have lost a 0 are told before they are sent, where most have one digit more', async () => {
  const { review } = await push({
    attributes: ['EmailAddress', 'mx_Zip'],
    rows: ['10115', '1067', '20095', '80331', '50667', '4109'].map((zip, index) => [mail(index + 1), zip]),
  })
  expect(review.warned).toMatchObject([{ code: 'lost-zero', count: 2, rows: [2, 6] }])
})
