import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { explainMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import { cellOf, type SheetId } from '#shared/domain/sheet/sheet.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { PushArguments } from '#electron/cli/options/arguments.ts'
import { columnNamed, unmistakable } from './column-name.ts'
import { quoted } from './shell-words.ts'

const SAMPLE_ROWS = 200

/** Columns that go where their headings only make it likely that they do: the run says so, and how to settle it. */
export function guessedColumns(
  workspace: Workspace,
  sheetId: SheetId,
  { attributes, map }: { attributes: readonly Attribute[] } & Pick<PushArguments, 'map'>,
): { code: string; text: string }[] {
  const { columns } = workspace.head(sheetId)!
  const answered = new Set(map.map(({ header }) => columnNamed(columns, header, '--map').id))
  const shown = columns.filter(({ constant }) => constant === null)
  const { rows } = workspace.rows(sheetId, null, SAMPLE_ROWS)
  const suggestions = explainMapping({
    headers: shown.map(({ header }) => header),
    samples: rows.map((row) => shown.map((column) => cellOf(row, column))),
    attributes,
    remembered: workspace.rememberedMappings(),
  })
  return shown.flatMap((column, at) => {
    const { attribute, confidence } = suggestions[at]!
    if (confidence !== 'guess' || attribute !== column.attribute || answered.has(column.id)) return []
    const name = unmistakable(columns, column)
    return [
      {
        code: 'guessed',
        text: `“${name}” goes to ${attribute!} by a guess. To say that it does: --map ${quoted(`${name}=${attribute!}`)}; to leave it out: --map ${quoted(`${name}=`)}.`,
      },
    ]
  })
}
