import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsheet } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { test } from '../fixtures/practice.ts'

test('a schedule takes the newest file of a folder, moves it by how it went, and writes one line a run', async ({
  dataDir,
  practice,
}) => {
  const inbox = join(dataDir, 'inbox-of-leads')
  mkdirSync(inbox)
  const put = (name: string, email: string, minute: number): void => {
    writeFileSync(join(inbox, name), `Email,First Name\n${email},Ann\n`)
    const at = new Date(Date.UTC(2026, 10, 28, 8, minute))
    utimesSync(join(inbox, name), at, at)
  }
  put('monday.csv', 'ann@fair.example', 1)
  put('tuesday.csv', 'not an address', 2)
  const run = (...more: string[]) =>
    leadsheet(
      [
        ...['push', join(inbox, '*.csv'), '--data-dir', dataDir],
        ...['--move-done', join(dataDir, 'done'), '--move-failed', join(dataDir, 'failed'), ...more],
      ],
      { LEADSHEET_PRACTICE_ORIGIN: practice.origin },
    )
  const unsaid = await run()
  expect(unsaid.code).toBe(2)
  expect(unsaid.stderr).toContain('take the newest with --newest')
  expect((await run('--newest', '--dry-run')).code).toBe(1)
  expect(readdirSync(inbox)).toEqual(['monday.csv', 'tuesday.csv'])

  expect((await run('--newest')).code).toBe(1)
  expect(readdirSync(join(dataDir, 'failed'))).toEqual(['tuesday.csv'])
  expect((await run('--newest')).code).toBe(0)
  expect(readdirSync(join(dataDir, 'done'))).toEqual(['monday.csv'])
  expect(existsSync(join(inbox, 'monday.csv'))).toBe(false)
  const nothing = await run('--newest')
  expect(nothing).toMatchObject({ code: 0, stderr: '' })
  expect(nothing.stdout).toContain('so there is nothing to push')
  // Nothing came that day: no mistake, done with, and said.
  writeFileSync(join(inbox, 'wednesday.csv'), 'Email,First Name\n')
  const empty = await run('--newest')
  expect(empty).toMatchObject({ code: 0, stderr: '' })
  expect(empty.stdout).toContain('There are no rows of leads in wednesday.csv, so there is nothing to push.')
  expect(readdirSync(join(dataDir, 'done'))).toEqual(['monday.csv', 'wednesday.csv'])

  const lines = readFileSync(join(dataDir, 'runs.log'), 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => /exit=\d/.exec(line)?.[0])).toEqual(['exit=1', 'exit=0', 'exit=0', 'exit=0'])
  expect(lines[3]).toContain(
    'said="There are no rows of leads in wednesday.csv, so there is nothing to push."',
  )
  expect(lines[1]).toContain('rows=1 created=1 updated=0 failed=0')
})
