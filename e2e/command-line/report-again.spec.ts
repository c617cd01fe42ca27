import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { leadsheet, startLeadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

test('a report that could not be written after the push is written by the command it names, and nothing is sent twice', async ({
  dataDir,
  practice,
}) => {
  practice.setLimit({ calls: 1, seconds: 1 })
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const file = join(dataDir, 'leads.csv')
  const lines = Array.from({ length: 60 }, (_, row) => `p${row}@again.example,P${row}`)
  writeFileSync(file, `Email,First Name\n${lines.join('\n')}\n`)
  const folder = join(dataDir, 'stick')
  mkdirSync(folder)
  const report = join(folder, 'report.xlsx')

  const { ended } = startLeadsheet(
    ['push', file, '--data-dir', dataDir, '--limit', '1/1', '--report', report],
    env,
  )
  const bulkCalls = () => practice.calls().filter(({ rows }) => rows.length > 0).length
  await expect.poll(bulkCalls, { intervals: [20] }).toBeGreaterThan(0)
  rmSync(folder, { recursive: true })
  const { code, stderr } = await ended
  expect(code).toBe(1)
  expect(stderr).toContain('The report was not written. The folder for “report.xlsx” is not there any more.')
  const command = `leadsheet resume --data-dir "${dataDir}" --report "${report}"`
  expect(stderr).toContain(`To write it: ${command}`)

  const calls = bulkCalls()
  mkdirSync(folder)
  const again = await leadsheet(['resume', '--data-dir', dataDir, '--report', report, '--json'], env)
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({ rows: 60, created: 60 })
  expect(existsSync(report)).toBe(true)
  expect(bulkCalls()).toBe(calls)
})
