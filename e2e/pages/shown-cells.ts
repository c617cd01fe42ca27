/**
 * What is on screen in the spreadsheet, read in one go inside the page: found by role, cell by cell, a table of ten cells took
 * 90 ms of processor time each time it was looked at. Each function is sent to the page and may use nothing from around it.
 */

/** The id of the one column of this heading; null where none, or more than one, is shown. */
export function columnIdIn(heading: string): string | null {
  const named = [
    ...document.querySelectorAll('[role="grid"][aria-label="Leads"] .ag-header-cell .column-name'),
  ].filter((name) => name.textContent.replace(/\s+/g, ' ').trim() === heading)
  return named.length === 1 ? named[0]!.closest('.ag-header-cell')!.getAttribute('col-id') : null
}

/** The texts of rows `from` to `to` (from 1); null where a row or column is not shown, or more than once. */
export function textsIn({
  from,
  to,
  headings,
}: {
  from: number
  to: number
  headings: readonly string[]
}): string[][] | null {
  const grid = document.querySelector('[role="grid"][aria-label="Leads"]')
  const names = [...(grid?.querySelectorAll('.ag-header-cell .column-name') ?? [])]
  const columns = headings.map((heading) => {
    const named = names.filter((name) => name.textContent.replace(/\s+/g, ' ').trim() === heading)
    return named.length === 1 ? named[0]!.closest('.ag-header-cell')!.getAttribute('col-id') : null
  })
  if (!grid || columns.includes(null)) return null
  const table: string[][] = []
  for (let row = from; row <= to; row++) {
    const texts: string[] = []
    for (const column of columns) {
      const cells = grid.querySelectorAll(`.ag-row[row-index="${row - 1}"] .ag-cell[col-id="${column}"]`)
      if (cells.length !== 1) return null
      texts.push(cells[0]!.textContent)
    }
    table.push(texts)
  }
  return table
}
