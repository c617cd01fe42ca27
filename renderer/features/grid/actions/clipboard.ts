import { pastedFiles } from '#renderer/clipboard/pasted-files.ts'
import { formatHtmlTable } from '#renderer/clipboard/html-table.ts'
import { filledInWords, fillMerged } from '#renderer/clipboard/merged.ts'
import { fillEmptySheet, type PastedTable } from '#renderer/flows/fill-empty-sheet.ts'
import { openFiles } from '#renderer/flows/open-files.ts'
import { tableFrom } from '#renderer/clipboard/read-table.ts'
import { formatTsv } from '#renderer/clipboard/tsv.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { sameText, type Copied } from '#renderer/features/grid/ag/copied-cells.ts'
import { refusedForRanges, tellLocked, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { lineUp } from '#renderer/features/grid/logic/boxes.ts'
import type { HeldTable } from '#renderer/features/grid/logic/paste-plan.ts'
import { at, rangeOf, sizeOf, type Box, type Range } from '#renderer/features/grid/logic/range.ts'
import { moveCut } from './move-cells.ts'
import { planAt } from './plan-at.ts'
import { asHere } from '#shared/wording/numbers.ts'

/** Above this many cells the clipboard gets the text alone: as HTML they would be tens of MB. */
const MOST_HTML_CELLS = 200_000

const TAKES_TEXT = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, [contenteditable=true]'

/** What a paste does otherwise than usual. Given at all, what was cut is copied and stays where it is. */
export interface PasteOptions {
  /** Rows become columns. @default false */
  transpose?: boolean
  /** Empty cells of the copy leave what is there. @default false */
  skipBlanks?: boolean
}

function transposed<Cell>(table: readonly (readonly Cell[])[], empty: Cell): Cell[][] {
  const width = table.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, col) => table.map((row) => row[col] ?? empty))
}

/**
 * What was copied here last, for as long as the clipboard has its text: its cells go on holding what they hold, and, pasted into a
 * sheet that has columns, its headings stay away.
 */
let lastCopied: { text: string; withHeadings: boolean; held: HeldTable | undefined } | null = null

function isEmptySheet(): boolean {
  const { columns } = sheetStore.getState()
  return (
    rowStore.rows.length === 0 ||
    columns.length === 0 ||
    rowStore.rows.every((row) => row.cells.every((cell) => cell === ''))
  )
}

/**
 * The selection as a table, as it is seen; columns that were taken whole bring their headings. Null where nothing is selected;
 * a string, what to say, where its ranges are no table.
 */
function selectedTable(
  context: SheetContext,
  kind: Copied['kind'],
): { copied: Omit<Copied, 'text'>; headings: readonly string[] | null } | string | null {
  const { selection, view } = context
  const { boxes } = selection
  // Past the last row there is nothing yet.
  if (boxes.length === 0 || selection.range?.past !== undefined) return null
  if (kind === 'cut' && boxes.length > 1) {
    return 'Only one range can be cut at a time. Select one and cut it, or copy them together.'
  }
  const lines = lineUp(boxes)
  if (!lines) {
    return 'These ranges do not line up, so nothing was copied. Select ranges of the same rows or of the same columns.'
  }
  const columns = lines.cols.flatMap((col) => view.columns()[col] ?? [])
  const table: string[][] = []
  const held: (string | null)[][] = []
  const rows: number[] = []
  for (const index of lines.rows) {
    const row = view.rowAt(index)
    if (!row) continue
    rows.push(row.id)
    table.push(columns.map((column) => column.constant ?? row.cells[column.id] ?? ''))
    held.push(columns.map((column) => (column.constant === null ? (row.held?.[column.id] ?? null) : null)))
  }
  const whole = [...selection.others, selection.range].every(
    (range) => range?.whole === 'columns' || range?.whole === 'all',
  )
  const headings = whole && view.extent().rows > 1 ? columns.map((column) => column.header) : null
  const holds = held.some((cells) => cells.some((value) => value !== null))
  const { meaning } = selection
  const of = meaning === 'rows' || meaning === 'columns' ? meaning : null
  return {
    copied: { kind, table, held: holds ? held : undefined, boxes, rows, columns, whole: of },
    headings,
  }
}

/** Puts the selection on the clipboard; answers what it was in words, null where there was nothing to copy. */
function write(data: DataTransfer, context: SheetContext, kind: Copied['kind']): string | null {
  const selected = selectedTable(context, kind)
  if (selected === null) return null
  if (typeof selected === 'string') {
    notify('info', selected)
    return null
  }
  const { copied, headings } = selected
  const table = headings ? [headings, ...copied.table] : copied.table
  const text = formatTsv(table)
  data.setData('text/plain', text)
  if (table.length * copied.columns.length <= MOST_HTML_CELLS) {
    data.setData('text/html', formatHtmlTable(table))
  }
  lastCopied = { text, withHeadings: headings !== null, held: copied.held }
  context.copied.take({ ...copied, text })
  const size = `${asHere.countOf(copied.rows.length, 'row')} by ${asHere.countOf(copied.columns.length, 'column')}`
  return `${size}${headings ? ', with headings,' : ''} ${
    kind === 'cut' ? 'cut. What was cut stays here until it is pasted; Escape leaves it.' : 'copied'
  }`
}

/** Where a paste goes: each selected range, or the row that is not there yet. */
function targets(context: SheetContext): readonly Range[] {
  const { range, boxes } = context.selection
  if (!range) return []
  if (range.past !== undefined) return [at(context.view.extent().rows, range.past)]
  return boxes.map(rangeOf)
}

const isSingle = (table: readonly (readonly string[])[]): boolean =>
  table.length === 1 && table[0]!.length === 1

