import type { Page } from '@playwright/test'
import { appOf } from '../fixtures/desktop-app.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, PEOPLE } from '../pages/leads-sheet.ts'

const LABELS = { undo: 'Undo', redo: 'Redo', 'select-all': 'Select all', delete: 'Delete' }

/** Chooses an entry of the menu bar; a browser has none, so there the page is told what the menu's host would tell it. */
async function menuOf(page: Page): Promise<(command: keyof typeof LABELS) => Promise<void>> {
  const app = appOf(page)
  if (app) {
    return (command) =>
      app.evaluate(({ Menu }, label) => {
        for (const menu of Menu.getApplicationMenu()?.items ?? []) {
          menu.submenu?.items.find((item) => item.label === label)?.click()
        }
      }, LABELS[command])
  }
  let tell: ((message: string) => void) | null = null
  await page.routeWebSocket(/\/channel$/, (socket) => {
    socket.connectToServer()
    tell = (message) => socket.send(message)
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Paste', exact: true })).toBeVisible()
  return (command) => {
    tell?.(JSON.stringify({ type: 'event', name: 'shell.command', payload: { command } }))
    return Promise.resolve()
  }
}

test('the menu’s Undo, Select all and Delete mean the text while somebody types in a box, and else the sheet', async ({
  page,
}) => {
  const choose = await menuOf(page)
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const before = await (await sheet.cell(1, 'First name')).innerText()
  await sheet.click(1, 'First name')
  await page.keyboard.type('Annika')
  await sheet.press('Enter')
  await sheet.expectCell(1, 'First name', 'Annika')

  // A box over the sheet, with the focus in it: its own text goes, the sheet stays.
  await (await sheet.cell(2, 'Last name')).dblclick()
  await page.keyboard.type(' and more')
  const editor = page.locator('.cell-editor')
  await choose('undo')
  await expect(editor).not.toHaveValue(/and more/)
  await sheet.expectCell(1, 'First name', 'Annika')
  await choose('redo')
  await expect(editor).toHaveValue(/and more/)
  await choose('select-all')
  await choose('delete')
  await expect(editor).toHaveValue('')
  await page.keyboard.press('Escape')

  await choose('undo')
  await sheet.expectCell(1, 'First name', before)
  await choose('redo')
  await sheet.expectCell(1, 'First name', 'Annika')
  await choose('select-all')
  await choose('delete')
  await sheet.expectCell(1, 'First name', '')
  await sheet.expectCell(4, 'Company', '')
  await choose('undo')
  await sheet.expectCell(1, 'First name', 'Annika')
})
