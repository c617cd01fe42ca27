import { type Locator, type Page } from '@playwright/test'
import { expect } from '../fixtures/expect.ts'

/** The page before a push, and the panel that follows it. */
export class PushPanels {
  readonly page: Page
  readonly review: Locator
  readonly push: Locator

  constructor(page: Page) {
    this.page = page
    this.review = page.getByRole('region', { name: 'Review push' })
    this.push = page.getByRole('region', { name: 'Push', exact: true })
  }

  async openReview(): Promise<void> {
    await this.page.getByRole('button', { name: 'Review push', exact: true }).click()
    await expect(this.startButton()).toBeEnabled()
  }

  startButton(): Locator {
    return this.review.getByRole('button', { name: /^Push [\d,]+ leads?( to .+)?$/ })
  }

  async start(): Promise<void> {
    await this.startButton().click()
    await expect(this.push).toBeVisible()
  }

  async expectPhase(words: string): Promise<void> {
    await expect(this.push.getByRole('status', { name: 'State' })).toHaveText(words, { timeout: 40_000 })
  }

  button(name: string | RegExp): Locator {
    return this.push.getByRole('button', { name, exact: typeof name === 'string' })
  }

  async cancel(): Promise<void> {
    await this.button('Cancel push').click()
    await this.push
      .getByRole('group', { name: 'Cancel push' })
      .getByRole('button', { name: 'Cancel push' })
      .click()
  }
}
