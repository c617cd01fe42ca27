import { type Locator, type Page } from '@playwright/test'
import { expect } from '../fixtures/expect.ts'

/** The panels that read LeadSquared. */
export class ReadingPanels {
  readonly page: Page
  readonly compare: Locator
  readonly getLeads: Locator

  constructor(page: Page) {
    this.page = page
    this.compare = page.getByRole('region', { name: 'Compare', exact: true })
    this.getLeads = page.getByRole('region', { name: 'Get leads', exact: true })
  }

  tool(name: 'Compare' | 'Get leads'): Locator {
    return this.page.getByRole('banner').getByRole('button', { name, exact: true })
  }

  /** Opens the panel, waits for the price and compares all rows. */
  async compareAll(): Promise<void> {
    await this.tool('Compare').click()
    await this.compare.getByRole('button', { name: /^Compare [\d,]+ rows?$/ }).click()
    await expect(this.count('Same').or(this.count('Update')).or(this.count('New')).first()).toBeVisible()
  }

  /** The count of a kind, which is a filter too. */
  count(kind: string): Locator {
    return this.compare
      .getByRole('list', { name: 'Rows by what a push would do' })
      .getByRole('button', { name: new RegExp(`^${kind} [\\d,]+`) })
  }

  async counts(): Promise<Record<string, number>> {
    const texts = await this.compare
      .getByRole('list', { name: 'Rows by what a push would do' })
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons.map((button) => [
          button.querySelector('.status-chip')?.textContent ?? '',
          Number((button.querySelector('b')?.textContent ?? '').replace(/\D/g, '')),
        ]),
      )
    return Object.fromEntries(texts) as Record<string, number>
  }

  /** Opens Get leads and chooses what to get. */
  async openGetLeads(which: string): Promise<void> {
    if (!(await this.getLeads.isVisible()))
      await this.page.getByRole('button', { name: 'Get leads', exact: true }).first().click()
    await this.getLeads.getByLabel('Which leads').selectOption({ label: which })
  }

  getButton(): Locator {
    return this.getLeads.getByRole('button', { name: /^Get/ })
  }
}
