import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { leadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

/** Says the same of a file before it is sent, whether it is sent or not. */
const SAID =
  'file sheet format encoding delimiter headingRow hidden notes recipe cleaned account host searchBy mapping notSent blanks duplicates leftOut withProblems readings forms doubts problems warnings'

interface Account {
  [key: string]: unknown
  problems: { row: number; problems: string[] }[]
}

test('a push says what it sends in the words of a dry run, before anything is sent', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'fair.csv')
  writeFileSync(
    file,
    'Email,First Name,City,Stand,WhatsApp,Newsletter\nada@engine.example,Ada,London,4,+447700900001,ja\nADA@engine.example,Ada,,5,+447700900001,Yes\nnobody,No,Body,6,+447700900002,nein\n',
  )
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir]
  const dry = await leadsheet([...args, '--dry-run'], env)
  expect(dry).toMatchObject({ code: 1, stderr: '' })
  const [, ...account] = dry.stdout.trimEnd().split('\n')
  expect(account).toEqual(
    expect.arrayContaining([
      'fair.csv: CSV text, utf-8, parted by comma (,), headings in row 1.',
      '2 of 3 rows as 1 lead in 2 calls, about 1 s at 25 calls in 5 s.',
      '  1 left out: Not an email address',
      expect.stringMatching(/^ {2}Row 4: Email: /),
      '  2 rows repeat a search key, in 1 group: all sent, one after the other; the last one stands (--duplicates order); they make 1 lead',
      '  1 empty cell: the fields are left alone (--blank skip)',
      '  “Newsletter”: 1 answer goes as true or false, such as ja as true.',
      '  City → mx_City',
      '  “WhatsApp” goes to Mobile by a guess. To say that it does: --map "WhatsApp=Mobile"; to leave it out: --map "WhatsApp=".',
      '  Not sent: Stand',
    ]),
  )
  const pushed = await leadsheet(args, env)
  expect(pushed.code).toBe(1)
  expect(pushed.stdout.split('\n').slice(0, account.length)).toEqual(account)
  expect(pushed.stdout).toContain('3 rows: 1 created, 1 updated, 1 not sent.')
  expect(pushed.stdout).toContain('2 rows → 1 lead: 1 created, 0 updated.')
})

test('--json carries all of it, the same for a dry run and for a push', async ({ dataDir, practice }) => {
  const file = join(dataDir, 'fair.csv')
  writeFileSync(
    file,
    'Email;Phone;Phone;City\nada@engine.example;+44 7700 900001;+44 7700 900002;London\nada@engine.example;;;\nnobody;12;;\n',
  )
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir, '--json', '--duplicates', 'merge']
  const mapped = [...args, '--map', 'Phone#2=Mobile,Phone#1=Phone']
  const dry = JSON.parse((await leadsheet([...mapped, '--dry-run'], env)).stdout) as Account
  const keys = SAID.split(' ')
  expect(Object.keys(dry)).toEqual(['rows', 'toSend', 'leads', 'calls', 'seconds', ...keys])
  expect(dry).toMatchObject({
    ...{ rows: 3, toSend: 2, leads: 1, calls: 1 },
    ...{ file: 'fair.csv', encoding: 'utf-8', delimiter: ';', headingRow: 1, account: 'Practice account' },
    hidden: { rows: 0, columns: 0, included: true },
    mapping: [
      { header: 'Email', attribute: 'EmailAddress' },
      { header: 'Phone#1', attribute: 'Phone' },
      { header: 'Phone#2', attribute: 'Mobile' },
      { header: 'City', attribute: 'mx_City' },
    ],
    notSent: [],
    duplicates: { choice: 'merge', rows: 2, groups: 1, leads: 1 },
  })
  // Each row with all that is wrong with it, under the number it has in the file.
  expect(dry.problems).toEqual([
    { row: 4, problems: [expect.stringMatching(/^Email: /), expect.stringMatching(/^Phone#1: /)] },
  ])
  const push = JSON.parse((await leadsheet(mapped, env)).stdout) as Account
  for (const key of keys) expect.soft(push[key], key).toEqual(dry[key])
  expect(push).toMatchObject({ rows: 3, created: 2, skipped: 1, toSend: 2, leads: 1, leadsCreated: 1 })
})

test('rows with problems go where that is asked for, but never one without a search key', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'odd.csv')
  writeFileSync(file, 'Email,Phone,City\nada@engine.example,12,London\n,,Leeds\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir, '--map', 'Phone=Phone']
  const kept = await leadsheet(args, env)
  expect(kept.code).toBe(1)
  expect(kept.stdout).toContain('0 of 2 rows')
  const sent = await leadsheet([...args, '--include-problems'], env)
  expect(sent.code).toBe(1)
  expect(sent.stdout).toContain('1 row with problems sent all the same')
  expect(sent.stdout).toContain('2 rows: 1 created, 0 updated, 1 not sent.')
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'ada@engine.example')
  expect(lead?.fields).toMatchObject({ Phone: '12', mx_City: 'London' })
})

test('two columns for one attribute are refused, and a heading that several have is not guessed at', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'twins.csv')
  writeFileSync(
    file,
    'Email,Phone,Phone,PHONE\nada@engine.example,+442079460001,+442079460002,+442079460003\n',
  )
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const push = (map: string) =>
    leadsheet(['push', file, '--data-dir', dataDir, '--headings', 'yes', '--map', map], env)
  const cases: [string, RegExp][] = [
    ['Phone=Mobile', /2 columns are called “Phone”\. Say which: “Phone#1”, “Phone#2”/],
    ['Phone#1=Mobile,PHONE=Mobile', /“Phone#1” and “PHONE” both go to Mobile/],
    ['Phone#3=Mobile', /there are 2 columns “Phone”, so no Phone#3/],
  ]
  for (const [map, reason] of cases) {
    const { code, stderr } = await push(map)
    expect.soft(stderr, map).toMatch(reason)
    expect.soft(code, map).toBe(2)
  }
  expect(practice.calls().filter(({ rows }) => rows.length > 0)).toEqual([])
  expect((await push('PHONE=Mobile,Phone#2=Phone,Phone#1=')).code).toBe(0)
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'ada@engine.example')
  expect(lead?.fields).toMatchObject({ Mobile: '+442079460003', Phone: '+442079460002' })
})

test('rows have the numbers of the file wherever they are named: with blank rows, values over lines, and duplicates', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'gaps.csv')
  writeFileSync(
    file,
    'Email,City\nada@engine.example,"London\nUK"\n\nnobody,Leeds\n\nada@engine.example,York\nalan@machine.example,Hull\n',
  )
  practice.setFaults({
    refuseRows: { probability: 0, matching: [{ attribute: 'mx_City', value: 'Hull' }] },
  })
  const report = join(dataDir, 'report.csv')
  const { code, stdout, stderr } = await leadsheet(
    ['push', file, '--data-dir', dataDir, '--duplicates', 'last', '--report', report],
    { LEADSHEET_PRACTICE_ORIGIN: practice.origin },
  )
  expect(code).toBe(1)
  expect(stdout).toMatch(/^ {2}Row 5: Email: /m)
  expect(stderr).toMatch(/^Row 8 · Failed: /m)
  expect(readFileSync(report, 'utf8')).toContain('Left out: row 7 has the same email and comes later.')
})
