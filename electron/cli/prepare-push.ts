import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import type { Program } from '#electron/compose.ts'
import type { PushArguments } from './arguments.ts'
import { cleanSheet } from './clean-sheet.ts'
import { mapColumns, readColumnsAs, searchAttribute } from './column-choice.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { chooseHowToRead, chosenSheet } from './file-choices.ts'
import type { InputFile } from './input-file.ts'
import type { FileAccount } from './push-account.ts'
import { sheetPatcher } from './sheet-patcher.ts'

/** Loads the file, settles where its columns go, and cleans it. @throws {Ending} where something is in doubt */
export async function preparePush(
  program: Program,
  args: PushArguments,
  file: InputFile,
  accountId: string,
): Promise<{ request: PushRequest; file: FileAccount }> {
  const { choices, inspection, notes: optionNotes } = await chooseHowToRead(program.workbooks, file, args)
  const loaded = await program.files.load(file, choices, accountId, { signal: new AbortController().signal })
  if (!loaded.ok) throw new Ending(WRONG_USAGE, loaded.fault.text)
  const { sheet, notes } = loaded.value
  const { workspace } = program
  const patch = sheetPatcher(workspace, sheet.id, !args.dryRun)

  const attributes = await program.attributes.list(accountId)
  if (attributes.note !== '' && accountId !== PRACTICE_ACCOUNT_ID)
    process.stderr.write(`${attributes.note}\n`)
  const mapped = mapColumns(sheet.columns, args.map, attributes)
  patch([{ kind: 'setColumns', columns: readColumnsAs(mapped, args.columnsSaid, attributes.attributes) }])
  const cleaned = await cleanSheet(
    { id: sheet.id, workspace, attributes: attributes.attributes, patch },
    args.clean,
  )
  const { columns, settings: found } = workspace.head(sheet.id)!
  const settings = {
    ...found,
    accountId,
    searchBy: searchAttribute(args.searchBy ?? found.searchBy, columns, attributes),
    blanks: args.blanks ?? found.blanks,
    duplicates: args.duplicates ?? found.duplicates,
    ...(args.placeholders === null ? {} : { placeholders: args.placeholders }),
    ...(args.unknownOptions === null ? {} : { unknownOptions: args.unknownOptions }),
    ...(args.phoneCountry === null ? {} : { phoneCountry: args.phoneCountry }),
    ...(args.dateOrder === null ? {} : { dateOrder: args.dateOrder }),
    ...(args.decimal === null ? {} : { decimal: args.decimal }),
  }
  patch([{ kind: 'setSettings', settings }])
  const { searchBy, blanks, duplicates } = settings
  const chosen = chosenSheet(inspection)
  const headingIndex = choices.headerRow ?? chosen?.headerRow ?? 'none'
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
    },
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
      notes: [...optionNotes, ...notes].map(({ code, text }) => ({ code, text })),
      cleaned,
    },
  }
}
