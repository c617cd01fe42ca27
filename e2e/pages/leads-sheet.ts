import { type Locator, type Page } from '@playwright/test'
import { expect } from '../fixtures/expect.ts'
import { LEADS, SheetWindow } from './sheet-window.ts'
import { columnIdIn, textsIn } from './shown-cells.ts'

const MOD = process.platform === 'darwin' ? 'Meta' : 'Control'

/** The spreadsheet, by hand: cells are named by the row's place on screen (from 1) and the column's heading. */
export class LeadsSheet extends SheetWindow {
  /** A sheet of this table, headings first, through the clipboard and Ctrl+V. */
  static async of(page: Page, table: readonly (readonly string[])[]): Promise<LeadsSheet> {
    const sheet = new LeadsSheet(page)
    await sheet.copy(table.map((row) => row.join('\t')).join('\r\n'))
    await expect(sheet.button('Paste')).toBeVisible()
    await sheet.press('Mod+V')
    await expect(sheet.grid).toBeVisible()
    await expect(page.getByText(`${(table.length - 1).toLocaleString('en-GB')} row`).first()).toBeVisible()
    return sheet
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys.replace('Mod', MOD))
  }

  header(heading: string): Locator {
    return this.grid.getByRole('columnheader').filter({ has: this.page.getByText(heading, { exact: true }) })
  }

  /** Headings from left to right. One may be on its way out between being found and being read. */
  async headings(): Promise<string[]> {
    return this.grid.locator('.ag-header-cell:has(.column-name)').evaluateAll((cells) =>
      cells
        .map((cell) => ({
          text: cell.querySelector('.column-name')?.textContent ?? '',
          left: cell.getBoundingClientRect().left,
        }))
        .sort((a, b) => a.left - b.left)
        .map(({ text }) => text),
    )
  }

  private async columnOf(heading: string): Promise<string> {
    const shown = await this.page.evaluate(columnIdIn, heading)
    if (shown !== null) return shown
    const header =
      heading === 'Status' ? this.grid.getByRole('columnheader', { name: heading }) : this.header(heading)
    const id = await header.first().getAttribute('col-id')
    if (id === null) throw new Error(`There is no column ${heading}.`)
    return id
  }

  async cell(row: number, heading: string): Promise<Locator> {
    const column = await this.columnOf(heading)
    return this.page.locator(`${LEADS} .ag-row[row-index="${row - 1}"] .ag-cell[col-id="${column}"]`)
  }

  rowNumber(row: number): Locator {
    return this.page.locator(`${LEADS} .ag-row[row-index="${row - 1}"] .ag-cell[col-id="row-number"]`)
  }

  async click(row: number, heading: string, options?: Parameters<Locator['click']>[0]): Promise<void> {
    await (await this.cell(row, heading)).click(options)
  }

  async text(row: number, heading: string): Promise<string> {
    const shown = await this.page.evaluate(textsIn, { from: row, to: row, headings: [heading] })
    if (shown) return shown[0]![0]!
    return (await (await this.cell(row, heading)).textContent()) ?? ''
  }

  async expectCell(row: number, heading: string, text: string): Promise<void> {
    await expect(await this.cell(row, heading)).toHaveText(text)
  }

  /** The texts of rows `from` to `to` in some columns; what is not on screen yet is waited for. */
  async table(from: number, to: number, ...headings: string[]): Promise<string[][]> {
    const shown = await this.page.evaluate(textsIn, { from, to, headings })
    if (shown) return shown
    const rows: string[][] = []
    for (let row = from; row <= to; row++) {
      const cells: string[] = []
      for (const heading of headings) cells.push(await this.text(row, heading))
      rows.push(cells)
    }
    return rows
  }

  async expectTable(
    from: number,
    headings: readonly string[],
    expected: readonly (readonly string[])[],
  ): Promise<void> {
    await expect.poll(() => this.table(from, from + expected.length - 1, ...headings)).toEqual(expected)
  }

  /** From one cell to another with the button held. */
  async drag(from: Locator, to: Locator, offset = { x: 0, y: 0 }): Promise<void> {
    const start = (await from.boundingBox())!
    const end = (await to.boundingBox())!
    await this.page.mouse.move(start.x + start.width / 2 + offset.x, start.y + start.height / 2 + offset.y)
    await this.page.mouse.down()
    await this.page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 })
    await this.page.mouse.up()
  }

  /** Carries a selected column, by its heading, in front of another. */
  async carryHeading(heading: string, before: string): Promise<void> {
    const from = (await this.header(heading).boundingBox())!
    const to = (await this.header(before).boundingBox())!
    await this.page.mouse.move(from.x + 30, from.y + 12)
    await this.page.mouse.down()
    await this.page.mouse.move(from.x + 10, from.y + 14, { steps: 4 })
    await expect(this.page.locator('.ag-dnd-ghost')).toBeVisible()
    await this.page.mouse.move(to.x + 20, to.y + 14, { steps: 12 })
    await this.page.mouse.up()
  }

  /** What is selected, as the count of marked cells on screen. */
  selected(): Locator {
    return this.grid.locator('.cell-selected')
  }

  /** The active cell's place: row on screen and heading. */
  async active(): Promise<{ row: number; heading: string }> {
    const at = await this.page.evaluate(() => {
      const cell = document.activeElement?.closest('.ag-cell')
      const column = cell?.getAttribute('col-id') ?? ''
      const head = document.querySelector(`.ag-header-cell[col-id="${column}"] .column-name`)
      return {
        row: Number(cell?.closest('.ag-row')?.getAttribute('row-index')) + 1,
        heading: head?.textContent ?? '',
      }
    })
    return at
  }

  async expectActive(row: number, heading: string): Promise<void> {
    await expect.poll(() => this.active()).toEqual({ row, heading })
  }

  /** Puts a table where Ctrl+V finds it, then presses it. */
  async pasteText(text: string): Promise<void> {
    await this.copy(text)
    await this.press('Mod+V')
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  async openColumnMenu(heading: string): Promise<Locator> {
    await this.header(heading)
      .getByRole('button', { name: `Menu of ${heading}` })
      .click()
    return this.page.getByRole('menu', { name: `Column ${heading}` })
  }

  async chooseInColumnMenu(heading: string, entry: string): Promise<void> {
    await (
      await this.openColumnMenu(heading)
    )
      .getByRole(/Sort|Sheet order/.test(entry) ? 'menuitemradio' : 'menuitem', { name: entry, exact: true })
      .click()
  }

  /** The right-click menu of a cell. */
  async chooseInMenu(row: number, heading: string, entry: string | RegExp): Promise<void> {
    await this.click(row, heading, { button: 'right' })
    await this.page
      .getByRole('menu', { name: 'Selection' })
      .getByRole('menuitem', { name: entry, exact: true })
      .click()
  }
}

/** A small sheet most specs begin with. */
export const PEOPLE: readonly (readonly string[])[] = [
  ['Email', 'First name', 'Last name', 'Phone', 'Company'],
  ['anna@one.example', 'Anna', 'Adler', '+44 7700 900001', 'One Ltd'],
  ['bela@two.example', 'Béla', 'Bartók', '+44 7700 900002', 'Two Ltd'],
  ['cleo@three.example', 'Cleo', 'Cruz', '+44 7700 900003', 'Three Ltd'],
  ['dan@four.example', 'Dan', 'Droste', '+44 7700 900004', 'Four Ltd'],
  ['eva@five.example', 'Eva', 'Ek', '+44 7700 900005', 'Five Ltd'],
  ['finn@six.example', 'Finn', 'Falk', '+44 7700 900006', 'Six Ltd'],
]

/** Many rows of the same shape. */
export function many(rows: number): string[][] {
  return [
    PEOPLE[0]!.slice(),
    ...Array.from({ length: rows }, (_, i) => [
      `lead${i}@many.example`,
      `First${i}`,
      `Last${i % 37}`,
      `+44 7700 ${900_000 + i}`,
      `Company ${i % 11}`,
    ]),
  ]
}
