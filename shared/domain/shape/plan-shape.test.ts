import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import { DEFAULT_SETTINGS, type Column, type Row, type SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { createLookUpTable, keyWay } from './look-up-table.ts'
import { planShape, type ShapeAids } from './plan-shape.ts'
import { noteInWords } from './shape-words.ts'
import { inDigits } from '#shared/wording/numbers.ts'

function columnsOf(
  headers: readonly string[],
  more: Partial<Record<string, Partial<Column>>> = {},
): Column[] {
  return headers.map((header, id) => ({
    id,
    header,
    attribute: null,
    constant: null,
    hidden: false,
    width: null,
    ...more[header],
  }))
}

function rowsOf(table: readonly (readonly string[])[]): Row[] {
  return table.map((cells, at) => ({ id: at + 1, rank: at + 1, cells: [...cells] }))
}

interface Tried {
  shape: Shape
  columns: readonly Column[]
  rows: readonly Row[]
  aids?: ShapeAids
  settings?: Partial<SheetSettings>
}

function plan({ shape, columns, rows, aids, settings }: Tried) {
  let nextId = columns.length
  const planned = planShape(
    shape,
    {
      columns,
      attributes: STANDARD_ATTRIBUTES,
      settings: { ...DEFAULT_SETTINGS, ...settings },
      takeId: () => nextId++,
    },
    aids,
  )
  if (!planned.ok) throw new Error(planned.problem)
  for (const row of rows) planned.plan.look(row)
  return planned.plan
}

function cellsOf(tried: Tried) {
  const made = plan(tried)
  if (made.kind !== 'cells') throw new Error('It is about rows.')
  const found = made.found()
  const written = tried.rows.map((row) => {
    const cells = row.cells.slice()
    for (const patch of found.patches) {
      if (patch.kind !== 'setCells') continue
      const at = patch.rows.indexOf(row.id)
      if (at !== -1) cells[patch.column] = patch.values[at]!
    }
    return Array.from(cells, (cell: string | undefined) => cell ?? '')
  })
  const words = found.notes.map((note) => noteInWords(note, tried.shape, inDigits))
  return { ...found, written, words, columns: made.columns, targets: made.targets }
}

function goneOf(tried: Tried) {
  const made = plan(tried)
  if (made.kind !== 'rows') throw new Error('It is about cells.')
  return made.found()
}

const SPLIT: Extract<Shape, { kind: 'split' }> = {
  kind: 'split',
  column: 'Place',
  by: ',',
  into: ['City', 'State'],
  rest: 'last',
}

describe('splitting a column', () => {
  const columns = columnsOf(['Place', 'Notes'])

  it('makes columns next to it, which go where their headings say, and writes the parts without their spaces', () => {
    const {
      written,
      columns: after,
      rows,
      changing,
      words,
    } = cellsOf({
      shape: SPLIT,
      columns,
      rows: rowsOf([
        ['Pune, MH', ''],
        ['', ''],
        ['Ulm', 'x'],
        ['A,B , C', ''],
      ]),
    })
    expect(after.map(({ header, attribute }) => [header, attribute])).toEqual([
      ['Place', null],
      ['City', 'mx_City'],
      ['State', 'mx_State'],
      ['Notes', null],
    ])
    expect(written).toEqual([
      ['Pune, MH', '', 'Pune', 'MH'],
      ['', ''],
      ['Ulm', 'x', 'Ulm'],
      ['A,B , C', '', 'A', 'B , C'],
    ])
    expect([changing, rows]).toEqual([3, 4])
    expect(words).toEqual([
      '1 row has no comma, so the whole text goes to “City”: “Ulm”',
      '1 row has more parts than there are columns; “State” takes the rest: “A,B , C”',
    ])
  })

  it('gives what is left to the first column where that is chosen, and takes a run of white space as one', () => {
    const { written } = cellsOf({
      shape: { ...SPLIT, by: ' ', rest: 'first' },
      columns,
      rows: rowsOf([['Anna  Maria\u00a0Lee', '']]),
    })
    expect(written[0]!.slice(2)).toEqual(['Anna  Maria', 'Lee'])
  })

  it('never writes over a value unsaid, and never empties a cell', () => {
    const there = columnsOf(['Place', 'City', 'State'])
    const rows = rowsOf([
      ['Pune, MH', 'Poona', ''],
      ['Ulm', 'Ulm', 'BW'],
    ])
    const asked = cellsOf({ shape: SPLIT, columns: there, rows })
    expect(asked.taken).toBe(1)
    expect(asked.written).toEqual([
      ['Pune, MH', 'Poona', 'MH'],
      ['Ulm', 'Ulm', 'BW'],
    ])
    const replaced = cellsOf({ shape: { ...SPLIT, existing: 'replace' }, columns: there, rows })
    expect(replaced.written).toEqual([
      ['Pune, MH', 'Pune', 'MH'],
      ['Ulm', 'Ulm', 'BW'],
    ])
    expect(replaced.changing).toBe(1)
  })

  it('takes a number as it is shown and says so', () => {
    const { written, words } = cellsOf({
      shape: { ...SPLIT, by: '.' },
      columns,
      rows: [{ id: 1, rank: 1, cells: ['12.5', ''], held: { '0': '12.4999' } }],
    })
    expect(written[0]!.slice(2)).toEqual(['12', '5'])
    expect(words).toEqual(['1 row holds a number or a date here, which is taken as it is shown: “12.5”'])
  })

  it('leaves n/a and a formula without its value alone', () => {
    const { changing, words } = cellsOf({
      shape: { ...SPLIT, by: '/' },
      columns,
      rows: [...rowsOf([['n/a', '']]), { id: 2, rank: 2, cells: ['', ''], held: { '0': '=' } }],
    })
    expect(changing).toBe(0)
    expect(words[0]).toMatch(/^1 row is left alone: a formula there was saved without its value\./)
  })
})

describe('combining columns', () => {
  const columns = columnsOf(['First name', 'Last name', 'Born'])
  const shape: Shape = { kind: 'combine', template: '{first name} {Last name}', into: 'Name', gaps: 'tidy' }

  it('fills the template, an empty part or n/a taking its space along', () => {
    const { written, words } = cellsOf({
      shape,
      columns,
      rows: rowsOf([
        ['Ann', 'Lee', ''],
        ['', 'Lee', ''],
        ['n/a', 'Ek', ''],
        ['', '', ''],
      ]),
    })
    expect(written.map((cells) => cells[3] ?? '')).toEqual(['Ann Lee', 'Lee', 'Ek', ''])
    expect(words).toEqual(['2 rows lack a part, which goes with what stands around it.'])
  })

  it('leaves rows alone that lack a part where that is chosen', () => {
    const { changing } = cellsOf({
      shape: { ...shape, gaps: 'leave' },
      columns,
      rows: rowsOf([['Ann', '', '']]),
    })
    expect(changing).toBe(0)
  })

  it('takes dates as shown', () => {
    const { written } = cellsOf({
      shape: { ...shape, template: '{Last name}, {Born}' },
      columns,
      rows: [{ id: 1, rank: 1, cells: ['', 'Lee', '5 Mar'], held: { '2': '2024-03-05' } }],
    })
    expect(written[0]![3]).toBe('Lee, 5 Mar')
  })
})

describe('the first filled of several', () => {
  it('takes the value with what it holds, and passes over n/a', () => {
    const { written, patches, words } = cellsOf({
      shape: { kind: 'first-filled', columns: ['Mobile', 'Home'], into: 'Best' },
      columns: columnsOf(['Mobile', 'Home']),
      rows: [
        ...rowsOf([
          ['', '111'],
          ['NULL', '222'],
          ['', ''],
        ]),
        { id: 4, rank: 4, cells: ['1,204', '9'], held: { '0': '1204' } },
      ],
    })
    expect(written.map((cells) => cells[2] ?? '')).toEqual(['111', '222', '', '1,204'])
    expect(patches[0]).toMatchObject({ held: [null, null, '1204'] })
    expect(words).toEqual(['1 row has nothing in any of these columns.'])
  })

  it('can fill the gaps of one of them', () => {
    const { written, taken } = cellsOf({
      shape: { kind: 'first-filled', columns: ['Mobile', 'Home'], into: 'Mobile' },
      columns: columnsOf(['Mobile', 'Home']),
      rows: rowsOf([
        ['1', '2'],
        ['', '3'],
      ]),
    })
    expect(written.map((cells) => cells[0])).toEqual(['1', '3'])
    expect(taken).toBe(0)
  })
})

describe('looking up in another sheet', () => {
  const theirs = columnsOf(['E-mail', 'City'], { 'E-mail': { attribute: 'EmailAddress' } })
  const their = rowsOf([
    ['ANN@one.example', 'Ulm'],
    ['bob@one.example', 'Bonn'],
    ['bob@one.example', 'Köln'],
    ['cy@one.example', 'Jena'],
    ['cy@one.example ', 'Jena'],
    ['n/a', 'Nowhere'],
  ])
  function table(several: 'none' | 'first' | 'last') {
    const [key, city] = sentColumns(theirs, STANDARD_ATTRIBUTES)
    const made = createLookUpTable({ key: key!, take: [city!], several, keyOf: keyWay(key!) })
    for (const row of their) made.add(row)
    return made
  }
  const shape: Shape = {
    kind: 'look-up',
    sheet: 'Cities',
    key: 'Mail',
    theirKey: 'E-mail',
    take: [{ column: 'City', into: 'City' }],
    several: 'none',
  }
  const columns = columnsOf(['Mail'])
  const rows = rowsOf([
    ['ann@one.example '],
    ['bob@one.example'],
    ['cy@one.example'],
    ['dan@x.example'],
    ['n/a'],
  ])

  it('finds by key whatever its case, and takes nothing where several say different things', () => {
    const { written, words } = cellsOf({ shape, columns, rows, aids: { table: table('none') } })
    expect(written.map((cells) => cells[1] ?? '')).toEqual(['Ulm', '', 'Jena', '', ''])
    expect(words).toEqual([
      '1 row is found more than once there, with different values, and stays as it is: “bob@one.example”',
      '1 row is not found there and stays as it is: “dan@x.example”',
      '1 row has nothing to look up.',
    ])
  })

  it.each([
    ['first', 'Bonn'],
    ['last', 'Köln'],
  ] as const)('takes the %s of several where that is chosen', (several, city) => {
    const { written } = cellsOf({ shape, columns, rows, aids: { table: table(several) } })
    expect(written[1]![1]).toBe(city)
  })

  it('finds a number by what it holds', () => {
    const [key, name] = sentColumns(columnsOf(['No', 'Name']), [])
    const numbers = createLookUpTable({
      key: key!,
      take: [name!],
      several: 'none',
      keyOf: keyWay(key!),
    })
    numbers.add({ id: 1, cells: ['1,204', 'Ann'], held: { '0': '1204' } })
    numbers.add({ id: 2, cells: ['1.2E+11', 'Bob'], held: { '0': '120000000001' } })
    const { written } = cellsOf({
      shape: { ...shape, key: 'Mail', take: [{ column: 'Name', into: 'Name' }] },
      columns,
      rows: rowsOf([['1204'], ['1.2E+11'], ['120000000001']]),
      aids: { table: numbers },
    })
    expect(written.map((cells) => cells[1] ?? '')).toEqual(['Ann', '', 'Bob'])
  })
})

describe('removing duplicates', () => {
  const columns = columnsOf(['Email', 'Phone', 'City'], {
    Email: { attribute: 'EmailAddress' },
    Phone: { attribute: 'Phone' },
  })
  const rows = rowsOf([
    ['ann@x.example', '', ''],
    ['ANN@x.example', '1', 'Ulm'],
    ['ann@x.example ', '1', ''],
    ['n/a', '', 'Bonn'],
    ['n/a', '', 'Bonn'],
    ['', '', ''],
  ])

  it.each([
    ['first', [2, 3]],
    ['last', [1, 2]],
    ['fullest', [1, 3]],
  ] as const)('keeps the %s', (keep, gone) => {
    const found = goneOf({ shape: { kind: 'unique', columns: ['Email'], keep }, columns, rows })
    expect(found.gone).toEqual(gone)
    expect([found.keys, found.withoutKey, found.rows]).toEqual([1, 3, 6])
  })

  it('takes three spellings of one phone as one, its country known', () => {
    const found = goneOf({
      shape: { kind: 'unique', columns: ['Phone'], keep: 'first' },
      columns,
      rows: rowsOf([
        ['', '+91 98765 43210', ''],
        ['', '09876543210', ''],
        ['', '+91-9876543210', ''],
      ]),
      settings: { phoneCountry: 'IN' },
    })
    expect(found.gone).toEqual([2, 3])
  })

  it('tells numbers apart that are shown alike, and knows one by what it holds', () => {
    const held = (id: number, text: string, number: string): Row => ({
      ...{ id, rank: id, cells: ['', '', text] },
      held: { '2': number },
    })
    const found = goneOf({
      shape: { kind: 'unique', columns: ['City'], keep: 'first' },
      columns,
      rows: [
        held(1, '1.2E+11', '120000000001'),
        held(2, '1.2E+11', '120000000002'),
        held(3, '1,204', '1204'),
        { id: 4, rank: 4, cells: ['', '', '1204'] },
      ],
    })
    expect(found.gone).toEqual([4])
  })

  it('goes by all chosen columns together', () => {
    const found = goneOf({
      shape: { kind: 'unique', columns: ['Email', 'Phone'], keep: 'first' },
      columns,
      rows,
    })
    expect(found.gone).toEqual([3])
  })
})

describe('filling down', () => {
  it('fills empty cells from above with what is held there, each column by itself', () => {
    const { written, patches, words } = cellsOf({
      shape: { kind: 'fill-down', columns: ['Region', 'Day'] },
      columns: columnsOf(['Region', 'Day']),
      rows: [
        { id: 1, rank: 1, cells: ['', '5 Mar'], held: { '1': '2024-03-05' } },
        { id: 2, rank: 2, cells: ['West'] },
        { id: 3, rank: 3, cells: [' ', '6 Mar'] },
        { id: 4, rank: 4, cells: ['East', ''] },
      ],
    })
    expect(written.map((cells) => [cells[0], cells[1] ?? ''])).toEqual([
      ['', '5 Mar'],
      ['West', '5 Mar'],
      ['West', '6 Mar'],
      ['East', '6 Mar'],
    ])
    expect(patches.find((patch) => patch.kind === 'setCells' && patch.column === 1)).toMatchObject({
      held: ['2024-03-05', null],
    })
    expect(words).toEqual(['1 row has nothing above to fill from and stays empty there.'])
  })
})

describe('extracting by pattern', () => {
  it('writes what is found and names what holds nothing of the kind', () => {
    const { written, words } = cellsOf({
      shape: { kind: 'extract', column: 'Contact', pattern: '<(.+)>', matchCase: false, into: 'Email' },
      columns: columnsOf(['Contact']),
      rows: rowsOf([['Ann <ann@x.example>'], ['none here']]),
      aids: { extract: (text) => /<(.+)>/.exec(text)?.[1] ?? null },
    })
    expect(written.map((cells) => cells[1] ?? '')).toEqual(['ann@x.example', ''])
    expect(words).toEqual(['1 row does not hold the pattern and stays as it is: “none here”'])
  })
})

describe('what cannot be planned is said', () => {
  const columns = columnsOf(['Phone', 'Phone', 'Fixed'], { Fixed: { constant: 'x' } })
  const tried = (shape: Shape): string => {
    const planned = planShape(shape, {
      columns,
      attributes: [],
      settings: DEFAULT_SETTINGS,
      takeId: () => 9,
    })
    return planned.ok ? '' : planned.problem
  }

  it.each<[string, Shape, string]>([
    ['a column that is not there', { ...SPLIT, into: ['A', 'B'] }, 'There is no column “Place”.'],
    [
      'one of two namesakes',
      { ...SPLIT, column: 'Phone', into: ['A', 'B'] },
      '2 columns are called “Phone”. Say which, as in “Phone#2”, or rename them.',
    ],
    [
      'a column twice',
      { ...SPLIT, column: 'Phone#2', into: ['A', 'A'] },
      '“A” is named twice. Each part needs a column of its own.',
    ],
    [
      'a column with one value for every row',
      { ...SPLIT, column: 'Phone#2', into: ['Fixed'] },
      '“Fixed” has one value for every row, so nothing can be written into it. Give it own values first, or take another column.',
    ],
    [
      'a sheet that is not there',
      {
        kind: 'look-up',
        sheet: 'X',
        key: 'Fixed',
        theirKey: 'a',
        take: [{ column: 'a', into: 'b' }],
        several: 'none',
      },
      'There is no sheet “X” to look up in.',
    ],
  ])('%s', (_, shape, problem) => {
    expect(tried(shape)).toBe(problem)
  })
})
