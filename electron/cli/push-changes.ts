import type { PushRequest } from '#shared/domain/push/outcome.ts'
import { mappingDigest } from '#shared/domain/reading/compare-row.ts'
import { valueInCell } from '#shared/domain/sheet/people.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import { valueInQuotes } from '#shared/wording/quoted.ts'
import type { Program } from '#electron/compose.ts'
import { MISPLACED } from '#electron/services/sheets/base-column.ts'
import { linkedPages } from '#electron/services/paging.ts'
import type { ChangesArguments } from '#electron/cli/options/changes.ts'
import { compareFirst, type CompareCounts } from './compare-first.ts'
import { unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import type { FileAccount } from './push-account.ts'
import { placeInWords, placesOf } from './row-places.ts'
import { sheetPatcher } from './sheet-patcher.ts'

const { countOf } = inDigits

/** What `--json` gains with `--changes`. */
export interface ChangesResult {
  /** Rows with cells that were edited since their leads were got. */
  rows: number
  /** Edited cells that were changed in LeadSquared too; they go, are taken over or stay as `--conflicts` says. */
  conflicts: number
  /** Rows of which nobody knows what their leads had: they are no part of a push of changes. */
  withoutBase: number
}

export interface Changes {
  told: ChangesResult
  /** Null: nothing was edited, so there is nothing to send. `cleared`: cells that were emptied, and go as empty. */
  push: { request: PushRequest; compared: CompareCounts; cleared: number } | null
}

/** Of conflicts, how many are named. */
const NAMED = 20

/** An edited cell whose value is not LeadSquared's; `conflict`: it was changed there too. */
interface ChangedCell {
  rowId: RowId
  column: number
  base: string
  theirs: string
  mine: string
  conflict: boolean
}

/**
 * Finds the cells that were edited since the file's leads were got, and reads those leads again. Two edits of one cell are answered
 * by `--conflicts` or not at all. @throws {Ending} where that, or what the leads had, is not known
 */
export async function findChanges(
  program: Program,
  request: PushRequest,
  file: FileAccount,
  args: ChangesArguments & { json: boolean },
): Promise<Changes> {
  const { sheetId } = request
  const misplaced = file.notes.find(({ code }) => code === MISPLACED)
  if (misplaced)
    throw new Ending(
      WRONG_USAGE,
      `${misplaced.text} Sort the whole table by the column it was sorted by when it was got, or get the leads again. Nothing was sent.`,
    )
  const known = rowsWithBase(program, request)
  if (known === 0) throw new Ending(WRONG_USAGE, noBase(file))
  const withoutBase = program.workspace.head(sheetId)!.rowCount - known
  // Whose leads they are is told by the account's users: a cell that names its lead's owner was not edited.
  await program.attributes.listFor(request.accountId, program.workspace.head(sheetId)!.columns)
  const counts = await program.comparer.linkedCounts(sheetId)
  if (!counts.ok) throw new Ending(WRONG_USAGE, counts.fault.text)
  const { edited } = counts.value
  if (edited === 0) return { told: { rows: 0, conflicts: 0, withoutBase }, push: null }

  let compared = await compareFirst(program, request, args.json, 'edited')
  const conflicts = changesIn(program, sheetId).filter(({ conflict }) => conflict)
  if (conflicts.length > 0 && args.conflicts === null)
    throw new Ending(WRONG_USAGE, askBack(program, sheetId, conflicts))
  if (conflicts.length > 0 && args.conflicts === 'theirs') {
    await takeTheirs(program, request, conflicts)
    // What is left of these rows is known once they are read again.
    compared = await compareFirst(program, request, args.json, 'edited')
    const moved = changesIn(program, sheetId).filter(({ conflict }) => conflict)
    if (moved.length > 0) throw new Ending(WRONG_USAGE, askBack(program, sheetId, moved))
  }
  const answer = args.conflicts === 'mine' ? 'mine' : 'leave'
  const cleared = changesIn(program, sheetId).filter(
    ({ mine, conflict }) => mine === '' && (!conflict || answer === 'mine'),
  ).length
  return {
    told: { rows: edited, conflicts: conflicts.length, withoutBase },
    push: { request: { ...request, edited: { conflicts: answer, answers: [] } }, compared, cleared },
  }
}

function rowsWithBase({ workspace }: Program, { sheetId, accountId }: PushRequest): number {
  let rows = 0
  for (const links of linkedPages(workspace, sheetId, accountId))
    rows += links.filter(({ base }) => base !== null).length
  return rows
}

function noBase({ file, format }: FileAccount): string {
  const why = /xlsx/i.test(format)
    ? `${file} does not say what its leads had when they were got`
    : `${file} does not say what its leads had when they were got, as no text file does`
  return `${why}, so what was changed in it is not known. Get the leads with leadsheet pull … --out leads.xlsx and edit that file, or push this one with --compare --mode update, which sends all that differs from what LeadSquared has. Nothing was sent.`
}

function changesIn({ workspace }: Program, sheetId: number): ChangedCell[] {
  const mapping = mappingDigest(workspace.head(sheetId)!)
  const found: ChangedCell[] = []
  for (let afterRow: RowId | null = null; ;) {
    const page = workspace.comparedRows(sheetId, mapping, { afterRow, limit: 1000, kinds: ['update'] })
    for (const { rowId, changes } of page.rows)
      for (const { column, base = '', old, new: mine, conflict = false } of changes)
        found.push({ rowId, column, base, theirs: old, mine, conflict })
    const last = page.rows.at(-1)
    if (page.done || !last) return found
    afterRow = last.rowId
  }
}

function askBack({ workspace }: Program, sheetId: number, conflicts: readonly ChangedCell[]): string {
  const { columns } = workspace.head(sheetId)!
  const places = placesOf({ workspace }, sheetId, new Set(conflicts.map(({ rowId }) => rowId)))
  const named = conflicts.slice(0, NAMED).map(({ rowId, column, base, theirs, mine }) => {
    const heading = columns.find(({ id }) => id === column)
    const name = heading ? unmistakable(columns, heading) : ''
    return `  ${placeInWords(places.get(rowId))}, ${name}: ${quoted(base)} when it was got, ${quoted(theirs)} in LeadSquared now, ${quoted(mine)} in the file`
  })
  const more = conflicts.length - named.length
  return [
    `${countOf(conflicts.length, 'cell was', 'cells were')} changed in LeadSquared too since the leads were got:`,
    ...named,
    ...(more > 0 ? [`  …and ${more} more`] : []),
    'Say whose value stands: --conflicts mine, theirs or leave. Nothing was sent.',
  ].join('\n')
}

function quoted(text: string): string {
  return valueInQuotes(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

/** In the sheet the report is of; the file itself stays as it is. Who owns a lead stands there as the column names people. */
async function takeTheirs(
  { workspace, attributes }: Program,
  { sheetId, accountId }: PushRequest,
  conflicts: readonly ChangedCell[],
): Promise<void> {
  const { columns, settings } = workspace.head(sheetId)!
  const listed = await attributes.list(accountId)
  const forms = new Map(sentColumns(columns, listed.attributes, settings).map((form) => [form.id, form]))
  const written = new Map(conflicts.map(({ rowId, column, mine }) => [`${rowId} ${column}`, mine]))
  const taken = workspace.takeTheirs(
    sheetId,
    conflicts.map(({ rowId, column }) => ({ rowId, column })),
  )
  const inCell = ({ rowId, column, value }: (typeof taken)[number]): string => {
    const form = forms.get(column)
    return form?.takes === 'User' ? valueInCell(value, form, written.get(`${rowId} ${column}`) ?? '') : value
  }
  const patches = [...Map.groupBy(taken, ({ column }) => column)].map(([column, cells]): SheetPatch => ({
    kind: 'setCells',
    column,
    rows: cells.map(({ rowId }) => rowId),
    values: cells.map(inCell),
  }))
  sheetPatcher(workspace, sheetId, false, 'theirs')(patches)
}

/** What is said of rows that are no part of a push of changes; '' for nothing. */
export function withoutBaseInWords({ withoutBase }: ChangesResult): string {
  return withoutBase === 0
    ? ''
    : `${countOf(withoutBase, 'row')} of the file ${withoutBase === 1 ? 'does' : 'do'} not say what ${withoutBase === 1 ? 'its lead' : 'their leads'} had, such as rows that were added: no part of a push of changes.`
}
