import { join } from 'node:path'
import { compose, type ComposeOptions, type Program } from '#electron/compose.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { ok } from '#shared/api/faults.ts'

/**
 * The real program, composed as the three ways in compose it, with nobody to ask and no workbook to open: what benches measure and
 * the fault campaign kills. `limit`: calls in so many seconds.
 * @throws where the folder cannot be opened.
 */
export async function openProgramAlone(
  dataDir: string,
  limit: { calls: number; seconds: number },
  options: Partial<ComposeOptions> = {},
): Promise<Program> {
  const composed = await compose({
    dataDir,
    files: programFiles(new URL('../electron/cli.ts', import.meta.url).href),
    accountStore: () =>
      createFileAccountStore(openAccountFile(join(dataDir, 'accounts.json'), () => undefined)),
    saveTarget: { save: () => Promise.resolve(ok({ kind: 'cancelled' })) },
    workbookCarrier: () => {
      throw new Error('a program that runs alone opens no workbook')
    },
    limit: { ...limit, share: 0 },
    ...options,
  })
  if (!composed.ok) throw new Error(composed.fault.text)
  return composed.value
}
