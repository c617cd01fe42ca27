import { canLoseZeros, DigitColumn, digitShape, isPostcode, type DigitShape } from './lost-zeros.ts'
import { findingByColumn } from './column-check.ts'
import { isError, severityOf, type Problem } from './problem.ts'
import { countedColumns, type ColumnCounts } from '#shared/domain/sheet/column-counts.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type { Column, ColumnId, Row, RowId } from '#shared/domain/sheet/sheet.ts'
import { createValidator, type ValidationContext } from './validate.ts'

type Cells = Pick<Row, 'id' | 'cells' | 'held'>

/** What is different since the last time it was asked. */
export interface ProblemChanges {
  /** All problems of each row whose problems may have changed; an empty list where none is left. */
  rows: [rowId: RowId, problems: readonly Problem[]][]
  /** The rows of each search key that may have changed; fewer than two: it is not shared any more. */
  groups: [key: string, rows: RowId[]][]
  /** How the columns of dates and numbers are read now; null where that is as it was told last. */
  readings: readonly ColumnReading[] | null
}

/**
 * The problems of a whole sheet, kept right row by row: putting a row costs the checks of that row and a look into the
 * index of search keys, however many rows there are. Only where a column's judgement about lost zeros turns are its
 * rows gone through. One index serves one mapping; make a new one when columns, settings or attributes change.
 */
export interface ProblemIndex {
  readonly sheet: readonly Problem[]
  /** Adds a row or takes its new cells. The row is read at once and not kept. */
  put(row: Cells): void
  remove(rowId: RowId): void
  problemsOf(rowId: RowId): readonly Problem[]
  rowsSharing(key: string): RowId[]
  changes(): ProblemChanges
}

/** What is kept of a row; small, as there may be 500,000 of them. */
interface Entry {
  own: readonly Problem[]
  /** The search key in each of the validator's key columns; '' for none, or for one that is an error. */
  keys: readonly string[]
  /**
   * One character for each watched column, its code the shape, then one for each column of dates or numbers, its code the
   * evidence. Rows mostly look alike, so equal ones are one string.
   */
  shapes: string
}

interface WatchedColumn {
  id: ColumnId
  digits: DigitColumn
  suspect: DigitShape
}

/** A column of dates or numbers: how it is read depends on all its cells, and what is wrong with a cell on how it is read. */
interface ReadColumn {
  counts: ColumnCounts
  reading: ColumnReading
}

const NONE: readonly never[] = []

const LOST_ZERO =
  'Most numbers of this column have one digit more: a spreadsheet may have dropped the 0 in front. Put it back if it belongs there.'

