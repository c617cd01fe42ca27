import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixtures/leadsheet.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'
import { PushPanels } from '../pages/push-panels.ts'
import { SheetWindow } from '../pages/sheet-window.ts'
import { newLeads, tsv } from './leads.ts'

const SECRET = 'a1b2c3d4e5f6-very-secret'

/** Every byte Leadsheet has written. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

test.describe('accounts in browser mode', () => {
  test.beforeEach(({ way }) => test.skip(way === 'desktop', 'the desktop has the system’s own vault'))

  test('keys without a passphrase are kept in memory only, and the panel says so', async ({
    page,
    practice,
    leadsheet,
    dataDir,
  }) => {
    const accounts = new AccountsPanel(page)
    await accounts.add({
      name: 'Events',
      host: new URL(practice.origin).host,
      accessKey: practice.accessKey,
      secretKey: practice.secretKey,
    })
    const card = accounts.card('Events')
    await expect(card).toContainText('kept in memory until Leadsheet closes')
    await card.getByRole('button', { name: 'Test connection' }).click()
    await expect(card).toContainText('The keys work')
    expect(everythingIn(dataDir)).not.toContain(practice.secretKey)

    const again = new AccountsPanel(await leadsheet.restart())
    await again.open()
    await expect(again.card('Events')).toContainText('No keys yet')
  })

  test('with a passphrase they are saved encrypted, locked after a start, and opened by it alone', async ({
    page,
    leadsheet,
    dataDir,
  }) => {
    const accounts = new AccountsPanel(page)
    await accounts.setPassphrase('correct horse')
    await accounts.add({ name: 'Live', host: 'api.leadsquared.com', accessKey: 'AK-77', secretKey: SECRET })
    await expect(accounts.card('Live')).toContainText('Keys saved, encrypted')
    expect(everythingIn(dataDir)).not.toContain(SECRET)

    const again = new AccountsPanel(await leadsheet.restart())
    await again.open()
    await expect(again.card('Live')).toContainText('Keys locked')
    await again.unlock('wrong horse')
    await expect(again.panel.getByLabel('Passphrase', { exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    )
    await again.unlock('correct horse')
    await expect(again.card('Live')).toContainText('Keys saved, encrypted')
  })

  test('saved keys are never sent back to the page', async ({ page, leadsheet }) => {
    const frames: string[] = []
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
    )
    await page.reload()
    const accounts = new AccountsPanel(leadsheet.page())
    await accounts.add({ name: 'Live', host: 'api.leadsquared.com', accessKey: 'AK-77', secretKey: SECRET })
    await accounts.card('Live').getByRole('button', { name: 'Edit Live' }).click()
    const form = page.getByRole('region', { name: 'Edit Live' })
    await expect(form.getByLabel('Secret key')).toHaveValue('')
    expect(frames.length).toBeGreaterThan(0)
    expect(frames.join('\n')).not.toContain(SECRET)
  })

  test('a passphrase of fewer than twelve characters is refused in words', async ({ page }) => {
    const accounts = new AccountsPanel(page)
    await accounts.open()
    const passphrase = accounts.panel.getByLabel('Passphrase', { exact: true })
    await passphrase.fill('eleven char')
    await expect(passphrase).toHaveAccessibleDescription('1 more character at least.')
    await accounts.panel.getByLabel('Repeat the passphrase').fill('eleven char')
    await accounts.panel.getByRole('button', { name: 'Set passphrase' }).click()
    await expect(passphrase).toHaveAccessibleDescription('A passphrase needs at least 12 characters.')
    await expect(accounts.panel).toContainText('Keys are not saved yet')
  })

  test('an incomplete account is refused in words, and one can be removed', async ({ page }) => {
    const accounts = new AccountsPanel(page)
    await accounts.open()
    await accounts.panel.getByRole('button', { name: 'Add account' }).click()
    const form = page.getByRole('region', { name: 'Add account' })
    await form.getByLabel('Name').fill('Half')
    await form.getByRole('button', { name: 'Save account' }).click()
    const host = form.getByLabel('Host')
    await expect(host).toBeFocused()
    await expect(host).toHaveAttribute('aria-invalid', 'true')
    await expect(host).toHaveAccessibleDescription(/Enter the host/)
    await expect(form.getByLabel('Secret key')).toHaveAttribute('aria-invalid', 'true')
    await host.fill('app.leadsquared.com')
    await form.getByLabel('Access key').fill('AK')
    await form.getByLabel('Secret key').fill('SK')
    await form.getByRole('button', { name: 'Save account' }).click()
    await expect(form.getByRole('alert')).toContainText('not its API')
    await expect(form.getByRole('alert')).toBeFocused()
    await expect(form.getByRole('alert')).toBeInViewport()
    await host.fill('api.leadsquared.com')
    await accounts.fillKeys(form, { accessKey: 'AK', secretKey: 'SK' })

    const card = accounts.card('Half')
    await card.getByRole('button', { name: 'Remove' }).click()
    await card.getByRole('group', { name: 'Remove' }).getByRole('button', { name: 'Remove' }).click()
    await expect(card).toHaveCount(0)
  })
})

test('the practice account can be emptied back to the leads it came with', async ({ page, practice }) => {
  const window = new SheetWindow(page)
  const panels = new PushPanels(page)
  const accounts = new AccountsPanel(page)
  const came = practice.leads().length
  await window.pasteSheet(tsv(newLeads(5, 'emptied')))
  await panels.openReview()
  await panels.start()
  await window.expectCounts({ Created: 5 })

  await accounts.open()
  const card = accounts.card('Practice account')
  await expect(card).toContainText(`${(came + 5).toLocaleString('en-GB')} leads in it`)
  await card.getByRole('button', { name: 'Empty practice account' }).click()
  await card.getByRole('group').getByRole('button', { name: 'Empty practice account' }).click()
  await expect(card).toContainText(`${came.toLocaleString('en-GB')} leads in it`)
  expect(practice.leads()).toHaveLength(came)
})
