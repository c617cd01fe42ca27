import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { leadsheet } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { filesUnder } from '../fixtures/files-under.ts'
import { startGuardedProxy } from '../fixtures/guarded-proxy.ts'
import { test } from '../fixtures/practice.ts'
import { AccountsPanel } from '../pages/accounts-panel.ts'

test('a proxy that wants a name and a password is asked for in the window, told them once, and on the command line by the environment', async ({
  dataDir,
  practice,
  page,
}) => {
  const member = { name: 'ada', password: 's cret/1' }
  const proxy = await startGuardedProxy(member, practice.origin)
  const keys = { accessKey: practice.accessKey, secretKey: practice.secretKey }
  const env = { ...proxy.env, LEADSHEET_PRACTICE_ORIGIN: practice.origin }
  const host = await startBrowserHost(dataDir, env)
  await page.goto(host.address)
  const accounts = new AccountsPanel(page)
  await accounts.setPassphrase('correct horse battery')
  await accounts.add({ name: 'Events', host: proxy.beyond, ...keys })
  const card = accounts.card('Events')
  const test = card.getByRole('button', { name: 'Test connection' })
  await test.click()
  await expect(card).toContainText(`The proxy ${proxy.host} wants a name and a password`)
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('wants a name and a password')

  const asked = accounts.panel.getByRole('region', { name: `Proxy ${proxy.host}` })
  await asked.getByLabel('Name').fill(member.name)
  await asked.getByLabel('Password').fill('wrong')
  await asked.getByRole('button', { name: 'Save' }).click()
  await expect(asked).toContainText('signs in to it as ada. Its password is saved, encrypted.')
  await test.click()
  await expect(asked).toContainText('did not accept')
  // To send it again could lock its owner out of the network.
  await test.click()
  await expect(card).toContainText('They are not sent again')
  expect(proxy.told().filter((who) => who === 'ada:wrong')).toHaveLength(1)

  await expect(asked.getByLabel('Name')).toHaveValue('ada')
  await asked.getByLabel('Password').fill(member.password)
  await asked.getByRole('button', { name: 'Save' }).click()
  await test.click()
  await expect(card).toContainText('The keys work')
  await expect(page.getByRole('status', { name: 'Notices' })).not.toContainText('The proxy')
  for (const bytes of filesUnder(dataDir)) expect(bytes.includes(member.password)).toBe(false)
  await host.stop()

  const file = join(dataDir, 'one.csv')
  writeFileSync(file, 'Email,City\nida@new.example,London\n')
  const push = (folder: string, more: Record<string, string> = {}) =>
    leadsheet(['push', file, '--host', proxy.beyond, '--data-dir', join(dataDir, folder)], {
      ...env,
      LEADSHEET_ACCESS_KEY: keys.accessKey,
      LEADSHEET_SECRET_KEY: keys.secretKey,
      ...more,
    })
  const refused = await push('stopped')
  expect(refused.stderr).toContain(`name them in HTTPS_PROXY: http://name:password@${proxy.host}`)
  expect(refused.code).not.toBe(0)
  const { name, password } = member
  const sent = await push('told', {
    HTTPS_PROXY: `http://${name}:${encodeURIComponent(password)}@${proxy.host}`,
  })
  expect(sent.code).toBe(0)
  expect(sent.stderr).not.toContain(password)
  proxy.close()
})
