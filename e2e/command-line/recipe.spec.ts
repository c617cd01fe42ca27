import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leadsheet as command } from '../fixtures/command-line.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { freshFolder, removeFolder } from '../fixtures/practice.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { ShapePanel } from '../pages/shape-panel.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const HEADINGS = 'E-mail,Vorname,Tel,Stage,Town,Born,Whim'
const DAY_ONE = `${HEADINGS}
ann@fair.example,Ann,98765 43210,contacted,pune,25/03/1990,likes tea
bob@fair.example,Bob,+91 98111 22233,Qualified,new delhi,01/02/1985,n/a
ann@fair.example,Ann B.,,PROSPECT,pune,,
`
const DAY_TWO = `${HEADINGS}
cem@fair.example,Cem,99887 76655,customer,mumbai,04/05/1991,
`

test('a recipe made in the window pushes the next file from the command line, byte for byte as the window would', async ({
  page,
  dataDir,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const pushing = new PushPanels(page)
  await window.openFile({ name: 'day-1.csv', text: DAY_ONE })
  await panels.choose('Whim', 'Notes')
  await panels.choose('Town', 'City')
  await window.openPanel('Cleaning')
  await panels.chooseCleaning('Change case')
  await panels.cleaning.getByLabel('Where').selectOption({ label: 'Town' })
  await panels.cleanButton().click()
  expect(await panels.values('Town')).toEqual(['Pune', 'New Delhi', 'Pune'])

  const recipes = await window.openPanel('Recipes')
  await recipes.getByLabel('Name').fill('Daily fair')
  await recipes.getByRole('button', { name: 'Save recipe' }).click()
  await expect(recipes.getByRole('article', { name: 'Daily fair' })).toContainText(
    '7 columns sent, 1 step before that',
  )
  practice.clearCalls()
  await pushing.openReview()
  await pushing.start()
  await window.expectCounts({ Created: 2, Updated: 1 })
  const sent = () =>
    practice
      .calls()
      .filter(({ rows }) => rows.length > 0)
      .map(({ rows }) => JSON.stringify(rows.map(({ lead }) => lead)))
  const byWindow = sent()
  expect(byWindow.join()).toContain('{"Attribute":"ProspectStage","Value":"Contacted"}')
  const history = await window.openPanel('History')
  await history.getByText('How it went').first().click()
  await expect(history).toContainText('Daily fair')

  const file = join(dataDir, 'recipes', readdirSync(join(dataDir, 'recipes'))[0]!)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ leadsheet: 'recipe', version: 1 })
  const other = freshFolder()
  try {
    const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
    const run = async (name: string, text: string, ...options: string[]) => {
      const path = join(other, name)
      writeFileSync(path, text)
      practice.clearCalls()
      return command(['push', path, '--data-dir', other, ...options], env)
    }
    expect(await run('day-1.csv', DAY_ONE, '--recipe', file)).toMatchObject({ code: 0, stderr: '' })
    expect(sent()).toEqual(byWindow)

    // Kept in the folder it has a name. No cell of this file proves the order of its dates: the recipe does.
    mkdirSync(join(other, 'recipes'), { recursive: true })
    copyFileSync(file, join(other, 'recipes', 'daily.recipe.json'))
    const next = await run('day-2.csv', DAY_TWO, '--recipe', 'Daily fair')
    expect(next).toMatchObject({ code: 0, stderr: '' })
    expect(next.stdout).toContain('As the recipe “Daily fair” says.')
    expect(
      practice.leads().find(({ fields }) => fields['EmailAddress'] === 'cem@fair.example')?.fields,
    ).toMatchObject({
      ...{
        ProspectStage: 'Customer',
        mx_City: 'Mumbai',
        mx_Date_of_Birth: expect.stringContaining('1991-05-04'),
      },
    })

    const strange = DAY_TWO.replace('Vorname', 'Rufname').replace('customer', 'WIP')
    const stopped = await run('day-3.csv', strange, '--recipe', file)
    expect(stopped.code).toBe(2)
    expect(stopped.stderr).toContain('There is no column “Vorname”, which goes to FirstName.')
    expect(stopped.stderr).toContain('The column “Rufname” is new')
    expect(stopped.stderr).toContain('Nothing was sent.')
    const unknown = await run('day-3.csv', strange, '--recipe', file, '--map', 'Rufname=FirstName')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('“WIP” (1 cell)')
    expect(sent()).toEqual([])
    const none = await run('day-3.csv', DAY_TWO, '--recipe', 'Nightly')
    expect(none.stderr).toContain('there is no recipe and no file “Nightly”. There are: “Daily fair”.')
  } finally {
    removeFolder(other)
  }
})

