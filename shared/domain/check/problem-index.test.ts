import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { createProblemIndex, type ProblemIndex } from './problem-index.ts'
import type { Problem } from './problem.ts'
import type { Column, RowId } from '#shared/domain/sheet/sheet.ts'

const names = ['EmailAddress', 'Phone', 'mx_Zip', 'mx_Date_of_Birth']

function column(id: number, attribute: string): Column {
  return { id, header: attribute, attribute, constant: null, hidden: false, width: null }
}

function makeIndex(): ProblemIndex {
  return createProblemIndex({
    columns: names.map((attribute, id) => column(id, attribute)),
    settings: { searchBy: 'default' },
    attributes: { source: 'account', attributes: STANDARD_ATTRIBUTES },
  })
}

const brief = (problems: readonly Problem[]) => problems.map(({ code, columnId }) => `${code} ${columnId}`)

describe('duplicates', () => {
  it('are told on every row that shares the key, and end when one is left', () => {
    const index = makeIndex()
    index.put({ id: 1, cells: ['Ann@example.com'] })
    index.put({ id: 2, cells: ['bob@example.com'] })
    index.put({ id: 3, cells: [' ann@EXAMPLE.com'] })
    const first = index.changes()
    expect(first.rows.map(([id, problems]) => [id, brief(problems)])).toEqual([
      [1, ['duplicate 0']],
      [3, ['duplicate 0']],
    ])
    expect(first.groups).toEqual([['EmailAddress=ann@example.com', [1, 3]]])

    index.put({ id: 3, cells: ['eve@example.com'] })
    const second = index.changes()
    expect(second.rows).toEqual(
      expect.arrayContaining([
        [1, []],
        [3, []],
      ]),
    )
    expect(second.rows).toHaveLength(2)
    expect(second.groups).toEqual([['EmailAddress=ann@example.com', []]])
  })

  it('are found by email and by phone, each on its own cell', () => {
    const index = makeIndex()
    index.put({ id: 1, cells: ['ann@example.com', '+49 171 234567'] })
    index.put({ id: 2, cells: ['ann@example.com', '0301 234567'] })
    index.put({ id: 3, cells: ['bob@example.com', '49171234567'] })
    expect(brief(index.problemsOf(1))).toEqual(['duplicate 0', 'duplicate 1'])
    expect(brief(index.problemsOf(2))).toEqual(['duplicate 0'])
    expect(brief(index.problemsOf(3))).toEqual(['duplicate 1'])
  })

  it('are not told of keys that are errors themselves', () => {
    const index = makeIndex()
    index.put({ id: 1, cells: ['not given'] })
    index.put({ id: 2, cells: ['not given'] })
    expect(brief(index.problemsOf(1))).toEqual(['bad-email 0'])
  })
})

describe('columns of dates and numbers', () => {
  const reader = (more: Partial<Column> = {}) =>
    createProblemIndex({
      columns: [column(0, 'EmailAddress'), { ...column(1, 'mx_Date_of_Birth'), ...more }, column(2, 'Score')],
      settings: { searchBy: 'default' },
      attributes: { source: 'account', attributes: STANDARD_ATTRIBUTES },
    })
  const put = (index: ProblemIndex, id: number, born: string, score = '') =>
    index.put({ id, cells: [`p${id}@example.com`, born, score] })

  it('are read as their cells prove, and asked about where none does', () => {
    const index = reader()
    put(index, 1, '04/02/2024', '1.234')
    put(index, 2, '12/02/2024', '12')
    const open = index.changes()
    expect(open.rows.map(([id, problems]) => [id, brief(problems)])).toEqual([
      [1, ['date-order 1', 'decimal-sign 2']],
      [2, ['date-order 1']],
    ])
    expect(open.readings).toMatchObject([
      { columnId: 1, as: null, by: 'nobody', either: 2, example: '04/02/2024' },
      { columnId: 2, as: null, by: 'nobody', either: 1, example: '1.234' },
    ])
    put(index, 3, '31/12/2024', '1.234,56')
    const settled = index.changes()
    expect(settled.rows.toSorted(([one], [other]) => one - other)).toEqual([
      [1, []],
      [2, []],
    ])
    expect(settled.readings).toMatchObject([
      { as: 'dmy', by: 'cells', proof: [{ as: 'dmy', cells: 1 }] },
      { as: ',', by: 'cells' },
    ])
    index.remove(3)
    expect(index.changes().rows).toHaveLength(2)
    expect(index.changes().readings).toBeNull()
  })

  it('name the cells that do not fit what was said', () => {
    const index = reader({ readAs: { dates: 'dmy' } })
    put(index, 1, '06/05/1988')
    put(index, 2, '08/25/2023')
    put(index, 3, '5-Mar-24')
    put(index, 4, '29/02/2023')
    expect(brief(index.problemsOf(1))).toEqual([])
    expect(index.problemsOf(2)).toMatchObject([
      { code: 'not-a-date', text: expect.stringContaining('read day first') as string },
    ])
    expect(brief(index.problemsOf(3))).toEqual([])
    expect(index.problemsOf(4)).toMatchObject([
      { code: 'not-a-date', text: expect.stringContaining('no such day') as string },
    ])
  })

  it('take no amounts in two currencies for amounts', () => {
    const index = reader()
    put(index, 1, '', '$5')
    expect(brief(index.problemsOf(1))).toEqual([])
    put(index, 2, '', '5 €')
    put(index, 3, '', '5')
    expect(brief(index.problemsOf(1))).toEqual(['mixed-currencies 2'])
    expect(brief(index.problemsOf(3))).toEqual([])
  })
})

