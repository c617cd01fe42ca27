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

test('a paste made before the page is ready becomes a sheet once it is', async ({ page, way }) => {
  test.skip(way === 'desktop', 'the desktop has no socket that could be slow')
  const window = new SheetWindow(page)
  await window.copy('Email\tFirst name\nida@early.example\tIda')
  const host = Promise.withResolvers<true>()
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => void host.promise.then(() => socket.send(message)))
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Accounts' })).toBeVisible()
  await expect(window.button('Paste')).toBeHidden()
  await page.keyboard.press('ControlOrMeta+V')
  host.resolve(true)
  await expect(window.grid).toContainText('ida@early.example')
})
