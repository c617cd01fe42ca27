import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { leadsheet, startLeadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'

type Fields = Record<string, string>

test('a trial sends one call, tells what is held beside what was meant, and goes on or is taken back', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const work = ['--data-dir', join(dataDir, 'work'), '--limit', '1000/1']
  practice.setLimit({ calls: 1000, seconds: 1 })
  const leads = practice.leads().filter(({ fields }) => fields['EmailAddress'] && fields['mx_City'])
  const before = new Map(practice.leads().map(({ id, fields }) => [id, fields]))
  const file = join(dataDir, 'leads.csv')
  const lines = leads.slice(0, 60).map(({ fields }, at) => {
    const source = at === 3 ? 'Word of Mouth' : ''
    return `${fields['EmailAddress']},Town ${at},${source}`
  })
  writeFileSync(file, ['Email,City,Lead Source', ...lines].join('\n'))
  const inTown = (): number =>
    practice.leads().filter(({ fields }) => fields['mx_City']?.startsWith('Town')).length

  const trial = await leadsheet(
    ['push', file, '--compare', '--trial', '--move-done', dataDir, ...work, '--json'],
    env,
  )
  expect(trial.code, trial.stderr).toBe(4)
  const told = JSON.parse(trial.stdout) as Record<string, unknown>
  expect(told).toMatchObject({ rows: 60, updated: 25, skipped: 35, trial: { leads: 25, waiting: 35 } })
  // An option nobody listed is stored without a word.
  expect((told['trial'] as { otherwise: Fields[] }).otherwise).toEqual([
    expect.objectContaining({
      row: 5,
      attribute: 'Source',
      meant: 'Word of Mouth',
      held: 'Word of Mouth',
      why: 'Not one of the field’s options: stored as a value of its own.',
    }),
  ])
  expect(trial.stderr).toMatch(/To go on with the other 35: leadsheet resume --data-dir/)
  expect(trial.stderr).toMatch(/To take back what went in: leadsheet undo --data-dir/)
  expect(inTown()).toBe(25)

  const undone = await leadsheet(['undo', ...work, '--json'], env)
  expect(undone.code, undone.stderr).toBe(0)
  expect(JSON.parse(undone.stdout)).toEqual({ restored: 26, kept: 0, gone: 0, cannot: 0 })
  for (const { id, fields } of practice.leads()) expect(fields, id).toEqual(before.get(id))

  // Again, in words, and this time it goes on.
  const again = await leadsheet(['push', file, '--compare', '--trial', ...work], env)
  expect(again.code).toBe(4)
  expect(again.stdout).toContain('25 leads read back: 1 cell to look at.')
  expect(again.stdout).toContain('Row 2 · mx_City: meant “Town 0”, held “Town 0”')
  const rest = await leadsheet(['resume', ...work, '--json'], env)
  expect(rest.code, rest.stderr).toBe(0)
  expect(JSON.parse(rest.stdout)).toMatchObject({ rows: 60, updated: 60 })
  expect(inTown()).toBe(60)
  const both = await leadsheet(['push', file, '--trial', '--dry-run', ...work], env)
  expect(both).toMatchObject({ code: 2, stdout: '' })
})

