import type { PlannedRow } from '#shared/domain/push/plan.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import type { Problem } from '#shared/domain/check/problem.ts'
import { KEEP_ROWS } from '#shared/domain/sheet/people.ts'
import { cellOf, type Column, type ColumnId, type Row } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import { unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

const PEOPLE_NAMED = 8

/** People who are no active user of the account, of whom nobody said what becomes of them. */
export class UnansweredOwners {
  readonly #columns: readonly Column[]
  readonly #open: ReadonlyMap<ColumnId, Column>
  readonly #found = new Map<ColumnId, Map<string, { cells: number; why: string }>>()

  constructor({ workspace }: Pick<Program, 'workspace'>, { sheetId }: PushRequest) {
    const { columns } = workspace.head(sheetId)!
    this.#columns = columns
    const asked = columns.filter(({ readAs }) => readAs?.unknownOwners !== KEEP_ROWS)
    this.#open = new Map(asked.map((column) => [column.id, column]))
  }

  look(row: Row, planned: PlannedRow): void {
    for (const problem of planned.problems ?? []) {
      if (problem.code === 'owner-open' && problem.columnId !== null)
        this.#take(row, problem, problem.columnId)
    }
  }

  #take(row: Row, { text }: Problem, columnId: ColumnId): void {
    const column = this.#open.get(columnId)
    if (!column) return
    let people = this.#found.get(columnId)
    if (!people) {
      people = new Map<string, { cells: number; why: string }>()
      this.#found.set(columnId, people)
    }
    const person = cellOf(row, column).trim()
    const before = people.get(person)
    if (before) before.cells++
    else people.set(person, { cells: 1, why: text.split(/(?<=\.) /)[0]! })
  }

  /** @throws {Ending} where there are any */
  askBack(): void {
    if (this.#found.size === 0) return
    const lines = [...this.#found].flatMap(([id, people]) => {
      const column = this.#open.get(id)!
      const named = [...people]
        .slice(0, PEOPLE_NAMED)
        .map(([person, { cells, why }]) => `    “${person}” (${inDigits.countOf(cells, 'cell')}): ${why}`)
      const more = people.size > PEOPLE_NAMED ? [`    … and ${people.size - PEOPLE_NAMED} more.`] : []
      const name = unmistakable(this.#columns, column)
      return [
        `  “${name}” goes to ${column.attribute ?? ''}, which holds users, and these are none:`,
        ...named,
        ...more,
      ]
    })
    throw new Ending(
      WRONG_USAGE,
      `It is not known whose leads these become:\n${lines.join('\n')}\nSay who is meant: --owner "Name=EMAIL", or what becomes of all of them: --owner-unknown leave, stop, or the email of a user. Nothing was sent.`,
    )
  }
}
