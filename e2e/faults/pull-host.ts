import { join } from 'node:path'
import { compose } from '#electron/compose.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { ok } from '#shared/api/faults.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'

/**
 * The program the reading part of the campaign kills: pulls every lead of a list into a sheet, going on with what an earlier
 * life left. One line on stdout says that it begins, one how it ended.
 */
const [dataDir = '', listId = ''] = process.argv.slice(2)

const composed = await compose({
  dataDir,
  files: programFiles(new URL('../../electron/cli.ts', import.meta.url).href),
  accountStore: () =>
    createFileAccountStore(openAccountFile(join(dataDir, 'accounts.json'), () => undefined)),
  saveTarget: { save: () => Promise.resolve(ok({ kind: 'cancelled' })) },
  workbookCarrier: () => {
    throw new Error('the campaign opens no workbook')
  },
  limit: { calls: 1000, seconds: 1, share: 0 },
})
if (!composed.ok) throw new Error(composed.fault.text)
const program = composed.value
process.stdout.write('pulling\n')

const [begun] = program.workspace.unfinishedPulls()
let sheetId = begun?.sheetId
if (sheetId === undefined) {
  const source = { kind: 'list' as const, listId, name: 'All leads' }
  const columns = ['FirstName', 'EmailAddress', 'Phone', 'mx_City', 'mx_Customer_Number']
  const started = await program.puller.start({ accountId: PRACTICE_ACCOUNT_ID, source, columns })
  if (started.ok) sheetId = started.value.sheet.id
  else process.stdout.write(`nothing ${started.fault.text}\n`)
} else await program.puller.resume(sheetId)
if (sheetId !== undefined) {
  const end = await program.puller.ended(sheetId)
  process.stdout.write(`${end?.phase} ${end?.note}\n`)
}
await program.close()
