import type { RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { cutsOf, isOfRows, pieceOf, VALUES_A_BATCH, weight, type RowPatch } from './patch-pieces.ts'

/** Rows `from` to `to` of a patch. Cut only when it is sent: until then it shares its lists with the undo stack. */
export interface Waiting {
  sheetId: number
  patch: SheetPatch
  from: number
  to: number
  /** The write it is of, counted from 1. */
  write: number
}

type WaitingRows = Waiting & { patch: RowPatch }

function hasRows(entry: Waiting): entry is WaitingRows {
  return isOfRows(entry.patch) && entry.to > entry.from
}

function idAt(patch: RowPatch, index: number): RowId {
  return patch.kind === 'putRows' ? patch.rows[index]!.id : patch.rows[index]!
}

/** Equal for pieces that may be of the same cells; `sameRows` then tells. Putting rows and taking them away share one. */
function nameOf({ sheetId, patch, from, to }: WaitingRows): string {
  const what = patch.kind === 'setCells' ? patch.column : patch.kind === 'setRanks' ? 'rank' : 'rows'
  return `${sheetId} ${what} ${to - from} ${idAt(patch, from)} ${idAt(patch, to - 1)}`
}

function sameRows(a: WaitingRows, b: WaitingRows): boolean {
  const many = a.to - a.from
  if (b.to - b.from !== many) return false
  if (a.patch.rows === b.patch.rows && a.from === b.from) return true
  for (let i = 0; i < many; i++) if (idAt(a.patch, a.from + i) !== idAt(b.patch, b.from + i)) return false
  return true
}

/**
 * Patches from one on that write the same rows, column after column, as a paste does. They are cut together: the workspace
 * holds a row as one record, and so writes it once and not once for each of its columns.
 */
function blockAt(patches: readonly SheetPatch[], at: number): readonly SheetPatch[] {
  const first = patches[at]!
  let end = at + 1
  if (first.kind === 'setCells') {
    for (; end < patches.length; end++) {
      const next = patches[end]!
      if (next.kind !== 'setCells' || next.rows !== first.rows) break
    }
  }
  return patches.slice(at, end)
}

/** Whether nothing of `earlier` is left once `later` is done. Rows that are put may be taken away without being there first. */
function undoes(later: RowPatch, earlier: RowPatch): boolean {
  return later.kind === earlier.kind || (later.kind === 'deleteRows' && earlier.kind === 'putRows')
}

/**
 * What waits to be saved, in order. A patch that a later one overwrites whole is not sent any more: taking a step of 100,000
 * rows back and forth leaves each of its pieces once, so what waits is bounded by what the undo stack can hold.
 */
export function createSaveQueue() {
  let waiting: Waiting[] = []
  let byName = new Map<string, WaitingRows[]>()
  let gone = new Set<Waiting>()

  function sweep(): void {
    if (gone.size === 0) return
    waiting = waiting.filter((entry) => !gone.has(entry))
    gone = new Set()
  }

  function forget(entry: Waiting): void {
    if (!hasRows(entry)) return
    const name = nameOf(entry)
    const rest = byName.get(name)?.filter((other) => other !== entry)
    if (rest && rest.length > 0) byName.set(name, rest)
    else byName.delete(name)
  }

  function add(entry: Waiting): void {
    if (hasRows(entry)) {
      const name = nameOf(entry)
      const kept = (byName.get(name) ?? []).filter((earlier) => {
        if (!undoes(entry.patch, earlier.patch) || !sameRows(entry, earlier)) return true
        gone.add(earlier)
        return false
      })
      byName.set(name, [...kept, entry])
    }
    waiting.push(entry)
  }

  return {
    write(sheetId: number, patches: readonly SheetPatch[], write: number): void {
      for (let at = 0; at < patches.length;) {
        const block = blockAt(patches, at)
        at += block.length
        for (const { from, to } of cutsOf(block[0]!, Math.ceil(VALUES_A_BATCH / block.length))) {
          for (const patch of block) add({ sheetId, patch, from, to, write })
        }
      }
      sweep()
    },
    get first(): Waiting | undefined {
      return waiting[0]
    },
    get length(): number {
      return waiting.length
    },
    /** Takes patches of one sheet off the front, as many as have `most` values together, at least one. */
    take(most: number): { sheetId: number; patches: SheetPatch[] } | null {
      const sheetId = waiting[0]?.sheetId
      if (sheetId === undefined) return null
      const patches: SheetPatch[] = []
      let values = 0
      for (const entry of waiting) {
        if (entry.sheetId !== sheetId) break
        const patch = pieceOf(entry.patch, entry.from, entry.to)
        values += weight(patch)
        if (patches.length > 0 && values > most) break
        patches.push(patch)
      }
      for (const entry of waiting.slice(0, patches.length)) forget(entry)
      waiting = waiting.slice(patches.length)
      return { sheetId, patches }
    },
    clear(): void {
      waiting = []
      byName = new Map()
    },
  }
}