export function createProblemIndex(context: ValidationContext): ProblemIndex {
  const validator = createValidator({ ...context, readings: 'later' })
  const attributes = new Map(context.attributes.attributes.map((entry) => [entry.schemaName, entry]))
  const entries = new Map<RowId, Entry>()
  /** A key that one row has, the usual case, does without a set of its own. */
  const holders = new Map<string, RowId | Set<RowId>>()
  const knownShapes = new Map<string, string>()
  const changedRows = new Set<RowId>()
  const changedKeys = new Set<string>()
  /** Rows last told with problems; a row that has none and had none is not worth telling. */
  const told = new Set<RowId>()

  const watched: WatchedColumn[] = []
  for (const column of context.columns) {
    const attribute = column.attribute === null ? undefined : attributes.get(column.attribute)
    if (!attribute || column.constant !== null || !canLoseZeros(attribute)) continue
    watched.push({ id: column.id, digits: new DigitColumn(isPostcode(column, attribute)), suspect: 0 })
  }
  const readColumns: ReadColumn[] = countedColumns(
    context.columns,
    context.settings,
    context.attributes.attributes,
  ).map((counts) => ({ counts, reading: counts.reading() }))
  let toldReadings = ''
  const names = new Map(
    context.columns.map((column) => [
      column.id,
      attributes.get(column.attribute ?? '')?.displayName ?? column.attribute ?? '',
    ]),
  )

  function hold(key: string, rowId: RowId): void {
    const holder = holders.get(key)
    if (holder === undefined) {
      holders.set(key, rowId)
      return
    }
    changedKeys.add(key)
    if (typeof holder === 'number') {
      holders.set(key, new Set([holder, rowId]))
      changedRows.add(holder)
    } else holder.add(rowId)
  }

  function release(key: string, rowId: RowId): void {
    const holder = holders.get(key)
    if (typeof holder !== 'object') {
      holders.delete(key)
      return
    }
    changedKeys.add(key)
    holder.delete(rowId)
    if (holder.size > 1) return
    const [last] = holder
    holders.set(key, last!)
    changedRows.add(last!)
  }

  function shapesOf(row: Cells): string {
    let shapes = ''
    for (const { id } of watched) shapes += String.fromCharCode(digitShape((row.cells[id] ?? '').trim()))
    for (const { counts } of readColumns) shapes += String.fromCharCode(counts.evidenceIn(row))
    const known = knownShapes.get(shapes)
    if (known !== undefined) return known
    knownShapes.set(shapes, shapes)
    return shapes
  }

  function countShapes(shapes: string, by: 1 | -1): void {
    for (const [index, { digits }] of watched.entries()) digits.add(shapes.charCodeAt(index), by)
    for (const [index, { counts }] of readColumns.entries()) {
      counts.count(shapes.charCodeAt(watched.length + index), by)
    }
  }

  function sameKeys(left: readonly string[], right: readonly string[]): boolean {
    return left.length === right.length && left.every((key, index) => key === right[index])
  }

  function put(row: Cells): void {
    const before = entries.get(row.id)
    const own = validator.row(row)
    // A key that is an error itself ("n/a" in every other row) is no key two rows share; its rows stay out anyway.
    const isWrong = (column: Column) =>
      own.some((problem) => problem.columnId === column.id && isError(problem))
    const entry: Entry = {
      own: own.length === 0 ? NONE : own,
      keys: validator
        .keysOf(row)
        .map((key, index) => (own.length > 0 && isWrong(validator.keyColumns[index]!) ? '' : key)),
      shapes: shapesOf(row),
    }
    if (!before || !sameKeys(before.keys, entry.keys)) {
      for (const key of before?.keys ?? NONE) if (key !== '') release(key, row.id)
      for (const key of entry.keys) if (key !== '') hold(key, row.id)
    }
    if (before?.shapes !== entry.shapes) {
      if (before) countShapes(before.shapes, -1)
      countShapes(entry.shapes, 1)
    }
    entries.set(row.id, entry)
    changedRows.add(row.id)
  }

  function remove(rowId: RowId): void {
    const entry = entries.get(rowId)
    if (!entry) return
    for (const key of entry.keys) if (key !== '') release(key, rowId)
    countShapes(entry.shapes, -1)
    entries.delete(rowId)
    changedRows.add(rowId)
  }

  /** Verdicts are passed once a batch, not once a row: a sheet that is being loaded would turn them over and over. */
  function judge(): void {
    for (const [index, column] of watched.entries()) {
      const suspect = column.digits.suspect()
      if (suspect === column.suspect) continue
      for (const [rowId, { shapes }] of entries) {
        const shape = shapes.charCodeAt(index)
        if (shape !== 0 && (shape === suspect || shape === column.suspect)) changedRows.add(rowId)
      }
      column.suspect = suspect
    }
    for (const [index, column] of readColumns.entries()) {
      const reading = column.counts.reading()
      if (readsAlike(reading, column.reading)) {
        column.reading = reading
        continue
      }
      column.reading = reading
      for (const [rowId, { shapes }] of entries) {
        if (shapes.charCodeAt(watched.length + index) !== 0) changedRows.add(rowId)
      }
    }
  }

  function problemsOf(rowId: RowId): readonly Problem[] {
    const entry = entries.get(rowId)
    if (!entry) return NONE
    let problems: Problem[] | null = null
    for (const [index, { id, suspect }] of watched.entries()) {
      if (suspect === 0 || entry.shapes.charCodeAt(index) !== suspect) continue
      problems ??= [...entry.own]
      problems.push({ rowId, columnId: id, severity: 'warning', code: 'lost-zero', text: LOST_ZERO })
    }
    for (const [index, { counts, reading }] of readColumns.entries()) {
      const evidence = entry.shapes.charCodeAt(watched.length + index)
      const finding = evidence === 0 ? null : findingByColumn(counts, evidence, reading)
      if (!finding) continue
      const { code, text } = finding
      problems ??= [...entry.own]
      problems.push({ rowId, columnId: reading.columnId, severity: severityOf(code), code, text })
    }
    for (const [index, key] of entry.keys.entries()) {
      if (typeof holders.get(key) !== 'object') continue
      const columnId = validator.keyColumns[index]!.id
      const text = `Other rows have the same ${names.get(columnId)!}. What is sent is chosen under Problems.`
      problems ??= [...entry.own]
      problems.push({ rowId, columnId, severity: 'warning', code: 'duplicate', text, key })
    }
    return problems ?? entry.own
  }

  function rowsSharing(key: string): RowId[] {
    const holder = holders.get(key)
    return typeof holder === 'object' ? [...holder] : []
  }

  function readingsToTell(): readonly ColumnReading[] | null {
    const readings = readColumns.map(({ reading }) => reading)
    const signature = JSON.stringify(readings)
    if (signature === toldReadings) return null
    toldReadings = signature
    return readings
  }

  return {
    sheet: validator.sheet,
    put,
    remove,
    problemsOf: (rowId) => {
      judge()
      return problemsOf(rowId)
    },
    rowsSharing,
    changes() {
      judge()
      const changes: ProblemChanges = { rows: [], groups: [], readings: readingsToTell() }
      for (const rowId of changedRows) {
        const problems = problemsOf(rowId)
        if (problems.length > 0) told.add(rowId)
        else if (!told.delete(rowId)) continue
        changes.rows.push([rowId, problems])
      }
      for (const key of changedKeys) changes.groups.push([key, rowsSharing(key)])
      changedRows.clear()
      changedKeys.clear()
      return changes
    },
  }
}

/** True where no cell is judged differently. */
function readsAlike(one: ColumnReading, other: ColumnReading): boolean {
  return one.as === other.as && one.currencies.join() === other.currencies.join()
}
