import { BLOCKS, isHiddenBy, ShownText, UNSHOWN } from '#shared/values/shown-text.ts'

/** As much of a document's node as is looked at; a browser's nodes are such. */
export interface MarkupNode {
  readonly nodeType: number
  readonly nodeValue: string | null
  readonly childNodes: Iterable<MarkupNode>
}
interface MarkupElement extends MarkupNode {
  readonly tagName: string
  getAttribute(name: string): string | null
}

/** A cell whose value stands for those below it; rows count from 0 in the table it belongs to, ends included. */
export interface Merge {
  top: number
  left: number
  bottom: number
}

/** A table as the page it comes from has it. */
export interface MarkupTable {
  rows: { cells: string[]; hidden: boolean }[]
  merges: Merge[]
  hiddenColumns: ReadonlySet<number>
}

export interface MarkupTables {
  /** The one with most cells; where tables lie in tables to arrange a page, the one that holds the values. */
  largest: MarkupTable
  /** How many others have cells of their own. */
  others: number
  /** There is text beside the tables, as in a mail. */
  hasTextAround: boolean
}

/** Most columns or rows a cell may say it spans: what a page claims must not decide how much memory is taken. */
const MOST_SPAN = 1_000

interface Found extends MarkupTable {
  element: MarkupElement
  hiddenColumns: Set<number>
  /** Cells with a text that do not only hold another table. */
  filled: number
  /** Tables it lies in. */
  within: readonly MarkupElement[]
}

function isElement(node: MarkupNode): node is MarkupElement {
  return node.nodeType === 1
}

const tagOf = (element: MarkupElement): string => element.tagName.toLowerCase()

const isHidden = (element: MarkupElement): boolean =>
  isHiddenBy(element.getAttribute('hidden'), element.getAttribute('style'))

function spanOf(element: MarkupElement, name: 'colspan' | 'rowspan' | 'span'): number {
  const span = Number(element.getAttribute(name) ?? 1)
  return Number.isInteger(span) && span > 0 ? Math.min(span, MOST_SPAN) : 1
}

/** Adds the text of a node as it reads on a page; what `skip` says yes to is left out. */
function addText(into: ShownText, node: MarkupNode, skip: (element: MarkupElement) => boolean): void {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) into.add((child.nodeValue ?? '').replaceAll('\u00a0', ' '))
    if (!isElement(child)) continue
    const tag = tagOf(child)
    if (UNSHOWN.has(tag) || isHidden(child) || skip(child)) continue
    if (tag === 'br') {
      into.lineBreak()
      continue
    }
    const isBlock = BLOCKS.has(tag) || tag === 'tr' || tag === 'table'
    if (isBlock) into.block()
    addText(into, child, skip)
    if (isBlock) into.block()
    else if (tag === 'td' || tag === 'th') into.add(' ')
  }
}

function textOf(node: MarkupNode, skip: (element: MarkupElement) => boolean = () => false): string {
  const text = new ShownText()
  addText(text, node, skip)
  return text.value
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
}

/** Columns a page says are not shown, by `<col>`. */
function hiddenColumnsOf(table: MarkupElement): Set<number> {
  const hidden = new Set<number>()
  let column = 0
  const look = (parent: MarkupNode): void => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue
      if (tagOf(child) === 'colgroup') look(child)
      if (tagOf(child) !== 'col') continue
      const span = spanOf(child, 'span')
      for (let at = 0; at < span; at++) if (isHidden(child)) hidden.add(column + at)
      column += span
    }
  }
  look(table)
  return hidden
}

/** The rows that are a table's own, not those of a table in one of its cells. */
function* rowsOf(parent: MarkupNode, hidden = false): Generator<{ row: MarkupElement; hidden: boolean }> {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue
    const tag = tagOf(child)
    const unseen = hidden || isHidden(child)
    if (tag === 'tr') yield { row: child, hidden: unseen }
    else if (tag === 'tbody' || tag === 'thead' || tag === 'tfoot') yield* rowsOf(child, unseen)
  }
}

function readTable(element: MarkupElement, within: readonly MarkupElement[], found: Found[]): void {
  const table: Found = {
    ...{ element, within, rows: [], merges: [], hiddenColumns: hiddenColumnsOf(element), filled: 0 },
  }
  found.push(table)
  /** Cells that reach down from the rows above: column → rows still to go. */
  const reaching = new Map<number, number>()
  for (const { row: tr, hidden } of rowsOf(element)) {
    const cells: string[] = []
    const skip = (): void => {
      while ((reaching.get(cells.length) ?? 0) > 0) {
        reaching.set(cells.length, reaching.get(cells.length)! - 1)
        cells.push('')
      }
    }
    for (const cell of tr.childNodes) {
      if (!isElement(cell) || !/^t[dh]$/.test(tagOf(cell))) continue
      skip()
      const inner = found.length
      lookForTables(cell, [...within, element], found)
      const text = textOf(cell)
      if (text !== '' && found.length === inner) table.filled++
      if (isHidden(cell) && text !== '' && !hidden) table.hiddenColumns.add(cells.length)
      const down = spanOf(cell, 'rowspan') - 1
      if (down > 0) {
        table.merges.push({
          top: table.rows.length,
          left: cells.length,
          bottom: table.rows.length + down,
        })
      }
      for (let across = 0, wide = spanOf(cell, 'colspan'); across < wide; across++) {
        if (down > 0) reaching.set(cells.length, down)
        cells.push(across === 0 ? text : '')
      }
    }
    skip()
    // Excel ends a table with a hidden row that only gives its columns their width.
    if (cells.length > 0 && !(hidden && cells.every((text) => text === '')))
      table.rows.push({ cells, hidden })
  }
}

function lookForTables(parent: MarkupNode, within: readonly MarkupElement[], found: Found[]): void {
  for (const child of parent.childNodes) {
    if (!isElement(child) || isHidden(child) || UNSHOWN.has(tagOf(child))) continue
    if (tagOf(child) === 'table') readTable(child, within, found)
    else lookForTables(child, within, found)
  }
}

/** The tables of a document; null where none has a cell. */
export function tablesOf(root: MarkupNode): MarkupTables | null {
  const found: Found[] = []
  lookForTables(root, [], found)
  const tables = found.filter(({ rows }) => rows.length > 0)
  if (tables.length === 0) return null
  const largest = tables.reduce((best, table) => (table.filled > best.filled ? table : best))
  const others = tables.filter(
    ({ element, within, filled }) =>
      element !== largest.element &&
      filled > 1 &&
      !within.includes(largest.element) &&
      !largest.within.includes(element),
  )
  const apart = new Set([largest, ...others].map(({ element }) => element))
  return {
    largest,
    others: others.length,
    hasTextAround: textOf(root, (element) => apart.has(element)) !== '',
  }
}
