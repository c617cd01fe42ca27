import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { leadsheet, startLeadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'
import type { PracticeServer } from '#electron/practice/practice-server.ts'

const ROWS = 400

function bigFile(dataDir: string): string {
  const file = join(dataDir, 'many.csv')
  const lines = Array.from({ length: ROWS }, (_, row) => `person${row}@many.example,Person ${row}`)
  writeFileSync(file, `Email,First Name\n${lines.join('\n')}\n`)
  return file
}

/** Resolves once the server has processed so many rows. */
async function rowsProcessed(practice: PracticeServer, least: number): Promise<void> {
  await expect
    .poll(() => practice.calls().reduce((sum, call) => sum + call.rows.length, 0), { intervals: [20] })
    .toBeGreaterThanOrEqual(least)
}

function leadsOf(practice: PracticeServer): string[] {
  return practice
    .leads()
    .map(({ fields }) => fields.EmailAddress ?? '')
    .filter((email) => email.endsWith('@many.example'))
}

test('a push that is killed is finished by resume, and what was settled is not sent again', async ({
  dataDir,
  practice,
}) => {
  practice.setLimit({ calls: 4, seconds: 1 })
  practice.setFaults({ latency: { work: [30, 60] } })
  // What was under way at the kill may be at work for as long as a call may take, and waits that long.
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin, LEADSHEET_CALL_SECONDS: '2' }
  const args = ['push', bigFile(dataDir), '--data-dir', dataDir, '--limit', '4/1']
  const { child, ended } = startLeadsheet(args, env)
  await rowsProcessed(practice, 150)
  child.kill('SIGKILL')
  await ended

  const again = await leadsheet(args, env)
  expect(again.code).toBe(2)
  expect(again.stderr).toContain('has not ended')

  const resumed = await leadsheet(['resume', '--data-dir', dataDir, '--limit', '4/1', '--json'], env)
  expect(resumed.code).toBe(0)
  const result = JSON.parse(resumed.stdout) as { rows: number; created: number; updated: number }
  expect(result.created + result.updated).toBe(ROWS)
  expect(new Set(leadsOf(practice)).size).toBe(ROWS)
  expect(leadsOf(practice)).toHaveLength(ROWS)
  // Only the rows in flight at the kill may be sent twice: at most the calls of one window.
  const sent = practice.calls().reduce((sum, call) => sum + call.rows.length, 0)
  expect(sent).toBeLessThanOrEqual(ROWS + 4 * 25)
  expect(practice.summary().mostInWindow).toBeLessThanOrEqual(4)
})

test('Ctrl+C lets the calls under way finish, says how to resume, and resume goes on', async ({
  dataDir,
  practice,
}) => {
  practice.setLimit({ calls: 4, seconds: 1 })
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', bigFile(dataDir), '--data-dir', dataDir, '--limit', '4/1', '--json']
  const { child, ended } = startLeadsheet(args, env)
  await rowsProcessed(practice, 50)
  child.kill('SIGINT')
  const { code, stdout, stderr } = await ended
  expect(code).toBe(1)
  expect(stderr).toContain(`To go on: leadsheet resume --data-dir "${dataDir}"`)
  const paused = JSON.parse(stdout) as { created: number; unknown: number; skipped: number }
  expect(paused.unknown).toBe(0)
  expect(paused.created).toBe(leadsOf(practice).length)
  expect(paused.created + paused.skipped).toBe(ROWS)

  const resumed = await leadsheet(['resume', '--data-dir', dataDir, '--json'], env)
  expect(resumed.code).toBe(0)
  expect(leadsOf(practice)).toHaveLength(ROWS)
  const sent = practice.calls().reduce((sum, call) => sum + call.rows.length, 0)
  expect(sent).toBe(ROWS)
})

test('a push can be cancelled instead: nothing more is sent, and the next one may begin', async ({
  dataDir,
  practice,
}) => {
  practice.setLimit({ calls: 4, seconds: 1 })
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const { child, ended } = startLeadsheet(
    ['push', bigFile(dataDir), '--data-dir', dataDir, '--limit', '4/1'],
    env,
  )
  await rowsProcessed(practice, 50)
  child.kill('SIGINT')
  await ended
  const before = leadsOf(practice).length
  const cancelled = await leadsheet(['resume', '--cancel', '--data-dir', dataDir, '--json'], env)
  expect(cancelled.code).toBe(1)
  expect(JSON.parse(cancelled.stdout)).toMatchObject({ created: before, skipped: ROWS - before })
  expect(leadsOf(practice)).toHaveLength(before)
  const none = await leadsheet(['resume', '--data-dir', dataDir], env)
  expect(none.code).toBe(2)
  expect(none.stderr).toContain('no push to resume')
})
