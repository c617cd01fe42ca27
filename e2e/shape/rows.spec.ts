import { expect, test } from '../fixtures/leadsheet.ts'
import { ShapePanel } from '../pages/shape-panel.ts'

test('duplicates by chosen columns go, the most complete row of each stays, and n/a is nobody’s double', async ({
  page,
}) => {
  const table = [
    ['Email', 'Name', 'City'],
    ['ann@x.example', 'Ann', ''],
    ['n/a', 'Bob', 'Bonn'],
    [' ANN@x.example', 'Ann Lee', 'Ulm'],
    ['n/a', 'Cy', 'Jena'],
  ]
  const shape = await ShapePanel.of(page, table, 'Email', 'Remove duplicates')
  const { panel, sheet } = shape
  await panel.getByLabel('The most complete one').check()
  await expect(panel).toContainText(
    '1 of 4 rows go: 1 value stands in more than one row, and one row of each stays. ',
  )
  await expect(panel).toContainText('2 rows have nothing in these columns and stay.')
  expect(await shape.firstRows()).toEqual([['ANN@x.example', '3', '1']])
  await shape.apply().click()
  await sheet.expectTable(1, ['Name'], [['Bob'], ['Ann Lee'], ['Cy']])
  await shape.undo()
  await sheet.expectTable(1, ['Name'], [['Ann'], ['Bob'], ['Ann Lee'], ['Cy']])
})

test('values are looked up in another sheet by a key', async ({ page, leadsheet }) => {
  const owners = [
    ['E-mail', 'Team'],
    ['ann@x.example', 'North'],
    ['bob@x.example', 'South'],
    ['bob@x.example', 'West'],
  ]
  const shape = await ShapePanel.of(page, owners, 'E-mail', 'Look up in another sheet')
  await expect(shape.panel).toContainText('There is no other sheet here yet.')
  await shape.sheet.openFile({
    name: 'leads.csv',
    text: 'Email,Name\nANN@x.example,Ann\nbob@x.example,Bob\ncy@x.example,Cy\n',
  })
  await expect(shape.sheet.header('Name')).toBeVisible()
  const { panel, sheet } = shape
  await shape.open('Email', 'Look up in another sheet')
  await panel.getByLabel('Sheet to look up in').selectOption({ index: 1 })
  await expect(panel.getByLabel('Key in this sheet').locator('option:checked')).toHaveText('Email')
  await panel.getByRole('checkbox', { name: 'Team' }).check()
  await expect(panel).toContainText('1 of 3 rows change.')
  await expect(panel).toContainText(
    '1 row is found more than once there, with different values, and stays as it is: “bob@x.example”',
  )
  await expect(panel).toContainText('1 row is not found there and stays as it is: “cy@x.example”')
  await panel.getByLabel('Where a key stands there more than once').selectOption({ label: 'Take the last' })
  await expect(panel).toContainText('2 of 3 rows change.')
  await shape.apply().click()
  await sheet.expectTable(1, ['Team'], [['North'], ['West'], ['']])

  // It is in the workspace, not only on screen.
  await expect(sheet.page.getByText('Saved')).toBeVisible()
  const fresh = await leadsheet.restart()
  await expect(fresh.getByRole('grid', { name: 'Leads' })).toContainText('North')
})
