import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { read, utils } from 'xlsx'
import { leadsheet, SAMPLE } from '../fixtures/command-line.ts'
import { filesUnder } from '../fixtures/files-under.ts'
import { test } from '../fixtures/practice.ts'

interface Printed {
  rows: number
  created: number
  updated: number
  failed: number
  unknown: number
  skipped: number
  calls: number
  throttled: number
  seconds: number
}

/** A workbook's first sheet as text, cell by cell. */
function cellsOf(path: string): string[][] {
  const book = read(readFileSync(path), { type: 'buffer', cellDates: false })
  const sheet = book.Sheets[book.SheetNames[0]!]!
  return utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' })
}

function printed(stdout: string): Printed {
  const result = JSON.parse(stdout) as Printed
  const { rows, created, updated, failed, unknown, skipped } = result
  expect(created + updated + failed + unknown + skipped).toBe(rows)
  return result
}

test('the sample goes in, and the report has every cell of it and what became of each row', async ({
  dataDir,
  practice,
}) => {
  const report = join(dataDir, 'report.xlsx')
  const before = practice.leads().length
  const { code, stdout, stderr } = await leadsheet(
    ['push', SAMPLE, '--data-dir', dataDir, '--report', report, '--json'],
    { LEADSHEET_PRACTICE_ORIGIN: practice.origin },
  )
  expect(stderr).toBe('')
  const result = printed(stdout)
  const counts = 'rows created updated failed unknown skipped calls throttled seconds'
  const leads = 'leads leadsCreated leadsUpdated'
  const said =
    'toSend file sheet format encoding delimiter headingRow hidden notes recipe cleaned account host searchBy mapping notSent blanks duplicates leftOut withProblems readings forms doubts problems warnings'
  expect(Object.keys(result)).toEqual([counts, leads, said].join(' ').split(' '))
  expect(result.rows).toBe(250)
  expect(result.throttled).toBe(0)
  expect(practice.leads().length - before).toBe(result.created)
  expect(code).toBe(result.created + result.updated === result.rows ? 0 : 1)

  const [sentHead, ...sent] = cellsOf(SAMPLE)
  const [head, ...rows] = cellsOf(report)
  expect(head!.slice(0, sentHead!.length)).toEqual(sentHead)
  expect(rows.map((row) => row.slice(0, sentHead!.length))).toEqual(sent)
  const [status, leadId, message] = ['Status', 'Lead ID', 'Message'].map((name) => head!.indexOf(name))
  const states = { Created: 0, Updated: 0, Skipped: 0 }
  const known = new Set(practice.leads().map(({ id }) => id))
  for (const row of rows) {
    const state = row[status!] as keyof typeof states
    states[state] += 1
    if (state === 'Skipped') expect(row[message!]).not.toBe('')
    else expect(known).toContain(row[leadId!])
  }
  expect(states).toEqual({ Created: result.created, Updated: result.updated, Skipped: result.skipped })
})

test('a clean file ends with 0 and says so in a sentence; pushed again, its rows are updates', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'clean.csv')
  writeFileSync(file, 'Email,First Name\nada@engine.example,Ada\nalan@machine.example,Alan\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const first = await leadsheet(['push', file, '--data-dir', dataDir], env)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toContain('2 rows: 2 created, 0 updated.')
  const again = await leadsheet(['push', file, '--data-dir', dataDir, '--json'], env)
  expect(again.code).toBe(0)
  expect(printed(again.stdout)).toMatchObject({ rows: 2, created: 0, updated: 2 })
})

