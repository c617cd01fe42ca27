import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../fixtures/expect.ts'
import { leadsheet, startLeadsheet } from '../fixtures/command-line.ts'
import { test } from '../fixtures/practice.ts'
import { changeLead } from '#electron/practice/change-lead.test-kit.ts'
import { UPDATE_PATH, type PracticeServer } from '#electron/practice/practice-server.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'

type Fields = Record<string, string>

function fieldsById(practice: PracticeServer): Map<string, Fields> {
  return new Map(practice.leads().map(({ id, fields }) => [id, fields]))
}

/** 300 rows with all kinds of differences: 30 new, 60 the same, the others change one field, two, or fill an empty one. */
function rowsOf(
  leads: readonly PracticeLead[],
): { email: string; city: string; company: string; notes: string }[] {
  return Array.from({ length: 300 }, (_, index) => {
    if (index % 10 === 9) return { email: `new${index}@new.example`, city: 'Oslo', company: 'New', notes: '' }
    const { fields } = leads[index]!
    const row = {
      email: fields['EmailAddress']!,
      city: fields['mx_City']!,
      company: fields['Company']!,
      notes: '',
    }
    if (index % 5 === 0) return row
    if (index % 5 === 1) return { ...row, city: `City ${index}` }
    if (index % 5 === 2) return { ...row, city: `City ${index}`, company: 'Analytical Engines' }
    return { ...row, notes: `Met at stand ${index}` }
  })
}

test('a push of 300 rows is taken back field by field, through a kill in the middle of the undo', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin, LEADSHEET_CALL_SECONDS: '1' }
  const work = ['--data-dir', join(dataDir, 'work'), '--json']
  practice.setLimit({ calls: 1000, seconds: 1 })
  const before = fieldsById(practice)
  const leads = practice.leads()
  const rows = rowsOf(leads)
  const file = join(dataDir, 'leads.csv')
  const lines = rows.map(({ email, city, company, notes }) =>
    [email, city, company, notes].map((cell) => `"${cell}"`).join(','),
  )
  writeFileSync(file, ['Email,City,Company,Notes', ...lines].join('\n'))
  const pushed = await leadsheet(['push', file, '--compare', '--limit', '1000/1', ...work], env)
  expect(pushed).toMatchObject({ code: 0 })
  expect(JSON.parse(pushed.stdout)).toMatchObject({
    created: 30,
    updated: 210,
    compare: { same: 60, new: 30 },
  })
  const after = fieldsById(practice)

  // Ten of the leads are somebody else's business since.
  const changed = leads.filter((_, index) => index % 5 === 1 && index % 10 !== 9).slice(0, 10)
  for (const { id } of changed) await changeLead(practice, id, { mx_City: 'Theirs' })
  // One more is deleted.
  const deleted = leads[2]!
  practice.removeLeads([deleted.id])

  const looked = await leadsheet(['undo', '--dry-run', '--limit', '1000/1', ...work], env)
  expect(looked.stderr).toMatch(
    new RegExp(
      `Lead ${changed[0]!.id} · mx_City · Kept: stays “Theirs”\\. Changed since by Asha Somebody; the lead was last changed .* UTC\\.`,
    ),
  )
  expect(looked.stderr).toContain(
    `Lead ${deleted.id} · mx_City · Gone. The lead was deleted or merged since.`,
  )
  expect(looked.stderr.trimEnd().split('\n')).toHaveLength(11)

  // The undo's fourth call finds the program gone: the server took what it was asked to, and nobody heard.
  practice.clearCalls()
  practice.setFaults({ latency: { wayIn: [0, 0], work: [120, 120], wayBack: [0, 0] } })
  const undoing = startLeadsheet(['undo', '--limit', '1/0.2', ...work], env)
  await expect
    .poll(() => practice.calls().filter(({ path }) => path === UPDATE_PATH).length)
    .toBeGreaterThan(2)
  undoing.child.kill('SIGKILL')
  await undoing.ended
  practice.setFaults({})

  const undone = await leadsheet(['undo', '--limit', '1000/1', ...work], env)
  expect(undone.code).toBe(1)
  const cells = rows.reduce((sum, _, index) => {
    if (index % 10 === 9 || index % 5 === 0) return sum
    return sum + (index % 5 === 2 ? 2 : 1)
  }, 0)
  expect(JSON.parse(undone.stdout)).toEqual({ restored: cells - 10 - 2, kept: 10, gone: 2, cannot: 0 })

  const now = fieldsById(practice)
  const theirs = new Set(changed.map(({ id }) => id))
  for (const [id, fields] of before) {
    if (id === deleted.id) continue
    const truth = theirs.has(id) ? { ...fields, mx_City: 'Theirs' } : fields
    expect.soft(now.get(id), id).toEqual(truth)
  }
  // Created leads are never deleted; a list shows them to whoever may.
  const created = [...now.keys()].filter((id) => !before.has(id))
  expect(created.sort()).toEqual([...after.keys()].filter((id) => !before.has(id)).sort())
  const name = 'Leadsheet · made by mistake'
  const listed = await leadsheet(['undo', '--list-created', name, '--limit', '1000/1', ...work], env)
  expect(JSON.parse(listed.stdout)).toMatchObject({ restored: cells - 12, list: { name, leads: 30 } })
  expect(practice.lists()).toMatchObject([{ name, members: expect.arrayContaining(created) as string[] }])
})

