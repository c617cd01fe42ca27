import { DEFAULT_SETTINGS, type Column, type Row, type SheetHead } from '#shared/domain/sheet/sheet.ts'

const FIRST = ['Anna', 'Björn', 'Chen', 'Divya', 'Émile', 'Farah', 'Grace', 'Hiro', 'Ines', 'Jonas']
const LAST = ['Müller', 'Nguyen', 'Okafor', 'Petrov', 'Quinn', 'Rossi', 'Schäfer', 'Tanaka', 'Usman', 'Vega']
const TOWNS = ['Berlin', 'Pune', 'Lyon', 'Osaka', 'Lagos', 'Porto', 'Graz', 'Leeds']
const STAGES = ['New', 'Contacted', 'Qualified', 'Customer']

const HEADINGS: readonly [header: string, attribute: string | null][] = [
  ['Email', 'EmailAddress'],
  ['First Name', 'FirstName'],
  ['Last Name', 'LastName'],
  ['Phone', 'Phone'],
  ['Company', 'Company'],
  ['Job Title', 'JobTitle'],
  ['City', 'mx_City'],
  ['Country', 'mx_Country'],
  ['Zip', 'mx_Zip'],
  ['Lead Source', 'Source'],
  ['Stage', 'ProspectStage'],
  ['Score', 'Score'],
  ['Birthday', 'mx_Date_of_Birth'],
  ['Remark', null],
]

export const COLUMNS: readonly Column[] = HEADINGS.map(([header, attribute], id) => ({
  id,
  header,
  attribute,
  constant: null,
  hidden: false,
  width: 130,
}))

/** One lead, always the same for the same number. */
export function madeCells(n: number): string[] {
  const first = FIRST[n % FIRST.length]!
  const last = LAST[(n * 7) % LAST.length]!
  return [
    `lead${n}@example.com`,
    first,
    last,
    `+49 30 ${String(1_000_000 + ((n * 7919) % 9_000_000))}`,
    `${last} GmbH`,
    n % 3 === 0 ? 'Buyer' : 'Engineer',
    TOWNS[(n * 3) % TOWNS.length]!,
    n % 2 === 0 ? 'Germany' : 'India',
    String(10_000 + ((n * 31) % 89_999)),
    'Event',
    STAGES[n % STAGES.length]!,
    String((n * 13) % 100),
    `19${50 + (n % 49)}-0${1 + (n % 9)}-1${n % 9}`,
    n % 10 === 0 ? '' : `Met at stand ${n % 400}`,
  ]
}

export function madeRows(many: number): Row[] {
  return Array.from({ length: many }, (_, i) => ({ id: i + 1, rank: i + 1, cells: madeCells(i) }))
}

export function madeHead(rowCount: number): SheetHead {
  return {
    id: 1,
    name: 'Bench',
    columns: COLUMNS.slice(),
    settings: DEFAULT_SETTINGS,
    rowCount,
    nextRowId: rowCount + 1,
    nextColumnId: COLUMNS.length,
  }
}
