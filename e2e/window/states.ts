import type { Locator, Page } from '@playwright/test'
import type { PracticeServer } from '#electron/practice/practice-server.ts'
import { expect } from '../fixtures/expect.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { ReadingPanels } from '../pages/reading-panels.ts'
import { knownLeads, newLeads, workbook } from './leads.ts'

/** Longer than a look at the window takes; it ends when other faults are set. */
const HELD_MS = 11_000
const HEADINGS = ['Email', 'First name', 'Last name', 'Phone', 'Company', 'Lead Source']

/** `part`: what of the window is in that state; else the side panel is. */
export type Look = (state: string, part?: string) => Promise<void>

async function comeIn(sheet: LeadsSheet, practice: PracticeServer, look: Look): Promise<void> {
  const known = knownLeads(practice.leads(), 3)
  const leads = [...known, ...newLeads(28, 'state')].map(([email, ...row], at) => [
    at === 6 ? 'no address' : email,
    ...row.with(4, ''),
  ])
  await expect(sheet.button('Open file')).toBeVisible()
  await look('the welcome page', 'body')
  await sheet.openFile({
    name: 'spring-fair.xlsx',
    bytes: workbook([
      ['Booth', [HEADINGS, ...leads]],
      ['Workshop', [HEADINGS, ...leads.slice(0, 9)]],
    ]),
  })
  const dialog = sheet.page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('state.0@')
  await look('a file that asks', 'dialog')
  await dialog.getByRole('button', { name: 'Load “Booth”' }).click()
  await sheet.expectCounts({ Ready: 30, Draft: 1 })
  await look('the sheet', 'body')
}

async function panels(sheet: LeadsSheet, look: Look): Promise<void> {
  const { page } = sheet
  const reading = new ReadingPanels(page)
  const problems = await sheet.openPanel('Problems')
  await problems.getByRole('button', { name: /^Not an email address/ }).click()
  await look('Problems')
  for (const name of ['Cleaning', 'Shape', 'Recipes', 'Push', 'History', 'Shortcuts', 'Accounts'] as const) {
    await expect(await sheet.openPanel(name)).toBeVisible()
    await look(name)
  }
  await sheet.button('Add account').click()
  await look('an account')
  await page.getByRole('button', { name: /^Sheets:/ }).click()
  await look('Sheets')
  await reading.openGetLeads('Leads that fit a condition')
  await look('Get leads')
  await sheet.click(7, 'Email')
  await sheet.press('Mod+I')
  await expect(sheet.panel('Row details')).toContainText('Fields')
  await look('a row')
  await sheet.press('Escape')
  await sheet.press('Mod+H')
  await expect(sheet.panel('Find and replace')).toBeVisible()
  await look('find and replace', '.find-bar')
  await sheet.press('Escape')
}

async function whatOpensOverTheSheet(sheet: LeadsSheet, look: Look): Promise<void> {
  const { page } = sheet
  const inMenu: readonly (readonly [string, string, Locator])[] = [
    ['Choose attribute…', 'attributes', page.getByRole('listbox', { name: 'Attributes' })],
    ['How its cells are read…', 'how cells are read', page.locator('.grid-popup form')],
    ['Rename…', 'a new heading', page.locator('.grid-popup form')],
    ['Filter…', 'a column’s filter', page.locator('.grid-popup form')],
  ]
  for (const [entry, state, opened] of inMenu) {
    await sheet.openColumnMenu('Company')
    if (state === 'attributes') await look('the menu of a column', '.grid-popup')
    await page.getByRole('menuitem', { name: entry, exact: true }).click()
    await expect(opened).toBeVisible()
    if (state === 'a column’s filter') await page.getByLabel('Rows whose Company').selectOption('is one of')
    await look(state, '.grid-popup')
    await sheet.press('Escape')
  }
  for (const [keys, state] of [
    ['Shift+F10', 'the menu of cells'],
    ['Mod+Alt+H', 'row height'],
  ] as const) {
    await sheet.click(2, 'Company')
    await sheet.press(keys)
    await expect(page.locator('.grid-popup [role=menu]')).toBeVisible()
    await look(state, '.grid-popup')
    await sheet.press('Escape')
  }
  await sheet.click(2, 'Lead Source')
  await sheet.press('Alt+ArrowDown')
  await expect(page.getByRole('option', { name: 'Trade Fair' })).toBeVisible()
  await look('the options of a cell', '.chooser')
  await sheet.press('Escape')
  await sheet.press('Escape')
  await page.getByRole('button', { name: /^What to do with spring-fair/ }).click()
  await look('the menu of a tab', '.sheet-tabs')
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await look('the question before a sheet is deleted', 'dialog')
  await sheet.button('Keep it').click()
}

async function compareAndPush(sheet: LeadsSheet, practice: PracticeServer, look: Look): Promise<void> {
  const reading = new ReadingPanels(sheet.page)
  const pushing = new PushPanels(sheet.page)
  await reading.tool('Compare').click()
  await expect(reading.compare.getByRole('button', { name: /^Compare \d+ rows$/ })).toBeVisible()
  await look('what a comparison costs')
  await reading.compareAll()
  await look('a comparison', 'body')
  await reading.compare.getByRole('button', { name: 'Review push' }).click()
  await expect(pushing.startButton()).toBeEnabled()
  await pushing.review.getByText(/columns sent/).click()
  await look('the review')

  practice.setFaults({
    latency: { work: [HELD_MS, HELD_MS] },
    refuseRows: {
      probability: 0,
      matching: [{ attribute: 'EmailAddress', value: 'state.5@newcomers.example' }],
    },
  })
  await pushing.review.getByRole('button', { name: 'Push the first 25', exact: true }).click()
  await pushing.expectPhase('Pushing')
  await look('a push under way', 'body')
  practice.setFaults({})
  await expect(pushing.button(/^Go on with the other/)).toBeVisible()
  await look('a push that waits for a word')
  await pushing.button(/^Go on with the other/).click()
  await pushing.expectPhase('Finished')
  await look('a finished push with a failure', 'body')
  await pushing.button('Undo push').click()
  await expect(sheet.panel('Undo push').getByRole('button', { name: /^Put back \d+ cells$/ })).toBeVisible()
  await look('what an undo puts back')
  await sheet.openPanel('History')
  await expect(sheet.panel('History').getByRole('article')).toHaveCount(1)
  await look('History after a push')
}

/** From the welcome page to the history of a push: each state somebody works in, looked at while it lasts. */
export async function throughAllStates(page: Page, practice: PracticeServer, look: Look): Promise<void> {
  practice.setLimit({ calls: 1_000, seconds: 1 })
  const sheet = new LeadsSheet(page)
  await comeIn(sheet, practice, look)
  await panels(sheet, look)
  await whatOpensOverTheSheet(sheet, look)
  await compareAndPush(sheet, practice, look)
}
