import { readFileSync } from 'node:fs'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import type { SheetPlan } from './sheet-plan.ts'
import { openProgramAlone } from '../program-alone.ts'

/**
 * The program the campaign kills: the real one, composed as the three ways in compose it, with a rate limit of the
 * campaign's choice. The first start makes the sheet and begins the push, every later one resumes it. One line on stdout
 * says that sending begins, one how it ended.
 */
const [dataDir = '', limitText = '', planFile = ''] = process.argv.slice(2)
const [calls = 25, seconds = 5] = limitText.split('/').map(Number)

const program = await openProgramAlone(dataDir, { calls, seconds })

const unfinished = program.pushes.current()
process.stdout.write('sending\n')
if (unfinished) {
  const resumed = await program.pushes.resume(unfinished.pushId)
  if (!resumed.ok) throw new Error(resumed.fault.text)
} else {
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as SheetPlan
  const sheet = program.workspace.createSheet('Campaign', plan.columns, DEFAULT_SETTINGS)
  program.workspace.appendRows(sheet.id, plan.rows.map(packRow))
  program.workspace.switchTo(sheet.id)
  const started = await program.pushes.start(
    {
      sheetId: sheet.id,
      accountId: PRACTICE_ACCOUNT_ID,
      scope: { kind: 'all' },
      searchBy: plan.searchBy,
      blanks: 'skip',
      duplicates: plan.duplicates,
      includeProblems: true,
    },
    null,
  )
  if (!started.ok) throw new Error(started.fault.text)
}
const still = await program.pushes.still()
process.stdout.write(`${still?.phase ?? 'none'} ${still?.pauseReason ?? ''}\n`)
await program.close()
