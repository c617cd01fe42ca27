import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import type { Column, RowId } from '#shared/domain/sheet/sheet.ts'
import type { HeldTable } from '#renderer/features/grid/logic/paste-plan.ts'
import type { Box } from '#renderer/features/grid/logic/range.ts'
import type { Frames } from './frames.ts'
import type { View } from './view.ts'

/** What was copied or cut here and is on the clipboard still, as far as this page knows. */
export interface Copied {
  kind: 'copy' | 'cut'
  /** The clipboard's text, which tells whether it is this that is pasted. */
  text: string
  /** The values without headings, row by row. */
  table: readonly (readonly string[])[]
  /** What its cells hold that show something else; left out where none does. */
  held?: HeldTable | undefined
  boxes: readonly Box[]
  rows: readonly RowId[]
  columns: readonly Column[]
  /** Taken as whole rows or columns. */
  whole: 'rows' | 'columns' | null
}

/** Browsers and systems may write line ends their own way. */
export function sameText(one: string, other: string): boolean {
  return one === other || one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n')
}

/**
 * Marks what was copied or cut until it is pasted, something else changes in the sheet, or Escape. What was cut stays where it is
 * until then: ended without a paste, nothing has happened to it.
 */
export function createCopiedCells(view: View, frames: Frames) {
  const frame = frames.make('marching-ants')
  let now: Copied | null = null
  let keeping = false

  function end(): void {
    now = null
    frame.hide()
  }

  /** Rows and columns may have moved: marked is only what is where it was. */
  function follow(): void {
    if (!now) return
    const { boxes, rows, columns } = now
    const shownColumns = view.columns()
    const stands =
      indexes(boxes, 'left', 'right').every((col, i) => shownColumns[col]?.id === columns[i]?.id) &&
      indexes(boxes, 'top', 'bottom').every((row, i) => view.rowAt(row)?.id === rows[i])
    if (stands) frame.show(boxes)
    else end()
  }

  view.api.addEventListener('modelUpdated', follow)
  view.api.addEventListener('displayedColumnsChanged', follow)
  view.api.addEventListener('columnResized', () => now && frame.show(now.boxes))
  const stop = rowStore.subscribe(({ kind }) => {
    if (kind !== 'outcomes' && kind !== 'columns' && !keeping) end()
  })

  return {
    get now(): Copied | null {
      return now
    },
    take(copied: Copied): void {
      now = copied
      frame.show(copied.boxes)
    },
    /** Whether a text from the clipboard is what was copied here; if not, something else was copied since, elsewhere. */
    isIt: (text: string): boolean => now !== null && sameText(now.text, text),
    end,
    /** A paste is no reason to end: it can be pasted again. */
    keepThrough(job: () => void): void {
      keeping = true
      try {
        job()
      } finally {
        keeping = false
      }
    },
    stop,
  }
}

function indexes(boxes: readonly Box[], from: 'top' | 'left', to: 'bottom' | 'right'): number[] {
  const all = new Set<number>()
  for (const box of boxes) for (let index = box[from]; index <= box[to]; index++) all.add(index)
  return [...all].sort((one, other) => one - other)
}

export type CopiedCells = ReturnType<typeof createCopiedCells>
