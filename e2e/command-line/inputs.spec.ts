import { execFile } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { utils, write, type WorkSheet } from 'xlsx'
import { CLI, leadsheet, SAMPLE } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'
import type { PracticeServer } from '#electron/practice/practice-server.ts'

function nothingSent(practice: PracticeServer): void {
  expect(practice.calls().filter(({ rows }) => rows.length > 0)).toEqual([])
}

test('a file that is piped in is read as one that is named, text and workbook alike', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['--data-dir', dataDir, '--json']
  const text = await leadsheet(['push', '-', ...args], env, 'Email,City\nada@engine.example,London\n')
  expect(text).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(text.stdout)).toMatchObject({ rows: 1, created: 1, file: 'stdin' })
  const device = await leadsheet(['push', '/dev/stdin', ...args], env, 'Email\nalan@machine.example\n')
  expect(device).toMatchObject({ code: 0, stderr: '' })
  const workbook = await leadsheet(['push', '-', '--dry-run', ...args], env, readFileSync(SAMPLE))
  expect(JSON.parse(workbook.stdout)).toMatchObject({ rows: 250, file: 'stdin' })
  const nothing = await leadsheet(['push', '-', ...args], env, '')
  expect(nothing.code).toBe(2)
  expect(nothing.stderr).toMatch(/empty|no text/)
  // Nothing of the leads stays behind where they were put while they were read.
  expect(readdirSync(join(dataDir, 'inbox'))).toEqual([])
})

test('a pipe that a shell names is read too', async ({ dataDir, practice }) => {
  test.skip(process.platform === 'win32', 'named pipes of a shell')
  const line = `"${process.execPath}" "${CLI}" push <(printf 'Email\\nada@engine.example\\n') --data-dir "${dataDir}"`
  const { stdout } = await promisify(execFile)('bash', ['-c', line], {
    env: { ...process.env, LEADSHEET_PRACTICE_ORIGIN: practice.origin },
  })
  expect(stdout).toContain('1 row: 1 created, 0 updated.')
})

test('a file that is broken is refused with its line, unless that is accepted', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'open.csv')
  writeFileSync(file, 'Email,Note\nada@engine.example,fine\nalan@machine.example,"never closed\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir]
  const refused = await leadsheet(args, env)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('line 3')
  expect(refused.stderr).toContain('--accept-broken')
  nothingSent(practice)
  const accepted = await leadsheet([...args, '--accept-broken'], env)
  expect(accepted.code).toBe(0)
  expect(accepted.stdout).toContain('line 3')
})

test('hidden rows are not sent unsaid: --hidden answers, either way', async ({ dataDir, practice }) => {
  const sheet: WorkSheet = utils.aoa_to_sheet([
    ['Email', 'City'],
    ['ada@engine.example', 'London'],
    ['hidden@engine.example', 'Leeds'],
  ])
  sheet['!rows'] = [{}, {}, { hidden: true }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Leads')
  const file = join(dataDir, 'hidden.xlsx')
  writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir]
  const asked = await leadsheet(args, env)
  expect(asked).toMatchObject({ code: 2, stdout: '' })
  expect(asked.stderr).toContain('hidden.xlsx has 1 hidden row.')
  expect(asked.stderr).toContain('--hidden include or --hidden leave-out')
  nothingSent(practice)
  const without = await leadsheet([...args, '--hidden', 'leave-out', '--json'], env)
  expect(JSON.parse(without.stdout)).toMatchObject({ rows: 1, hidden: { rows: 1, included: false } })
  const included = await leadsheet([...args, '--hidden', 'include'], env)
  expect(included.code).toBe(0)
  expect(included.stdout).toContain('1 hidden row: included.')
  expect(practice.leads().map(({ fields }) => fields.EmailAddress)).toContain('hidden@engine.example')
})

test('an encoding is known by any of its usual names, and others are listed', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'cyrillic.csv')
  const maria = Buffer.from([0xcc, 0xe0, 0xf0, 0xe8, 0xff])
  writeFileSync(
    file,
    Buffer.concat([Buffer.from('Email,First Name\nm@leads.example,'), maria, Buffer.from('\n')]),
  )
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir]
  const unknown = await leadsheet([...args, '--encoding', 'klingon'], env)
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toMatch(/does not know “klingon”\. It knows: utf-8, .*windows-1251/)
  nothingSent(practice)
  expect(await leadsheet([...args, '--encoding', 'CP1251'], env)).toMatchObject({ code: 0 })
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'm@leads.example')
  expect(lead?.fields.FirstName).toBe('Мария')
})

test('a delimiter that is named is obeyed', async ({ dataDir, practice }) => {
  const file = join(dataDir, 'lists.csv')
  writeFileSync(file, 'Email|City\nada@engine.example|London, Leeds, York\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const { code, stdout } = await leadsheet(
    ['push', file, '--data-dir', dataDir, '--delimiter', 'pipe', '--json'],
    env,
  )
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ delimiter: '|' })
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'ada@engine.example')
  expect(lead?.fields.mx_City).toBe('London, Leeds, York')
})

