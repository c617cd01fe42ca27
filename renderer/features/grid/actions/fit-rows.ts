import { MOST_LINES } from '#shared/domain/sheet/sheet-look.ts'
import { agId, type View } from '#renderer/features/grid/ag/view.ts'

/** Inner space of a cell, its line, and where a problem is marked in it the mark. */
const BESIDE_TEXT = { plain: 17, marked: 31 }

/**
 * How many lines each of these rows of the view needs to show all of its texts in the columns as wide as they are. A text that
 * is shorter than its column at the widest letters is not measured.
 */
export function linesThatFit(view: View, root: HTMLElement, rows: readonly number[]): number[] {
  const cell = root.querySelector<HTMLElement>('.ag-row .ag-cell:not(.our-cell, .row-number)')
  if (!cell) return rows.map(() => 1)
  const { fontFamily, fontSize, fontWeight } = getComputedStyle(cell)
  const widest = parseFloat(fontSize) * 1.1
  const ruler = document.createElement('div')
  ruler.className = 'row-ruler'
  ruler.setAttribute('aria-hidden', 'true')
  Object.assign(ruler.style, { fontFamily, fontSize, fontWeight })
  const measured: { at: number; box: HTMLElement }[] = []
  view.columns().forEach(({ id }, col) => {
    const width = view.api.getColumn(agId(id))?.getActualWidth() ?? 0
    rows.forEach((row, at) => {
      const text = view.text(row, col)
      if (text.length * widest <= width - BESIDE_TEXT.marked && !/[\r\n]/.test(text)) return
      const marked = root.querySelector(
        `.ag-row[row-index="${row}"] [col-id="${agId(id)}"]:is(.cell-error, .cell-warning)`,
      )
      const box = document.createElement('div')
      box.style.width = `${width - (marked ? BESIDE_TEXT.marked : BESIDE_TEXT.plain)}px`
      box.textContent = text
      ruler.append(box)
      measured.push({ at, box })
    })
  })
  root.append(ruler)
  const lines = rows.map(() => 1)
  for (const { at, box } of measured) {
    // The ruler's lines are ten pixels high each.
    lines[at] = Math.max(lines[at]!, Math.min(MOST_LINES, Math.round(box.offsetHeight / 10)))
  }
  ruler.remove()
  return lines
}