test('rows that did not go in are named with the reason the server gave', async ({ dataDir, practice }) => {
  const file = join(dataDir, 'two.csv')
  writeFileSync(file, 'Email,First Name\nada@engine.example,Ada\nalan@machine.example,Alan\n')
  practice.setFaults({
    refuseRows: { probability: 0, matching: [{ attribute: 'FirstName', value: 'Alan' }] },
  })
  const keys = { LEADSHEET_ACCESS_KEY: practice.accessKey, LEADSHEET_SECRET_KEY: practice.secretKey }
  const args = ['push', file, '--data-dir', dataDir, '--host', practice.origin]
  const { code, stdout, stderr } = await leadsheet(args, keys)
  expect(code).toBe(1)
  expect(stdout).toContain('2 rows: 1 created, 0 updated, 1 failed.')
  expect(stdout).toContain('1 call, ')
  expect(stdout.split(new URL(practice.origin).host)).toHaveLength(2)
  expect(stderr).toMatch(/^Row 3 · Failed: .*LeadSquared said: “MX\w+: .*”\n$/m)
  expect(stderr).not.toContain('Row 2')
})

test('columns go where --map says, and rows are searched by what --search-by says', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'odd.csv')
  writeFileSync(file, 'Post,Town,Remark\nada@engine.example,London,first\nada@engine.example,Leeds,second\n')
  const { code, stdout } = await leadsheet(
    [
      ...[
        'push',
        file,
        '--data-dir',
        dataDir,
        '--json',
        '--search-by',
        'Email Address',
        '--duplicates',
        'last',
      ],
      ...['--map', 'Post=EmailAddress, Town=mx_City,Remark='],
    ],
    { LEADSHEET_PRACTICE_ORIGIN: practice.origin },
  )
  expect(printed(stdout)).toMatchObject({ rows: 2, created: 1, skipped: 1 })
  expect(code).toBe(1)
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'ada@engine.example')
  expect(lead?.fields).toMatchObject({ mx_City: 'Leeds' })
  expect(Object.values(lead!.fields)).not.toContain('second')
  const sent = practice.calls().flatMap(({ rows }) => rows.map(({ lead: pairs }) => pairs))
  expect(sent).toHaveLength(1)
  expect(sent[0]).toContainEqual({ Attribute: 'SearchBy', Value: 'EmailAddress' })
})

test('an account refused stops the push with 3 and keeps the rows; the right keys resume it', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'clean.csv')
  writeFileSync(file, 'Email\nada@engine.example\nalan@machine.example\n')
  const args = ['--data-dir', dataDir, '--json']
  const wrong = { LEADSHEET_ACCESS_KEY: 'u$rwrongwrongwrong', LEADSHEET_SECRET_KEY: 'wrongwrongwrong' }
  const refused = await leadsheet(['push', file, '--host', practice.origin, ...args], wrong)
  expect(refused.code).toBe(3)
  expect(refused.stderr).toContain('leadsheet resume --data-dir')
  expect(refused.stderr).not.toMatch(/Accounts|press Resume/)
  expect(printed(refused.stdout)).toMatchObject({ rows: 2, created: 0, skipped: 2 })

  const right = { LEADSHEET_ACCESS_KEY: practice.accessKey, LEADSHEET_SECRET_KEY: practice.secretKey }
  const resumed = await leadsheet(['resume', ...args], right)
  expect(resumed.code).toBe(0)
  expect(printed(resumed.stdout)).toMatchObject({ rows: 2, created: 2, skipped: 0 })
})

test('no key is in anything that was written, printed or reported', async ({ dataDir, practice }) => {
  const keys = { LEADSHEET_ACCESS_KEY: practice.accessKey, LEADSHEET_SECRET_KEY: practice.secretKey }
  practice.setFaults({
    next: [
      { kind: 'refused', status: 500 },
      { kind: 'not-json', processed: true },
    ],
  })
  const report = join(dataDir, 'report.csv')
  const args = ['push', SAMPLE, '--data-dir', dataDir, '--host', practice.origin, '--report', report]
  const { stdout, stderr } = await leadsheet(args, keys)
  expect(stdout).toContain('Report:')
  const everything = [Buffer.from(stdout + stderr), ...filesUnder(dataDir)]
  expect(everything.length).toBeGreaterThan(2)
  for (const bytes of everything) {
    for (const key of [practice.accessKey, practice.secretKey]) {
      expect(bytes.includes(key)).toBe(false)
      expect(bytes.includes(encodeURIComponent(key))).toBe(false)
    }
  }
})