/** Pastes a table at the selection, growing the sheet; into an empty sheet as the whole of it. */
function pasteTable(
  context: SheetContext,
  pasted: PastedTable,
  givenHeld?: HeldTable,
  { transpose = false, skipBlanks = false }: PasteOptions = {},
): void {
  context.view.api.stopEditing()
  if (pasted.table.length === 0 || pasted.table[0]!.length === 0) return
  if (isEmptySheet() && !transpose && !isSingle(pasted.table)) {
    void fillEmptySheet(pasted, givenHeld)
    return
  }
  const { table: given, cells: filled } = fillMerged(pasted.table, pasted.merges, 0)
  const table = transpose ? transposed(given, '') : given
  const held = transpose && givenHeld ? transposed(givenHeld, null) : givenHeld
  const single = isSingle(table)
  if (isEmptySheet() && !single) {
    void fillEmptySheet({ table, merges: [], said: pasted.said }, held)
    return
  }
  const into = targets(context)
  const last = into.at(-1)
  if (!last) {
    notify('info', 'Choose the cell where the paste begins, then paste again.')
    return
  }
  if (!single && refusedForRanges(context, 'What is more than one cell is pasted at one range')) return
  const plans = into.map((range) => planAt(context, table, range, held, skipBlanks))
  const newRows = plans.flatMap((plan) => plan.newRows)
  context.sortKeys.inherit(newRows, undefined)
  context.exempt(newRows)
  context.copied.keepThrough(() => {
    const result = edit(
      'Paste',
      plans.flatMap((plan) => plan.patches),
    )
    tellLocked(result.locked)
  })
  const said = filled > 0 ? [...pasted.said, filledInWords(filled)] : pasted.said
  if (said.length > 0) notify('warning', said.join(' '))
  const constants = Math.max(...plans.map((plan) => plan.constants))
  if (constants > 0) {
    notify(
      'warning',
      `${asHere.countOf(constants, 'column')} with one value for every row kept it. Give the column its own values first, in its menu.`,
    )
  }
  if (into.length > 1) {
    announce(`Pasted into ${into.length} ranges`)
    return
  }
  const [plan] = plans
  context.selection.set(rangeOf(plan!.box), { show: 'anchor' })
  tellPasted(plan!.box, newRows.length, plan!.newColumns.length)
}

function tellPasted(box: Box, newRows: number, newColumns: number): void {
  const { rows, cols } = sizeOf(box)
  const grown = [
    newRows > 0 ? asHere.countOf(newRows, 'new row') : '',
    newColumns > 0 ? asHere.countOf(newColumns, 'new column') : '',
  ].filter(Boolean)
  announce(
    `Pasted ${asHere.countOf(rows, 'row')} by ${asHere.countOf(cols, 'column')}${grown.length > 0 ? `, ${grown.join(' and ')}` : ''}`,
  )
}

function pasteText(context: SheetContext, text: string, html: () => string, special?: PasteOptions): void {
  const { copied } = context
  if (copied.now && !copied.isIt(text)) copied.end()
  if (copied.now?.kind === 'cut' && !special) {
    moveCut(context, copied.now)
    return
  }
  const pasted = tableFrom(text, html)
  if (!pasted) {
    notify('warning', 'There is no text on the clipboard to paste.')
    return
  }
  const { table } = pasted
  const own = lastCopied !== null && sameText(text, lastCopied.text) ? lastCopied : null
  const body = own?.withHeadings === true && !isEmptySheet() ? table.slice(1) : table
  const headings = own?.withHeadings === true && body === table ? 1 : 0
  // The headings hold nothing; a table that came back in another form is not the one that was copied.
  const held = own?.held && own.held.length === body.length - headings ? own.held : undefined
  // What was copied here has no merged cells.
  const merges = body === table ? pasted.merges : []
  pasteTable(
    context,
    { ...pasted, table: body, merges },
    held && headings === 1 ? [[], ...held] : held,
    special,
  )
}

/** Enter, while something that was copied here is marked: pastes it, once. False where nothing is. */
export function pasteMarked(context: SheetContext): boolean {
  const { now } = context.copied
  if (!now) return false
  if (now.kind === 'cut') moveCut(context, now)
  else {
    pasteTable(context, { table: now.table, merges: [], said: [] }, now.held)
    context.copied.end()
  }
  return true
}

/** The toolbar's and the menu's Paste: the browser may ask the person for leave. */
export async function pasteFromClipboard(context: SheetContext, special?: PasteOptions): Promise<void> {
  try {
    const [item] = await navigator.clipboard.read()
    const get = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : '')
    const [text, html] = [await get('text/plain'), await get('text/html')]
    pasteText(context, text, () => html, special)
  } catch {
    notify('info', 'The browser did not let Leadsheet read the clipboard. Press Ctrl+V in the sheet instead.')
  }
}

/** Copies (or cuts) through the menu; the keyboard goes through the events below. */
export async function copyByCommand(context: SheetContext, command: Copied['kind']): Promise<void> {
  const data = new DataTransfer()
  const what = write(data, context, command)
  if (what === null) return
  const items = Object.fromEntries(
    [...data.types].map((type) => [type, new Blob([data.getData(type)], { type })]),
  )
  await navigator.clipboard.write([new ClipboardItem(items)])
  announce(what)
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
    if (!isCopyOurs() || !event.clipboardData || !context.selection.range) return
    // Also where nothing is copied: what the browser would copy instead is nothing anybody marked.
    event.preventDefault()
    const what = write(event.clipboardData, context, event.type === 'cut' ? 'cut' : 'copy')
    if (what !== null) announce(what)
  }
  function onPaste(event: ClipboardEvent): void {
    const { clipboardData } = event
    if (!isPasteOurs() || !clipboardData) return
    event.preventDefault()
    if (openFiles(pastedFiles(clipboardData))) return
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
