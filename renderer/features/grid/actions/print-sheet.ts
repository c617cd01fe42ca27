import { STATUS_LABELS } from '#shared/domain/push/status.ts'
import { cellOf } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { messageOf, statusOf } from '#renderer/features/grid/logic/status.ts'
import { colourOf } from '#renderer/features/grid/logic/view-filter.ts'

/** Some 250 pages; more would keep the browser busy for minutes. What is left out is said on the first page. */
const MOST_ROWS = 10_000

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.textContent = text
  return made
}

function lineOf(cells: readonly HTMLElement[]): HTMLElement {
  const line = document.createElement('tr')
  line.append(...cells)
  return line
}

function tableOf({ view }: SheetContext, rows: number): HTMLElement {
  const columns = view.columns()
  const headings = ['', 'Status', ...columns.map(({ header }) => headingOf(header)), 'Message']
  const head = element('thead', '')
  head.append(
    lineOf(
      headings.map((heading) => {
        const cell = element('th', '', heading)
        cell.setAttribute('scope', 'col')
        return cell
      }),
    ),
  )
  const body = element('tbody', '')
  for (let index = 0; index < rows; index++) {
    const row = view.rowAt(index)
    if (!row) continue
    const own = columns.map((column) => {
      const mark = colourOf(row, column.id)
      return element('td', mark ? `print-${mark}` : '', cellOf(row, column))
    })
    body.append(
      lineOf([
        element('td', 'print-number', String(rowStore.positionOf(row.id))),
        element('td', 'print-status', STATUS_LABELS[statusOf(row)]),
        ...own,
        element('td', 'print-message', messageOf(row)),
      ]),
    )
  }
  const table = element('table', '')
  table.append(head, body)
  return table
}

/** What is on show as pages: the grid itself draws only the rows in sight. */
function pagesOf(context: SheetContext): HTMLElement {
  const { rows } = context.view.extent()
  const all = rowStore.rows.length
  const printed = Math.min(rows, MOST_ROWS)
  const pages = element('section', 'print-sheet')
  const shown =
    rows === all
      ? asHere.countOf(all, 'row')
      : `${rows.toLocaleString()} of ${asHere.countOf(all, 'row')} on show`
  const cut =
    printed === rows
      ? ''
      : `. Only the first ${printed.toLocaleString()} are printed here; Export report has all of them`
  pages.append(
    element('h1', '', sheetStore.getState().sheet?.name ?? ''),
    element('p', '', `${shown}${cut}. Printed ${new Date().toLocaleString()}.`),
    tableOf(context, printed),
  )
  return pages
}

/** Lays the sheet out for whoever prints it or saves it as PDF, by whichever way, and takes that away again. */
export function printSheet(context: SheetContext): () => void {
  let pages: HTMLElement | null = null

  function clear(): void {
    pages?.remove()
    pages = null
  }

  function layOut(): void {
    clear()
    context.view.api.stopEditing()
    pages = pagesOf(context)
    document.body.append(pages)
  }

  window.addEventListener('beforeprint', layOut)
  window.addEventListener('afterprint', clear)
  return () => {
    clear()
    window.removeEventListener('beforeprint', layOut)
    window.removeEventListener('afterprint', clear)
  }
}
