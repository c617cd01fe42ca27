import { expect, test } from '../fixtures/leadsheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const HEADINGS = ['First Name', 'E-mail', 'Zip', 'Phone', 'Born', 'Size', 'Budget', 'Time', 'News', 'Website']
const GOES_TO = {
  Phone: 'Phone Number',
  Born: 'Date of Birth',
  Size: 'Company Size',
  Budget: 'Annual Budget',
  Time: 'Preferred Time',
  News: 'Newsletter',
}

const ROWS = [
  [
    'Ann',
    'ann@example.com',
    '01067',
    '+49 171 2345678',
    '1980-03-14',
    '1-10',
    '100',
    '09:30',
    'yes',
    'example.com',
  ],
  ['Bob', 'bob@', '04109', 'call me', '14/13/1980', 'huge', 'lots', 'noon', 'maybe', 'not given'],
  ['', 'ANN@example.com', '10115'],
  ['Cy', '', '20095'],
  ['9.19E+12', 'dan@example.com', '50667', '1.23E+12'],
  ['x'.repeat(101), 'eve@example.com', '1067'],
]

const ALL_KINDS = {
  'Search key is missing': 1,
  'Mandatory field is empty': 1,
  'Not an email address': 1,
  'Not a phone number': 1,
  'Too long': 1,
  'Not in the list of options': 1,
  'Not a number': 1,
  'Not a date as LeadSquared takes it': 1,
  'Not a time': 1,
  'Neither yes nor no': 1,
  'Not a web address': 1,
  'Damaged by a spreadsheet': 2,
  'Leading zero may be lost': 1,
  'Same search key more than once': 2,
}

function tsv(rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS): string {
  return [headings, ...rows].map((row) => row.join('\t')).join('\n')
}

async function openWithProblems(window: SheetWindow, panels: MendingPanels): Promise<void> {
  await window.pasteSheet(tsv(ROWS))
  for (const [heading, attribute] of Object.entries(GOES_TO)) await panels.choose(heading, attribute)
  await window.openPanel('Problems')
}

test('every kind of problem is found, marked in its cell and listed', async ({ page }) => {
  const panels = new MendingPanels(page)
  await openWithProblems(new SheetWindow(page), panels)
  await panels.expectProblems(ALL_KINDS)
  await expect(panels.problems).toContainText('5 rows of 6 have errors and will stay out of a push.')
  await expect(await panels.cell(2, 'E-mail')).toHaveClass(/cell-error/)
  await expect(await panels.cell(6, 'Zip')).toHaveClass(/cell-warning/)
  await expect(await panels.cell(1, 'First Name')).not.toHaveClass(/cell-error|cell-warning/)

  await (await panels.cell(2, 'E-mail')).hover()
  const tooltip = page.getByRole('tooltip')
  await expect(tooltip).toHaveText('The part after the @ is not complete. Write it as name@company.com.')
  await (await panels.cell(1, 'E-mail')).hover()
  await expect(tooltip).toContainText('The other row is 3.')
})

test('an empty sheet is not counted as wrong, and what blocks a push stands apart from what does not', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.openSample()
  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await window.panel('Sheets').getByRole('button', { name: 'New empty sheet' }).click()
  await expect(page.getByText('This sheet is empty.')).toBeVisible()
  await window.openPanel('Problems')
  await expect(panels.problems).toContainText(
    /No row can be pushed before this is settled:.*no column is sent to either.*Worth a look before a push:.*LeadSquared may refuse new leads/s,
  )
  const tab = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Problems' })
  await expect(tab).toHaveText('Problems')
  await page.getByRole('button', { name: 'Add row' }).first().click()
  await expect(tab).toHaveText(/^Problems\d+$/)
})

test('a problem comes and goes as one types', async ({ page }) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await window.pasteSheet(
    tsv(
      [
        ['Ann', 'ann@example.com'],
        ['Bob', 'bob@example.com'],
      ],
      ['First Name', 'E-mail'],
    ),
  )
  await window.openPanel('Problems')
  await expect(panels.problems).toContainText('No problems in 2 rows.')
  await (await panels.cell(2, 'E-mail')).click()
  await page.keyboard.type('ann@example.com')
  await page.keyboard.press('Enter')
  await panels.expectProblems({ 'Same search key more than once': 2 })
  await (await panels.cell(2, 'E-mail')).click()
  await page.keyboard.type('bob@')
  await page.keyboard.press('Enter')
  await panels.expectProblems({ 'Not an email address': 1 })
  await page.keyboard.press('Control+z')
  await panels.expectProblems({ 'Same search key more than once': 2 })
  await page.keyboard.press('Control+z')
  await expect(panels.problems).toContainText('No problems in 2 rows.')
})

