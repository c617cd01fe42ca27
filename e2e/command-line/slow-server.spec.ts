import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsheet, startLeadsheet } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { test } from '../fixtures/practice.ts'

/** Longer than a moment of quiet, shorter than the program waits for an answer. */
const WORK_MS = 3500
const ROWS = 25

function bulkCalls(paths: readonly { path: string }[]): number {
  return paths.filter(({ path }) => path.endsWith('CreateOrUpdate')).length
}

test('killed while a slow server is at work and resumed at once, it makes no second lead, and says why it waits', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'leads.csv')
  const rows = Array.from({ length: ROWS }, (_, row) => `slow.${row}@new.example,Lead ${row}`)
  writeFileSync(file, ['Email,First Name', ...rows].join('\n'))
  practice.setFaults({ latency: { work: [WORK_MS, WORK_MS] } })
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin, LEADSHEET_CALL_SECONDS: '4' }

  const { child, ended } = startLeadsheet(['push', file, '--data-dir', dataDir], env)
  await expect.poll(() => bulkCalls(practice.calls())).toBe(1)
  child.kill('SIGKILL')
  await ended

  const { code, stdout, stderr } = await leadsheet(['resume', '--data-dir', dataDir, '--json'], env)
  expect(stderr).toMatch(/25 rows wait until \d\d:\d\d:\d\d: .*they could become second leads\./)
  expect(JSON.parse(stdout)).toMatchObject({ rows: ROWS, updated: ROWS, created: 0 })
  expect(code).toBe(0)
  const emails = practice.leads().map(({ fields }) => fields['EmailAddress'] ?? '')
  expect(emails.filter((email) => email.startsWith('slow.')).sort()).toEqual(
    Array.from({ length: ROWS }, (_, row) => `slow.${row}@new.example`).sort(),
  )
})
