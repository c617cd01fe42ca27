import { compose, damagedFileNotice, type Program } from '#electron/compose.ts'
import { logUncaught } from '#electron/process/uncaught-errors.ts'
import type { ChoiceSeparator } from '#shared/domain/sheet/choices.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { childProcessCarrier } from '#electron/gateways/workbook-process.ts'
import type { AccountStore, Keys } from '#electron/services/ports/accounts.ts'
import { openCommandLineAccounts } from '#electron/cli/account/store.ts'
import { programPace, type PaceArguments } from '#electron/cli/options/pace.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import type { Folders } from './folders.ts'

/**
 * The program on the command line's accounts: the saved ones, and hosts whose keys, `keys`, come from the environment.
 * @throws {Ending} where the folder is in use or cannot be written to
 */
export async function openProgram(
  folders: Folders,
  files: ProgramFiles,
  keys: Keys | null,
  pace: PaceArguments,
  choiceSeparator: ChoiceSeparator | null = null,
): Promise<{ program: Program; accounts: AccountStore }> {
  let accounts: AccountStore | undefined
  const composed = await compose({
    dataDir: folders.work,
    sharedDir: folders.accounts,
    files,
    accountStore: (onDamaged) =>
      (accounts = openCommandLineAccounts(folders, keys, (keptAs) => {
        onDamaged(keptAs)
        process.stderr.write(`${damagedFileNotice(keptAs)}\n`)
      })),
    // Reports go where --report says; nobody is there to be asked.
    saveTarget: { save: async () => ({ ok: true, value: { kind: 'cancelled' } }) },
    workbookCarrier: childProcessCarrier,
    ...programPace(pace),
    ...(choiceSeparator ? { choiceSeparator } : {}),
  })
  if (composed.ok) {
    logUncaught(composed.value.log)
    return { program: composed.value, accounts: accounts! }
  }
  const { kind, text } = composed.fault
  const advice =
    kind === 'busy' ? ' To push at the same time, give this one a folder of its own: --data-dir DIR.' : ''
  throw new Ending(WRONG_USAGE, `${text}${advice}`)
}
