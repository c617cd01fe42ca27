import { expect, test } from '../fixtures/leadsheet.ts'
import { ShapePanel } from '../pages/shape-panel.ts'

const LEADS = [
  ['Email', 'First name', 'Last name', 'Place', 'Mobile', 'Phone', 'City'],
  ['anna@one.example', 'Anna', 'Adler', 'Pune, MH', '', '111', ''],
  ['bela@two.example', 'Béla', '', 'Ulm', '222', '333', 'Neu-Ulm'],
  ['ANNA@one.example', 'Anna', 'Adler', '', 'n/a', '444', ''],
]

test('a column is split into new ones and one that asks first; one undo takes it back, redo brings it again', async ({
  page,
}) => {
  const shape = await ShapePanel.of(page, LEADS, 'Place', 'Split a column')
  const { panel, sheet } = shape
  await expect(panel.getByLabel('Split at').locator('option:checked')).toHaveText('Comma (,)')
  await panel.getByLabel('Part 1 goes to').fill('City')
  await panel.getByLabel('Part 2 goes to').fill('State')
  await expect(panel).toContainText('1 row has no comma, so the whole text goes to “City”: “Ulm”')
  await expect(panel).toContainText('New column: “State”, sent as State.')
  await expect(panel).toContainText('1 of 3 rows change')
  await expect(shape.apply()).toBeDisabled()

  const taken = panel.getByRole('group', { name: '1 row holds something else there already' })
  await taken.getByLabel('Replace it').check()
  await expect(panel).toContainText('2 of 3 rows change.')
  expect(await shape.firstRows()).toEqual([
    ['1', 'Pune, MH', '→Pune', '→MH'],
    ['2', 'Ulm', 'Neu-Ulm→Ulm', ''],
  ])
  await shape.apply().click()
  const split = [
    ['Pune', 'MH'],
    ['Ulm', ''],
    ['', ''],
  ]
  await sheet.expectTable(1, ['City', 'State'], split)
  await shape.undo()
  await expect(sheet.header('State')).toHaveCount(0)
  await sheet.expectTable(1, ['City'], [[''], ['Neu-Ulm'], ['']])
  await sheet.button('Redo').click()
  await sheet.expectTable(1, ['City', 'State'], split)
})

test('columns are combined by a template, and the first filled one of several is taken', async ({ page }) => {
  // Few enough columns that the new ones are on screen beside the panel.
  const table = LEADS.map(([, first, last, place, mobile, phone]) => [first!, last!, place!, mobile!, phone!])
  const shape = await ShapePanel.of(page, table, 'First name', 'Combine columns')
  const { panel, sheet } = shape
  await expect(panel.getByLabel('Template')).toHaveValue('{First name} {Last name}')
  await panel.getByLabel('Template').fill('{First name} {Last nam}')
  await expect(panel).toContainText('There is no column “Last nam”.')
  await panel.getByLabel('Template').fill('{Last name}, {First name} ({Place})')
  await panel.getByLabel('Goes to').fill('Shown as')
  await expect(panel).toContainText('3 of 3 rows change.')
  await expect(panel).toContainText('2 rows lack a part, which goes with what stands around it.')
  await shape.apply().click()
  await sheet.expectTable(1, ['Shown as'], [['Adler, Anna (Pune, MH)'], ['Béla (Ulm)'], ['Adler, Anna']])

  await panel.getByLabel('What to do').selectOption({ label: 'First filled of several' })
  await panel.getByRole('checkbox', { name: 'Mobile' }).check()
  await expect(panel).toContainText('Tick two columns or more.')
  await panel.getByRole('checkbox', { name: 'Phone' }).check()
  await panel.getByLabel('Goes to').fill('Best number')
  await shape.apply().click()
  await sheet.expectTable(1, ['Best number'], [['111'], ['222'], ['444']])
})

test('what is in a text is taken out, empty cells are filled from above, and an expression that runs away is stopped', async ({
  page,
}) => {
  const table = [
    ['Region', 'Contact'],
    ['West', 'Ann <ann@x.example>'],
    ['', `${'a'.repeat(60)}!`],
    ['East', 'bob@y.example'],
  ]
  const shape = await ShapePanel.of(page, table, 'Contact', 'Extract by pattern')
  const { panel, sheet } = shape
  await expect(panel).toContainText('2 of 3 rows change.')
  expect(await shape.firstRows()).toEqual([
    ['1', 'Ann <ann@x.example>', '→ann@x.example'],
    ['3', 'bob@y.example', '→bob@y.example'],
  ])
  await panel.getByLabel('What to take').selectOption('Own expression')
  await panel.getByLabel('Expression', { exact: true }).fill('^(a+)+$')
  await expect(panel).toContainText('This expression takes too long, so it was stopped.')
  await panel.getByLabel('Expression', { exact: true }).fill('(')
  await expect(panel).toContainText('This is not a valid expression')
  await panel.getByLabel('Expression', { exact: true }).fill('@(\\w+)')
  await panel.getByLabel('Goes to').fill('Domain')
  await shape.apply().click()
  await sheet.expectTable(1, ['Domain'], [['x'], [''], ['y']])

  await shape.open('Region', 'Fill down empty cells')
  await expect(panel).toContainText('1 of 3 rows change.')
  await shape.apply().click()
  await sheet.expectTable(1, ['Region'], [['West'], ['West'], ['East']])
})
