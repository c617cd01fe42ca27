import type { ProblemChanges } from '#shared/domain/check/problem-index.ts'
import type { Problem, ProblemCode } from '#shared/domain/check/problem.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'

const NONE: readonly Problem[] = []

function sameProblems(one: readonly Problem[], other: readonly Problem[]): boolean {
  if (one.length !== other.length) return false
  return one.every(({ columnId, code, severity, text, key }, index) => {
    const beside = other[index]!
    return (
      beside.columnId === columnId &&
      beside.code === code &&
      beside.severity === severity &&
      beside.text === text &&
      beside.key === key
    )
  })
}

/** The problems of a sheet by row, with their counts kept true as changes come in. */
export class ProblemBook {
  readonly #rows = new Map<RowId, readonly Problem[]>()
  readonly #groups = new Map<string, readonly RowId[]>()
  readonly #counts = new Map<ProblemCode, number>()
  #rowsWithErrors = 0
  #readings: readonly ColumnReading[] = []

  /** Answers the rows whose problems are other ones now: a row that was checked is told also where it has the same ones still. */
  take(changes: ProblemChanges): RowId[] {
    const moved: RowId[] = []
    this.#readings = changes.readings ?? this.#readings
    for (const [rowId, problems] of changes.rows) {
      if (sameProblems(this.of(rowId), problems)) continue
      moved.push(rowId)
      this.#count(this.of(rowId), -1)
      this.#count(problems, 1)
      if (problems.length === 0) this.#rows.delete(rowId)
      else this.#rows.set(rowId, problems)
    }
    for (const [key, rows] of changes.groups) {
      if (rows.length < 2) this.#groups.delete(key)
      else this.#groups.set(key, rows)
    }
    return moved
  }

  #count(problems: readonly Problem[], by: 1 | -1): void {
    let error = false
    let double = false
    for (const { code, severity } of problems) {
      error ||= severity === 'error'
      // A row is double once, in however many of its keys: so the review and a push count it too.
      if (code === 'duplicate' && double) continue
      double ||= code === 'duplicate'
      const count = (this.#counts.get(code) ?? 0) + by
      if (count === 0) this.#counts.delete(code)
      else this.#counts.set(code, count)
    }
    if (error) this.#rowsWithErrors += by
  }

  of(rowId: RowId): readonly Problem[] {
    return this.#rows.get(rowId) ?? NONE
  }

  rows(): IterableIterator<RowId> {
    return this.#rows.keys()
  }

  rowsSharing(key: string): readonly RowId[] {
    return this.#groups.get(key) ?? []
  }

  /** Search keys that more than one row has. */
  get groups(): number {
    return this.#groups.size
  }

  /** Problems by code: cells, and rows that are for the same lead as another one. A fresh map each time. */
  counts(): Map<ProblemCode, number> {
    return new Map(this.#counts)
  }

  /** How the columns of dates and numbers are read. */
  get readings(): readonly ColumnReading[] {
    return this.#readings
  }

  get rowsWithErrors(): number {
    return this.#rowsWithErrors
  }
}