describe('lost leading zeros', () => {
  const zips = ['01067', '04109', '10115', '20095', '50667', '80331', '99084']

  it('are suspected where most of a column has one digit more', () => {
    const index = makeIndex()
    zips.forEach((zip, row) => index.put({ id: row + 1, cells: [`p${row}@example.com`, '', zip] }))
    index.put({ id: 50, cells: ['p50@example.com', '', '1067'] })
    expect(index.changes().rows.map(([id, problems]) => [id, brief(problems)])).toEqual([
      [50, ['lost-zero 2']],
    ])
  })

  it('are no longer suspected when the column has changed', () => {
    const index = makeIndex()
    zips.forEach((zip, row) => index.put({ id: row + 1, cells: [`p${row}@example.com`, '', zip] }))
    index.put({ id: 50, cells: ['p50@example.com', '', '1067'] })
    index.changes()
    for (let id = 60; id < 90; id++) index.put({ id, cells: [`p${id}@example.com`, '', String(1000 + id)] })
    expect(index.changes().rows).toEqual([[50, []]])
  })

  it('are not suspected in numbers that merely differ in length', () => {
    const index = makeIndex()
    const numbers = ['9876543210', '9876543211', '9876543212', '9876543213', '9876543214', '987654321']
    numbers.forEach((phone, row) => index.put({ id: row + 1, cells: [`p${row}@example.com`, phone] }))
    expect(index.changes().rows).toEqual([])
  })
})

it('knows after any edits what it would know of the same rows checked anew', () => {
  const cells = fc.tuple(
    fc.constantFrom('', 'a@example.com', 'A@example.com', 'b@example.com', 'broken'),
    fc.constantFrom('', '030123456', '030 123 456', '0171234567', '171234567'),
    fc.constantFrom('', '01067', '04109', '1067', '80331', 'D-1'),
    fc.constantFrom('', '03/04/2025', '13/04/2025', '2025-04-13', '04/13/2025', 'n/a'),
  )
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ id: fc.integer({ min: 1, max: 15 }), cells: fc.option(cells) }) },
    { weight: 1, arbitrary: fc.constant('tell' as const) },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const index = makeIndex()
      const rows = new Map<RowId, string[]>()
      const told = new Map<RowId, readonly Problem[]>()
      const groups = new Map<string, RowId[]>()
      const listen = () => {
        const changes = index.changes()
        for (const [id, problems] of changes.rows) told.set(id, problems)
        for (const [key, sharing] of changes.groups) groups.set(key, sharing)
      }
      for (const entry of steps) {
        if (entry === 'tell') listen()
        else if (entry.cells === null) {
          rows.delete(entry.id)
          index.remove(entry.id)
        } else {
          rows.set(entry.id, entry.cells)
          index.put({ id: entry.id, cells: entry.cells })
        }
      }
      listen()
      const fresh = makeIndex()
      for (const [id, cells] of rows) fresh.put({ id, cells })
      for (let id = 1; id <= 15; id++) expect(told.get(id) ?? []).toEqual(fresh.problemsOf(id))
      for (const [key, sharing] of groups) {
        expect(sharing.toSorted((a, b) => a - b)).toEqual(fresh.rowsSharing(key).toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 300 },
  )
})
