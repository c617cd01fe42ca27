import type { Held } from '#shared/domain/sheet/held.ts'
import type { ProblemChanges } from '#shared/domain/check/problem-index.ts'
import type { Problem } from '#shared/domain/check/problem.ts'
import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import type { ValidationContext } from '#shared/domain/check/validate.ts'

/** Page → worker. Rows travel as one flat list of cells: `slots.length` of them a row, in the order of `rows`. */
export type ToChecker =
  | { kind: 'begin'; generation: number; context: ValidationContext }
  | {
      kind: 'rows'
      rows: RowId[]
      slots: ColumnId[]
      cells: string[]
      /** Of the rows that hold something, by their place in `rows`, in order. */
      held: [at: number, held: Held][]
      removed: RowId[]
      /** More of the same pass follows: changes are told when all of it is in. */
      more: boolean
    }

/** Worker → page. */
export type FromChecker =
  | { kind: 'sheet'; generation: number; problems: readonly Problem[] }
  /** A message of rows has been taken in. */
  | { kind: 'taken'; generation: number }
  | { kind: 'changes'; generation: number; changes: PackedChanges; more: boolean }

type Finding = Pick<Problem, 'code' | 'severity' | 'text'>

/** Thousands of rows say one of a few dozen sentences, so the sentences travel once and the rows as numbers. */
export interface PackedChanges {
  findings: Finding[]
  keys: string[]
  /** Of each row: its id, how many problems it has, and of each of these the column, the finding and the key (−1: none). */
  numbers: Int32Array
  groups: [key: string, rows: RowId[]][]
  readings: ProblemChanges['readings']
}

export function packChanges({ rows, groups, readings }: ProblemChanges): PackedChanges {
  const findings: Finding[] = []
  const findingAt = new Map<string, number>()
  const keys: string[] = []
  const keyAt = new Map<string, number>()
  const numbers: number[] = []
  for (const [rowId, problems] of rows) {
    numbers.push(rowId, problems.length)
    for (const { code, severity, text, columnId, key } of problems) {
      const name = `${code} ${severity} ${text}`
      let finding = findingAt.get(name)
      if (finding === undefined) {
        finding = findings.push({ code, severity, text }) - 1
        findingAt.set(name, finding)
      }
      let shared = key === undefined ? -1 : keyAt.get(key)
      if (shared === undefined) {
        shared = keys.push(key!) - 1
        keyAt.set(key!, shared)
      }
      numbers.push(columnId ?? -1, finding, shared)
    }
  }
  return { findings, keys, numbers: Int32Array.from(numbers), groups, readings }
}

export function unpackChanges(packed: PackedChanges): ProblemChanges {
  const { findings, keys, numbers } = packed
  const rows: ProblemChanges['rows'] = []
  let at = 0
  while (at < numbers.length) {
    const rowId = numbers[at++]!
    const count = numbers[at++]!
    const problems: Problem[] = []
    for (let i = 0; i < count; i++) {
      const columnId = numbers[at++]!
      const finding = findings[numbers[at++]!]!
      const key = numbers[at++]!
      problems.push({
        rowId,
        columnId: columnId < 0 ? null : columnId,
        code: finding.code,
        severity: finding.severity,
        text: finding.text,
        ...(key < 0 ? null : { key: keys[key]! }),
      })
    }
    rows.push([rowId, problems])
  }
  return { rows, groups: packed.groups, readings: packed.readings }
}
