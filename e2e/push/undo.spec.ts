import type { PracticeServer } from '#electron/practice/practice-server.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { changeLead } from '#electron/practice/change-lead.test-kit.ts'
import { axeIn } from '../pages/accessibility.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { ReadingPanels } from '../pages/reading-panels.ts'

type Fields = Record<string, string>

function fieldsById(practice: PracticeServer): Map<string, Fields> {
  return new Map(practice.leads().map(({ id, fields }) => [id, fields]))
}

/** 300 rows: 30 new, 60 the same, the others change one field, two, or fill an empty one. */
function rowsOf(leads: readonly PracticeLead[]): string[][] {
  return Array.from({ length: 300 }, (_, at) => {
    if (at % 10 === 9) return [`new${at}@new.example`, 'Oslo', 'New', '']
    const { fields } = leads[at]!
    const [email, city, company] = [fields['EmailAddress']!, fields['mx_City']!, fields['Company']!]
    if (at % 5 === 0) return [email, city, company, '']
    if (at % 5 === 1) return [email, `City ${at}`, company, '']
    if (at % 5 === 2) return [email, `City ${at}`, 'Analytical Engines', '']
    return [email, city, company, `Met at stand ${at}`]
  })
}

test('300 rows are pushed and taken back: every field is as it was, what others changed since is theirs', async ({
  page,
  practice,
}) => {
  practice.setLimit({ calls: 1000, seconds: 1 })
  const before = fieldsById(practice)
  const leads = practice.leads()
  const panels = new ReadingPanels(page)
  const push = new PushPanels(page)
  await LeadsSheet.of(page, [['Email', 'City', 'Company', 'Notes'], ...rowsOf(leads)])
  await panels.compareAll()
  await expect.poll(() => panels.counts()).toEqual({ New: 30, Update: 210, Same: 60 })
  await panels.compare.getByRole('button', { name: 'Review push' }).click()
  await expect(push.startButton()).toHaveText('Push 240 leads')
  const fact = (name: string) => push.review.locator('.facts > div').filter({ hasText: name }).locator('dd')
  await expect(fact('Rows left out, the same there')).toHaveText('60')
  await expect(fact('Calls that saves')).toHaveText('2')
  // The 30 rows that are new send cells too; they change none that is there.
  await expect(fact('Cells changed in leads that are there')).toHaveText('270')
  await push.start()
  await push.expectPhase('Finished')
  const created = practice
    .leads()
    .map(({ id }) => id)
    .filter((id) => !before.has(id))
  expect(created).toHaveLength(30)

  // Ten of the leads are somebody else's business since, and one is no more.
  const theirs = leads.filter((_, at) => at % 5 === 1).slice(0, 10)
  for (const { id } of theirs) await changeLead(practice, id, { mx_City: 'Theirs' })
  const gone = leads[2]!.id
  practice.removeLeads([gone])

  practice.clearCalls()
  await push.button('Undo push').click()
  const undo = page.getByRole('region', { name: 'Undo push' })
  const kind = (name: string) =>
    undo
      .getByRole('list', { name: 'Cells by what an undo would do' })
      .getByRole('button', { name: new RegExp(`^${name} `) })
  // 60 rows changed one cell, 60 two, 90 filled one; ten cells are theirs, two are gone.
  await expect(kind('Put back').locator('b')).toHaveText('258')
  await expect(kind('Kept').locator('b')).toHaveText('10')
  await expect(kind('Gone').locator('b')).toHaveText('2')
  await kind('Kept').click()
  const cells = undo.getByRole('region', { name: 'Cells: Kept' }).getByRole('listitem')
  await expect(cells).toHaveCount(10)
  await expect(cells.first()).toContainText(`City of ${theirs[0]!.fields['EmailAddress']}`)
  await expect(cells.first()).toContainText('stays “Theirs”')
  await expect(cells.first()).toContainText(
    /Changed since by Asha Somebody; the lead was last changed .* UTC\./,
  )
  expect(practice.calls().filter(({ path }) => /Bulk/.test(path))).toEqual([])
  const { violations } = await axeIn(page).include('.side-panel').analyze()
  expect(violations).toEqual([])

  // Leads that were created are never deleted: whoever may finds them on a list.
  const name = 'Leadsheet · made by mistake'
  await undo.getByRole('textbox', { name: 'Name of the list' }).fill(name)
  await undo.getByRole('button', { name: 'Put 30 leads on the list' }).click()
  await expect(undo).toContainText(`30 leads are on the static list “${name}”.`)
  expect(practice.lists()).toMatchObject([{ name, members: expect.arrayContaining(created) as string[] }])

  await undo.getByRole('button', { name: 'Put back 258 cells' }).click()
  await push.expectPhase('Finished')
  const now = fieldsById(practice)
  const taken = new Set(theirs.map(({ id }) => id))
  for (const [id, fields] of before) {
    if (id === gone) continue
    expect(now.get(id), id).toEqual(taken.has(id) ? { ...fields, mx_City: 'Theirs' } : fields)
  }
  expect([...now.keys()].filter((id) => !before.has(id)).sort()).toEqual(created.sort())

  // History tells which is which, how long what was there is kept, and can drop it.
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'History' }).click()
  const history = page.getByRole('region', { name: 'History' })
  const entries = history.getByRole('article')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText('undo of an earlier push')
  await entries.last().getByText('How it went').click()
  await expect(entries.last()).toContainText('What was there before is kept until')
  await entries.last().getByRole('button', { name: 'Drop what was there before' }).click()
  await entries
    .last()
    .getByRole('group', { name: 'Drop what was there before' })
    .getByRole('button', { name: 'Drop what was there before' })
    .click()
  await expect(entries.last()).not.toContainText('What was there before is kept until')
})
