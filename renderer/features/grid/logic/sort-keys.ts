import { STATUSES } from '#shared/domain/push/status.ts'
import { cellOf, type Column, type RowId } from '#shared/domain/sheet/sheet.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { atOnce, stepByStep } from '#renderer/flows/in-slices.ts'
import { statusOf } from './status.ts'

/** Numbers before words before empty cells. */
export type SortKey = number | string | null

const NUMBER = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$/
const NON_ASCII = /[^\u0020-\u007e]/

/** Case and accents left out, so that Älg stands by Alg. A leading zero makes a code, not a number. */
export function sortKeyOf(text: string): SortKey {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const first = trimmed.charCodeAt(0)
  const mayBeNumber = (first >= 48 && first <= 57) || first === 45 || first === 43
  if (mayBeNumber && trimmed.length < 16 && NUMBER.test(trimmed) && !/^0\d/.test(trimmed)) {
    return Number(trimmed.replaceAll(',', '').replace('%', ''))
  }
  const lower = trimmed.toLowerCase()
  return NON_ASCII.test(lower) ? lower.normalize('NFKD').replace(/\p{M}+/gu, '') : lower
}

/** Of two keys that are there: rows without one are last, whichever way. */
export function compareKeys(a: number | string, b: number | string): number {
  if (a === b) return 0
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  if (typeof b === 'number') return 1
  return a < b ? -1 : 1
}

const STATUS_ORDER = new Map(STATUSES.map((status, order) => [status, order]))

function keyFor(what: string, columns: readonly Column[]): (row: SheetRow) => SortKey {
  if (what === 'status') return (row) => STATUS_ORDER.get(statusOf(row))!
  const column = columns.find((candidate) => `c${candidate.id}` === what)
  return (row) => (column ? sortKeyOf(cellOf(row, column)) : null)
}

/** Work between two looks at the clock: a millisecond or less. */
const STEP = 1_000
/** Up to here a sort is done before the hand is off the key. */
const AT_ONCE = 10_000

interface Place {
  key: number | string
  place: number
}

/** A merge sort that stops for breath; stable. */
export function* sortSteps<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Generator<void, Item[]> {
  let source = items.slice()
  for (let from = 0; from < source.length; from += STEP) {
    const run = source.slice(from, from + STEP).sort(compare)
    for (let i = 0; i < run.length; i++) source[from + i] = run[i]!
    yield
  }
  for (let size = STEP; size < source.length; size *= 2) {
    const target = new Array<Item>(source.length)
    for (let from = 0; from < source.length; from += 2 * size) {
      const middle = Math.min(from + size, source.length)
      const to = Math.min(from + 2 * size, source.length)
      let left = from
      let right = middle
      for (let at = from; at < to; at++) {
        const takeLeft = right >= to || (left < middle && compare(source[left]!, source[right]!) <= 0)
        target[at] = takeLeft ? source[left++]! : source[right++]!
        if (at % STEP === 0) yield
      }
    }
    source = target
  }
  return source
}

/** Each row's place among the distinct keys, by its id; rows without a value have none. */
function* placeSteps(
  rows: readonly SheetRow[],
  keyOf: (row: SheetRow) => SortKey,
): Generator<void, (number | undefined)[]> {
  const byKey = new Map<SortKey, Place>()
  const found: (Place | null)[] = []
  for (const row of rows) {
    const key = keyOf(row)
    let place = key === null ? null : (byKey.get(key) ?? null)
    if (!place && key !== null) byKey.set(key, (place = { key, place: 0 }))
    if (found.push(place) % STEP === 0) yield
  }
  const inOrder = yield* sortSteps([...byKey.values()], (a, b) => compareKeys(a.key, b.key))
  inOrder.forEach((entry, place) => (entry.place = place))
  yield
  const places: (number | undefined)[] = []
  for (let i = 0; i < rows.length; i++) {
    places[rows[i]!.id] = found[i]?.place
    if (i % STEP === 0) yield
  }
  return places
}

/**
 * The place each row had when the person sorted. It is kept until they sort again: rows that are edited, sent or put in
 * between never move by themselves, as in a spreadsheet. Worked out once a sort and in slices; AG Grid, which would ask for
 * two values in each of ten million comparisons, only gets the outcome (`arrange`).
 */
export function createSortKeys(columns: () => readonly Column[]) {
  let sortedBy: string | null = null
  let descending = false
  let places: (number | undefined)[] = []
  let stop = new AbortController()

  return {
    /** AG Grid's name of the column it is sorted by; null in the sheet's order. */
    get by(): string | null {
      return sortedBy
    },
    /** Takes the order of now, by a column's name in AG Grid; `taken` is called when it is known, unless asked anew first. */
    take(what: string, downwards: boolean, taken: () => void): void {
      stop.abort()
      stop = new AbortController()
      const { signal } = stop
      const steps = placeSteps(rowStore.rows, keyFor(what, columns()))
      const keep = (found: (number | undefined)[]): void => {
        sortedBy = what
        descending = downwards
        places = found
        taken()
      }
      if (rowStore.rows.length <= AT_ONCE) {
        keep(atOnce(steps))
        return
      }
      stepByStep(steps, signal).then(
        (found) => signal.aborted || keep(found),
        (error: unknown) => {
          if (!signal.aborted) throw error
        },
      )
    },
    /** Back to the sheet's order. */
    drop(): void {
      stop.abort()
      sortedBy = null
      places = []
    },
    /** A new row stands by the row it was made beside; made at the end, it stays at the end. */
    inherit(rows: readonly RowId[], from: RowId | undefined): void {
      if (sortedBy === null) return
      for (const id of rows) places[id] = from === undefined ? undefined : places[from]
    },
    /** Puts what stands in the sheet's order into this one, by counting: rows without a value are last both ways. */
    arrange<Node>(nodes: Node[], idOf: (node: Node) => RowId): void {
      if (sortedBy === null) return
      const last = places.reduce<number>((most, place) => Math.max(most, place ?? 0), 0) + 1
      const slot = (node: Node): number => {
        const place = places[idOf(node)]
        return place === undefined ? last : descending ? last - 1 - place : place
      }
      const starts = new Uint32Array(last + 2)
      for (const node of nodes) starts[slot(node) + 1]!++
      for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!
      for (const node of nodes.slice()) nodes[starts[slot(node)]!++] = node
    },
  }
}

export type SortKeys = ReturnType<typeof createSortKeys>
