import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many } from '../pages/leads-sheet.ts'
import { MendingPanels } from '../pages/mending-panels.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv, type LeadRow } from './leads.ts'

function withEmail(row: LeadRow, email: string): LeadRow {
  const [, first, last, phone, company, colour] = row
  return [email, first, last, phone, company, colour]
}

test.describe('the review before a push', () => {
  test('tells what stays out and why, leads to those rows, and sends them all the same when asked', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    const rows = newLeads(20, 'review').map((row, at) =>
      at < 3 ? withEmail(row, `review.${at}.at.newcomers.example`) : row,
    )
    await window.pasteSheet(tsv(rows))
    await window.expectCounts({ Draft: 3, Ready: 17 })
    await panels.openReview()
    await expect(panels.startButton()).toHaveText('Push 17 leads')
    await expect(panels.review).toContainText('25 calls in 5')
    expect(practice.calls().filter(({ path }) => path.endsWith('/CreateOrUpdate'))).toEqual([])

    const leftOut = panels.review.getByRole('region', { name: 'Left out' })
    await leftOut.getByRole('button').first().click()
    await expect(page.getByText('3 of 20 rows')).toBeVisible()
    await page.getByRole('button', { name: /show all rows/ }).click()

    await panels.review.getByRole('checkbox', { name: 'Send rows with errors too' }).check()
    await expect(panels.startButton()).toHaveText('Push 20 leads')
    await panels.review.getByRole('checkbox', { name: 'Send rows with errors too' }).uncheck()
    await expect(panels.startButton()).toHaveText('Push 17 leads')
  })

  test('follows an edit at once, so that what is pushed is what was reviewed', async ({ page }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(
      tsv(newLeads(10, 'follow').map((row, at) => (at === 0 ? withEmail(row, 'nobody') : row))),
    )
    await panels.openReview()
    await expect(panels.startButton()).toHaveText('Push 9 leads')
    await window.button('Undo').click()
    await expect(window.grid).not.toContainText('follow.1@newcomers.example')
    await expect(panels.startButton()).toBeDisabled()
    await window.button('Redo').click()
    await expect(panels.startButton()).toHaveText('Push 9 leads')
  })

  for (const held of [0, 80, 500]) {
    test(`a click of ${held} ms from a cell still being typed in sends nothing that was not read, and says so`, async ({
      page,
      practice,
    }) => {
      const window = new SheetWindow(page)
      const panels = new PushPanels(page)
      const mending = new MendingPanels(page)
      await window.pasteSheet(tsv(newLeads(300, 'typing')))
      await panels.openReview()
      await (await mending.cell(1, 'First name')).click()
      await page.keyboard.type('Typed')
      await panels.startButton().click({ delay: held })
      await expect(panels.review).toContainText('so nothing was sent')
      await expect(await mending.cell(1, 'First name')).toHaveText('Typed')
      expect(practice.calls().filter(({ path }) => path.endsWith('/CreateOrUpdate'))).toEqual([])
      await panels.startButton().click()
      await window.expectCounts({ Created: 300 })
      expect(practice.leads().filter(({ fields }) => fields['FirstName'] === 'Typed')).toHaveLength(1)
    })
  }

  test('a click from a cell that is not sent starts the push all the same', async ({ page }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    const mending = new MendingPanels(page)
    await window.pasteSheet(tsv(newLeads(20, 'aside')))
    await panels.openReview()
    await (await mending.cell(1, 'Favourite colour')).click()
    await page.keyboard.type('Typed')
    await panels.startButton().click()
    await window.expectCounts({ Created: 20 })
    await expect(await mending.cell(1, 'Favourite colour')).toHaveText('Typed')
  })

  test('is of the sheet that is open, also when another one is opened beside it', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(5, 'former')))
    await panels.openReview()
    await expect(panels.startButton()).toHaveText('Push 5 leads')
    await window.openFile({ name: 'later.tsv', text: tsv(newLeads(7, 'later')) })
    await expect(window.grid).toContainText('later.0@newcomers.example')
    await expect(panels.startButton()).toHaveText('Push 7 leads')
    await panels.startButton().click()
    await window.expectCounts({ Created: 7 })
    const emails = practice.leads().map(({ fields }) => fields['EmailAddress'] ?? '')
    expect(emails.filter((email) => email.startsWith('later.'))).toHaveLength(7)
    expect(emails.filter((email) => email.startsWith('former.'))).toEqual([])
  })

  test('rows that share a key are merged, kept to the last or skipped, as chosen there', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    const [first, second, ...rest] = newLeads(6, 'twice')
    await window.pasteSheet(tsv([first!, withEmail(second!, first![0]), ...rest]))
    await page.getByLabel('Search by').selectOption({ label: 'Email Address' })
    await panels.openReview()
    const choice = panels.review.getByLabel('2 rows are for the same lead')
    // One of the two goes after the other, in a call of its own.
    await choice.selectOption('Send all, in order')
    await expect(panels.review.getByRole('definition').filter({ hasText: /^about 2$/ })).toBeVisible()
    await choice.selectOption('Merge into one lead')
    await expect(panels.startButton()).toHaveText('Push 5 leads')
    await choice.selectOption('Keep the last')
    await expect(panels.startButton()).toHaveText('Push 5 leads')
    await panels.start()
    await panels.expectPhase('Finished')
    await window.expectCounts({ Created: 5, Skipped: 1 })
    const written = practice.leads().find(({ fields }) => fields['EmailAddress'] === first![0])
    expect(written?.fields['FirstName']).toBe(second![1])
  })

  test('with a filter on it says that hidden rows go too, and offers the rows shown alone', async ({
    page,
    practice,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(30, 'shown')))
    await page.getByRole('button', { name: 'Menu of Company' }).click()
    await page.getByRole('menuitem', { name: /^Hide/ }).click()
    await expect(window.notices).toContainText('1 column hidden. Hidden columns are still sent.')
    await page.getByLabel('Filter rows').fill('shown.1')
    await expect(page.getByText('11 of 30 rows')).toBeVisible()
    await panels.openReview()
    await expect(panels.startButton()).toHaveText('Push 30 leads')
    await expect(panels.review).toContainText('A filter hides 19 of 30 rows. Hidden rows are sent too.')
    await panels.review.getByText(/columns sent/).click()
    await expect(panels.review).toContainText('1 of them hidden in the sheet')
    await expect(panels.review).toContainText('Company (hidden)')

    await panels.review.getByLabel('Rows', { exact: true }).selectOption('The rows shown (11)')
    await expect(panels.startButton()).toHaveText('Push 11 leads')
    await expect(panels.review).not.toContainText('Hidden rows are sent too.')
    // Other rows on show later do not change what was chosen.
    await page.getByLabel('Filter rows').fill('shown.2')
    await expect(panels.review.getByRole('option', { name: 'The rows that were shown (11)' })).toBeAttached()
    await expect(panels.review.getByRole('option', { name: 'The rows shown now (11)' })).toBeAttached()
    await panels.start()
    await panels.expectPhase('Finished')
    await expect(panels.push).toContainText('11 of 11 rows')
    const emails = practice.leads().map(({ fields }) => fields['EmailAddress'] ?? '')
    expect(emails.filter((email) => email.startsWith('shown.'))).toHaveLength(11)
    expect(emails.filter((email) => email.startsWith('shown.2'))).toEqual([])
  })

  test('a filter that fits no row says so in our words, with the way out, also where it is one column’s', async ({
    page,
  }) => {
    const sheet = await LeadsSheet.of(page, many(12))
    await page.getByLabel('Filter rows').fill('nobody at all')
    await expect(page.getByText('No row fits the filter. 12 rows are hidden.')).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Clear filter' }).click()
    await expect(sheet.rowNumber(5)).toHaveText('5')
    await sheet.chooseInColumnMenu('Company', 'Filter…')
    await page.getByLabel('Text', { exact: true }).fill('nothing like it')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('main').getByRole('button', { name: 'Clear filter' }).click()
    await expect(sheet.rowNumber(5)).toHaveText('5')
    await expect(page.getByText('No row fits the filter.')).toHaveCount(0)
  })

  test('it says in one line what will happen, and warns where several leads may share the key', async ({
    page,
  }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(5, 'key')))
    await panels.openReview()
    await expect(panels.review).toContainText(
      'Leads found by email or phone are updated; others are created.',
    )
    await expect(panels.review).not.toContainText('Several leads can have')
    await page.getByLabel('Search by', { exact: true }).selectOption({ label: 'First Name' })
    await expect(panels.review).toContainText('Leads found by First Name are updated; others are created.')
    await expect(panels.review).toContainText('Several leads can have the same First Name.')
    await page.getByLabel('Search by', { exact: true }).selectOption({ label: 'Email Address' })
    await expect(panels.review).not.toContainText('Several leads can have')
  })

  test('only the selected rows go when that is chosen', async ({ page, practice }) => {
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    const before = practice.leads().length
    await window.pasteSheet(tsv(newLeads(10, 'some')))
    await window.grid.getByText('some.2@newcomers.example').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await panels.openReview()
    await panels.review.getByLabel('Rows', { exact: true }).selectOption('The selected rows (3)')
    await expect(panels.startButton()).toHaveText('Push 3 leads')
    await panels.start()
    await panels.expectPhase('Finished')
    await window.expectCounts({ Created: 3, Ready: 7 })
    expect(practice.leads()).toHaveLength(before + 3)
  })
})