test('a recipe says what fits the open sheet before it is applied, and one undo takes it back', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.openFile({ name: 'one.csv', text: DAY_ONE })
  await panels.choose('Whim', 'Notes')
  let recipes = await window.openPanel('Recipes')
  await recipes.getByLabel('Name').fill('Fair')
  await recipes.getByRole('button', { name: 'Save recipe' }).click()
  await expect(recipes.getByRole('article', { name: 'Fair' })).toBeVisible()
  await window.openFile({ name: 'two.csv', text: 'Whim,e-mail,Company\nsings,dan@fair.example,Dan Ltd\n' })
  await expect(panels.goesTo('Company')).toHaveText('Company')
  recipes = await window.openPanel('Recipes')
  await recipes.getByRole('article', { name: 'Fair' }).getByRole('button', { name: 'See what fits' }).click()
  await expect(recipes).toContainText('2 columns of 7 fit this sheet.')
  await expect(recipes).toContainText('The column “Company” is new')
  await expect(recipes).toContainText('There is no column “Tel”')
  const fits = recipes.getByRole('region', { name: 'What fits' }).getByRole('listitem')
  await expect(fits).toHaveText(['“E-mail” goes to Email Address', '“Whim” goes to Notes'])
  await recipes.getByRole('button', { name: 'Apply to this sheet' }).click()
  await expect(recipes).toContainText('was applied')
  await expect(panels.goesTo('Company')).toHaveText('Not sent')
  await expect(panels.goesTo('Whim')).toHaveText('Notes')
  await recipes.getByRole('button', { name: 'Undo' }).click()
  await expect(panels.goesTo('Company')).toHaveText('Company')
})

const SESSIONS = `Email,Given,Family,Stage,Sessions Attended
ann@several.example,Ann,Adler,WIP,"opening keynote; Clinic"
bob@several.example,Bob,,Customer,Round Table
cy@several.example,Cy,,Customer,Both days
`

