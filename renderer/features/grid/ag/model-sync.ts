import type { IRowNode } from 'ag-grid-community'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { isLocked, rowStore, type RowChange, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import type { Painter } from './painter.ts'
import type { Selection } from './selection.ts'
import type { View } from './view.ts'

/** Statuses are painted this often: 2,500 a second are then a dozen paints, and no eye sees the difference. */
const OUTCOME_PAINT_MS = 80

export interface ModelSyncDeps {
  view: View
  painter: Painter
  root: HTMLElement
  selection: Selection
  /** Makes the column definitions anew. */
  takeColumns: () => void
  /** Another sheet is shown. */
  forgetWidths: () => void
}

/**
 * Carries changes of the row store to AG Grid. Outcomes and cells only repaint what is on screen; whatever could move rows
 * waits until nobody is typing, because AG Grid would commit a half-typed cell into the wrong row (measured: docs/decisions/page.md).
 */
export function startModelSync({ view, painter, root, selection, takeColumns, forgetWidths }: ModelSyncDeps) {
  const { api } = view
  let waiting: (() => void)[] = []
  let settled = new Set<RowId>()
  let pause: ReturnType<typeof setTimeout> | undefined

  function isEditing(): boolean {
    return api.getEditingCells().length > 0
  }

  /** Now, or as soon as nobody is typing. */
  function whenIdle(job: () => void): void {
    if (isEditing()) waiting.push(job)
    else job()
  }

  function editingStopped(): void {
    const jobs = waiting
    waiting = []
    for (const job of jobs) job()
  }

  function nodesOf(rows: ReadonlySet<RowId>): IRowNode<SheetRow>[] {
    return api.getRenderedNodes().filter((node) => node.data !== undefined && rows.has(node.data.id))
  }

  /** What an outcome changes on screen: one cell, and whether the row is locked. */
  function paintOutcomes(): void {
    pause = undefined
    const rowNodes = nodesOf(settled)
    settled = new Set()
    if (rowNodes.length === 0) return
    api.refreshCells({ rowNodes, columns: ['status'], suppressFlash: true })
    for (const node of rowNodes) {
      const locked = node.data !== undefined && isLocked(node.data)
      for (const element of root.querySelectorAll(`.ag-row[row-id="${node.id!}"]`)) {
        element.classList.toggle('row-locked', locked)
      }
    }
  }

  function repaintOutcomes(rows: readonly RowId[]): void {
    for (const id of rows) settled.add(id)
    pause ??= setTimeout(paintOutcomes, OUTCOME_PAINT_MS)
  }

  function setAll(): void {
    api.setGridOption('rowData', rowStore.rows as SheetRow[])
  }

  /** New rows that stand together, in their order, and where they begin; null where others stand between them. */
  function blockOf(add: readonly SheetRow[]): { rows: SheetRow[]; at: number } | null {
    const places = add.map((row) => rowStore.positionOf(row.id) - 1)
    const at = places.reduce((least, place) => Math.min(least, place), Infinity)
    const rows = rowStore.rows.slice(at, at + add.length)
    const fresh = new Set(add)
    return rows.every((row) => fresh.has(row)) ? { rows, at } : null
  }

  /** Rows that only came in one place, or only went, are told to AG Grid as such; anything else is compared as a whole. */
  function takeStructure(changed: readonly RowId[]): void {
    const add: SheetRow[] = []
    const remove: SheetRow[] = []
    let moved = false
    for (const id of changed) {
      const row = rowStore.byId(id)
      const node = api.getRowNode(String(id))
      if (row && !node) add.push(row)
      else if (!row && node) remove.push(node.data!)
      else if (row && node) moved = true
    }
    const block = add.length > 0 ? blockOf(add) : null
    if (moved || (add.length > 0 && (!block || remove.length > 0))) setAll()
    else if (block) api.applyTransaction({ add: block.rows, addIndex: block.at })
    else if (remove.length > 0) api.applyTransaction({ remove })
    selection.restore()
    // Row numbers below a change are other ones now.
    painter.rows(undefined)
  }

  function take(change: RowChange): void {
    switch (change.kind) {
      case 'outcomes':
        repaintOutcomes(change.rows ?? [])
        break
      case 'cells':
        painter.rows(change.rows)
        break
      case 'columns':
        whenIdle(() => {
          takeColumns()
          view.columnsChanged()
          selection.restore()
          painter.rows(undefined)
        })
        break
      case 'loaded':
        whenIdle(() => {
          if (!change.rows) {
            forgetWidths()
            selection.set(null)
            setAll()
          } else if (api.isRowDataEmpty()) {
            takeColumns()
            setAll()
          } else takeStructure(change.rows)
        })
        break
      case 'structure':
        whenIdle(() => takeStructure(change.rows ?? []))
        break
    }
  }

  const stops = [
    rowStore.subscribe(take),
    useProblems.subscribe((next, before) => {
      if (next.revision !== before.revision) painter.rows(next.moved ?? undefined)
    }),
    useAttributes.subscribe((next, before) => {
      if (next.attributes !== before.attributes) whenIdle(() => api.refreshHeader())
    }),
  ]
  return {
    whenIdle,
    editingStopped,
    isEditing,
    stop(): void {
      clearTimeout(pause)
      for (const stop of stops) stop()
    },
  }
}

export type ModelSync = ReturnType<typeof startModelSync>
