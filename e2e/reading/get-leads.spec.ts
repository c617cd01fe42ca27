import { readFile } from 'node:fs/promises'
import { expect, test } from '../fixtures/leadsheet.ts'
import { addLeads } from '../fixtures/more-leads.ts'
import { axeIn } from '../pages/accessibility.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { ReadingPanels } from '../pages/reading-panels.ts'

test('leads come into a new sheet from a list, a condition, what was pasted and what the rows match', async ({
  page,
  practice,
}) => {
  const sheet = new LeadsSheet(page)
  const panels = new ReadingPanels(page)
  const { getLeads } = panels
  const column = (name: string) => getLeads.getByRole('checkbox', { name, exact: true })

  // A list, searched for; the columns are chosen by hand.
  await panels.openGetLeads('A list')
  await getLeads.getByRole('searchbox', { name: 'Search lists' }).fill('spring')
  await expect(getLeads.getByRole('group', { name: 'Lists' }).getByRole('radio')).toHaveCount(1)
  await getLeads.getByRole('radio', { name: /^Spring Fair 2026/ }).check()
  await getLeads.getByRole('button', { name: 'None', exact: true }).click()
  await panels.getButton().click()
  await expect(getLeads).toContainText('Choose at least one field to get.')
  for (const name of ['First Name', 'Email Address', 'City']) await column(name).check()
  await getLeads.getByRole('button', { name: 'Count first' }).click()
  await expect(panels.getButton()).toHaveText('Get 60 leads')
  expect(practice.calls().filter(({ path }) => path.includes('BySearchParameter'))).toHaveLength(1)
  const { violations } = await axeIn(page).include('.side-panel').analyze()
  expect(violations).toEqual([])
  await panels.getButton().click()
  await expect(page.getByRole('contentinfo')).toContainText('60 rows')
  expect(await sheet.headings()).toEqual(['Lead ID', 'First Name', 'Email Address', 'City'])
  const inList = practice.leads().filter(({ number }) => number % 5 === 0)
  await sheet.expectTable(
    1,
    ['Lead ID', 'City'],
    inList
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, 3)
      .map(({ id, fields }) => [id, fields['mx_City'] ?? '']),
  )
  await expect(page.getByLabel('Search by')).toHaveValue('ProspectID')

  // A condition; the set of columns is the one chosen before.
  await panels.openGetLeads('Leads that fit a condition')
  await expect(column('City')).toBeChecked()
  await getLeads.getByLabel('Field', { exact: true }).selectOption({ label: 'City' })
  await getLeads.getByLabel('Value').fill('Atlantis')
  await panels.getButton().click()
  await expect(getLeads).toContainText('No lead fits this condition.')
  await expect(page.getByRole('contentinfo')).toContainText('60 rows')
  await getLeads.getByLabel('Value').fill('Leeds')
  await panels.getButton().click()
  const inLeeds = practice.leads().filter(({ fields }) => fields['mx_City'] === 'Leeds')
  await expect(page.getByRole('contentinfo')).toContainText(`${inLeeds.length} rows`)

  // Pasted as they come; what found nothing is named.
  await panels.openGetLeads('Lead IDs or email addresses')
  const box = getLeads.getByRole('textbox', { name: 'Lead IDs or email addresses' })
  const [first, second] = practice.leads().filter(({ fields }) => fields['EmailAddress'])
  await box.fill(`${first!.id}, 12345`)
  await panels.getButton().click()
  await expect(getLeads).toContainText('“12345” is neither a Lead ID nor an email address.')
  await box.fill(`${first!.id}\n${second!.fields['EmailAddress']!}; nobody@nowhere.example`)
  await expect(getLeads).toContainText('1 Lead ID and 2 email addresses')
  await panels.getButton().click()
  await expect(page.getByRole('contentinfo')).toContainText('2 rows')
  await expect(page.getByRole('group', { name: 'Getting leads' })).toContainText(
    '1 of 3 found no lead: nobody@nowhere.example.',
  )

  // The leads the rows match: known after a comparison.
  await panels.openGetLeads('The leads my rows match')
  await getLeads.getByRole('button', { name: 'Compare', exact: true }).click()
  await panels.compare.getByRole('button', { name: 'Compare 2 rows' }).click()
  await expect.poll(() => panels.counts()).toEqual({ Same: 2 })
  await panels.openGetLeads('The leads my rows match')
  await expect(getLeads).toContainText('2 rows of')
  await panels.getButton().click()
  await expect(page.getByText('Matched leads', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('2 rows')
})

test('the sheet can be used from the first page on, and the rest comes after a pause, a crash and Resume', async ({
  leadsheet,
  page,
  practice,
}) => {
  await addLeads(practice, 2_000, 'more')
  const total = practice.leadCount()
  const sheet = new LeadsSheet(page)
  const panels = new ReadingPanels(page)
  const bar = page.getByRole('group', { name: 'Getting leads' })
  await panels.openGetLeads('A list')
  await panels.getLeads.getByRole('radio', { name: /^All leads/ }).check()
  // One page, then nothing until the fault is taken back.
  practice.setFaults({
    next: [null, ...Array.from({ length: 12 }, () => ({ kind: 'timeout' as const, processed: false }))],
  })
  await panels.getButton().click()
  await expect(sheet.grid).toBeVisible()
  await expect(bar).toContainText('1,000 of')
  await sheet.click(1, 'City')
  await page.keyboard.type('Bergen')
  await page.keyboard.press('Enter')
  await sheet.expectCell(1, 'City', 'Bergen')
  // Whose numbers the rows to come need is not given away.
  await sheet.button('Add row').click()
  await expect(sheet.notices).toContainText('Leads are still coming into this sheet.')
  await bar.getByRole('button', { name: 'Pause' }).click()
  await expect(bar).toContainText('Paused')
  practice.setFaults({})

  const page2 = await leadsheet.restart('killed')
  const sheet2 = new LeadsSheet(page2)
  const bar2 = page2.getByRole('group', { name: 'Getting leads' })
  await expect(sheet2.grid).toBeVisible()
  await expect(bar2).toContainText('Paused')
  await bar2.getByRole('button', { name: 'Resume' }).click()
  await expect(page2.getByRole('contentinfo')).toContainText(`${total.toLocaleString('en-GB')} rows`)
  await expect(bar2).toHaveCount(0)
  await sheet2.expectCell(1, 'City', 'Bergen')
})

test('a report of leads that were got, and never pushed, opens again with its rows linked', async ({
  page,
  practice,
}) => {
  const sheet = new LeadsSheet(page)
  const panels = new ReadingPanels(page)
  const [lead, other] = practice.leads()
  await panels.openGetLeads('Lead IDs or email addresses')
  await panels.getLeads
    .getByRole('textbox', { name: 'Lead IDs or email addresses' })
    .fill(`${lead!.id} ${other!.id}`)
  await panels.getButton().click()
  await expect(page.getByRole('contentinfo')).toContainText('2 rows')
  const report = await sheet.exportReport('xlsx')
  const bytes = await readFile(report.path)
  await sheet.openFile({ name: 'again.xlsx', bytes })
  await expect(page.getByText('2 leads is open: 2 rows.')).toBeAttached()
  await sheet.click(1, 'First Name')
  await sheet.press('Control+i')
  const linked = page.getByRole('region', { name: 'In LeadSquared' })
  await expect(linked).toContainText(`Lead ID ${await sheet.text(1, 'Lead ID')}`)
})

test('what changed between two times comes, and nothing of before; a wait LeadSquared asks for is told and ends by itself', async ({
  page,
  practice,
}) => {
  const panels = new ReadingPanels(page)
  const { getLeads } = panels
  const bar = page.getByRole('group', { name: 'Getting leads' })
  await addLeads(practice, 1_200, 'fresh')
  /** As the fields take it: on the reader's clock, to the minute. */
  const minutesAgo = (minutes: number) =>
    page.evaluate((ago) => {
      const at = new Date(Date.now() - ago * 60_000)
      return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
    }, minutes)

  await panels.openGetLeads('Leads changed between two times')
  await panels.getButton().click()
  await expect(getLeads).toContainText('Enter the time from which on changes count.')
  await getLeads.getByLabel('Changed from').fill(await minutesAgo(30))
  await getLeads.getByLabel('To', { exact: true }).fill(await minutesAgo(60))
  await panels.getButton().click()
  await expect(getLeads).toContainText('The second time is before the first. Swap them.')
  await getLeads.getByLabel('To', { exact: true }).fill(await minutesAgo(29))
  await panels.getButton().click()
  await expect(getLeads).toContainText('No lead changed between these times.')
  await getLeads.getByLabel('To', { exact: true }).fill('')
  await getLeads.getByRole('button', { name: 'None', exact: true }).click()
  await getLeads.getByRole('checkbox', { name: 'Email Address', exact: true }).check()
  await getLeads.getByRole('button', { name: 'Count first' }).click()
  await expect(panels.getButton()).toHaveText('Get 1,200 leads')
  await panels.getButton().click()
  await expect(page.getByRole('contentinfo')).toContainText('1,200 rows')
  await expect(bar).toHaveCount(0)

  await panels.openGetLeads('A list')
  await getLeads.getByRole('radio', { name: /^All leads/ }).check()
  practice.setFaults({ next: [null, { kind: 'throttled', shape: '429', retryAfter: 4 }] })
  await panels.getButton().click()
  await expect(bar).toContainText(
    /1,000 of 1,500 leads.*LeadSquared had too many calls at a time from this account/,
  )
  await expect(page.getByRole('contentinfo')).toContainText('1,500 rows')
  await expect(bar).toHaveCount(0)
})

test('keys without the right to read, refused keys and an answer that was cut short are told in sentences', async ({
  page,
  practice,
}) => {
  const panels = new ReadingPanels(page)
  practice.setFaults({ refuseReading: true })
  await panels.openGetLeads('A list')
  await expect(panels.getLeads).toContainText('These keys have no right to read leads')
  await panels.openGetLeads('Lead IDs or email addresses')
  await panels.getLeads
    .getByRole('textbox', { name: 'Lead IDs or email addresses' })
    .fill(practice.leads()[0]!.id)
  await panels.getButton().click()
  await expect(panels.getLeads).toContainText('These keys have no right to read leads')

  practice.setFaults({ always: { kind: 'status', status: 401 } })
  await panels.getButton().click()
  await expect(panels.getLeads).toContainText('LeadSquared did not accept these keys')

  practice.setFaults({ pages: { cut: 1 } })
  await panels.openGetLeads('A list')
  await panels.getLeads.getByRole('button', { name: 'Ask for the lists again' }).click()
  await panels.getLeads.getByRole('radio', { name: /^All leads/ }).check()
  await panels.getButton().click()
  await expect(panels.getLeads).toContainText('has a gap')
  // Nothing half-true is left: no sheet was made.
  await expect(page.getByRole('heading', { name: 'Bring your leads' })).toBeVisible()
})
