import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { openChoicesIn } from '#shared/domain/sheet/open-choices.ts'
import type { PlannedRow } from '#shared/domain/push/plan.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import { cellOf, type Column, type ColumnId, type Row } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import { unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

const VALUES_NAMED = 8

/** Values a recipe leaves open: none of their field's options, in no value map, and nobody said what becomes of such. */
export class UnansweredValues {
  readonly #recipe: string | null
  readonly #openIn: ReturnType<typeof openChoicesIn>
  readonly #columns: readonly Column[]
  readonly #open: ReadonlyMap<ColumnId, Column>
  readonly #found = new Map<ColumnId, Map<string, number>>()

  constructor(
    { workspace }: Pick<Program, 'workspace'>,
    { sheetId }: PushRequest,
    recipe: string | null,
    attributes: readonly Attribute[],
  ) {
    const { columns, settings } = workspace.head(sheetId)!
    this.#recipe = recipe
    this.#openIn = openChoicesIn(attributes)
    this.#columns = columns
    const asked =
      recipe === null || settings.unknownOptions !== undefined
        ? []
        : columns.filter(({ readAs }) => readAs?.unknownOptions === undefined)
    this.#open = new Map(asked.map((column) => [column.id, column]))
  }

  look(row: Row, planned: PlannedRow): void {
    if (this.#open.size === 0) return
    for (const { code, columnId } of planned.problems ?? []) {
      if (code !== 'not-an-option' || columnId === null) continue
      const column = this.#open.get(columnId)
      if (!column) continue
      let values = this.#found.get(columnId)
      if (!values) this.#found.set(columnId, (values = new Map<string, number>()))
      for (const value of this.#openIn(cellOf(row, column).trim(), column))
        values.set(value, (values.get(value) ?? 0) + 1)
    }
  }

  /** @throws {Ending} where there are any */
  askBack(): void {
    if (this.#found.size === 0) return
    const lines = [...this.#found].map(([id, values]) => {
      const column = this.#open.get(id)!
      const named = [...values]
        .slice(0, VALUES_NAMED)
        .map(([value, cells]) => `“${value}” (${inDigits.countOf(cells, 'cell')})`)
      const more = values.size > VALUES_NAMED ? ` and ${values.size - VALUES_NAMED} more` : ''
      return `  “${unmistakable(this.#columns, column)}” goes to ${column.attribute ?? ''}, which has no such options: ${named.join(', ')}${more}.`
    })
    throw new Ending(
      WRONG_USAGE,
      `The recipe “${this.#recipe}” does not say what these values stand for:\n${lines.join('\n')}\nSay it in the window and save the recipe again, or here with --value "Value=Option@Heading", or say what becomes of such values: --unknown-options send, blank or stop. Nothing was sent.`,
    )
  }
}
