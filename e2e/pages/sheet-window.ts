import { type Locator, type Page } from '@playwright/test'
import { appOf, savedWhile } from '../fixtures/desktop-app.ts'
import { expect } from '../fixtures/expect.ts'

/**
 * Parts of the window as their role and name find them, without asking every element on the page for its role, which takes five
 * milliseconds of processor time beside a grid.
 */
export const LEADS = '[role="grid"][aria-label="Leads"]'
const COUNTS = '[role="group"][aria-label="Rows by status"]'

/** The window as a person knows it: by the words on it. */
export class SheetWindow {
  readonly page: Page
  readonly grid: Locator
  readonly notices: Locator
  readonly counts: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.locator(LEADS)
    this.notices = page.locator('[role="status"][aria-label="Notices"]')
    this.counts = page.getByRole('group', { name: 'Rows by status' })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** Puts text where Ctrl+V finds it, as Excel does. */
  async copy(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text)
  }

  /** On the welcome page: the whole clipboard becomes a sheet. */
  async pasteSheet(text: string): Promise<void> {
    await this.copy(text)
    await this.button('Paste').click()
    await expect(this.grid).toBeVisible()
  }

  async openSample(): Promise<void> {
    await this.button('Try sample leads').click()
    await expect(this.grid).toBeVisible()
  }

  /** Chooses a file in the dialog of `Open file`: a path, or one that is made up here. */
  async openFile(file: string | ({ name: string } & ({ text: string } | { bytes: Buffer }))): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.button('Open file').click()
    const made =
      typeof file === 'string'
        ? file
        : {
            name: file.name,
            mimeType: 'application/octet-stream',
            buffer: 'text' in file ? Buffer.from(file.text) : file.bytes,
          }
    await (await chooser).setFiles(made)
  }

  /** The count of a status in the status bar; 0 where it is not shown. */
  async count(status: string): Promise<number> {
    const [count = 0] = await this.countsOf([status])
    return count
  }

  /**
   * Read all at once: one may go while it is looked at. A push is looked at ten times a second, and by role every element of the page
   * would be asked for its role each time.
   */
  private async countsOf(statuses: readonly string[]): Promise<number[]> {
    const shown = await this.page
      .locator(`${COUNTS} button`)
      .evaluateAll((buttons) =>
        buttons
          .filter((button) => button.checkVisibility({ visibilityProperty: true }))
          .map(
            (button) =>
              [
                button.querySelector('span')?.textContent ?? '',
                button.querySelector('b')?.innerText ?? '',
              ] as const,
          ),
      )
    return statuses.map((status) => {
      const [, count = '0'] = shown.find(([name]) => name === status) ?? []
      return Number(count.replace(/\D/g, ''))
    })
  }

  async expectCounts(expected: Readonly<Record<string, number>>): Promise<void> {
    await expect
      .poll(
        async () => {
          const statuses = Object.keys(expected)
          const counts = await this.countsOf(statuses)
          return Object.fromEntries(statuses.map((status, at) => [status, counts[at]] as const))
        },
        { timeout: 30_000 },
      )
      .toEqual(expected)
  }

  async openPanel(
    name: 'Problems' | 'Cleaning' | 'Shape' | 'Recipes' | 'Push' | 'History' | 'Accounts' | 'Shortcuts',
  ): Promise<Locator> {
    const tab = this.page.locator('nav[aria-label="Panels"]').getByRole('button', { name })
    if ((await tab.getAttribute('aria-pressed')) !== 'true') await tab.click()
    return this.panel(name)
  }

  panel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  /** Chooses a format and answers the path of the file that was downloaded, or saved by the desktop's dialog. */
  async exportReport(format: 'xlsx' | 'csv'): Promise<{ path: string; name: string }> {
    const choose = async (): Promise<void> => {
      await this.page.getByRole('button', { name: 'Export report' }).first().click()
      await this.page.getByRole('menuitem', { name: new RegExp(`\\.${format}`) }).click()
    }
    return this.savedBy(choose)
  }

  /** What comes of an export: a download, or what the desktop's dialog was told to save. */
  async savedBy(act: () => Promise<unknown>): Promise<{ path: string; name: string }> {
    const app = appOf(this.page)
    if (app) return savedWhile(app, act)
    const download = this.page.waitForEvent('download')
    await act()
    const done = await download
    return { path: await done.path(), name: done.suggestedFilename() }
  }
}
