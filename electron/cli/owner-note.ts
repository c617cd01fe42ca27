import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { OWNER_FIELD, ownerProposals } from '#shared/domain/sheet/mapping/owner-heading.ts'
import { cellOf, type SheetId } from '#shared/domain/sheet/sheet.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { PushArguments } from '#electron/cli/options/arguments.ts'
import { columnNamed, unmistakable } from './column-name.ts'
import { quoted } from './shell-words.ts'

const SAMPLE_ROWS = 200

/** Columns that seem to say whose lead it is and stay here: nobody guesses it, so the run says how to send them. */
export function ownersNotSent(
  workspace: Workspace,
  sheetId: SheetId,
  { attributes, map }: { attributes: readonly Attribute[] } & Pick<PushArguments, 'map'>,
): { code: string; text: string }[] {
  const { columns } = workspace.head(sheetId)!
  const answered = new Set(map.map(({ header }) => columnNamed(columns, header, '--map').id))
  const leftOut = new Set(
    workspace.rememberedMappings().flatMap(([heading, attribute]) => (attribute === null ? [heading] : [])),
  )
  const { rows } = workspace.rows(sheetId, null, SAMPLE_ROWS)
  return ownerProposals(columns, attributes, (column) => rows.map((row) => cellOf(row, column)))
    .filter(({ id, header }) => !answered.has(id) && !leftOut.has(normaliseHeading(header)))
    .map((column) => {
      const name = unmistakable(columns, column)
      return {
        code: 'owner-not-sent',
        text: `“${name}” may say whose leads these are, and is not sent. To send it to the account’s users: --map ${quoted(`${name}=${OWNER_FIELD}`)}; to say that it stays: --map ${quoted(`${name}=`)}.`,
      }
    })
}
