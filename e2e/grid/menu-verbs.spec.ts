import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

/** These make or take away what the cell stands in: the keys go on in a cell beside it. */
const GOES_ELSEWHERE = /^(Insert|Duplicate|Delete|Hide)/
const PASTES = /^(Paste$|Values$|Transposed|Without empty cells)/
/** Told by their label, and not verbs of the menu. */
const STEPS = /^(Undo|Redo)/

/** What the focus is in: the sheet, what a verb opened, which gives it back by Escape, or nothing, where keys are lost. */
function focusNow(): { in: 'cell' | 'opened' | 'nothing'; cell: string } {
  const now = document.activeElement
  const cell = now?.closest('.ag-cell')
  const at = cell ? `${cell.closest('.ag-row')?.getAttribute('row-id')} ${cell.getAttribute('col-id')}` : ''
  if (now?.closest('.cell-editor, .grid-popup, .side-panel')) return { in: 'opened', cell: at }
  return { in: cell ? 'cell' : 'nothing', cell: at }
}

interface Menu {
  name: string
  open: (sheet: LeadsSheet, cell: Locator) => Promise<unknown>
}

const OF_CELLS: Menu = { name: 'cells', open: (sheet) => sheet.press('Shift+F10') }
const OF_A_COLUMN: Menu = { name: 'a column', open: (sheet) => sheet.openColumnMenu('Last name') }
const SMALL: readonly Menu[] = [
  { name: 'cells, by mouse', open: (_, cell) => cell.click({ button: 'right' }) },
  { name: 'pasting', open: (sheet) => sheet.press('Mod+Alt+V') },
  { name: 'row heights', open: (sheet) => sheet.press('Mod+Alt+H') },
  { name: 'deleting', open: (sheet) => sheet.press('Mod+-') },
]

/** Chooses every verb of a menu, each in a sheet as it was, and answers those after which the keys went astray. */
async function astrayAfter(sheet: LeadsSheet, { open }: Menu, most = Infinity): Promise<string[]> {
  const { page } = sheet
  const found = await sheet.cell(3, 'Last name')
  const column = (await found.getAttribute('col-id'))!
  const row = (await sheet.page.locator('.ag-row[row-index="2"]').first().getAttribute('row-id'))!
  const cell = page.locator(`.ag-row[row-id="${row}"] .ag-cell[col-id="${column}"]`)
  // A step that no verb is called like: to here everything is taken back.
  await sheet.click(1, 'Company')
  await sheet.press('Mod+;')
  const undo = sheet.button('Undo')
  await expect(undo).toHaveAttribute('title', /Today/)
  const clean = await undo.getAttribute('title')
  const opened = page.locator('.grid-menu')

  await cell.click()
  await open(sheet, cell)
  const verbs = await opened
    .locator('button:not(:disabled)')
    .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['name']!))
  expect(verbs.length).toBeGreaterThan(2)
  await sheet.press('Escape')

  const astray: string[] = []
  for (const verb of verbs.filter((each) => !STEPS.test(each)).slice(0, most)) {
    if (PASTES.test(verb)) await sheet.copy('pasted')
    await cell.click()
    await open(sheet, cell)
    await opened.locator(`[data-name="${verb}"]`).click()
    if (PASTES.test(verb)) await expect(cell).toHaveText('pasted')
    // What a verb opens is on its way; until it is there the focus is in the cell.
    if (verb.endsWith('…') || verb === 'Row details')
      await expect.poll(() => page.evaluate(focusNow), { message: verb }).toMatchObject({ in: 'opened' })
    for (let escapes = 0; escapes < 3; escapes++) {
      await expect.poll(() => page.evaluate(focusNow), { message: verb }).not.toMatchObject({ in: 'nothing' })
      if ((await page.evaluate(focusNow)).in === 'cell') break
      await sheet.press('Escape')
    }
    const now = await page.evaluate(focusNow)
    const isRight = now.in === 'cell' && (now.cell === `${row} ${column}` || GOES_ELSEWHERE.test(verb))
    if (!isRight) astray.push(`${verb}: ${now.in} ${now.cell}`)
    // As it was: what is marked is let go, what was changed is taken back.
    await sheet.press('Escape')
    await expect
      .poll(async () => {
        const isClean = (await undo.getAttribute('title')) === clean
        if (!isClean) await sheet.press('Mod+Z')
        return isClean
      })
      .toBe(true)
    await expect(cell).toHaveText('Cruz')
  }
  return astray
}

for (const menu of [OF_CELLS, OF_A_COLUMN]) {
  test(`after every verb of the menu of ${menu.name} the keys go to the cell again`, async ({ page }) => {
    test.slow()
    expect(await astrayAfter(await LeadsSheet.of(page, PEOPLE), menu)).toEqual([])
  })
}

test('after the verbs of the smaller menus, and of one opened by mouse, too', async ({ page }) => {
  test.slow()
  const sheet = await LeadsSheet.of(page, PEOPLE)
  for (const menu of SMALL) expect(await astrayAfter(sheet, menu, 6), menu.name).toEqual([])
})
