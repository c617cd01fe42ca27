import type { ColumnId, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { isLocked, rowStore } from '#renderer/stores/sheet/row-store.ts'

interface HeldEdit {
  row: RowId
  column: ColumnId
  text: string
}

/**
 * What somebody was typing when their row began to be sent. A locked row takes no change, and a half-typed cell must not be
 * lost, so it waits here until the row's outcome is known.
 */
export function createHeldEdits() {
  let waiting: HeldEdit[] = []
  let tellHeld: (row: RowId) => void = () => undefined

  function release(): number {
    const ready = waiting.filter(({ row }) => {
      const there = rowStore.byId(row)
      return there && !isLocked(there)
    })
    if (ready.length === 0) return 0
    waiting = waiting.filter((held) => !ready.includes(held))
    const patches = ready.map(({ row, column, text }): SheetPatch => ({
      kind: 'setCells',
      column,
      rows: [row],
      values: [text],
    }))
    edit('Edit cell', patches)
    return ready.length
  }

  return {
    hold(row: RowId, column: ColumnId, text: string): void {
      waiting = [
        ...waiting.filter((held) => held.row !== row || held.column !== column),
        { row, column, text },
      ]
      tellHeld(row)
    },
    onHold(tell: (row: RowId) => void): void {
      tellHeld = tell
    },
    /** Puts held text in as rows come through; `told` hears how many. */
    start(told: (many: number) => void): () => void {
      return rowStore.subscribe((change) => {
        if (waiting.length === 0) return
        if (change.kind === 'loaded' && !change.rows) waiting = []
        if (change.kind !== 'outcomes') return
        const many = release()
        if (many > 0) told(many)
      })
    },
    get waiting(): number {
      return waiting.length
    },
  }
}
