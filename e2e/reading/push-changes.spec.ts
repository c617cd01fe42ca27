import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UPDATE_PATH, type PracticeServer } from '#electron/practice/practice-server.ts'
import { leadsheet as commandLine } from '../fixtures/command-line.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { addLeads, writeLeads } from '../fixtures/more-leads.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { ReadingPanels } from '../pages/reading-panels.ts'

function idsOf(practice: PracticeServer, tag: string): string[] {
  return practice
    .leads()
    .filter(({ fields }) => fields['EmailAddress']?.startsWith(`${tag}.`))
    .map(({ id }) => id)
}

/** Gets these leads with two columns, so that all of them stand on screen. */
async function pull(panels: ReadingPanels, ids: readonly string[]): Promise<void> {
  const { getLeads } = panels
  await panels.openGetLeads('Lead IDs or email addresses')
  await getLeads.getByRole('textbox', { name: 'Lead IDs or email addresses' }).fill(ids.join('\n'))
  await getLeads.getByRole('button', { name: 'None', exact: true }).click()
  for (const name of ['Email Address', 'City']) {
    await getLeads.getByRole('checkbox', { name, exact: true }).check()
  }
  await panels.getButton().click()
}

/** Every attribute that was written since the log was cleared, the key left out. */
function written(practice: PracticeServer): { path: string; attribute: string; value: string }[] {
  return practice
    .calls()
    .flatMap(({ path, rows }) =>
      rows.flatMap(({ lead }) =>
        lead
          .filter(({ Attribute }) => !/^(ProspectI[dD]|SearchBy)$/.test(Attribute))
          .map(({ Attribute, Value }) => ({ path, attribute: Attribute, value: Value })),
      ),
    )
}

test('500 leads pulled, 40 cells changed, compared and pushed: 40 attributes are written, and nothing else', async ({
  page,
  practice,
}) => {
  await addLeads(practice, 500, 'walk')
  const ids = idsOf(practice, 'walk')
  const count = practice.leadCount()
  const sheet = new LeadsSheet(page)
  const panels = new ReadingPanels(page)
  const push = new PushPanels(page)
  await pull(panels, ids)
  await expect(page.getByRole('contentinfo')).toContainText('500 rows')
  await expect(sheet.button('Push changes')).toHaveCount(0)

  const towns = Array.from({ length: 40 }, (_, at) => `Town ${at}`)
  await sheet.click(1, 'City')
  await sheet.pasteText(towns.join('\r\n'))
  await sheet.expectCell(20, 'City', 'Town 19')
  // A mark on what is edited, and none once the old value is back.
  await expect(await sheet.cell(1, 'City')).toHaveClass(/cell-edited/)
  await sheet.click(1, 'City')
  await page.keyboard.type('Pune')
  await page.keyboard.press('Enter')
  await expect(await sheet.cell(1, 'City')).not.toHaveClass(/cell-edited/)
  await sheet.press('Mod+Z')
  await expect(await sheet.cell(1, 'City')).toHaveClass(/cell-edited/)

  practice.clearCalls()
  await sheet.button('Push changes').click()
  await expect(push.review).toContainText('40 cells in 40 rows were changed')
  expect(practice.calls()).toEqual([])
  await push.review.getByRole('button', { name: 'Read 40 leads again' }).click()
  await expect(push.startButton()).toHaveText('Push 40 leads')
  await push.start()
  await push.expectPhase('Finished')
  const wrote = written(practice)
  expect(wrote.map(({ value }) => value).sort()).toEqual([...towns].sort())
  expect(new Set(wrote.map(({ attribute }) => attribute))).toEqual(new Set(['mx_City']))
  expect(new Set(wrote.map(({ path }) => path))).toEqual(new Set([UPDATE_PATH]))
  expect(practice.leadCount()).toBe(count)
  // What was written is what LeadSquared has: nothing is left to push.
  await expect(sheet.button('Push changes')).toHaveCount(0)
  await expect(await sheet.cell(1, 'City')).not.toHaveClass(/cell-edited/)
})

test('a cell that moved in LeadSquared meanwhile is mine, theirs or left, one by one', async ({
  page,
  practice,
}) => {
  await addLeads(practice, 4, 'moved')
  const sheet = new LeadsSheet(page)
  const panels = new ReadingPanels(page)
  const push = new PushPanels(page)
  await pull(panels, idsOf(practice, 'moved'))
  await expect(page.getByRole('contentinfo')).toContainText('4 rows')
  await sheet.click(1, 'City')
  await sheet.pasteText(['Mine 1', 'Mine 2', 'Mine 3', 'Mine 4'].join('\r\n'))
  const emails = await Promise.all([1, 2, 3, 4].map((row) => sheet.text(row, 'Email Address')))
  await writeLeads(
    practice,
    [0, 1, 2].map((at) => ({ EmailAddress: emails[at]!, mx_City: `Theirs ${at + 1}` })),
  )

  await sheet.button('Push changes').click()
  await push.review.getByRole('button', { name: 'Read 4 leads again' }).click()
  const conflict = (row: number) => push.review.getByRole('group', { name: `City, row ${row}` })
  await expect(push.review).toContainText('3 cells have another value there')
  await expect(push.startButton()).toHaveText('Push 1 lead')
  await conflict(1).getByRole('radio', { name: /^Mine/ }).check()
  await expect(push.startButton()).toHaveText('Push 2 leads')
  await conflict(2)
    .getByRole('radio', { name: /^Theirs/ })
    .click()
  await sheet.expectCell(2, 'City', 'Theirs 2')
  await expect(push.startButton()).toHaveText('Push 2 leads')
  await push.start()
  await push.expectPhase('Finished')
  const cities = emails.map(
    (email) => practice.leads().find(({ fields }) => fields['EmailAddress'] === email)?.fields['mx_City'],
  )
  expect(cities).toEqual(['Mine 1', 'Theirs 2', 'Theirs 3', 'Mine 4'])
  // What was left is still an edit of the sheet.
  await expect(sheet.button('Push changes')).toBeVisible()
  await expect(await sheet.cell(3, 'City')).toHaveClass(/cell-would-change/)
  // What went in is no change any more.
  await expect(await sheet.cell(1, 'City')).not.toHaveClass(/cell-would-change|cell-edited/)
  await expect(await sheet.cell(1, 'Compared')).toHaveText('Updatesent since')
})

