import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Column, RowId } from '#shared/domain/sheet/sheet.ts'
import type { KeepChoice } from '#shared/domain/sheet/shape.ts'
import { keyWay } from './look-up-table.ts'
import { keyTexts, valueOf, type Cells } from './source.ts'

/** Rows that share a key, in the sheet's order. */
export interface Twins {
  kept: RowId
  gone: readonly RowId[]
  /** The key as the row that stays writes it. */
  key: readonly string[]
}

export interface UniqueRows {
  rows: number
  /** Every row that goes, in the sheet's order within its key. */
  gone: RowId[]
  /** Keys that several rows have. */
  keys: number
  first: readonly Twins[]
  /** Rows without anything in the columns, of which none is another's double. */
  withoutKey: number
}

interface Group {
  rows: { id: RowId; filled: number; key: readonly string[] }[]
}

const SHOWN_KEYS = 8

/**
 * Finds rows that are alike in `by`, one call each. A row with nothing in any of these columns, or with a formula there whose
 * value is not known, is nobody's double.
 */
export function createUniqueRows(options: {
  by: readonly SentColumn[]
  /** All columns of the sheet: what counts for the fullest row. */
  all: readonly Column[]
  keep: KeepChoice
}): { look: (row: Cells) => void; found: () => UniqueRows } {
  const { by, all, keep } = options
  const ways = by.map((column) => keyWay(column))
  const own = all.filter(({ constant }) => constant === null)
  const groups = new Map<string, Group>()
  let rows = 0
  let withoutKey = 0

  return {
    look(row) {
      rows++
      const values = by.map((column) => valueOf(row, column))
      if (values.includes(null) || values.every((value) => value!.text === '')) {
        withoutKey++
        return
      }
      const key = values.map((value) => value!.text.trim())
      const at = JSON.stringify(
        values.map((value, index) =>
          value!.text === '' ? '' : ways[index]!(keyTexts(value!, by[index]!)[0]!),
        ),
      )
      const filled = keep === 'fullest' ? filledCells(row, own) : 0
      const group = groups.get(at)
      if (group) group.rows.push({ id: row.id, filled, key })
      else groups.set(at, { rows: [{ id: row.id, filled, key }] })
    },
    found() {
      const gone: RowId[] = []
      const first: Twins[] = []
      let keys = 0
      for (const { rows: twins } of groups.values()) {
        if (twins.length === 1) continue
        keys++
        const kept = keptOf(twins, keep)
        const others = twins.filter((twin) => twin !== kept).map(({ id }) => id)
        for (const id of others) gone.push(id)
        if (first.length < SHOWN_KEYS) first.push({ kept: kept.id, gone: others, key: kept.key })
      }
      return { rows, gone, keys, first, withoutKey }
    },
  }
}

function keptOf(twins: Group['rows'], keep: KeepChoice): Group['rows'][number] {
  if (keep === 'last') return twins.at(-1)!
  // Of equally full ones the first.
  return keep === 'first'
    ? twins[0]!
    : twins.reduce((best, twin) => (twin.filled > best.filled ? twin : best))
}

function filledCells({ cells }: Cells, columns: readonly Column[]): number {
  let filled = 0
  for (const { id } of columns) if ((cells[id] ?? '').trim() !== '') filled++
  return filled
}
