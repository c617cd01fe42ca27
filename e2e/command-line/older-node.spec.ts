import { type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { leadsheet, startLeadsheet, type RunningCommand } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'
import type { PracticeServer } from '#electron/practice/practice-server.ts'

const ROWS = 400
/** Makes the process that is started, and it alone, say that it is an older Node. */
const OLDER = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})"

function startOnOlderNode(args: string[], env: Record<string, string>): RunningCommand {
  return startLeadsheet(args, env, ['--import', `data:text/javascript,${encodeURIComponent(OLDER)}`])
}

async function pushUnderWay(
  practice: PracticeServer,
  dataDir: string,
): Promise<RunningCommand & { child: ChildProcess }> {
  const file = join(dataDir, 'many.csv')
  const lines = Array.from({ length: ROWS }, (_, row) => `person${row}@older.example,Person ${row}`)
  writeFileSync(file, `Email,First Name\n${lines.join('\n')}\n`)
  practice.setLimit({ calls: 4, seconds: 1 })
  const command = startOnOlderNode(['push', file, '--data-dir', dataDir, '--limit', '4/1', '--json'], {
    LEADSHEET_PRACTICE_ORIGIN: practice.origin,
  })
  await expect.poll(() => bulkCalls(practice), { intervals: [20] }).toBeGreaterThanOrEqual(2)
  return command
}

function bulkCalls(practice: PracticeServer): number {
  return practice.calls().filter(({ rows }) => rows.length > 0).length
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`started on an older Node, ${signal} lets the calls under way finish and says how to resume`, async ({
    dataDir,
    practice,
  }) => {
    const { child, ended } = await pushUnderWay(practice, dataDir)
    child.kill(signal)
    const { code, stdout, stderr } = await ended
    expect(code).toBe(1)
    expect(stderr).toContain('To go on: leadsheet resume')
    const { created, unknown, skipped } = JSON.parse(stdout) as Record<string, number>
    expect(unknown).toBe(0)
    expect(created! + skipped!).toBe(ROWS)
    expect(skipped).toBeGreaterThan(0)
  })
}

test('started on an older Node and killed, the push stops with it and can be resumed', async ({
  dataDir,
  practice,
}) => {
  const { child, ended } = await pushUnderWay(practice, dataDir)
  child.kill('SIGKILL')
  // The streams are the real worker's too: they close when that has ended.
  await ended
  expect(bulkCalls(practice)).toBeLessThan(ROWS / 25)

  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const resumed = await leadsheet(['resume', '--data-dir', dataDir, '--limit', '4/1', '--json'], env)
  expect(resumed.code).toBe(0)
  const sent = practice.calls().reduce((sum, call) => sum + call.rows.length, 0)
  expect(sent).toBe(ROWS)
})
