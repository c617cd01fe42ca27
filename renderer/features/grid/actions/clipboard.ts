import { formatHtmlTable } from '#renderer/clipboard/html-table.ts'
import { fillEmptySheet } from '#renderer/flows/fill-empty-sheet.ts'
import { tableFrom } from '#renderer/clipboard/read-table.ts'
import { formatTsv } from '#renderer/clipboard/tsv.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { planPaste } from '#renderer/features/grid/logic/paste-plan.ts'
import { coversColumns, sizeOf } from '#renderer/features/grid/logic/range.ts'
import { ranksBeside } from './row-actions.ts'
import { counted, tellLocked, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { clearCells } from './write-cells.ts'

/** Above this many cells the clipboard gets the text alone: as HTML they would be tens of MB. */
const MOST_HTML_CELLS = 200_000

const TAKES_TEXT = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, [contenteditable=true]'

/** What was copied here last with its headings: pasted into a sheet that has columns, the headings stay away. */
let copiedWithHeadings: string | null = null

function isEmptySheet(): boolean {
  const { columns } = sheetStore.getState()
  return (
    rowStore.rows.length === 0 ||
    columns.length === 0 ||
    rowStore.rows.every((row) => row.cells.every((cell) => cell === ''))
  )
}

/** The selection as a table, as it is seen; whole columns bring their headings. */
export function selectedTable(context: SheetContext): { table: string[][]; headings: boolean } | null {
  const { box, range } = context.selection
  if (!box || !range) return null
  const columns = context.view.columns().slice(box.left, box.right + 1)
  const table: string[][] = []
  const headings = coversColumns(range, context.view.extent()) && context.view.extent().rows > 1
  if (headings) table.push(columns.map((column) => column.header))
  for (let index = box.top; index <= box.bottom; index++) {
    const row = context.view.rowAt(index)
    if (row) table.push(columns.map((column) => column.constant ?? row.cells[column.id] ?? ''))
  }
  return { table, headings }
}

function write(data: DataTransfer, context: SheetContext): string | null {
  const selected = selectedTable(context)
  if (!selected) return null
  const { table, headings } = selected
  const text = formatTsv(table)
  data.setData('text/plain', text)
  if (table.length * table[0]!.length <= MOST_HTML_CELLS) data.setData('text/html', formatHtmlTable(table))
  copiedWithHeadings = headings ? text : null
  const { rows, cols } = sizeOf(context.selection.box!)
  return `${counted(rows, 'row')} by ${counted(cols, 'column')}${headings ? ', with headings,' : ''}`
}

/** Pastes a table at the selection, growing the sheet; into an empty sheet as the whole of it. */
export function pasteTable(context: SheetContext, table: readonly (readonly string[])[]): void {
  context.view.api.stopEditing()
  const { range } = context.selection
  if (table.length === 0 || table[0]!.length === 0) return
  if (isEmptySheet() && (table.length > 1 || table[0]!.length > 1)) {
    void fillEmptySheet(table)
    return
  }
  if (!range) {
    notify('info', 'Choose the cell where the paste begins, then paste again.')
    return
  }
  const plan = planPaste(table, range, {
    extent: context.view.extent(),
    columns: context.view.columns(),
    allColumns: sheetStore.getState().columns,
    rowAt: (index) => context.view.rowAt(index)?.id,
    takeRows(many) {
      const { ranks } = ranksBeside(undefined, 'after', many)
      return { ids: rowStore.takeIds(many), ranks }
    },
    takeColumn: takeColumnId,
  })
  context.sortKeys.inherit(plan.newRows, undefined)
  context.exempt(plan.newRows)
  const result = edit('Paste', plan.patches)
  tellLocked(result.locked)
  if (plan.constants > 0) {
    notify(
      'warning',
      `${counted(plan.constants, 'column')} with one value for every row kept it. Give the column its own values first, in its menu.`,
    )
  }
  context.selection.set(
    {
      anchor: { row: plan.box.top, col: plan.box.left },
      head: { row: plan.box.bottom, col: plan.box.right },
    },
    { show: 'anchor' },
  )
  const { rows, cols } = sizeOf(plan.box)
  const grown = [
    plan.newRows.length > 0 ? counted(plan.newRows.length, 'new row') : '',
    plan.newColumns.length > 0 ? counted(plan.newColumns.length, 'new column') : '',
  ].filter(Boolean)
  announce(
    `Pasted ${counted(rows, 'row')} by ${counted(cols, 'column')}${grown.length > 0 ? `, ${grown.join(' and ')}` : ''}`,
  )
}

function pasteText(context: SheetContext, text: string, html: () => string): void {
  const table = tableFrom(text, html)
  if (!table) {
    notify('warning', 'There is no text on the clipboard to paste.')
    return
  }
  const own = copiedWithHeadings !== null && text === copiedWithHeadings
  pasteTable(context, own && !isEmptySheet() ? table.slice(1) : table)
}

/** The toolbar's and the menu's Paste: the browser may ask the person for leave. */
export async function pasteFromClipboard(context: SheetContext): Promise<void> {
  try {
    const [item] = await navigator.clipboard.read()
    const get = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : '')
    const [text, html] = [await get('text/plain'), await get('text/html')]
    pasteText(context, text, () => html)
  } catch {
    notify('info', 'The browser did not let Leadsheet read the clipboard. Press Ctrl+V in the sheet instead.')
  }
}

/** Copies (or cuts) through the menu; the keyboard goes through the events below. */
export async function copyByCommand(context: SheetContext, command: 'copy' | 'cut'): Promise<void> {
  const data = new DataTransfer()
  const what = write(data, context)
  if (what === null) return
  const items = Object.fromEntries(
    [...data.types].map((type) => [type, new Blob([data.getData(type)], { type })]),
  )
  await navigator.clipboard.write([new ClipboardItem(items)])
  if (command === 'cut') clearCells(context, 'Cut')
  announce(`${what} ${command === 'cut' ? 'cut' : 'copied'}`)
}

/**
 * Listens on the document, because the browser sends clipboard events to whatever has the focus, and after a button or a
 * panel that is not the grid. Stands aside while a cell is edited or another field has the focus.
 */
export function listenToClipboard(context: SheetContext, root: HTMLElement): () => void {
  /** No field has the focus that takes a paste itself: buttons and panels leave it to the sheet. */
  function isPasteOurs(): boolean {
    return !document.activeElement?.matches(TAKES_TEXT) && root.closest('[inert]') === null
  }
  /** Words marked in a panel or a notice are copied as such. */
  function isCopyOurs(): boolean {
    const active = document.activeElement
    if (!isPasteOurs()) return false
    return root.contains(active) || (document.getSelection()?.isCollapsed ?? true)
  }
  function onCopy(event: ClipboardEvent): void {
    if (!isCopyOurs() || !event.clipboardData) return
    const what = write(event.clipboardData, context)
    if (what === null) return
    event.preventDefault()
    if (event.type === 'cut') {
      clearCells(context, 'Cut')
      announce(`${what} cut`)
    } else announce(`${what} copied`)
  }
  function onPaste(event: ClipboardEvent): void {
    const { clipboardData } = event
    if (!isPasteOurs() || !clipboardData || clipboardData.files.length > 0) return
    event.preventDefault()
    pasteText(context, clipboardData.getData('text/plain'), () => clipboardData.getData('text/html'))
  }
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
  document.addEventListener('paste', onPaste)
  return () => {
    document.removeEventListener('copy', onCopy)
    document.removeEventListener('cut', onCopy)
    document.removeEventListener('paste', onPaste)
  }
}