test('a workbook that was pulled at a terminal opens with what its leads had, so that its edits alone can be pushed', async ({
  dataDir,
  page,
  practice,
}) => {
  const sheet = new LeadsSheet(page)
  const file = join(dataDir, 'leeds.xlsx')
  const pulled = await commandLine(
    [
      ...['pull', '--where', 'mx_City = Leeds', '--columns', 'EmailAddress,mx_City'],
      ...['--out', file, '--data-dir', join(dataDir, 'terminal')],
    ],
    { LEADSHEET_PRACTICE_ORIGIN: practice.origin },
  )
  expect(pulled.code).toBe(0)
  await sheet.openFile({ name: 'leeds.xlsx', bytes: await readFile(file) })
  await sheet.expectCell(1, 'City', 'Leeds')
  expect(await sheet.headings()).toEqual(['Lead ID', 'Email Address', 'City'])
  await expect(sheet.button('Push changes')).toHaveCount(0)
  await sheet.click(1, 'City')
  await page.keyboard.type('Oslo')
  await page.keyboard.press('Enter')
  await expect(await sheet.cell(1, 'City')).toHaveClass(/cell-edited/)
  await expect(sheet.button('Push changes')).toBeVisible()
})

test('who owns a lead stands in its cell by name: the same is no change, theirs is written so, and the list has the users', async ({
  page,
  practice,
}) => {
  const user = (number: number): string => `05e70000-0000-4000-a000-${String(number).padStart(12, '0')}`
  await addLeads(practice, 3, 'owned')
  const emails = [0, 1, 2].map((at) => `owned.${at}@elsewhere.example`)
  const own = (owners: readonly number[]) =>
    writeLeads(
      practice,
      owners.map((number, at) => ({ EmailAddress: emails[at]!, OwnerId: user(number) })),
    )
  await own([2, 2, 3])
  const sheet = new LeadsSheet(page)
  const panels = new ReadingPanels(page)
  const push = new PushPanels(page)
  await panels.openGetLeads('Lead IDs or email addresses')
  const { getLeads } = panels
  await getLeads.getByRole('textbox', { name: 'Lead IDs or email addresses' }).fill(emails.join('\n'))
  await getLeads.getByRole('button', { name: 'None', exact: true }).click()
  for (const name of ['Email Address', 'Owner'])
    await getLeads.getByRole('checkbox', { name, exact: true }).check()
  await panels.getButton().click()
  await expect(page.getByRole('contentinfo')).toContainText('3 rows')
  const rowOf = new Map<string, number>()
  for (const row of [1, 2, 3]) rowOf.set(await sheet.text(row, 'Email Address'), row)
  const [first, second, third] = emails.map((email) => rowOf.get(email)!)
  for (const [row, name] of [
    [first!, 'Meera Salunke'],
    [second!, 'Tom Harker'],
  ] as const) {
    await sheet.click(row, 'Owner')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  await own([2, 7, 3])
  await sheet.button('Push changes').click()
  await push.review.getByRole('button', { name: /^Read \d leads? again/ }).click()
  const conflict = push.review.getByRole('group', { name: `Owner, row ${second}` })
  await expect(conflict).toContainText('Zoë Lindqvist (zoe.lindqvist@leadsheet.example)')
  await expect(await sheet.cell(first!, 'Owner')).not.toHaveClass(/cell-edited|cell-would-change/)
  await conflict.getByRole('radio', { name: /^Theirs/ }).click()
  await sheet.expectCell(second!, 'Owner', 'Zoë Lindqvist')
  await expect(sheet.button('Push changes')).toHaveCount(0)

  await sheet.click(third!, 'Owner')
  await sheet.press('Alt+ArrowDown')
  const list = page.getByRole('listbox', { name: `Options of Owner, row ${third}` })
  await expect(list.getByRole('option', { selected: true })).toHaveText('Tom Harker')
  await sheet.press('Escape')
  await page.keyboard.type('chi')
  await sheet.press('ArrowDown')
  await sheet.press('Enter')
  await sheet.expectCell(third!, 'Owner', 'Chiara De Luca')
  await expect(await sheet.cell(third!, 'Owner')).toHaveClass(/cell-edited/)
})
