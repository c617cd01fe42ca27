import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet, many, PEOPLE } from '../pages/leads-sheet.ts'

test('at 1024 by 700 a panel lies over the sheet, five columns are seen beside it, and keys reach the others', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  const wide = PEOPLE.map((row, at) => [
    ...row,
    at === 0 ? 'City' : 'Oslo',
    at === 0 ? 'Notes' : `note ${at}`,
  ])
  const sheet = await LeadsSheet.of(page, wide)
  const area = async () => (await page.locator('.leads-grid').boundingBox())!.width
  const before = await area()
  await sheet.openPanel('Problems')
  expect(await area()).toBe(before)

  const panel = page.getByRole('complementary', { name: 'Side panel' })
  const edge = async () => (await panel.boundingBox())!.x
  const seen = async () => {
    const left = await edge()
    const headings = await sheet.grid.locator('.ag-header-cell:has(.column-name)').evaluateAll((cells) =>
      cells.map((cell) => ({
        name: cell.querySelector('.column-name')!.textContent,
        from: cell.getBoundingClientRect().left,
        to: cell.getBoundingClientRect().right,
      })),
    )
    const frozen = (await sheet.grid.locator('.ag-header .ag-grid-pinned-left-cells').first().boundingBox())!
    return headings
      .filter(({ from, to }) => from >= frozen.x + frozen.width - 1 && to <= left + 1)
      .map(({ name }) => name)
  }
  expect((await seen()).length).toBeGreaterThanOrEqual(5)
  expect(
    frozenWidth(await sheet.grid.locator('.ag-header .ag-grid-pinned-left-cells').first().boundingBox()),
  ).toBeLessThan(180)

  // The sheet goes down to its foot, as it does without a panel.
  const under = (await page.getByRole('status', { name: 'Notices' }).boundingBox())!
  const rows = (await sheet.grid.boundingBox())!
  expect(rows.y + rows.height).toBeGreaterThan(under.y - 24)

  // The cell that keys go to is brought out from under the panel.
  await sheet.click(2, 'Email')
  await sheet.press('End')
  await sheet.expectActive(2, 'Notes')
  const last = (await (await sheet.cell(2, 'Notes')).boundingBox())!
  expect(last.x + last.width).toBeLessThanOrEqual((await edge()) + 1)
})

function frozenWidth(box: { width: number } | null): number {
  return box?.width ?? Infinity
}

test('a panel is as wide as it was drawn, by pointer and by keys, also after a reload', async ({ page }) => {
  await LeadsSheet.of(page, PEOPLE)
  const panel = page.getByRole('complementary', { name: 'Side panel' })
  const width = async () => Math.round((await panel.boundingBox())!.width)
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'History' }).click()
  const usual = await width()
  const splitter = page.getByRole('separator', { name: 'Width of the panel' })
  const grip = (await splitter.boundingBox())!
  await page.mouse.move(grip.x + 3, grip.y + 200)
  await page.mouse.down()
  await page.mouse.move(grip.x + 3 - 80, grip.y + 200, { steps: 4 })
  await page.mouse.up()
  await expect.poll(width).toBe(usual + 80)
  await splitter.press('ArrowRight')
  await expect.poll(width).toBe(usual + 64)
  await page.reload()
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Accounts' }).click()
  await expect.poll(width).toBe(usual + 64)
  await splitter.dblclick()
  await expect.poll(width).toBe(usual)
})

test('a status is short; how many problems a row has stands at its end, and all of them in its tooltip', async ({
  page,
}) => {
  const table = PEOPLE.map((row) => row.slice())
  table[2]![0] = 'not an address'
  table[2]![3] = 'no phone'
  const sheet = await LeadsSheet.of(page, table)
  const status = await sheet.cell(2, 'Status')
  await expect(status.locator('.status-mark')).toHaveText('2')
  await expect(sheet.grid.getByRole('columnheader', { name: 'Message' })).toHaveCount(0)
  const { width } = (await status.boundingBox())!
  expect(width).toBeGreaterThan(90)
  expect(width).toBeLessThan(130)
  await status.hover()
  await expect(page.getByRole('tooltip')).toContainText('An email address needs an @.')
  await expect(page.getByRole('tooltip')).toContainText('A phone number has only digits')
  await expect(page.getByRole('tooltip')).toContainText('Draft: 2 problems keep it out of a push')
})

