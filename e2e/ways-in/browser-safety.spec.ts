import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { leadsheet as commandLine } from '../fixtures/command-line.ts'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { expect, test } from '../fixtures/leadsheet.ts'
import { test as alone } from '../fixtures/practice.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from '../window/leads.ts'

const PASSPHRASE = 'correct horse battery'

/** A server that is not the account's, and what it was asked. */
async function stranger() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.end('[]')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

test('a stolen cookie opens nothing, and the tab it was stolen from goes on, also after a reload', async ({
  leadsheet,
  page,
  context,
}) => {
  const { origin, host } = new URL(leadsheet.address())
  await new SheetWindow(page).pasteSheet(tsv(newLeads(3, 'stolen')))
  const cookie = (await context.cookies(origin)).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(cookie).toContain('leadsheet-')
  for (const protocols of [[], ['leadsheet'], ['leadsheet', `key.${'A'.repeat(43)}`]]) {
    const thief = new WebSocket(`ws://${host}/channel`, protocols, { headers: { cookie, origin } })
    const [error] = (await once(thief, 'error')) as [Error]
    expect(error.message).toContain('401')
  }
  expect(page.url()).toBe(`${origin}/`)
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url()))
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(new SheetWindow(page).grid).toContainText('stolen.0@newcomers.example')
  const key = await page.evaluate(() => Object.values(localStorage).join(' '))
  expect(key.length).toBeGreaterThan(40)
  expect(seen.filter((url) => key.split(' ').some((word) => url.includes(word)))).toEqual([])

  const second = await context.newPage()
  await second.goto(leadsheet.address())
  await expect(new SheetWindow(second).grid).toContainText('stolen.0@newcomers.example')
})

test('a tab without its key says that it was not let in, and how it will be', async ({ page, leadsheet }) => {
  await expect(new SheetWindow(page).button('Try sample leads')).toBeVisible()
  await page.evaluate(() => localStorage.clear())
  await page.goto(new URL('/', leadsheet.address()).href)
  const banner = page.getByRole('status', { name: 'Connection' })
  await expect(banner).toContainText('has not let this browser in yet')
  await expect(banner).toContainText('open the address Leadsheet prints')
})

test('connections that are reset, many of them, do not end Leadsheet', async ({ page, leadsheet }) => {
  const port = Number(new URL(leadsheet.address()).port)
  const upgrade = 'GET /channel HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const socket = connect({ host: '127.0.0.1', port })
      socket.on('error', () => undefined)
      await once(socket, 'connect')
      socket.write(upgrade)
      if (index % 2 === 0) await once(socket, 'readable')
      socket.resetAndDestroy()
    }),
  )
  await new SheetWindow(page).pasteSheet(tsv(newLeads(3, 'reset')))
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})

test('keys do not follow an edited host: not in the window, not on the command line', async ({
  leadsheet,
  dataDir,
  practice,
}) => {
  const elsewhere = await stranger()
  const accounts = new AccountsPanel(leadsheet.page())
  await accounts.setPassphrase(PASSPHRASE)
  await accounts.add({
    name: 'Events',
    host: practice.origin,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  await leadsheet.restart()
  const file = join(dataDir, 'accounts.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace(new URL(practice.origin).host, elsewhere.host))

  const page = await leadsheet.restart()
  const again = new AccountsPanel(page)
  await again.unlock(PASSPHRASE)
  await expect(again.card('Events')).toContainText('not given for this host')
  await expect(again.card('Events').getByRole('button', { name: 'Test connection' })).toBeDisabled()
  await new SheetWindow(page).pasteSheet(tsv(newLeads(3, 'edited')))
  await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Events · live data' })
  const panels = new PushPanels(page)
  await page.getByRole('button', { name: 'Review push', exact: true }).click()
  await expect(panels.review).toContainText(`not given for ${elsewhere.host}`)
  await expect(panels.startButton()).toBeDisabled()

  const own = join(dataDir, 'clean.csv')
  writeFileSync(own, 'Email\nada@engine.example\n')
  const otherDir = join(dataDir, 'scripted')
  await commandLine(['push', own, '--data-dir', otherDir, '--dry-run'])
  writeFileSync(join(otherDir, 'accounts.json'), readFileSync(file))
  const pushed = await commandLine(['push', own, '--account', 'Events', '--data-dir', otherDir], {
    LEADSHEET_PASSPHRASE: PASSPHRASE,
  })
  expect(pushed.code).toBe(3)
  expect(pushed.stderr).toContain('not given for the host it has now')
  expect(elsewhere.asked).toEqual([])
  await elsewhere.close()
})

test('locked keys are unlocked where they are missed, and nothing says any more that they are locked', async ({
  leadsheet,
  practice,
}) => {
  const accounts = new AccountsPanel(leadsheet.page())
  await accounts.setPassphrase(PASSPHRASE)
  await accounts.add({
    name: 'Events',
    host: practice.origin,
    accessKey: practice.accessKey,
    secretKey: practice.secretKey,
  })
  await new SheetWindow(leadsheet.page()).pasteSheet(tsv(newLeads(3, 'locked')))
  await leadsheet.page().getByLabel('Account', { exact: true }).selectOption({ label: 'Events · live data' })
  await expect(leadsheet.page().getByText('Saved', { exact: true })).toBeVisible()

  const page = await leadsheet.restart()
  const panels = new PushPanels(page)
  await page.getByRole('button', { name: 'Review push', exact: true }).click()
  await expect(panels.review).toContainText('The keys of this account are locked')
  await panels.review.getByLabel('Passphrase').fill(PASSPHRASE)
  await panels.review.getByRole('button', { name: 'Unlock' }).click()
  await expect(panels.startButton()).toBeEnabled()
  await expect(page.getByText(/keys .*\blocked/i)).toHaveCount(0)
  await new AccountsPanel(page).open()
  await expect(page.getByText(/keys .*\blocked/i)).toHaveCount(0)
  await expect(new AccountsPanel(page).card('Events')).not.toContainText('could not be read')
})

alone(
  'every damaged file of accounts is kept and told, and what Leadsheet keeps is for its user alone',
  async ({ dataDir, practice, context }) => {
    const page = await context.newPage()
    const file = join(dataDir, 'accounts.json')
    for (const [text, keptAs] of [
      ['first', 'accounts.json.damaged'],
      ['second', 'accounts.json.damaged-2'],
    ] as const) {
      writeFileSync(file, text)
      const host = await startBrowserHost(dataDir, { LEADSHEET_PRACTICE_ORIGIN: practice.origin })
      await page.goto(host.address)
      await expect(page.getByText(`kept as “${keptAs}”`)).toBeVisible()
      expect(readFileSync(join(dataDir, keptAs), 'utf8')).toBe(text)
      for (const name of ['workspace.sqlite', 'workspace.sqlite-wal', keptAs, 'port']) {
        expect([name, statSync(join(dataDir, name)).mode & 0o077]).toEqual([name, 0])
      }
      expect(statSync(dataDir).mode & 0o077).toBe(0)
      await host.stop()
    }
  },
)
