import { explainMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { cellOf, type Column, type ColumnId } from '#shared/domain/sheet/sheet.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'

/** As many as speak for or against a heading. */
const SAMPLE_ROWS = 200

/**
 * The columns that go where Leadsheet guessed they go: less than sure by their heading, and not chosen for it before. What a
 * person chose otherwise is no guess.
 */
export async function guessedColumns(
  columns: readonly Column[],
  attributes: readonly Attribute[],
): Promise<ReadonlySet<ColumnId>> {
  const answer = await attempt('workspace.mappings', {})
  const shown = columns.filter(({ constant }) => constant === null)
  const suggestions = explainMapping({
    headers: shown.map(({ header }) => header),
    samples: rowStore.rows.slice(0, SAMPLE_ROWS).map((row) => shown.map((column) => cellOf(row, column))),
    attributes,
    remembered: 'value' in answer ? answer.value.remembered : [],
  })
  return new Set(
    shown.flatMap(({ id, attribute }, at) => {
      const { confidence, attribute: suggested } = suggestions[at]!
      return attribute !== null && attribute === suggested && confidence !== 'sure' ? [id] : []
    }),
  )
}
