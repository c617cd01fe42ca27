import { type Locator, type Page } from '@playwright/test'
import { expect } from '../fixtures/expect.ts'
import { LeadsSheet } from './leads-sheet.ts'

/** The panel `Shape`, opened for a column from its menu. */
export class ShapePanel {
  readonly sheet: LeadsSheet
  readonly panel: Locator

  constructor(sheet: LeadsSheet) {
    this.sheet = sheet
    this.panel = sheet.page.getByRole('region', { name: 'Shape', exact: true })
  }

  /** A sheet of this table, and the panel set to what is to be done to one of its columns. */
  static async of(
    page: Page,
    table: readonly (readonly string[])[],
    column: string,
    what: string,
  ): Promise<ShapePanel> {
    const shape = new ShapePanel(await LeadsSheet.of(page, table))
    await shape.open(column, what)
    return shape
  }

  async open(column: string, what: string): Promise<void> {
    await this.sheet.chooseInColumnMenu(column, 'Shape…')
    await this.panel.getByLabel('What to do').selectOption({ label: what })
  }

  /** The button that does it. */
  apply(): Locator {
    return this.panel.getByRole('button', { name: /^(Change|Remove) [\d,]+ rows?$/ })
  }

  /** Rows of the preview, from left to right; what goes and what comes are told apart by `→`. */
  async firstRows(): Promise<string[][]> {
    const table = this.panel.getByRole('table')
    await expect(table).toBeVisible()
    return table
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.children].map((cell) =>
            [cell.querySelector('del'), cell.querySelector('ins')].some(Boolean)
              ? `${cell.querySelector('del')?.textContent ?? ''}→${cell.querySelector('ins')?.textContent ?? ''}`
              : cell.textContent,
          ),
        ),
      )
  }

  async undo(): Promise<void> {
    await this.sheet.notices.getByRole('button', { name: 'Undo' }).click()
  }
}
