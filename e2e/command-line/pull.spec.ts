import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from 'xlsx'
import { expect } from '../fixtures/expect.ts'
import { leadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

/** Rows below the heading, without the file's byte order mark. */
function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .slice(1)
}

test('pull writes the leads of a list, each once, and says what it cost', async ({ dataDir, practice }) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const out = join(dataDir, 'fair.csv')
  const common = ['--columns', 'FirstName,EmailAddress,Phone', '--data-dir', join(dataDir, 'work')]
  const pulled = await leadsheet(
    ['pull', '--list', 'Spring Fair 2026', '--out', out, ...common, '--json'],
    env,
  )
  expect(pulled).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(pulled.stdout)).toMatchObject({ leads: 60, calls: 1, note: '' })
  const expected = practice
    .leads()
    .filter(({ number }) => number % 5 === 0)
    .map(({ id, fields }) =>
      [id, fields['FirstName'], fields['EmailAddress'], fields['Phone'] ?? ''].join(','),
    )
  expect(linesOf(out).sort()).toEqual(expected.sort())

  const workbook = join(dataDir, 'leeds.xlsx')
  const leeds = await leadsheet(['pull', '--where', 'mx_City = Leeds', '--out', workbook, ...common], env)
  expect(leeds.code).toBe(0)
  const sheets = read(readFileSync(workbook))
  expect(sheets.SheetNames).toEqual(['Leads'])
  const rows = utils.sheet_to_json<Record<string, string>>(sheets.Sheets['Leads']!)
  const inLeeds = practice.leads().filter(({ fields }) => fields['mx_City'] === 'Leeds')
  expect(rows.map((row) => row['Lead ID']).sort()).toEqual(inLeeds.map(({ id }) => id).sort())
})

test('pull says what is wrong, and leaves no file', async ({ dataDir, practice }) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const out = join(dataDir, 'none.csv')
  const cases: [string[], RegExp, number][] = [
    [['--list', 'Autumn Fair'], /no list “Autumn Fair”\. There are: “All leads”/, 2],
    [['--where', 'MX_City = Leeds'], /write it as mx_City/, 2],
    [['--where', 'mx_City = Atlantis'], /No lead fits this condition/, 2],
    [['--ids', join(dataDir, 'missing.txt')], /There is no file/, 2],
  ]
  for (const [question, reason, code] of cases) {
    const ended = await leadsheet(
      ['pull', ...question, '--columns', 'FirstName', '--out', out, '--data-dir', join(dataDir, 'work')],
      env,
    )
    expect.soft(ended.stderr, question.join(' ')).toMatch(reason)
    expect.soft({ code: ended.code, stdout: ended.stdout }, question.join(' ')).toEqual({ code, stdout: '' })
  }
  expect(existsSync(out)).toBe(false)
})

test('where the day has no calls left, a pull and a comparison end with the time to go on', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const out = join(dataDir, 'fair.csv')
  const common = ['--data-dir', join(dataDir, 'work'), '--calls-a-day', '2']
  const goesOn = /from \d{4}-\d\d-\d\d at 00:00 UTC on\./
  // Its lists alone take more than the day has.
  const pulled = await leadsheet(
    ['pull', '--list', 'Spring Fair 2026', '--columns', 'FirstName', '--out', out, ...common],
    env,
  )
  expect(pulled).toMatchObject({ code: 1, stdout: '' })
  expect(pulled.stderr).toMatch(goesOn)
  expect(pulled.stderr).toContain('No file was written.')
  expect(existsSync(out)).toBe(false)
  const file = join(dataDir, 'leads.csv')
  writeFileSync(file, `Email,City\n${practice.leads()[0]!.fields['EmailAddress']},Oslo\n`)
  // Of these the first tells the account's fields.
  const oneCall = ['--data-dir', join(dataDir, 'other'), '--calls-a-day', '1']
  const pushed = await leadsheet(['push', file, '--compare', ...oneCall], env)
  expect(pushed).toMatchObject({ code: 1, stdout: '' })
  expect(pushed.stderr).toMatch(goesOn)
  expect(pushed.stderr).toContain('Nothing was sent.')
})

test('push --compare tells what each row will do, and sends only what differs', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const work = ['--data-dir', join(dataDir, 'work'), '--json']
  const [one, two] = practice.leads()
  const file = join(dataDir, 'leads.csv')
  const line = (fields: Record<string, string>, city: string): string => `${fields['EmailAddress']},${city}`
  writeFileSync(
    file,
    [
      'Email,City',
      line(one!.fields, one!.fields['mx_City']!),
      line(two!.fields, 'Nagpur'),
      'new@new.example,Oslo',
    ].join('\n'),
  )
  const dry = await leadsheet(['push', file, '--compare', '--dry-run', ...work], env)
  expect(dry.code).toBe(0)
  const compare = {
    ...{ new: 1, update: 1, same: 1, several: 0, clash: 0, noAccess: 0, notKnown: 0 },
    ...{ changedCells: 1, newAgain: 0 },
  }
  expect(JSON.parse(dry.stdout)).toMatchObject({ rows: 3, toSend: 2, compare })
  expect(practice.calls().filter(({ path }) => path.includes('Bulk'))).toEqual([])

  const twice = join(dataDir, 'twice.csv')
  writeFileSync(twice, 'Email,City\nsecond@new.example,Oslo\nSecond@new.example,Bergen')
  const told = await leadsheet(
    ['push', twice, '--compare', '--dry-run', '--data-dir', join(dataDir, 'twice')],
    env,
  )
  expect(told.stdout).toContain(
    '1 new row has a key of an earlier new row: sent after it, it updates the lead it makes, or is refused.',
  )

  const pushed = await leadsheet(['push', file, '--compare', ...work], env)
  expect(pushed.code).toBe(0)
  expect(JSON.parse(pushed.stdout)).toMatchObject({ created: 1, updated: 1, skipped: 1, compare })
})
