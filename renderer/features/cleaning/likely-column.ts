import { readDate } from '#shared/cleaning/dates.ts'
import type { DataType } from '#shared/domain/sheet/attributes.ts'
import { FULL_NAME_HEADINGS } from '#shared/domain/sheet/mapping/synonyms.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { cellOf, type Column, type Row } from '#shared/domain/sheet/sheet.ts'
import type { CleaningKind } from '#renderer/stores/problems/cleaning-store.ts'

/** Enough to know what a column holds, few enough to be looked at whenever the panel is drawn. */
const LOOKED_AT = 500
/** A few slips do not hide what a column holds. */
const MOSTLY = 0.6

const NAME_ATTRIBUTES: ReadonlySet<string> = new Set(['FirstName', 'LastName'])

const isDate = (value: string) => readDate(value).kind !== 'unclear'
const isEmail = (value: string) => value.includes('@')
const isWords = (value: string) => /\p{L}/u.test(value) && !/[\d@]|:\/\/|^www\./iu.test(value)

type Test = (column: Column) => boolean

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
  const typeOf = (column: Column) => types.get(column.attribute ?? '')
  const goesTo =
    (type: DataType): Test =>
    (column) =>
      typeOf(column) === type

  function mostly(is: (value: string) => boolean): Test {
    return (column) => {
      const type = typeOf(column)
      // A column sent as something else is that, whatever it looks like.
      if (type !== undefined && type !== 'Text') return false
      const values = first.map((row) => cellOf(row, column).trim()).filter((value) => value !== '')
      return values.length > 0 && values.filter(is).length >= MOSTLY * values.length
    }
  }

  const email: readonly Test[] = [goesTo('Email'), mostly(isEmail)]
  const noEmail: Test = (column) => !email.some((sign) => sign(column))
  const fullName: Test = (column) => FULL_NAME_HEADINGS.has(normaliseHeading(column.header))
  const words = mostly(isWords)
  const name: Test = (column) =>
    (fullName(column) || NAME_ATTRIBUTES.has(column.attribute ?? '')) && words(column)

  /** What speaks for a column, the surest sign first. */
  const signs: Readonly<Record<CleaningKind, readonly Test[]>> = {
    spaces: [],
    case: [name, words, noEmail],
    emails: email,
    phones: [goesTo('Phone')],
    names: [fullName],
    dates: [goesTo('Date'), mostly(isDate)],
    rows: [],
  }
  return {
    best(kind, current) {
      for (const sign of signs[kind]) {
        if (current && sign(current)) return current
        const found = columns.find(sign)
        if (found) return found
      }
      return null
    },
    fits: (kind, column) => signs[kind].some((sign) => sign(column)),
  }
}
