import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import type { Program } from '#electron/compose.ts'
import { afterChosen } from '#electron/cli/options/after.ts'
import type { ShapeDone } from '#electron/services/sheets/apply-shapes.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { cleanSheet } from './clean-sheet.ts'
import { columnNamed } from './column-name.ts'
import { sayValues } from './said-meanings.ts'
import { mapColumns, readColumnsAs, sayOwners, searchAttribute } from './column-choice.ts'
import { unsureColumns } from './unsure-columns.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { chooseHowToRead, chosenSheet } from './file-choices.ts'
import type { InputFile } from './input-file.ts'
import { findRecipe, layRecipe, refuseMisfits } from './recipe.ts'
import type { FileAccount } from './push-account.ts'
import { LookUpSheets } from './look-up-sheets.ts'
import { shapeSheet } from './shape-sheet.ts'
import { sheetPatcher } from './sheet-patcher.ts'

/** Loads the file, settles where its columns go, and cleans it. @throws {Ending} where something is in doubt */
export async function preparePush(
  program: Program,
  args: PushArguments,
  file: InputFile,
  accountId: string,
): Promise<{ request: PushRequest; mode: PushMode; file: FileAccount }> {
  const recipe = args.recipe === null ? null : findRecipe(args.recipe, program.recipes)
  const { choices, inspection, notes: optionNotes } = await chooseHowToRead(program.workbooks, file, args)
  const loaded = await program.files.load(file, choices, accountId, { signal: new AbortController().signal })
  if (!loaded.ok) throw new Ending(WRONG_USAGE, loaded.fault.text)
  const { sheet, notes } = loaded.value
  const { workspace } = program
  const patch = sheetPatcher(workspace, sheet.id, !args.dryRun && recipe === null)

  const attributes = await program.attributes.list(accountId)
  if (attributes.note !== '' && accountId !== PRACTICE_ACCOUNT_ID)
    process.stderr.write(`${attributes.note}\n`)
  const lookUps = new LookUpSheets(program, accountId, args)
  const { laid, shaped } = await shapeAsAsked().finally(() => lookUps.forget())
  const found = workspace.head(sheet.id)!.columns
  const mapped = mapColumns(found, args.map, attributes)
  if (recipe && laid) {
    const answered = new Set(args.map.map(({ header }) => columnNamed(found, header, '--map').id))
    refuseMisfits(recipe, laid.fit.misfits, mapped, answered)
  }
  const said = sayValues(sayOwners(mapped, args, attributes.attributes), args.values, attributes.attributes)
  patch([{ kind: 'setColumns', columns: readColumnsAs(said, args.columnsSaid, attributes.attributes) }])
  const cleaned = await cleanSheet(
    { id: sheet.id, workspace, attributes: attributes.attributes, patch },
    args.clean,
  )
  const { columns, settings: before } = workspace.head(sheet.id)!
  const settings = {
    ...before,
    accountId,
    searchBy: searchAttribute(args.searchBy ?? before.searchBy, columns, attributes),
    blanks: args.blanks ?? before.blanks,
    duplicates: args.duplicates ?? before.duplicates,
    ...(args.placeholders === null ? {} : { placeholders: args.placeholders }),
    ...(args.unknownOptions === null ? {} : { unknownOptions: args.unknownOptions }),
    ...(args.phoneCountry === null ? {} : { phoneCountry: args.phoneCountry }),
    ...(args.dateOrder === null ? {} : { dateOrder: args.dateOrder }),
    ...(args.decimal === null ? {} : { decimal: args.decimal }),
    ...(args.zone === null ? {} : { zone: args.zone }),
  }
  // What one of our reports brings with it was decided for the push it is of, and is not done again unasked.
  const { after: _before, ...rest } = settings
  const after = afterChosen(args.after, recipe?.after)
  patch([{ kind: 'setSettings', settings: { ...rest, ...(after ? { after } : {}) } }])
  const { searchBy, blanks, duplicates } = settings
  // A recipe says of each column where it goes, or the run has stopped by now.
  const unsure = recipe
    ? []
    : unsureColumns(workspace, sheet.id, { attributes: attributes.attributes, map: args.map })
  const chosen = chosenSheet(inspection)
  const headingIndex = choices.headerRow ?? chosen?.headerRow ?? 'none'
  async function shapeAsAsked(): Promise<{
    laid: Awaited<ReturnType<typeof layRecipe>> | null
    shaped: ShapeDone[]
  }> {
    await lookUps.load()
    const of = { id: sheet.id, workspace, patch, lookUps }
    const byRecipe = recipe ? await layRecipe(recipe, { ...of, attributes }) : null
    const asked = await shapeSheet({ ...of, attributes: attributes.attributes }, args.shape)
    return { laid: byRecipe, shaped: [...(byRecipe?.shaped ?? []), ...asked] }
  }

  return {
    request: {
      sheetId: sheet.id,
      accountId,
      // Of one of our own reports, only what has not gone in.
      scope: { kind: 'unsent' },
      searchBy,
      blanks,
      duplicates,
      includeProblems: args.includeProblems,
      rowNumbers: 'file',
      ...(after ? { after } : {}),
    },
    mode: recipe?.mode ?? 'upsert',
    file: {
      file: file.name,
      sheet: inspection.chosen,
      format: inspection.format,
      encoding: inspection.encoding,
      delimiter: inspection.delimiter,
      headingRow: headingIndex === 'none' ? null : headingIndex + 1,
      hidden: {
        rows: chosen?.hiddenRows ?? 0,
        columns: chosen?.hiddenColumns ?? 0,
        included: choices.hidden === 'keep',
      },
      notes: [
        ...optionNotes,
        ...notes,
        ...unsure,
        ...noRows(file.name, workspace.head(sheet.id)!.rowCount),
      ].map(({ code, text }) => ({ code, text })),
      recipe: recipe?.name ?? null,
      cleaned: [...(laid?.cleaned ?? []), ...cleaned],
      ...(shaped.length > 0 ? { shaped } : {}),
    },
  }
}

/** A file without a lead is no mistake, as an export of a day on which nothing came is, and is not passed over in silence. */
export const NO_ROWS = 'no-rows'

function noRows(file: string, rows: number): FileAccount['notes'] {
  return rows > 0
    ? []
    : [{ code: NO_ROWS, text: `There are no rows of leads in ${file}, so there is nothing to push.` }]
}
