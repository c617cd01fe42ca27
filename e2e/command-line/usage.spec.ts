import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { utils, write } from 'xlsx'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { leadsheet, SAMPLE, startLeadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

test('help and version are printed to who asks', async () => {
  const help = await leadsheet(['--help'])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  for (const option of ['--sheet', '--map', '--search-by', '--host', '--account', '--limit', '--blank']) {
    expect(help.stdout).toContain(option)
  }
  expect(await leadsheet(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

test('wrong usage ends with 2 and the fix, and sends nothing', async ({ dataDir, practice }) => {
  const file = join(dataDir, 'clean.csv')
  writeFileSync(file, 'Email,City\nada@engine.example,London\n')
  const nothing = join(dataDir, 'nothing.csv')
  writeFileSync(nothing, '')
  const broken = join(dataDir, 'broken.xlsx')
  writeFileSync(broken, 'PK\u0003\u0004 and then nothing')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const keys = { ...env, LEADSHEET_ACCESS_KEY: 'a', LEADSHEET_SECRET_KEY: 'b' }
  const cases: [string[], RegExp, Record<string, string>?][] = [
    [['push'], /Say which file/],
    [['push', file, '--fast'], /no option --fast/],
    [['push', join(dataDir, 'missing.csv')], /There is no file/],
    [['push', nothing], /empty|nothing/i],
    [['push', broken], /./],
    [['push', file, '--map', 'Mail=EmailAddress'], /no column “Mail”\. The columns are: Email, City/],
    [['push', file, '--map', 'City=mx_Citty'], /no attribute “mx_Citty”/],
    [['push', file, '--search-by', 'LastName'], /no column goes to LastName/],
    [['push', file, '--map', 'Email=,City='], /No column could be matched/],
    [['push', file, '--sheet', 'March'], /no sheet named “March”/],
    [['push', file, '--account', 'Acme'], /no account “Acme”\. There are: Practice account/],
    [['push', file, '--host', 'api.example.com'], /Set LEADSHEET_ACCESS_KEY/],
    [['push', file, '--host', 'http://api.example.com'], /plain http/, keys],
    [['push', file], /not where to send/, keys],
    [['push', file], /only one of them/, { ...env, LEADSHEET_ACCESS_KEY: 'a' }],
    [['resume'], /no push to resume/],
  ]
  for (const [index, [args, reason, extra]] of cases.entries()) {
    // A machine that reads the standard output gets the sentence there too.
    const json = index % 2 === 1
    const { code, stdout, stderr } = await leadsheet(
      [...args, ...(json ? ['--json'] : []), '--data-dir', join(dataDir, 'work')],
      extra ?? env,
    )
    expect.soft(stderr, args.join(' ')).toMatch(reason)
    const told = `${JSON.stringify({ error: stderr.trimEnd(), exitCode: 2 })}\n`
    expect.soft({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: json ? told : '' })
  }
  expect(practice.calls().filter(({ path }) => path.includes('Bulk'))).toEqual([])
})

test('a report that could not be written is told before anything is sent', async ({ dataDir, practice }) => {
  const file = join(dataDir, 'clean.csv')
  writeFileSync(file, 'Email\nada@engine.example\n')
  const cases: [string[], RegExp][] = [
    [['push', dataDir], /is a folder/],
    [['push', file, '--report', join(dataDir, 'nowhere', 'r.csv')], /no folder .*nowhere\. Nothing was sent/],
    [['push', file, '--report', join(file, 'r.csv')], /no folder/],
    [['resume', '--report', join(dataDir, 'nowhere', 'r.csv')], /no folder/],
  ]
  for (const [args, reason] of cases) {
    const { code, stdout, stderr } = await leadsheet(args, { LEADSHEET_PRACTICE_ORIGIN: practice.origin })
    expect.soft(stderr, args.join(' ')).toMatch(reason)
    expect.soft({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' })
  }
  expect(practice.calls()).toEqual([])
})

test('a workbook with several sheets asks which one, and --sheet answers', async ({ dataDir, practice }) => {
  const book = utils.book_new()
  const people = (name: string) => utils.aoa_to_sheet([['Email'], [`${name}@sheets.example`]])
  utils.book_append_sheet(book, people('first'), 'March')
  utils.book_append_sheet(book, people('second'), 'April')
  const file = join(dataDir, 'two.xlsx')
  writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const asked = await leadsheet(['push', file, '--data-dir', dataDir], env)
  expect(asked.code).toBe(2)
  expect(asked.stderr).toContain('“March”, “April”')
  expect(await leadsheet(['push', file, '--sheet', 'April', '--data-dir', dataDir], env)).toMatchObject({
    code: 0,
  })
  const emails = practice.leads().map(({ fields }) => fields.EmailAddress)
  expect(emails).toContain('second@sheets.example')
  expect(emails).not.toContain('first@sheets.example')
})

test('a dry run says what would go where and why rows stay out, and sends nothing', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'fair.csv')
  writeFileSync(file, 'Email,Stand\nada@engine.example,4\nnobody,5\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--dry-run', '--data-dir', dataDir]
  const told = await leadsheet(args, env)
  expect(told).toMatchObject({ code: 1, stderr: '' })
  expect(told.stdout).toContain('1 of 2 rows as 1 lead in 1 call, about 1 s at 25 calls in 5 s')
  expect(told.stdout).toContain('1 left out: ')
  expect(told.stdout).toContain('Email → EmailAddress')
  expect(told.stdout).toContain('Not sent: Stand')
  const { code, stdout } = await leadsheet([...args, '--json', '--map', 'Stand=mx_City'], env)
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    rows: 2,
    toSend: 1,
    mapping: [
      { header: 'Email', attribute: 'EmailAddress' },
      { header: 'Stand', attribute: 'mx_City' },
    ],
    notSent: [],
  })
  expect(practice.calls().filter(({ rows }) => rows.length > 0)).toEqual([])
})

test('a file whose first row may be data is not guessed at: --headings answers', async ({
  dataDir,
  practice,
}) => {
  const file = join(dataDir, 'bare.csv')
  writeFileSync(file, 'ada@engine.example,Ada\ngrace@engine.example,Grace\n')
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const args = ['push', file, '--data-dir', dataDir]
  const asked = await leadsheet(args, env)
  expect(asked).toMatchObject({ code: 2, stdout: '' })
  expect(asked.stderr).toContain('--headings yes or --headings no')
  const answered = await leadsheet([...args, '--headings', 'no', '--map', 'A=EmailAddress,B=FirstName'], env)
  expect(answered).toMatchObject({ code: 0 })
  const emails = practice.leads().map(({ fields }) => fields.EmailAddress)
  expect(emails).toEqual(expect.arrayContaining(['ada@engine.example', 'grace@engine.example']))
})

test('a folder that is open elsewhere is said, with the way out', async ({ dataDir, practice }) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const host = await startBrowserHost(dataDir, env)
  const { code, stderr } = await leadsheet(['push', SAMPLE, '--data-dir', dataDir], env)
  await host.stop()
  expect(code).toBe(2)
  expect(stderr).toContain('already open on this folder')
  expect(stderr).toContain('--data-dir DIR')
})

test('a saved account is opened by its passphrase, and by it alone', async ({ dataDir, practice }) => {
  const store = createFileAccountStore(openAccountFile(join(dataDir, 'accounts.json'), () => undefined))
  await store.unlock('correct horse')
  store.save([
    {
      id: 'acme',
      label: 'Acme',
      host: new URL(practice.origin).host,
      colour: 'red',
      live: true,
      keyTransport: 'headers',
      limit: { calls: 10, seconds: 1, share: 0 },
      learnedLimit: null,
    },
  ])
  await store.putKeys('acme', { accessKey: practice.accessKey, secretKey: practice.secretKey })
  const file = join(dataDir, 'clean.csv')
  writeFileSync(file, 'Email\nada@engine.example\n')
  const args = ['push', file, '--account', 'acme', '--data-dir', dataDir]
  expect(await leadsheet(args)).toMatchObject({ code: 3 })
  const wrong = await leadsheet(args, { LEADSHEET_PASSPHRASE: 'wrong' })
  expect(wrong.code).toBe(3)
  expect(wrong.stderr).toContain('not the passphrase')
  const right = await leadsheet(args, { LEADSHEET_PASSPHRASE: 'correct horse' })
  expect(right).toMatchObject({ code: 0 })
  expect(right.stdout).toContain('Acme')
})

test('the practice server runs alone, answers its own keys only, and ends with Ctrl+C', async ({
  dataDir,
}) => {
  const folder = join(dataDir, 'made', 'when needed')
  const { child, ended } = startLeadsheet(['practice', '--data-dir', folder])
  let said = ''
  child.stdout!.on('data', (text: string) => (said += text))
  await expect.poll(() => said).toContain('Ctrl+C')
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)![0]
  const [, accessKey] = /Access key: (\S+)/.exec(said)!
  const [, secretKey] = /Secret key: (\S+)/.exec(said)!
  const who = (secret: string) =>
    fetch(
      `${origin}/v2/Authentication.svc/UserByAccessKey.Get?${new URLSearchParams({ accessKey: accessKey!, secretKey: secret })}`,
    )
  expect((await who('guess')).status).toBe(401)
  expect((await who(secretKey!)).status).toBe(200)
  child.kill('SIGINT')
  expect((await ended).code).toBe(0)
  const file = join(dataDir, 'a file')
  writeFileSync(file, '')
  expect(await leadsheet(['practice', '--data-dir', file])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--data-dir: .* Choose another folder\.\n$/),
  })
})