test('where two signs would part the columns the push stops and asks, and --delimiter answers', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'two-ways.csv')
  writeFileSync(file, 'Email;City,Zip\na@leads.example;Leeds,1\nb@leads.example;York,2\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir, '--json']
  const asked = await leadsheet(args, env)
  expect(asked.code).toBe(2)
  expect(JSON.parse(asked.stdout)).toEqual({ error: asked.stderr.trimEnd(), exitCode: 2 })
  expect(asked.stderr).toMatch(/semicolon \(;\)/)
  expect(asked.stderr).toMatch(/comma \(,\)/)
  expect(asked.stderr).toContain('Say which with --delimiter. Nothing was sent.')
  nothingSent(practice)
  const answered = await leadsheet([...args, '--delimiter', 'semicolon'], env)
  expect(answered.code).toBe(0)
  expect(JSON.parse(answered.stdout)).toMatchObject({
    delimiter: ';',
    mapping: [{ header: 'Email' }],
    notSent: ['City,Zip'],
  })
})

test('options that say nothing to a file are told, and a dry run leaves nothing behind', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', SAMPLE, '--dry-run', '--data-dir', dataDir, '--json']
  const { stdout } = await leadsheet([...args, '--encoding', 'windows-1252', '--delimiter', 'tab'], env)
  const { notes } = JSON.parse(stdout) as { notes: { code: string; text: string }[] }
  expect(notes.filter(({ code }) => code === 'no-effect').map(({ text }) => text)).toEqual([
    expect.stringContaining('--encoding has no effect on this file (Excel workbook)'),
    expect.stringContaining('--delimiter has no effect on this file (Excel workbook)'),
  ])

  const file = join(dataDir, 'fair.csv')
  writeFileSync(file, 'Email,Stand\nada@engine.example,4\n')
  const dry = ['push', file, '--dry-run', '--data-dir', dataDir, '--json']
  await leadsheet([...dry, '--map', 'Stand=mx_City'], env)
  const next = JSON.parse((await leadsheet(dry, env)).stdout) as { notSent: string[] }
  expect(next.notSent).toEqual(['Stand'])
})

test('what is said of one column goes before what is said of all, and what cannot be meant is refused', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'columns.csv')
  writeFileSync(
    file,
    'Email,City,Notes,Lead Source\na@leads.example,n/a,n/a,Billboard\nb@leads.example,Leeds,x,Event\n',
  )
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir, '--json']
  const wrong = await leadsheet([...args, '--date-order', 'dmy@City'], env)
  expect(wrong.code).toBe(2)
  expect(JSON.parse(wrong.stdout)).toEqual({ error: wrong.stderr.trimEnd(), exitCode: 2 })
  expect(wrong.stderr).toContain('“City” goes to mx_City, which is not a date')
  nothingSent(practice)
  const kept = await leadsheet([...args, '--dry-run', '--unknown-options', 'stop'], env)
  expect(JSON.parse(kept.stdout)).toMatchObject({ toSend: 1, problems: [{ row: 2 }] })
  const said = ['--placeholders', 'send@Notes', '--unknown-options', 'blank@Lead Source']
  const { code, stdout } = await leadsheet([...args, ...said], env)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    rows: 2,
    doubts: expect.arrayContaining([{ reason: 'Not in the list of options', cells: 1 }]),
  })
  const fields = practice.leads().find((lead) => lead.fields.EmailAddress === 'a@leads.example')?.fields
  expect(fields).toMatchObject({ Notes: 'n/a' })
  expect([fields?.mx_City ?? '', fields?.Source ?? '']).toEqual(['', ''])
})

test('dates and amounts that can be read two ways stop the push; the options answer, and rows that do not fit are named', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'mixed.csv')
  const rows = [
    'a@leads.example;06/05/1988;1.234',
    'b@leads.example;17/05/1988;1.234,56',
    'c@leads.example;08/25/2023;7',
  ]
  writeFileSync(file, `Email;Date of birth;Amount\n${rows.join('\n')}\n`)
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir, '--map', 'Amount=Score']
  const asked = await leadsheet(args, env)
  expect(asked).toMatchObject({ code: 2, stdout: '' })
  expect(asked.stderr).toContain('“Date of birth” has 1 cell such as “06/05/1988”')
  expect(asked.stderr).toContain('--date-order dmy, mdy or ymd')
  nothingSent(practice)
  const answered = await leadsheet([...args, '--date-order', 'dmy', '--json'], env)
  expect(answered.code).toBe(1)
  expect(JSON.parse(answered.stdout)).toMatchObject({
    rows: 3,
    created: 2,
    readings: [
      { header: 'Date of birth', kind: 'dates', as: 'dmy', by: 'sheet' },
      { header: 'Amount', kind: 'numbers', as: ',', by: 'cells' },
    ],
    problems: [{ row: 4, problems: [expect.stringContaining('Date of birth: ')] }],
  })
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'a@leads.example')
  expect(lead?.fields.mx_Date_of_Birth).toContain('1988-05-06')
  expect(lead?.fields.Score).toBe('1234')
})

test('placeholders are left out of what is sent and said, or go where that is asked for', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'gaps.csv')
  writeFileSync(file, 'Email,City\na@leads.example,N/A\nb@leads.example,NULL\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir]
  const plain = await leadsheet([...args, '--dry-run'], env)
  expect(plain.stdout).toMatch(/2 cells with a warning: Placeholder/)
  expect(await leadsheet([...args, '--placeholders', 'stop'], env)).toMatchObject({ code: 1 })
  nothingSent(practice)
  expect(await leadsheet([...args, '--placeholders', 'send'], env)).toMatchObject({ code: 0 })
  const lead = practice.leads().find(({ fields }) => fields.EmailAddress === 'a@leads.example')
  expect(lead?.fields.mx_City).toBe('N/A')
})
