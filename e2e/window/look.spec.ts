import { expect, test } from '../fixtures/leadsheet.ts'
import { LeadsSheet } from '../pages/leads-sheet.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

test('the theme follows the system until one is chosen, and the choice is kept', async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await ground()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await ground()
  expect(dark).not.toBe(light)

  await page.getByRole('button', { name: 'Theme: as the system' }).click()
  expect(await ground()).toBe(light)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeVisible()
  expect(await ground()).toBe(light)
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await ground()).toBe(dark)
})

test('nothing overflows a window of 1024 by 700', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(40, 'narrow')))
  for (const name of ['Problems', 'Cleaning', 'Push', 'History', 'Accounts', 'Shortcuts'] as const) {
    await window.openPanel(name)
    const overflowing = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth > innerWidth
      const tools = [...document.querySelectorAll<HTMLElement>('.toolbar, .side-panel, .panel-body')]
      return [
        ...(wide ? ['the window'] : []),
        ...tools.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.className),
      ]
    })
    expect(overflowing, `with the panel ${name}`).toEqual([])
  }
  await expect(window.button('Review push')).toBeInViewport()
})

for (const [width, height] of [
  [720, 450],
  [900, 700],
] as const) {
  test(`at ${width} by ${height}, a zoomed window, the toolbar wraps and nothing of it is cut off`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    const window = new SheetWindow(page)
    const panels = new PushPanels(page)
    await window.pasteSheet(tsv(newLeads(40, 'zoomed')))
    const boxes = [
      page.getByRole('button', { name: /^Sheets:/ }),
      page.getByLabel('Search by', { exact: true }),
      page.getByRole('combobox', { name: 'Account', exact: true }),
      window.button('Review push'),
    ]
    const troubles = () =>
      page.locator('.toolbar').evaluate((toolbar) => {
        const controls = [...toolbar.querySelectorAll<HTMLElement>('button, input, select')].filter(
          (control) => !control.closest('.filter-box button'),
        )
        const found: string[] = []
        const name = (control: HTMLElement) =>
          control.getAttribute('aria-label') ?? control.textContent.slice(0, 20)
        controls.forEach((one, at) => {
          const box = one.getBoundingClientRect()
          if (box.left < 0 || box.right > innerWidth || box.bottom > innerHeight)
            found.push(`${name(one)} is out of sight`)
          for (const other of controls.slice(at + 1)) {
            const beside = other.getBoundingClientRect()
            const apart =
              box.right <= beside.left + 1 ||
              beside.right <= box.left + 1 ||
              box.bottom <= beside.top + 1 ||
              beside.bottom <= box.top + 1
            if (!apart) found.push(`${name(one)} overlaps ${name(other)}`)
          }
        })
        return found
      })
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await troubles()).toEqual([])
    expect(await wide()).toBeLessThanOrEqual(0)
    // A list box shows what is chosen whole.
    for (const box of boxes.slice(1, 3)) {
      const width = await box.evaluate((node) => node.getBoundingClientRect().width)
      expect(width).toBeGreaterThan(140)
    }
    await panels.openReview()
    expect(await troubles()).toEqual([])
    for (const box of boxes) await expect(box).toBeInViewport({ ratio: 1 })
    await expect(panels.startButton()).toBeInViewport({ ratio: 1 })
    // Beside the panel there is still something of the sheet's own to see and to reach.
    const cells = window.grid.locator('.ag-row[row-index="0"] .ag-cell')
    await expect(cells.filter({ hasText: '@newcomers.example' })).toBeInViewport({ ratio: 0.2 })
    await panels.start()
    await panels.expectPhase('Finished')
    expect(await wide()).toBeLessThanOrEqual(0)
  })
}

test('the buttons of a form stay in sight in a zoomed window, wherever in the form one is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 720, height: 450 })
  const window = new LeadsSheet(page)
  const spaced = newLeads(40, 'feet').map((row) => row.with(2, `Ö’Neill  ${row[0]}`))
  await window.pasteSheet(tsv(spaced))
  // Also those of a form that grows with what is chosen in it.
  await window.chooseInColumnMenu('Last name', 'Filter…')
  await page.getByLabel('Rows whose Last name').selectOption('is one of')
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeInViewport({ ratio: 1 })
  await window.press('Escape')
  const forms: readonly (readonly [panel: string, button: string, fill: () => Promise<unknown>])[] = [
    [
      'Cleaning',
      'Clean 40 cells',
      async () => {
        const cleaning = await window.openPanel('Cleaning')
        await cleaning.getByLabel('What to clean').selectOption({ label: 'Trim and collapse spaces' })
        await cleaning.getByLabel('Where').selectOption({ label: 'Last name' })
      },
    ],
    [
      'Shape',
      'Change 20 rows',
      async () => {
        const shape = await window.openPanel('Shape')
        await shape.getByLabel('What to do').selectOption({ label: 'Fill down empty cells' })
        await shape.getByLabel('Favourite colour', { exact: true }).check()
      },
    ],
    [
      'Recipes',
      'Save recipe',
      async () => (await window.openPanel('Recipes')).getByLabel('Name', { exact: true }).fill('Spring fair'),
    ],
    [
      'Add account',
      'Save account',
      async () => (await window.openPanel('Accounts')).getByRole('button', { name: 'Add account' }).click(),
    ],
    [
      'Get leads',
      'Get leads',
      () => page.getByRole('banner').getByRole('button', { name: 'Get leads', exact: true }).click(),
    ],
  ]
  for (const [panel, name, fill] of forms) {
    await fill()
    const button = window.panel(panel).getByRole('button', { name, exact: true })
    await expect(button).toBeInViewport({ ratio: 1 })
    await window.panel(panel).locator('.panel-body').hover()
    await page.mouse.wheel(0, 5_000)
    await expect(button).toBeInViewport({ ratio: 1 })
  }
  // Out of the form, not past each line of its preview: a list of a hundred changes is one stop.
  const cleaning = await window.openPanel('Cleaning')
  const boxes = cleaning.getByRole('list', { name: 'Changes' }).getByRole('checkbox')
  await boxes.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(boxes.nth(1)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await expect(cleaning.getByRole('button', { name: 'Clean 39 cells' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(boxes.nth(1)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(boxes.first()).toBeFocused()
})

test('the window can be used by keyboard alone: F6 goes round its parts, Escape gives the focus back', async ({
  page,
}) => {
  const window = new SheetWindow(page)
  await window.pasteSheet(tsv(newLeads(5, 'keys')))
  await page.getByLabel('Filter rows').focus()
  await page.keyboard.press('F6')
  const inSheet = () => page.evaluate(() => document.activeElement?.closest('main') !== null)
  expect(await inSheet()).toBe(true)
  await page.keyboard.press('F6')
  expect(await inSheet()).toBe(false)

  const history = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'History' })
  await history.focus()
  await page.keyboard.press('Enter')
  await expect(window.panel('History').getByRole('heading', { name: 'History', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(window.panel('History')).toHaveCount(0)
  await expect(history).toBeFocused()
})
