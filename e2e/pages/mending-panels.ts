import { type Locator, type Page } from '@playwright/test'
import { expect } from '../fixtures/expect.ts'

/** The panels `Problems` and `Cleaning`, and the cells they are about. */
export class MendingPanels {
  readonly page: Page
  readonly problems: Locator
  readonly cleaning: Locator

  constructor(page: Page) {
    this.page = page
    this.problems = page.getByRole('region', { name: 'Problems', exact: true })
    this.cleaning = page.getByRole('region', { name: 'Cleaning', exact: true })
  }

  async #columnId(heading: string): Promise<string> {
    const header = this.page.locator('.ag-header-cell').filter({ has: this.goesTo(heading) })
    return (await header.getAttribute('col-id')) ?? ''
  }

  /** A cell by the row's place on screen, from 1, and its column's heading. */
  async cell(row: number, heading: string): Promise<Locator> {
    const id = await this.#columnId(heading)
    return this.page.locator(`.ag-row[row-index="${row - 1}"] [col-id="${id}"]`)
  }

  /** What a column shows, from the first row on screen to the last. */
  async values(heading: string): Promise<string[]> {
    const id = await this.#columnId(heading)
    return this.page.locator(`.ag-row [col-id="${id}"]`).evaluateAll((cells) =>
      cells
        .map((cell) => ({
          at: Number(cell.closest('[row-index]')?.getAttribute('row-index')),
          text: cell.textContent,
        }))
        .toSorted((left, right) => left.at - right.at)
        .map(({ text }) => text),
    )
  }

  /** The button in a column's heading that says where the column goes. */
  goesTo(heading: string): Locator {
    return this.page.getByRole('button', { name: `${heading} goes to:`, exact: false })
  }

  async choose(heading: string, attribute: string): Promise<void> {
    await this.goesTo(heading).click()
    await this.page.getByRole('combobox', { name: `Attribute for ${heading}` }).fill(attribute)
    const choices = this.page.getByRole('listbox', { name: 'Attributes' })
    await choices.getByRole('option', { name: attribute }).first().click()
  }

  kind(title: string): Locator {
    return this.problems.getByRole('button', { name: new RegExp(`^${title}\\s*[\\d,]+$`) })
  }

  /** Waits until each kind is counted as expected, and no other is. */
  async expectProblems(expected: Readonly<Record<string, number>>): Promise<void> {
    await expect
      .poll(async () => {
        const kinds = await this.problems.locator('[aria-expanded]').allInnerTexts()
        return Object.fromEntries(
          kinds.map((text) => {
            const [title = '', count = ''] = text.split('\n').filter(Boolean)
            return [title, Number(count)]
          }),
        )
      })
      .toEqual(expected)
  }

  async chooseCleaning(label: string): Promise<void> {
    await this.cleaning.getByLabel('What to clean').selectOption({ label })
  }

  /** The list of changes as `before → after`. */
  async changes(): Promise<string[]> {
    const list = this.cleaning.getByRole('list', { name: 'Changes' })
    await expect(list).toBeVisible()
    return list.getByRole('listitem').evaluateAll((items) =>
      items.map((item) => {
        const words = (selector: string) => item.querySelector(selector)?.textContent ?? ''
        return [words('del'), words('ins')].join(' → ') + words('b').replace('× ', ' ×')
      }),
    )
  }

  cleanButton(): Locator {
    return this.cleaning.getByRole('button', { name: /^(Clean|Split|Remove) [\d,]+ \w+$/ })
  }
}