test('where it goes and the mapping stand first, then how many go, then the choices; errors, warnings and rows of one lead are counted alike everywhere', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const mending = new MendingPanels(page)
  const rows = newLeads(12, 'order').map((row, at) =>
    at < 2 ? withEmail(row, 'not an address') : at < 5 ? withEmail(row, 'one@newcomers.example') : row,
  )
  await window.pasteSheet(tsv(rows))
  await page.getByLabel('Search by').selectOption({ label: 'Email Address' })
  await window.openPanel('Problems')
  await mending.expectProblems({ 'Not an email address': 2, 'Same search key more than once': 3 })
  const badges = page.getByRole('navigation', { name: 'Panels' }).locator('.rail-badge')
  await expect(badges).toHaveText(['2', '3'])
  const [bad, warn] = await badges.evaluateAll((all) =>
    all.map((each) => getComputedStyle(each).backgroundColor),
  )
  expect(bad).not.toBe(warn)

  await panels.openReview()
  const places = await Promise.all(
    [
      panels.review.locator('.destination'),
      panels.review.getByText(/columns sent/),
      panels.review.locator('.review-sum'),
      panels.review.getByLabel('Rows', { exact: true }),
      panels.review.getByLabel('3 rows are for the same lead'),
    ].map(async (part) => (await part.boundingBox())!.y),
  )
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  await expect(panels.review.locator('.review-sum')).toHaveText('8 of 12 rows go')
  await expect(panels.review.getByRole('region', { name: 'Left out' }).getByRole('listitem')).toHaveText([
    /email.*2$/i,
    /.*2$/,
  ])
})

test('the mapping is two columns beside each other, open where one was guessed and closed where all are sure', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  await window.pasteSheet('Work mail\tFirst name\tShoe size\r\nanna@guessed.example\tAnna\t42')
  await panels.openReview()
  const mapping = panels.review.getByRole('table')
  await expect(mapping).toBeVisible()
  await expect(panels.review).toContainText('1 guessed')
  const lines = () =>
    mapping
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))
  expect(await lines()).toEqual([
    ['In the sheet', 'In LeadSquared'],
    ['Work mail', 'Email Addressa guess'],
    ['First name', 'First Name'],
    ['Shoe size', 'Not sent'],
  ])

  // Chosen by a person it is no guess any more.
  await page.getByRole('button', { name: /^Work mail goes to:/ }).click()
  await page.getByRole('combobox', { name: 'Attribute for Work mail' }).fill('Website')
  await page.keyboard.press('Enter')
  await expect(panels.review).not.toContainText('guessed')
  await expect(mapping).toBeHidden()
})
