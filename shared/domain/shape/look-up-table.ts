import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { sentColumns, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { SeveralChoice, Shape } from '#shared/domain/sheet/shape.ts'
import type { SheetHead } from '#shared/domain/sheet/sheet.ts'
import { noneCalled, severalCalled } from './column-problems.ts'
import { keyTexts, valueOf, type Cells, type Value } from './source.ts'

/** What a text is known by. Emails and phones as the keys they are, all else but for case and outer space. */
export type KeyOf = (text: string) => string

export function keyWay({ attribute, takes, phoneCountry }: SentColumn): KeyOf {
  const as = takes === 'Phone' ? 'Phone' : takes === 'Email' ? 'EmailAddress' : (attribute ?? '')
  return (text) => normaliseKey(as, text, phoneCountry)
}

export type Found =
  | { kind: 'found'; values: readonly (Value | null)[] }
  | { kind: 'not-found' }
  /** Several rows have the key, and do not say the same. */
  | { kind: 'several' }

/** Another sheet's values by their keys. */
export interface LookUpTable {
  find: (value: Value) => Found
  /** Rows taken in. */
  readonly rows: number
}

interface Entry {
  values: readonly (Value | null)[]
  differ: boolean
}

/**
 * Takes another sheet's rows in, one call each. A cell that holds a number or a date is known by that, so that 1,204
 * finds 1204.
 */
export function createLookUpTable(options: {
  key: SentColumn
  take: readonly SentColumn[]
  several: SeveralChoice
  keyOf: KeyOf
}): LookUpTable & { add: (row: Cells) => void } {
  const { key, take, several, keyOf } = options
  const byKey = new Map<string, Entry>()
  let rows = 0

  function put(at: string, values: readonly (Value | null)[]): void {
    const there = byKey.get(at)
    if (!there) byKey.set(at, { values, differ: false })
    else if (there.values !== values) {
      there.differ ||= !sameValues(there.values, values)
      if (several === 'last') there.values = values
    }
  }

  return {
    get rows() {
      return rows
    },
    add(row) {
      rows++
      const value = valueOf(row, key)
      if (value === null || value.text === '') return
      const values = take.map((column) => valueOf(row, column))
      for (const at of keysOf(value, key, keyOf)) put(at, values)
    },
    find(value) {
      for (const at of keysOf(value, key, keyOf)) {
        const entry = byKey.get(at)
        if (!entry) continue
        return entry.differ && several === 'none'
          ? { kind: 'several' }
          : { kind: 'found', values: entry.values }
      }
      return { kind: 'not-found' }
    },
  }
}

/**
 * A table of the sheet a look-up names, to be filled with its rows; a sentence instead where one of its columns is not there.
 * A key that is a phone or an email in one of the two sheets is one in both.
 */
export function lookUpTableFor(
  { key, theirKey, take, several }: Extract<Shape, { kind: 'look-up' }>,
  here: Pick<SheetHead, 'columns' | 'settings'>,
  there: Pick<SheetHead, 'columns' | 'settings'>,
  attributes: readonly Attribute[],
): ReturnType<typeof createLookUpTable> | string {
  const columns = sentColumns(there.columns, attributes, there.settings)
  const named: SentColumn[] = []
  for (const name of [theirKey, ...take.map(({ column }) => column)]) {
    const [column, ...others] = columnsCalled(columns, name)
    if (column === undefined) return `In the other sheet: ${noneCalled(name)}`
    if (others.length > 0) return `In the other sheet: ${severalCalled(name, others.length + 1)}`
    named.push(column)
  }
  const [theirs, ...taken] = named
  const [ours] = columnsCalled(sentColumns(here.columns, attributes, here.settings), key)
  const telling = [ours, theirs].find((column) => column?.takes === 'Phone' || column?.takes === 'Email')
  const phoneCountry = telling?.phoneCountry ?? here.settings.phoneCountry ?? undefined
  const as: SentColumn = telling ? { ...theirs!, takes: telling.takes, phoneCountry } : theirs!
  const keyOf = keyWay(as)
  return createLookUpTable({ key: as, take: taken, several, keyOf })
}

function keysOf(value: Value, column: SentColumn, keyOf: KeyOf): string[] {
  const keys = keyTexts(value, column).map(keyOf)
  return keys.filter((key, at) => key !== '' && keys.indexOf(key) === at)
}

function sameValues(one: readonly (Value | null)[], other: readonly (Value | null)[]): boolean {
  return one.every(
    (value, at) => value?.text.trim() === other[at]?.text.trim() && value?.held === other[at]?.held,
  )
}
