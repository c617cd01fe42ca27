import { STATUSES } from '#shared/pipeline/status.ts'
import { cellOf, type Column, type RowId } from '#shared/pipeline/sheet.ts'
import { rowStore, type SheetRow } from '#renderer/stores/row-store.ts'
import { messageOf, statusOf } from './status.ts'

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

/** Empty cells are last both ways, as in spreadsheets; AG Grid turns the answer round for a descending sort. */
export function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return descending ? -1 : 1
  if (b === null) return descending ? 1 : -1
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  if (typeof b === 'number') return 1
  return a < b ? -1 : 1
}

const STATUS_ORDER = new Map(STATUSES.map((status, order) => [status, order]))

function keyFor(what: string, columns: readonly Column[]): (row: SheetRow) => SortKey {
  if (what === 'status') return (row) => STATUS_ORDER.get(statusOf(row))!
  if (what === 'message') return (row) => sortKeyOf(messageOf(row))
  const column = columns.find((candidate) => `c${candidate.id}` === what)
  return (row) => (column ? sortKeyOf(cellOf(row, column)) : null)
}

/**
 * The key each row had when the person sorted. It is kept until they sort again: rows that are edited, sent or put in
 * between never move by themselves, as in a spreadsheet. Worked out once a sort instead of once a comparison, too.
 */
export function createSortKeys(columns: () => readonly Column[]) {
  let sortedBy: string | null = null
  let keys: (SortKey | undefined)[] = []
  return {
    /** Takes the keys of now; `what` is a column's name in AG Grid. */
    take(what: string | null): void {
      sortedBy = what
      keys = []
      if (what === null) return
      const key = keyFor(what, columns())
      for (const row of rowStore.rows) keys[row.id] = key(row)
    },
    /** A new row stands by the row it was made beside; made at the end, it stays at the end. */
    inherit(rows: readonly RowId[], from: RowId | undefined): void {
      if (sortedBy === null) return
      for (const id of rows) keys[id] = from === undefined ? null : (keys[from] ?? null)
    },
    compare(a: RowId, b: RowId, descending: boolean): number {
      return compareKeys(keys[a] ?? null, keys[b] ?? null, descending)
    },
  }
}

export type SortKeys = ReturnType<typeof createSortKeys>
