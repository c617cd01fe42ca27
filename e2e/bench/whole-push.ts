import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import {
  DEFAULT_SEARCH,
  DEFAULT_SETTINGS,
  PRACTICE_ACCOUNT_ID,
  type Column,
} from '#shared/domain/sheet/sheet.ts'
import { openProgramAlone } from '../program-alone.ts'

/** Uses the practice server at `origin` for the practice account, for the time of `work`. */
async function atOrigin<Value>(origin: string, work: () => Promise<Value>): Promise<Value> {
  process.env['LEADSHEET_PRACTICE_ORIGIN'] = origin
  try {
    return await work()
  } finally {
    delete process.env['LEADSHEET_PRACTICE_ORIGIN']
  }
}

/**
 * The real program, composed as the three ways in compose it: plans the leads as a sheet, journals every call to disk
 * before it goes and every outcome before it is told. `push` answers how the rows ended.
 */
export async function openProgram(
  origin: string,
  limit: { calls: number; seconds: number },
): Promise<{ push(leads: readonly Lead[]): Promise<Record<string, number>>; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-bench-'))
  const program = await atOrigin(origin, () => openProgramAlone(dataDir, limit))

  return {
    async push(leads) {
      const columns = (leads[0] ?? []).map(({ Attribute }, id): Column => ({
        id,
        header: Attribute,
        attribute: Attribute,
        constant: null,
        hidden: false,
        width: null,
      }))
      const sheet = program.workspace.createSheet('Bench', columns, DEFAULT_SETTINGS)
      program.workspace.appendRows(
        sheet.id,
        leads.map((lead, index) =>
          packRow({ id: index + 1, rank: index + 1, cells: lead.map(({ Value }) => Value) }),
        ),
      )
      program.workspace.switchTo(sheet.id)
      const started = await program.pushes.start(
        {
          sheetId: sheet.id,
          accountId: PRACTICE_ACCOUNT_ID,
          scope: { kind: 'all' },
          searchBy: DEFAULT_SEARCH,
          blanks: 'skip',
          duplicates: 'order',
          includeProblems: true,
        },
        null,
      )
      if (!started.ok) throw new Error(started.fault.text)
      const still = await program.pushes.still()
      if (still?.phase !== 'finished') throw new Error(`the push came to stand ${still?.phase ?? 'nowhere'}`)
      return still.counts
    },
    async close() {
      await program.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}
