import { sentAsText } from '#renderer/flows/held-values.ts'
import { problemText } from '#renderer/flows/list-problems.ts'
import { problemsOf } from '#renderer/stores/problems/problem-store.ts'
import { comparedTip } from './compared-cell.ts'
import { markText } from './change-cell.ts'
import type { SheetContext } from './sheet-context.ts'
import { statusInWords } from '#renderer/features/grid/logic/status.ts'
import { columnIdOf } from './view.ts'

const SHOW_MS = 350
/** Long enough to move the pointer onto the tooltip and read on. */
const HIDE_MS = 150
/** The fill handle hangs so many pixels over its cell, which is no text that is cut off. */
const HANDLE_SHARE = 2
/** Characters; the line over the grid has the rest. */
const MOST_TEXT = 600

/**
 * One tooltip for the whole grid: what is wrong with a cell, or a message in full. AG Grid's own keeps listeners and objects
 * for each of a thousand cells on screen, which showed in the time of the first paint and of every scrolled row.
 */
export function showTooltips(context: SheetContext, root: HTMLElement): () => void {
  const tip = document.createElement('div')
  tip.className = 'cell-tooltip'
  tip.setAttribute('role', 'tooltip')
  tip.hidden = true
  root.append(tip)
  let over: Element | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pointer = { x: -1, y: -1 }

  function textOf(cell: Element): string {
    const row = context.view.rowAt(Number(cell.closest('.ag-row')?.getAttribute('row-index') ?? -1))
    if (!row) return ''
    const column = cell.getAttribute('col-id') ?? ''
    if (column === 'compared') return comparedTip(row)
    if (column === 'status') return statusInWords(row)
    const id = columnIdOf(column)
    if (id === null) return ''
    const wrong = problemsOf(row.id)
      .filter((problem) => problem.columnId === id)
      .map(problemText)
    const mark = markText(row, id)
    // The mark's sentence has both values in full.
    const hidden = cell.querySelector('.change-cell') ? [] : hiddenText(cell)
    return [...wrong, sentAsText(row, id), mark, ...hidden].filter(Boolean).join('\n')
  }

  /** What is in a cell, where its width or its one line does not show all of it. */
  function hiddenText(cell: Element): string[] {
    const text = cell.textContent
    const wide = cell.scrollWidth > cell.clientWidth + HANDLE_SHARE
    const high = cell.scrollHeight > cell.clientHeight + HANDLE_SHARE
    if (!wide && !high && !text.includes('\n')) return []
    return [text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text]
  }

  function hide(): void {
    clearTimeout(timer)
    over = null
    tip.hidden = true
  }

  function show(cell: Element): void {
    const text = cell.isConnected ? textOf(cell) : ''
    if (text === '') return
    tip.textContent = text
    tip.hidden = false
    const at = cell.getBoundingClientRect()
    const { width, height } = tip.getBoundingClientRect()
    const below = at.bottom + 2
    const top = below + height > window.innerHeight - 8 ? at.top - height - 2 : below
    tip.style.top = `${top}px`
    tip.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`
  }

  /** Cells also come under a pointer that lies still, as a line opens over the sheet: nobody has asked about those. */
  function wasMoved({ clientX: x, clientY: y }: MouseEvent): boolean {
    const moved = x !== pointer.x || y !== pointer.y
    pointer = { x, y }
    return moved
  }

  function onOver(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return
    if (!wasMoved(event)) {
      hide()
      return
    }
    if (tip.contains(event.target)) {
      clearTimeout(timer)
      return
    }
    const cell = event.target.closest('.ag-cell')
    if (cell === over) return
    over = cell
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        tip.hidden = true
        if (over) timer = setTimeout(() => over && show(over), SHOW_MS - HIDE_MS)
      },
      tip.hidden ? 0 : HIDE_MS,
    )
  }

  function onLeave(): void {
    clearTimeout(timer)
    over = null
    timer = setTimeout(hide, HIDE_MS)
  }

  /** Whoever types has read it. With Ctrl held its text is copied. */
  function onKey({ key, ctrlKey, metaKey }: KeyboardEvent): void {
    const held = ctrlKey || metaKey || ['Control', 'Meta', 'Shift', 'Alt'].includes(key)
    if (!held) hide()
  }

  root.addEventListener('mouseover', onOver)
  document.addEventListener('mousemove', wasMoved, true)
  root.addEventListener('mouseleave', onLeave)
  root.addEventListener('pointerdown', hide, true)
  root.addEventListener('scroll', hide, true)
  document.addEventListener('keydown', onKey, true)
  return () => {
    clearTimeout(timer)
    tip.remove()
    root.removeEventListener('mouseover', onOver)
    document.removeEventListener('mousemove', wasMoved, true)
    root.removeEventListener('mouseleave', onLeave)
    root.removeEventListener('pointerdown', hide, true)
    root.removeEventListener('scroll', hide, true)
    document.removeEventListener('keydown', onKey, true)
  }
}
