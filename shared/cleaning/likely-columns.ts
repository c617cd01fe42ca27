import type { DataType } from '#shared/domain/sheet/attributes.ts'
import { cellOf, type Column, type Row } from '#shared/domain/sheet/sheet.ts'
import type { ColumnLook } from './cleaning.ts'
import { cleaningOf, type CleaningKind } from './registry.ts'

/** Enough to know what a column holds, few enough to be looked at whenever the panel is drawn. */
const LOOKED_AT = 500
/** A few slips do not hide what a column holds. */
const MOSTLY = 0.6

/** What the columns of a sheet are likely to be good for. */
export interface LikelyColumns {
  /** The column a cleaning is most likely meant for; among equals the one the person is in. Null where none stands out. */
  best(kind: CleaningKind, current?: Column): Column | null
  /** Whether the cleaning can be meant for a column at all. */
  fits(kind: CleaningKind, column: Column): boolean
}

/** Goes by where a column is sent and, where that does not tell, by what stands in the first of `rows`. */
export function likelyColumns(
  columns: readonly Column[],
  types: ReadonlyMap<string, DataType>,
  rows: readonly Pick<Row, 'cells'>[],
): LikelyColumns {
  const first = rows.slice(0, LOOKED_AT)
  const look: ColumnLook = {
    typeOf: (column) => types.get(column.attribute ?? ''),
    mostly(column, is) {
      const type = look.typeOf(column)
      // A column sent as something else is that, whatever it looks like.
      if (type !== undefined && type !== 'Text') return false
      const values = first.map((row) => cellOf(row, column).trim()).filter((value) => value !== '')
      return values.length > 0 && values.filter(is).length >= MOSTLY * values.length
    },
  }
  return {
    best(kind, current) {
      for (const sign of cleaningOf(kind).signs) {
        if (current && sign(current, look)) return current
        const found = columns.find((column) => sign(column, look))
        if (found) return found
      }
      return null
    },
    fits: (kind, column) => cleaningOf(kind).signs.some((sign) => sign(column, look)),
  }
}
