import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { leadsheet, startLeadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'
import { LIST_PATHS } from '#electron/practice/practice-server.ts'

interface Task {
  task: string
  done: number
  failed: number
  unknown: number
  open: number
}

test('leads of a push are on their lists and have one activity each, through kills in the middle of both', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin, LEADSHEET_CALL_SECONDS: '1' }
  const work = ['--data-dir', join(dataDir, 'work'), '--json']
  practice.setLimit({ calls: 1000, seconds: 1 })
  const known = practice
    .leads()
    .filter(({ fields }) => fields['EmailAddress'])
    .slice(0, 90)
  const rows = [
    ...known.map(({ fields }, at) => [fields['EmailAddress']!, `Known ${at}`]),
    ...Array.from({ length: 30 }, (_, at) => [`new${at}@new.example`, `New ${at}`]),
  ]
  const file = join(dataDir, 'leads.csv')
  writeFileSync(file, ['Email,First name', ...rows.map((row) => row.join(','))].join('\n'))
  const callsTo = (path: string) => practice.calls().filter((call) => call.path === path).length

  practice.setFaults({ latency: { wayIn: [0, 0], work: [80, 80], wayBack: [0, 0] } })
  const after = ['--list-created', 'Fair, new', '--list-updated', 'Nobody yet']
  const activity = ['--activity', 'phone call', '--activity-text', '{First name} called']
  const pushing = startLeadsheet(['push', file, ...after, ...activity, '--limit', '1/0.15', ...work], env)
  await expect.poll(() => callsTo(LIST_PATHS.add)).toBeGreaterThan(2)
  pushing.child.kill('SIGKILL')
  await pushing.ended

  // Another push would leave the first one's leads half done.
  const other = await leadsheet(['push', file, ...work], env)
  expect(other.code).toBe(2)
  expect(JSON.parse(other.stdout)).toEqual({ error: other.stderr.trimEnd(), exitCode: 2 })
  expect(other.stderr).toContain(
    'What follows an earlier push in this folder is not done yet. Finish it first',
  )

  // Work that outlasts the look at the log by far, so that the kill finds calls under way.
  practice.setFaults({ latency: { wayIn: [0, 0], work: [800, 800], wayBack: [0, 0] } })
  const resuming = startLeadsheet(['resume', '--limit', '1/0.15', ...work], env)
  await expect.poll(() => callsTo(LIST_PATHS.activities)).toBeGreaterThan(0)
  resuming.child.kill('SIGKILL')
  await resuming.ended
  practice.setFaults({})

  const resumed = await leadsheet(['resume', '--limit', '1000/1', ...work], env)
  const told = JSON.parse(resumed.stdout) as { after: { state: string; tasks: Task[] } }
  expect(told).toMatchObject({
    created: 30,
    updated: 90,
    failed: 0,
    unknown: 0,
    after: { state: 'finished' },
  })
  const [created, updated, posted] = told.after.tasks as [Task, Task, Task]
  expect(created).toMatchObject({ task: 'list-created', done: 30, failed: 0, unknown: 0, open: 0 })
  expect(updated).toMatchObject({ task: 'list-updated', done: 90, failed: 0, unknown: 0, open: 0 })
  expect(posted).toMatchObject({ task: 'activity', failed: 0, open: 0 })
  expect(posted.done + posted.unknown).toBe(120)
  expect(posted.unknown).toBeGreaterThan(0)
  expect(resumed.code).toBe(1)

  // The server's truth: nothing twice, and nothing missing but what was said to be unknown.
  const nameOf = new Map(rows.map(([email, name]) => [email!, name!]))
  const leads = new Map(practice.leads().map(({ id, fields }) => [id, fields['EmailAddress'] ?? '']))
  const activities = practice.activities()
  expect(new Set(activities.map(({ leadId }) => leadId)).size).toBe(activities.length)
  expect(activities.length).toBeGreaterThanOrEqual(posted.done)
  for (const { leadId, event, note } of activities)
    expect.soft({ event, note }).toEqual({ event: 201, note: `${nameOf.get(leads.get(leadId)!)} called` })
  const lists = new Map(
    practice.lists().map(({ name, members }) => [name, members.map((id) => leads.get(id))]),
  )
  expect([...lists.keys()].sort()).toEqual(['Fair, new', 'Nobody yet'])
  expect(lists.get('Nobody yet')!.sort()).toEqual(known.map(({ fields }) => fields['EmailAddress']).sort())
  expect(lists.get('Fair, new')!.sort()).toEqual(
    rows
      .slice(90)
      .map(([email]) => email!)
      .sort(),
  )
})

