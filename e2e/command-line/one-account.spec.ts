import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsheet } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { test } from '../fixtures/practice.ts'

const LIMIT = { calls: 5, seconds: 1 }
const ROWS = 400

function sheetOf(name: string, dataDir: string): string {
  const file = join(dataDir, `${name}.csv`)
  const rows = Array.from({ length: ROWS }, (_, row) => `${name}.${row}@new.example,Lead ${row}`)
  writeFileSync(file, ['Email,First Name', ...rows].join('\n'))
  return file
}

test('two programs that push to one account at once keep to its limit together: no call is turned away', async ({
  dataDir,
  practice,
}) => {
  practice.setLimit(LIMIT)
  const env = {
    LEADSHEET_ACCESS_KEY: practice.accessKey,
    LEADSHEET_SECRET_KEY: practice.secretKey,
    // The user's own data folder, which both of them have whatever folder they keep their pushes in.
    XDG_DATA_HOME: join(dataDir, 'user'),
    APPDATA: join(dataDir, 'user'),
    HOME: join(dataDir, 'user'),
  }
  mkdirSync(env.HOME)
  const ends = await Promise.all(
    ['one', 'other'].map((name) =>
      leadsheet(
        [
          ...['push', sheetOf(name, dataDir), '--host', practice.origin, '--data-dir', join(dataDir, name)],
          ...['--limit', `${LIMIT.calls}/${LIMIT.seconds}`, '--json'],
        ],
        env,
      ),
    ),
  )
  for (const { code, stdout, stderr } of ends) {
    expect({ code, stderr: stderr.includes('turn') }).toEqual({ code: 0, stderr: false })
    expect(JSON.parse(stdout)).toMatchObject({ created: ROWS, throttled: 0 })
  }
  const { throttled, mostInWindow } = practice.summary()
  expect({ throttled, mostInWindow }).toEqual({ throttled: 0, mostInWindow: LIMIT.calls })
  expect(practice.calls().filter(({ path }) => path.endsWith('CreateOrUpdate'))).toHaveLength((2 * ROWS) / 25)
})