test('what is said stands under the rows, never over them, and goes when it is settled', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  const sheet = await LeadsSheet.of(page, many(60))
  const said = sheet.notices.getByText('The first row was taken as headings')
  const overRows = async (notice: Locator) => {
    const rows = (await page.locator('.leads-grid').boundingBox())!
    const box = (await notice.boundingBox())!
    return rows.y + rows.height - box.y
  }
  expect(await overRows(said)).toBeLessThanOrEqual(0)
  await sheet.chooseInMenu(2, 'Company', 'Hide column')
  const hidden = sheet.notices.getByText('1 column hidden. Hidden columns are still sent.')
  expect(await overRows(hidden)).toBeLessThanOrEqual(0)
  await sheet.press('Mod+Z')
  await expect(hidden).toHaveCount(0)
})

test('a sheet comes back sorted, filtered, zoomed, frozen, scrolled and selected as it was left, after a restart too', async ({
  page,
  leadsheet,
}) => {
  const sent: string[] = []
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
  await page.reload()
  const sheet = await LeadsSheet.of(page, many(400))
  await sheet.chooseInColumnMenu('Last name', 'Sort Z to A')
  await sheet.chooseInColumnMenu('Email', 'Freeze up to here')
  await sheet.chooseInColumnMenu('Company', 'Filter…')
  await page.keyboard.type('Company 1')
  await sheet.press('Enter')
  await expect(page.getByText('73 of 400 rows')).toBeVisible()
  await sheet.press('Mod+Home')
  await sheet.click(3, 'First name')
  await sheet.press('Mod+Alt++')
  await sheet.press('Mod+ArrowDown')
  await sheet.expectActive(73, 'First name')
  await sheet.press('Shift+ArrowRight')
  const first = await sheet.text(73, 'First name')
  await expect.poll(() => sent.some((frame) => /keepLook.*"across":1/.test(frame))).toBe(true)

  const again = new LeadsSheet(await leadsheet.restart())
  await expect(again.page.getByText('73 of 400 rows')).toBeVisible()
  await again.expectCell(73, 'First name', first)
  await expect(again.selected()).toHaveCount(2)
  await expect(await again.cell(73, 'First name')).toBeInViewport()
  expect((await again.grid.locator('.ag-row').first().boundingBox())!.height).toBe(29)
  await expect(
    again.grid.locator('.ag-header .ag-grid-pinned-left-cells').first().getByText('Email', { exact: true }),
  ).toBeVisible()
  await expect(again.page.getByRole('button', { name: '110 %' })).toBeVisible()
})

test('rows stand closer together once that is chosen, at every zoom and after a reload', async ({ page }) => {
  const sheet = await LeadsSheet.of(page, PEOPLE)
  const height = async () => (await sheet.rowNumber(2).boundingBox())!.height
  const usual = await height()
  await sheet.button('Rows: normal').click()
  await expect.poll(height).toBeLessThan(usual - 3)
  const close = await height()
  const letters = () =>
    sheet.cell(2, 'Email').then((cell) => cell.evaluate((node) => getComputedStyle(node).fontSize))
  expect(await letters()).toBe('12px')
  await sheet.click(2, 'Email')
  await sheet.press('Mod+Alt++')
  await expect.poll(height).toBeGreaterThan(close)
  await sheet.press('Mod+Alt+-')
  await expect.poll(height).toBe(close)
  await page.reload()
  await expect(sheet.button('Rows: compact')).toBeVisible()
  await expect.poll(height).toBe(close)
  await sheet.button('Rows: compact').click()
  await expect.poll(height).toBe(usual)
})
