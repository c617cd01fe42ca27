import { expect, test } from '../fixtures/leadsheet.ts'
import { SheetWindow } from '../pages/sheet-window.ts'

test('a part of the page that does not come is told in its place, and comes when it is asked for again', async ({
  page,
  way,
}) => {
  test.skip(way === 'desktop', 'a page of the program itself passes no network that could fail')
  let missing = true
  await page.route('**/assets/panels-*.js', (route) => (missing ? route.abort() : route.continue()))
  await page.reload()
  await page.getByRole('button', { name: 'Accounts' }).first().click()
  const told = page.getByRole('alert').filter({ hasText: 'This part of Leadsheet did not load' })
  await expect(told).toContainText('Your sheets are kept')
  missing = false
  await told.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('region', { name: 'Accounts' })).toBeVisible()
  await expect(told).toBeHidden()
})

test('before the host has answered the page shows what is true, and what is asked of it is done afterwards', async ({
  page,
  way,
}) => {
  test.skip(way === 'desktop', 'the desktop has no socket that could be slow')
  const window = new SheetWindow(page)
  await window.copy('Email\tFirst name\nida@early.example\tIda')
  let host = Promise.withResolvers<true>()
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer()
    const { promise } = host
    server.onMessage((message) => void promise.then(() => socket.send(message)))
  })
  async function reloadUnanswered(): Promise<void> {
    host = Promise.withResolvers<true>()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Accounts' })).toBeVisible()
  }

  // No sheet was open: that is known at once.
  await reloadUnanswered()
  await expect(window.button('Paste')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(window.notices).toBeEmpty()
  host.resolve(true)
  await expect(window.grid).toContainText('ida@early.example')

  await reloadUnanswered()
  await expect(window.button('Paste')).toBeHidden()
  await expect(window.grid).toBeHidden()
  await expect(window.notices).toBeEmpty()
  host.resolve(true)
  await expect(window.grid).toContainText('ida@early.example')

  await window.button('Close Pasted leads').click()
  await expect(window.button('Paste')).toBeVisible()
  await reloadUnanswered()
  await window.button('Try sample leads').click()
  await expect(page.getByRole('group', { name: 'Opening Sample leads' })).toBeVisible()
  host.resolve(true)
  await expect(page.getByRole('button', { name: 'Sheets: sample-leads · Attendees is open' })).toBeVisible()
  await expect(window.grid).not.toContainText('ida@early.example')

  await window.button('Close sample-leads · Attendees').click()
  await expect(window.button('Paste')).toBeVisible()
  await reloadUnanswered()
  await window.button('Paste').click()
  await window.button('Paste').click()
  host.resolve(true)
  await expect(window.grid).toContainText('ida@early.example')
  await window.button('Close Pasted leads 2').click()
  const kept = page.getByRole('region', { name: 'Your sheets' })
  await expect(kept).toContainText('Pasted leads 2')
  await expect(kept).not.toContainText('Pasted leads 3')
})

test('the first view is the window without a sheet, button for button, and keeps what is asked of it', async ({
  page,
  way,
}) => {
  test.skip(way === 'desktop', 'a page of the program itself passes no network that could be slow')
  const window = new SheetWindow(page)
  const host = Promise.withResolvers<true>()
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => void host.promise.then(() => socket.send(message)))
  })
  let rest = Promise.withResolvers<'comes' | 'fails'>()
  await page.route('**/assets/whole-page-*.js', async (route) =>
    (await rest.promise) === 'comes' ? route.continue() : route.abort(),
  )
  const shown = (): Promise<string[]> =>
    page
      .locator('.sheet-content, .rail, .status-bar')
      .evaluateAll((parts) => parts.map((part) => part.outerHTML))

  await page.reload({ waitUntil: 'commit' })
  await expect(window.button('Try sample leads')).toBeVisible()
  await expect(window.notices).toHaveCount(0)
  const first = await shown()
  expect(first).toHaveLength(3)
  await window.button('Try sample leads').click()

  rest.resolve('fails')
  const told = page.getByRole('alert').filter({ hasText: 'This part of Leadsheet did not load' })
  await expect(told).toContainText('Your sheets are kept')
  rest = Promise.withResolvers()
  rest.resolve('comes')
  await told.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('group', { name: 'Opening Sample leads' })).toBeVisible()
  expect(await shown()).toEqual(first)
  host.resolve(true)
  await expect(page.getByRole('button', { name: 'Sheets: sample-leads · Attendees is open' })).toBeVisible()
})

test('the focus, and a button held down, outlast the first view', async ({ page, way }) => {
  test.skip(way === 'desktop', 'a page of the program itself passes no network that could be slow')
  const window = new SheetWindow(page)
  const rest = Promise.withResolvers<true>()
  await page.route('**/assets/whole-page-*.js', async (route) => {
    await rest.promise
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await window.button('Get leads').focus()
  await page.keyboard.down('Space')
  const came = page.waitForResponse('**/assets/whole-page-*.js')
  rest.resolve(true)
  // Once it has run, it would have taken the first view's place.
  await page.evaluate((url) => import(url), (await came).url())
  await expect(window.notices).toHaveCount(0)
  await page.keyboard.up('Space')
  await expect(window.panel('Get leads')).toBeVisible()
})
