import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import { explainMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import { OWNER_FIELD, ownerProposals } from '#shared/domain/sheet/mapping/owner-heading.ts'
import { cellOf, type Column, type Row, type SheetId } from '#shared/domain/sheet/sheet.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { columnNamed, unmistakable } from './column-name.ts'
import { quoted } from './shell-words.ts'

const SAMPLE_ROWS = 200

interface Looked {
  columns: readonly Column[]
  /** The first of the sheet. */
  rows: readonly Row[]
  attributes: readonly Attribute[]
  remembered: ReturnType<Workspace['rememberedMappings']>
}

/** What the run says of columns of which `--map` says nothing, and how to settle it. */
export function unsureColumns(
  workspace: Workspace,
  sheetId: SheetId,
  { attributes, map }: { attributes: readonly Attribute[] } & Pick<PushArguments, 'map'>,
): { code: string; text: string }[] {
  const { columns } = workspace.head(sheetId)!
  const { rows } = workspace.rows(sheetId, null, SAMPLE_ROWS)
  const looked = { columns, rows, attributes, remembered: workspace.rememberedMappings() }
  const answered = new Set(map.map(({ header }) => columnNamed(columns, header, '--map').id))
  const isOpen = ({ id }: Column): boolean => !answered.has(id)
  const nameOf = (column: Column): string => unmistakable(columns, column)
  return [
    ...guessed(looked)
      .filter(isOpen)
      .map((column) => ({ code: 'guessed', text: guessInWords(nameOf(column), column.attribute!) })),
    ...ownersNotSent(looked)
      .filter(isOpen)
      .map((column) => ({ code: 'owner-not-sent', text: ownerInWords(nameOf(column)) })),
  ]
}

/** Columns that go where their headings only make it likely that they do. */
function guessed({ columns, rows, attributes, remembered }: Looked): Column[] {
  const shown = columns.filter(({ constant }) => constant === null)
  const suggestions = explainMapping({
    headers: shown.map(({ header }) => header),
    samples: rows.map((row) => shown.map((column) => cellOf(row, column))),
    attributes,
    remembered,
  })
  return shown.filter((column, at) => {
    const { attribute, confidence } = suggestions[at]!
    return confidence === 'guess' && attribute === column.attribute
  })
}

function guessInWords(name: string, attribute: string): string {
  return `“${name}” goes to ${attribute} by a guess. To say that it does: --map ${quoted(`${name}=${attribute}`)}; to leave it out: --map ${quoted(`${name}=`)}.`
}

/** Columns that seem to say whose lead it is and stay here: nobody guesses it. One that was left out once is not asked about again. */
function ownersNotSent({ columns, rows, attributes, remembered }: Looked): Column[] {
  const leftOut = new Set(remembered.flatMap(([heading, attribute]) => (attribute === null ? [heading] : [])))
  return ownerProposals(columns, attributes, (column) => rows.map((row) => cellOf(row, column))).filter(
    ({ header }) => !leftOut.has(normaliseHeading(header)),
  )
}

function ownerInWords(name: string): string {
  return `“${name}” may say whose leads these are, and is not sent. To send it to the account’s users: --map ${quoted(`${name}=${OWNER_FIELD}`)}; to say that it stays: --map ${quoted(`${name}=`)}.`
}