test('push --mode does what it says, undo says what it cannot do', async ({ dataDir, practice }) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const work = ['--limit', '1000/1', '--data-dir', join(dataDir, 'work'), '--json']
  practice.setLimit({ calls: 1000, seconds: 1 })
  const [one, two] = practice.leads()
  const before = practice.leadCount()
  const file = join(dataDir, 'leads.csv')
  writeFileSync(
    file,
    `Email,City,Notes\n${one!.fields['EmailAddress']},Nagpur,New\n${two!.fields['EmailAddress']},,New\nx@new.example,Oslo,New`,
  )
  const filled = await leadsheet(['push', file, '--mode', 'fill', ...work], env)
  expect(JSON.parse(filled.stdout)).toMatchObject({ updated: 2, created: 0, skipped: 1 })
  expect(practice.leads().find(({ id }) => id === one!.id)!.fields).toEqual({ ...one!.fields, Notes: 'New' })
  const updated = await leadsheet(['push', file, '--mode', 'update', ...work], env)
  expect(JSON.parse(updated.stdout)).toMatchObject({ updated: 1, created: 0, skipped: 2 })
  expect(practice.leadCount()).toBe(before)
  const made = await leadsheet(['push', file, '--mode', 'create', ...work], env)
  expect(JSON.parse(made.stdout)).toMatchObject({ created: 1, updated: 0, skipped: 2 })

  const wrong = await leadsheet(['push', file, '--mode', 'replace', ...work], env)
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toMatch(/--mode.*upsert.*update.*create.*fill/)
  expect(JSON.parse(wrong.stdout)).toEqual({ error: wrong.stderr.trimEnd(), exitCode: 2 })
  const none = await leadsheet(['undo', '--push', '77', ...work], env)
  expect(none.code).toBe(2)
  expect(none.stderr).toMatch(/There is no push 77/)
  expect(JSON.parse(none.stdout)).toEqual({ error: none.stderr.trimEnd(), exitCode: 2 })
})

test('what was there before a push can be dropped, after which it is taken back no more', async ({
  dataDir,
  practice,
}) => {
  const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const folder = ['--data-dir', join(dataDir, 'work')]
  const [lead] = practice.leads()
  const file = join(dataDir, 'leads.csv')
  writeFileSync(file, `Email,City\n${lead!.fields['EmailAddress']},Nagpur\n`)
  const pushed = await leadsheet(['push', file, '--mode', 'update', '--phone-taken', 'skip', ...folder], env)
  expect(pushed).toMatchObject({ code: 2, stdout: '' })
  expect(pushed.stderr).toMatch(
    /A push that only updates finds its leads by their Lead ID.*Leave --phone-taken out/,
  )
  expect(await leadsheet(['push', file, '--mode', 'update', ...folder], env)).toMatchObject({ code: 0 })
  const looked = await leadsheet(['undo', '--dry-run', ...folder], env)
  expect(looked.stdout).toMatch(
    /What was there before is kept until \d{4}-\d\d-\d\d \d\d:\d\d UTC: 1 cell of 1 lead\./,
  )
  const dropped = await leadsheet(['undo', '--push', '1', '--drop', '--json', ...folder], env)
  expect(dropped).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(dropped.stdout)).toEqual({ dropped: { push: 1, cells: 1, leads: 1 } })
  const again = await leadsheet(['undo', '--push', '1', '--drop', ...folder], env)
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toContain('Nothing of what was there before push 1 is kept')
  const undone = await leadsheet(['undo', ...folder], env)
  expect(undone.stdout).not.toContain('1 cell restored')
  expect(practice.leads().find(({ id }) => id === lead!.id)!.fields['mx_City']).toBe('Nagpur')
})