test('rows whose phone is another lead’s are told with that lead, and go as --phone-taken says', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const work = ['--data-dir', join(dataDir, 'work'), '--limit', '1000/1']
  practice.setLimit({ calls: 1000, seconds: 1 })
  const owners = practice.leads().filter(({ fields }) => fields['Phone'] && fields['EmailAddress'])
  const now = (at: number): Fields => practice.leads().find(({ id }) => id === owners[at]!.id)!.fields
  const sheet = (name: string, ...at: number[]): string => {
    const file = join(dataDir, `${name}.csv`)
    const rows = at.map(
      (each) => `${name}${each}@newcomers.example,"${owners[each]!.fields['Phone']}",Name ${each}`,
    )
    writeFileSync(file, ['Email,Phone,First name', ...rows, `${name}@free.example,,Free`].join('\n'))
    return file
  }

  // Nobody said anything: they are told, and stay failed.
  const told = await leadsheet(['push', sheet('told', 0), ...work, '--json'], env)
  expect(told.code).toBe(1)
  const { EmailAddress: email, Phone: phone, FirstName: first, LastName: last } = owners[0]!.fields
  expect(JSON.parse(told.stdout)).toMatchObject({
    ...{ rows: 2, created: 1, failed: 1 },
    phoneTaken: [{ row: 2, leadId: owners[0]!.id, email, phone, name: `${first} ${last}` }],
  })
  expect(told.stderr).toContain('1 row has the phone of another lead:')
  expect(told.stderr).toContain(`belongs to ${first} ${last} · ${email} · owner`)
  expect(told.stderr).toMatch(
    /leadsheet resume --data-dir \S+ --limit 1000\/1 --phone-taken update\|leave-out\|skip/,
  )
  expect(now(0)).toEqual(owners[0]!.fields)
  // Somebody says it afterwards.
  const resumed = await leadsheet(['resume', '--phone-taken', 'update', ...work, '--json'], env)
  expect(resumed.code, resumed.stderr).toBe(0)
  expect(JSON.parse(resumed.stdout)).toMatchObject({ rows: 1, updated: 1 })
  expect(now(0)).toMatchObject({ EmailAddress: 'told0@newcomers.example', FirstName: 'Name 0' })

  const count = practice.leadCount()
  const left = await leadsheet(
    ['push', sheet('left', 1), '--phone-taken', 'leave-out', '--list-created', 'Fair', ...work, '--json'],
    env,
  )
  expect(left.code, left.stderr).toBe(0)
  // What follows the push follows for the rows that went again too, on the same list.
  const onFair = { state: 'finished', tasks: [{ task: 'list-created', name: 'Fair', leads: 1, done: 1 }] }
  expect(JSON.parse(left.stdout)).toMatchObject({
    ...{ rows: 2, created: 2, failed: 0, leads: 2 },
    ...{ after: onFair, afterAgain: onFair },
  })
  const made = ['left1@newcomers.example', 'left@free.example'].map(
    (email) => practice.leads().find(({ fields }) => fields['EmailAddress'] === email)!.id,
  )
  expect(practice.lists().map(({ name, members }) => [name, members.toSorted()])).toEqual([
    ['Fair', made.toSorted()],
  ])
  expect(now(1)).toEqual(owners[1]!.fields)
  expect(practice.leadCount()).toBe(count + 2)

  const skipped = await leadsheet(
    ['push', sheet('skipped', 2), '--phone-taken', 'skip', ...work, '--json'],
    env,
  )
  expect(skipped.code).toBe(1)
  expect(JSON.parse(skipped.stdout)).toMatchObject({ rows: 2, created: 1, failed: 1 })
  expect(now(2)).toEqual(owners[2]!.fields)
  // A push that only creates compares, so such a row stays out before anything is sent.
  const only = await leadsheet(
    ['push', sheet('only', 3), '--mode', 'create', '--phone-taken', 'leave-out', ...work, '--json'],
    env,
  )
  expect(only.code).toBe(1)
  expect(JSON.parse(only.stdout)).toMatchObject({
    ...{ rows: 2, created: 1, updated: 0, failed: 0, skipped: 1 },
    leftOut: [{ reason: 'Email and phone belong to two leads', rows: 1 }],
  })
  expect(now(3)).toEqual(owners[3]!.fields)
  const wrong = await leadsheet(['push', sheet('wrong', 2), '--phone-taken', 'merge', ...work], env)
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toMatch(/--phone-taken.*update.*leave-out.*skip/)
})

test('a push with --phone-taken that is stopped is ended by the command it prints, with what follows it', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const work = ['--data-dir', join(dataDir, 'work')]
  const fast = ['--limit', '1000/1', '--bulk-limit', '1000/1']
  practice.setLimit({ calls: 1000, seconds: 1 })
  const owner = practice.leads().find(({ fields }) => fields['Phone'] && fields['EmailAddress'])!
  const file = join(dataDir, 'fair.csv')
  writeFileSync(
    file,
    `Email,Phone,First name\nfree@stopped.example,,Free\nmoved@stopped.example,"${owner.fields['Phone']}",Moved\n`,
  )
  const { child, ended } = startLeadsheet(
    [
      ...['push', file, '--phone-taken', 'update', '--list-updated', 'Moved', '--list-created', 'Made'],
      ...['--activity', 'Phone Call', '--activity-text', 'Met {First name}', ...work],
      // Whatever is written after the rows waits longer than the signal takes.
      ...['--limit', '1000/1', '--bulk-limit', '1/10'],
    ],
    env,
  )
  await expect
    .poll(() => practice.calls().reduce((sum, { rows }) => sum + rows.length, 0), { intervals: [20] })
    .toBe(2)
  child.kill('SIGTERM')
  const stopped = await ended
  expect(stopped.code).toBe(1)
  const [, printed] = /To go on: leadsheet (resume .*)/.exec(stopped.stderr) ?? []
  expect(printed).toContain('--phone-taken update')
  // It was asked to end: no other push is begun for the rows whose phone is taken, and nothing that follows.
  expect(practice.lists()).toEqual([])
  expect(practice.leads().find(({ id }) => id === owner.id)!.fields['FirstName']).toBe(
    owner.fields['FirstName'],
  )

  const resumed = await leadsheet(['resume', '--phone-taken', 'update', ...work, ...fast, '--json'], env)
  expect(resumed.code, resumed.stderr).toBe(0)
  expect(JSON.parse(resumed.stdout)).toMatchObject({
    ...{ rows: 1, updated: 1 },
    after: { state: 'finished' },
    afterAgain: { state: 'finished' },
  })
  const made = practice.leads().find(({ fields }) => fields['EmailAddress'] === 'free@stopped.example')!
  const members = Object.fromEntries(practice.lists().map(({ name, members: ids }) => [name, ids]))
  expect(members).toEqual({ Made: [made.id], Moved: [owner.id] })
  expect(
    practice
      .activities()
      .map(({ leadId, note }) => [leadId, note])
      .sort(),
  ).toEqual(
    [
      [made.id, 'Met Free'],
      [owner.id, 'Met Moved'],
    ].sort(),
  )
})
