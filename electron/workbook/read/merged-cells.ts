import type { CellDoubts } from './cell-doubts.ts'
import type { Merge, RawSheet } from './raw-sheet.ts'

interface Open {
  merge: Merge
  text: string
  held: string | undefined
}

/**
 * Excel shows the value of merged cells for all of their rows, but keeps it in the first alone. Fills the others, as far as they
 * hold something else: a merge that runs on below the table makes no rows. Only downward: what is merged across columns
 * is a title more often than a value of each.
 */
export class MergeFiller {
  readonly #sheet: RawSheet
  readonly #byTop = new Map<number, Merge[]>()
  /** Those that run through the row last seen, by their column. */
  #open = new Map<number, Open>()

  /** Of merges that begin in or below `firstRow`. */
  constructor(sheet: RawSheet, firstRow: number) {
    this.#sheet = sheet
    for (const merge of sheet.merges) {
      if (merge.bottom <= merge.top || merge.top < firstRow) continue
      const same = this.#byTop.get(merge.top)
      if (same) same.push(merge)
      else this.#byTop.set(merge.top, [merge])
    }
  }

  /** Fills a row's texts and what it holds, in place. Rows are shown in their order, each once, also those left out. */
  fill(row: number, texts: string[], held: Map<number, string>, doubts: CellDoubts): void {
    if (this.#byTop.size === 0) return
    const hasContent = texts.some((text) => text.trim() !== '')
    for (const [column, { merge, text, held: value }] of this.#open) {
      if (merge.bottom < row) this.#open.delete(column)
      else if (hasContent && text !== '' && (texts[column] ?? '') === '') {
        while (texts.length < column) texts.push('')
        texts[column] = text
        if (value !== undefined) held.set(column, value)
        doubts.add('merged', row, column, '')
      }
    }
    this.pass(row, texts, held)
  }

  /** Takes note of what begins in a row, where that is all that is wanted of it. */
  pass(row: number, texts?: readonly string[], held?: ReadonlyMap<number, string>): void {
    const starting = this.#byTop.get(row)
    if (!starting) return
    const ownHeld = new Map<number, string>()
    const own = texts ?? this.#sheet.row(row, undefined, ownHeld)
    for (const merge of starting) {
      this.#open.set(merge.left, {
        merge,
        text: own[merge.left] ?? '',
        held: (held ?? ownHeld).get(merge.left),
      })
    }
  }
}