test('value maps, changes of shape and several choices go into a recipe, which is exported, imported and pushed the same', async ({
  page,
  dataDir,
  practice,
}) => {
  const sheet = new LeadsSheet(page)
  const panels = new MendingPanels(page)
  const pushing = new PushPanels(page)
  await sheet.openFile({ name: 'sessions.csv', text: SESSIONS })
  await panels.choose('Given', 'Not sent')
  await panels.choose('Family', 'Not sent')
  const shape = new ShapePanel(sheet)
  await shape.open('Given', 'Combine columns')
  await shape.panel.getByLabel('Template').fill('{Given} {Family}')
  await shape.panel.getByLabel('Goes to').fill('First Name')
  await shape.apply().click()
  const problems = await sheet.openPanel('Problems')
  await panels.expectProblems({ 'Not in the list of options': 3 })
  await panels.kind('Not in the list of options').click()
  await problems.getByLabel('“WIP” in Stage').selectOption({ label: 'Contacted' })
  // Of a cell with several choices the one that is none is asked about, and it alone.
  await problems.getByLabel('“Clinic” in Sessions Attended').selectOption({ label: 'Sales Clinic' })
  await problems.getByLabel('“Both days” in Sessions').selectOption({ label: 'Data Workshop' })
  await panels.expectProblems({})
  // One value may be two choices.
  await problems.getByText('What values stand for (3)').click()
  await problems.getByLabel('“Both days” also stands for').selectOption({ label: 'Round Table' })
  await expect(problems).toContainText('“Both days” stands for Data Workshop and Round Table')
  const recipes = await sheet.openPanel('Recipes')
  await recipes.getByLabel('Name').fill('Sessions')
  await recipes.getByRole('button', { name: 'Save recipe' }).click()
  await expect(recipes.getByRole('article', { name: 'Sessions' })).toContainText(
    '4 columns sent, 1 step before that, 3 values said to stand for an option',
  )
  practice.clearCalls()
  await pushing.openReview()
  await pushing.start()
  await sheet.expectCounts({ Created: 3 })
  const sent = () =>
    practice
      .calls()
      .filter(({ rows }) => rows.length > 0)
      .map(({ rows }) => JSON.stringify(rows.map(({ lead }) => lead)))
  const byWindow = sent()
  expect(byWindow.join()).toContain('"Value":"Data Workshop;Round Table"')
  expect(byWindow.join()).toContain(
    '{"Attribute":"mx_Sessions_Attended","Value":"Opening Keynote;Sales Clinic"}',
  )
  expect(byWindow.join()).toContain('{"Attribute":"ProspectStage","Value":"Contacted"}')
  expect(byWindow.join()).toContain('{"Attribute":"FirstName","Value":"Ann Adler"}')

  const other = freshFolder()
  try {
    const env = { LEADSHEET_PRACTICE_ORIGIN: practice.origin }
    const list = await command(['recipes', '--json', '--data-dir', dataDir])
    expect(JSON.parse(list.stdout)).toMatchObject({ recipes: [{ name: 'Sessions', columns: 6, steps: 1 }] })
    const file = join(other, 'sessions.json')
    expect(
      await command(['recipes', 'export', 'sessions', '--out', file, '--data-dir', dataDir]),
    ).toMatchObject({
      code: 0,
      stdout: `The recipe “Sessions” is in ${file}.\n`,
    })
    expect(await command(['recipes', 'import', file, '--data-dir', other])).toMatchObject({ code: 0 })
    writeFileSync(file, readFileSync(file, 'utf8').replace('Contacted', 'Qualified'))
    const again = await command(['recipes', 'import', file, '--data-dir', other])
    expect(again).toMatchObject({ code: 2, stdout: '' })
    expect(again.stderr).toContain(
      'Another recipe called “Sessions” is kept here. --replace puts this one in its place.',
    )

    const path = join(other, 'next.csv')
    writeFileSync(path, SESSIONS)
    practice.clearCalls()
    const pushed = await command(['push', path, '--recipe', 'Sessions', '--data-dir', other], env)
    expect(pushed).toMatchObject({ code: 0, stderr: '' })
    expect(sent()).toEqual(byWindow)
    practice.clearCalls()
    writeFileSync(path, SESSIONS.replace('Round Table', 'Round Table;Rugby'))
    const stopped = await command(['push', path, '--recipe', 'Sessions', '--data-dir', other], env)
    expect(stopped.code).toBe(2)
    expect(stopped.stderr).toContain('which has no such options: “Rugby” (1 cell).')
    expect(stopped.stderr).toContain('here with --value "Value=Option@Heading"')
    expect(sent()).toEqual([])
    const answered = ['--value', 'Rugby=Sales Clinic + Round Table@Sessions Attended']
    expect(
      await command(['push', path, '--recipe', 'Sessions', '--data-dir', other, ...answered], env),
    ).toMatchObject({ code: 0, stderr: '' })
    expect(sent().join()).toContain('"Value":"Round Table;Sales Clinic"')
    await command(['recipes', 'remove', 'Sessions', '--data-dir', other])
    expect(await command(['recipes', '--data-dir', other])).toMatchObject({
      stdout: 'No recipe is saved here.\n',
    })
  } finally {
    removeFolder(other)
  }
})