test('what follows a push is said before, told after, kept by a recipe, and tried again where it failed', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const work = ['--limit', '1000/1', '--data-dir', join(dataDir, 'work')]
  practice.setLimit({ calls: 1000, seconds: 1 })
  const file = join(dataDir, 'leads.csv')
  writeFileSync(file, 'Email,First name\nida@new.example,Ida\njo@new.example,Jo')
  const recipe = join(dataDir, 'fair.recipe.json')
  writeFileSync(
    recipe,
    JSON.stringify({
      ...{ leadsheet: 'recipe', version: 1, name: 'Fair', searchBy: 'default', blanks: 'skip' },
      ...{ duplicates: 'order', placeholders: 'blank' },
      columns: [
        { heading: 'Email', attribute: 'EmailAddress' },
        { heading: 'First name', attribute: 'FirstName' },
      ],
      after: {
        lists: { created: 'Fair 2026', failed: 'Fair, to mend' },
        activity: { type: 'Fair Visit', text: '{First name} was there' },
      },
    }),
  )

  const refused = [
    [
      ['--activity', 'Fax', '--activity-text', 'x'],
      /no kind of activity called “Fax”. There are: .*“Phone Call”/,
    ],
    [
      ['--activity', 'Meeting', '--activity-text', '{Name} came'],
      /names “Name”, and no column is called that/,
    ],
    [['--activity', 'Meeting'], /--activity Meeting needs --activity-text/],
    [['--activity-text', 'x'], /--activity-text needs --activity/],
  ] as const
  for (const [options, words] of refused) {
    const said = await leadsheet(['push', file, ...options, ...work], env)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toMatch(words)
    expect(said.stderr).toContain('Nothing was sent.')
  }
  const dry = await leadsheet(['push', file, '--recipe', recipe, '--dry-run', '--json', ...work], env)
  expect(JSON.parse(dry.stdout)).toMatchObject({
    afterPlan: {
      lists: [
        { of: 'created', name: 'Fair 2026', id: null },
        { of: 'failed', name: 'Fair, to mend', id: null },
      ],
      activity: { type: 'Fair Visit', event: 202, text: '{First name} was there' },
    },
  })
  expect(practice.leadCount()).toBe(300)

  // The options go before the recipe: one list less, another kind of activity, which nobody can post.
  const report = join(dataDir, 'outcome.csv')
  const options = ['--list-failed=', '--activity', 'Email Opened', '--report', report]
  const pushed = await leadsheet(['push', file, '--recipe', recipe, ...options, ...work], env)
  expect(pushed.code).toBe(1)
  expect(readFileSync(report, 'utf8')).toContain('"name":"Fair 2026"'.replaceAll('"', '""'))
  expect(pushed.stdout).toContain('created leads go on the static list “Fair 2026”, which is made')
  expect(pushed.stdout).toContain('2 created, 0 updated.')
  expect(pushed.stdout).toContain('List “Fair 2026”: 2 created leads.')
  expect(pushed.stdout).toContain('Activity “Email Opened” posted on 0 of 2 leads, 2 failed.')
  expect(pushed.stdout).toContain('2 × LeadSquared refused it: Activity type does not exist.')
  expect(pushed.stderr).toMatch(/To try the 2 leads that failed again: leadsheet resume .*--again/)
  expect(practice.lists()).toMatchObject([{ name: 'Fair 2026' }])
  expect(practice.lists()[0]!.members).toHaveLength(2)

  const again = await leadsheet(['resume', '--again', '--json', ...work], env)
  expect(JSON.parse(again.stdout)).toMatchObject({
    created: 2,
    after: { tasks: [{ done: 2 }, { task: 'activity', failed: 2 }] },
  })
  const whole = await leadsheet(['push', file, '--recipe', recipe, '--json', ...work], env)
  expect(whole).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(whole.stdout)).toMatchObject({ updated: 2, after: { state: 'finished' } })
  expect(
    practice
      .activities()
      .map(({ note }) => note)
      .sort(),
  ).toEqual(['Ida was there', 'Jo was there'])
  const nothing = await leadsheet(['resume', '--again', ...work], env)
  expect(nothing).toMatchObject({ code: 2, stdout: '' })
  expect(nothing.stderr).toContain('Nothing failed after the latest push')
})