test('F8 goes from problem to problem in the order of the screen, Shift+F8 back', async ({ page }) => {
  const panels = new MendingPanels(page)
  const window = new SheetWindow(page)
  const rows = [
    ['Ann', 'ann@', 'call me'],
    ['Bob', 'bob@example.com', ''],
    ['Cy', '', ''],
  ]
  await window.pasteSheet(tsv(rows, ['First Name', 'E-mail', 'Phone']))
  await panels.choose('Phone', 'Phone Number')
  await expect(await panels.cell(3, 'E-mail')).toHaveClass(/cell-error/)
  await (await panels.cell(1, 'First Name')).click()
  for (const [row, heading] of [
    [1, 'E-mail'],
    [1, 'Phone'],
    [3, 'E-mail'],
    [1, 'E-mail'],
  ] as const) {
    await page.keyboard.press('F8')
    await expect(await panels.cell(row, heading)).toBeFocused()
  }
  await page.keyboard.press('Shift+F8')
  await expect(await panels.cell(3, 'E-mail')).toBeFocused()
})

test('the list leads to the cells, and filters to them', async ({ page }) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  await openWithProblems(window, panels)
  await panels.expectProblems(ALL_KINDS)
  await panels.kind('Damaged by a spreadsheet').click()
  await expect(await panels.cell(5, 'First Name')).toBeFocused()
  await panels.problems.getByRole('button', { name: 'Row 5 · Phone' }).click()
  await expect(await panels.cell(5, 'Phone')).toBeFocused()

  const filter = panels.problems.getByRole('button', {
    name: 'Show only rows with: Same search key more than once',
  })
  await filter.click()
  await expect(page.getByRole('button', { name: /^2 of 6 rows/ })).toBeVisible()
  await expect.poll(() => panels.values('E-mail')).toEqual(['ann@example.com', 'ANN@example.com'])
  await filter.click()
  await expect.poll(() => panels.values('E-mail')).toHaveLength(6)
})

test('duplicates name their rows, and the choice made beside them decides the push', async ({
  page,
  practice,
}) => {
  const window = new SheetWindow(page)
  const panels = new MendingPanels(page)
  const push = new PushPanels(page)
  const rows = [
    ['First', 'twice@newcomers.example'],
    ['Other', 'once@newcomers.example'],
    ['Last', 'Twice@newcomers.example'],
  ]
  await window.pasteSheet(tsv(rows, ['First Name', 'E-mail']))
  await window.openPanel('Problems')
  await panels.kind('Same search key more than once').click()
  await expect(panels.problems.getByRole('button', { name: 'Row 3', exact: true })).toBeVisible()
  await panels.problems.getByLabel('Keep the last').check()

  await push.openReview()
  await push.start()
  await window.expectCounts({ Created: 2, Skipped: 1 })
  const names = practice
    .leads()
    .filter(({ fields }) => fields['EmailAddress']?.toLowerCase() === 'twice@newcomers.example')
    .map(({ fields }) => fields['FirstName'])
  expect(names).toEqual(['Last'])
})

test('rows with errors stay out of a push, and rows with warnings go in', async ({ page, practice }) => {
  const window = new SheetWindow(page)
  const push = new PushPanels(page)
  const rows = [
    ['Ann', 'ann@newcomers.example', '01067'],
    ['Bob', 'bob@', '04109'],
    ...['Cy', 'Di', 'Ed', 'Flo'].map((name) => [name, `${name}@newcomers.example`, '10115']),
    ['Gus', 'gus@newcomers.example', '1067'],
  ]
  await window.pasteSheet(tsv(rows, ['First Name', 'E-mail', 'Zip']))
  await window.expectCounts({ Ready: 6, Draft: 1 })
  await push.openReview()
  await push.start()
  await window.expectCounts({ Created: 6, Skipped: 1 })
  expect(
    practice.leads().some(({ fields }) => fields['FirstName'] === 'Bob' && fields['EmailAddress'] === 'bob@'),
  ).toBe(false)
  expect(practice.leads().some(({ fields }) => fields['EmailAddress'] === 'gus@newcomers.example')).toBe(true)
})
