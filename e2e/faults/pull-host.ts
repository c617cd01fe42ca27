import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import { openProgramAlone } from '../program-alone.ts'

/**
 * The program the reading part of the campaign kills: pulls every lead of a list into a sheet, going on with what an earlier
 * life left. One line on stdout says that it begins, one how it ended.
 */
const [dataDir = '', listId = ''] = process.argv.slice(2)

const program = await openProgramAlone(dataDir, { calls: 1000, seconds: 1 })
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
