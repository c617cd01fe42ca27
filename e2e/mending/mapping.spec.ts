import { expect, test } from '../fixtures/leadsheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

const SHEET = [
  [
    'Full name',
    'Vorname',
    'Surname',
    'Work email',
    'Mobile no.',
    'Organisation',
    'Customer no.',
    'Town',
    'Status',
    'Whim',
  ],
  ['Ann Lee', 'Ann', 'Lee', 'ann@example.com', '0171 2345678', 'Lee Ltd', 'C-1', 'Köln', 'Created', 'x'],
]
  .map((row) => row.join('\t'))
  .join('\n')

test('columns go where their headings say, and what fits nothing is not sent', async ({ page }) => {
  const panels = new MendingPanels(page)
  await new SheetWindow(page).pasteSheet(SHEET)
  const expected = {
    'Full name': 'Not sent',
    Vorname: 'First Name',
    Surname: 'Last Name',
    'Work email': 'Email Address',
    'Mobile no.': 'Mobile Number',
    Organisation: 'Company',
    'Customer no.': 'Customer Number',
    Town: 'City',
    Status: 'Not sent',
    Whim: 'Not sent',
  }
  for (const [heading, attribute] of Object.entries(expected)) {
    // A heading may be made anew while it is scrolled to.
    await expect(() => panels.goesTo(heading).scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass()
    await expect(panels.goesTo(heading)).toHaveText(attribute)
  }

  // A whole name is taken before the longer ones it is a part of.
  await panels.goesTo('Whim').click()
  await page.getByRole('combobox', { name: 'Attribute for Whim' }).fill('owner')
  await expect(page.getByRole('option', { name: 'Owner Email' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(panels.goesTo('Whim')).toHaveText('Owner')
})

test('a choice is remembered for the same heading in the next sheet', async ({ page, leadsheet }) => {
  const panels = new MendingPanels(page)
  const window = new SheetWindow(page)
  await window.pasteSheet(SHEET)
  await panels.choose('Town', 'State')
  await expect(panels.goesTo('Town')).toHaveText('State')

  const again = new SheetWindow(await leadsheet.restart())
  await expect(again.grid).toBeVisible()
  await again.openFile({
    name: 'next.csv',
    text: 'E-mail,TOWN\nann@example.com,Köln\nbob@example.com,Bonn\n',
  })
  await expect(new MendingPanels(again.page).goesTo('TOWN')).toHaveText('State')
})

test('two columns to one attribute stop the push until one of them lets go', async ({ page }) => {
  const panels = new MendingPanels(page)
  const window = new SheetWindow(page)
  await window.pasteSheet('First Name\tE-mail\tOther mail\nAnn\tann@example.com\tann@example.org')
  await window.expectCounts({ Ready: 1 })
  await window.openPanel('Problems')
  await panels.choose('Other mail', 'Email Address')
  await expect(panels.problems).toContainText('“E-mail” and “Other mail” both go to Email Address.')
  const marks = page.getByRole('columnheader').getByTitle('both go to Email Address')
  await expect(marks).toHaveCount(2)
  await window.expectCounts({ Ready: 0, Draft: 1 })
  await panels.choose('Other mail', 'Not sent')
  await expect(panels.problems).toContainText('No problems in 1 row.')
  await expect(marks).toHaveCount(0)
  await window.expectCounts({ Ready: 1, Draft: 0 })
})

test('without a column for the search key no row can go, and Problems says what to do', async ({ page }) => {
  const panels = new MendingPanels(page)
  const window = new SheetWindow(page)
  await window.pasteSheet('First Name\tE-mail\nAnn\tann@example.com')
  await window.openPanel('Problems')
  await expect(panels.problems).toContainText('No problems in 1 row.')
  await panels.choose('E-mail', 'Not sent')
  await expect(panels.problems).toContainText(
    'Leads are searched by email or phone, but no column is sent to either.',
  )
  // What cannot be searched by is not offered.
  const searchBy = page.getByLabel('Search by', { exact: true })
  await expect(searchBy).toHaveAttribute('aria-invalid', 'true')
  await expect(searchBy.locator('option')).toHaveText(['Email or phone (no column)', 'First Name'])
  await searchBy.selectOption({ label: 'First Name' })
  await expect(searchBy.locator('option')).toHaveText(['First Name'])
  await expect(searchBy).not.toHaveAttribute('aria-invalid', 'true')
})
