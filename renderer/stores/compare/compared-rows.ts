import type { ComparedRow } from '#shared/domain/reading/comparison.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'

/** A row of the comparison, and the row as it was compared; null where it was another one already when this was asked for. */
interface Known {
  told: ComparedRow
  cells: readonly string[] | null
  held: Held | undefined
}

/** What the comparison says of a row of the sheet, and whether the row is still the one that was compared. */
export interface RowComparison {
  told: ComparedRow
  stale: boolean
  /** Why it no longer holds, in two words; '' where it does. */
  since: '' | 'edited since' | 'sent since' | 'out of date'
}

type RowOf = (id: RowId) => SheetRow | undefined

/** A missing tail reads as ''. */
function sameCells(one: readonly string[], other: readonly string[]): boolean {
  for (let at = Math.max(one.length, other.length) - 1; at >= 0; at--) {
    if ((one[at] ?? '') !== (other[at] ?? '')) return false
  }
  return true
}

function sameHeld(one: Held | undefined, other: Held | undefined): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** The open sheet's comparison row by row, outside React: the grid asks for those it shows. */
export function createComparedRows(rowOf: RowOf) {
  /** ISO 8601, UTC. */
  let comparedAt = ''
  // Ids are small and dense.
  let known: (Known | undefined)[] = []
  let stale = new Set<RowId>()
  /** Columns go elsewhere than when it was made: nothing it says holds. */
  let moved = false

  function isStale(id: RowId, known: Known): boolean {
    return isSent(id) || isEdited(id, known)
  }

  function isEdited(id: RowId, { cells, held }: Known): boolean {
    const row = rowOf(id)
    return cells === null || !row || !sameCells(row.cells, cells) || !sameHeld(row.held, held)
  }

  /** What LeadSquared held then it may not hold any more: the row, or a part of it, was written there. */
  function isSent(id: RowId): boolean {
    const outcome = rowOf(id)?.outcome
    if (!outcome || outcome.sentAt === null || outcome.state === 'failed') return false
    return outcome.sentAt > comparedAt
  }

  function sinceOf(id: RowId): RowComparison['since'] {
    if (moved) return 'out of date'
    if (!stale.has(id)) return ''
    return isSent(id) ? 'sent since' : 'edited since'
  }

  return {
    /** Begins with a comparison made at this moment. */
    clear(madeAt = ''): void {
      comparedAt = madeAt
      known = []
      stale = new Set()
      moved = false
    },
    /** Rows as the host tells them; the page's own must be the same as the host's at that moment. */
    take(rows: readonly ComparedRow[]): void {
      for (const told of rows) {
        const row = rowOf(told.rowId)
        const fresh = row !== undefined && !told.stale
        known[told.rowId] = {
          told,
          cells: fresh ? row.cells.slice() : null,
          held: fresh ? row.held : undefined,
        }
        if (row && isStale(told.rowId, known[told.rowId]!)) stale.add(told.rowId)
        else stale.delete(told.rowId)
      }
    },
    /** Rows were edited, came back or went; answers whether any is stale now that was not, or the other way round. */
    look(ids: readonly RowId[]): boolean {
      const before = stale.size
      let turned = false
      for (const id of ids) {
        const each = known[id]
        if (!each) continue
        const now = rowOf(id) !== undefined && isStale(id, each)
        if (now === stale.has(id)) continue
        turned = true
        if (now) stale.add(id)
        else stale.delete(id)
      }
      return turned || stale.size !== before
    },
    setMoved(now: boolean): void {
      moved = now
    },
    of(id: RowId): RowComparison | null {
      const each = known[id]
      if (!each) return null
      const since = sinceOf(id)
      return { told: each.told, stale: since !== '', since }
    },
    /** Rows of the sheet of which it no longer holds. */
    get staleRows(): number {
      if (!moved) return stale.size
      let rows = 0
      known.forEach((each) => each && rowOf(each.told.rowId) && rows++)
      return rows
    },
    /** Ids of the rows it says this of, stale or not. */
    idsWhere(test: (told: ComparedRow) => boolean): RowId[] {
      const ids: RowId[] = []
      known.forEach((each, id) => each && test(each.told) && ids.push(id))
      return ids
    },
  }
}
