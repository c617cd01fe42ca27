import { type Locator, type Page } from '@playwright/test'
import { expect } from '../fixtures/expect.ts'

export interface AccountEntry {
  name: string
  host: string
  accessKey: string
  secretKey: string
}

export class AccountsPanel {
  readonly page: Page
  readonly panel: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('region', { name: 'Accounts', exact: true })
  }

  async open(): Promise<void> {
    const tab = this.page
      .getByRole('navigation', { name: 'Panels' })
      .getByRole('button', { name: 'Accounts' })
    if (!(await this.panel.isVisible())) await tab.click()
    await expect(this.panel).toBeVisible()
  }

  card(name: string): Locator {
    return this.panel.getByRole('article', { name, exact: true })
  }

  /** Keys are asked for under a new account, and under one whose keys are to be changed. */
  async fillKeys(
    form: Locator,
    { accessKey, secretKey }: Pick<AccountEntry, 'accessKey' | 'secretKey'>,
  ): Promise<void> {
    await form.getByLabel('Access key').fill(accessKey)
    await form.getByLabel('Secret key').fill(secretKey)
    await form.getByRole('button', { name: 'Save account' }).click()
    await expect(this.panel).toBeVisible()
  }

  async add(account: AccountEntry): Promise<void> {
    await this.open()
    await this.panel.getByRole('button', { name: 'Add account' }).click()
    const form = this.page.getByRole('region', { name: 'Add account' })
    await form.getByLabel('Name').fill(account.name)
    await form.getByLabel('Host').fill(account.host)
    await this.fillKeys(form, account)
    await expect(this.card(account.name)).toBeVisible()
  }

  async changeKeys(name: string, keys: Pick<AccountEntry, 'accessKey' | 'secretKey'>): Promise<void> {
    await this.open()
    await this.card(name)
      .getByRole('button', { name: `Edit ${name}` })
      .click()
    await this.fillKeys(this.page.getByRole('region', { name: `Edit ${name}` }), keys)
  }

  async setPassphrase(passphrase: string): Promise<void> {
    await this.open()
    await this.panel.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await this.panel.getByLabel('Repeat the passphrase').fill(passphrase)
    await this.panel.getByRole('button', { name: 'Set passphrase' }).click()
    await expect(this.panel.getByText('encrypted with your passphrase')).toBeVisible()
  }

  async unlock(passphrase: string): Promise<void> {
    await this.open()
    await this.panel.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await this.panel.getByRole('button', { name: 'Unlock' }).click()
  }
}
