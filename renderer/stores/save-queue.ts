import type { RowId, SheetPatch } from '#shared/pipeline/sheet.ts'
import { pieces } from './patch-pieces.ts'

export interface Waiting {
  sheetId: number
  patch: SheetPatch
  /** The write it is of, counted from 1. */
  write: number
}

type RowPatch = Exclude<SheetPatch, { kind: 'setColumns' | 'setSettings' | 'rename' }>

function isOfRows(patch: SheetPatch): patch is RowPatch {
  return patch.kind !== 'setColumns' && patch.kind !== 'setSettings' && patch.kind !== 'rename'
}

function idAt(patch: RowPatch, index: number): RowId {
  return patch.kind === 'putRows' ? patch.rows[index]!.id : patch.rows[index]!
}

/** Equal for patches that may be of the same cells; `sameRows` then tells. Putting rows and taking them away share one. */
function nameOf(sheetId: number, patch: RowPatch): string {
  const what = patch.kind === 'setCells' ? patch.column : patch.kind === 'setRanks' ? 'rank' : 'rows'
  const { length } = patch.rows
  return length === 0 ? '' : `${sheetId} ${what} ${length} ${idAt(patch, 0)} ${idAt(patch, length - 1)}`
}

function sameRows(a: RowPatch, b: RowPatch): boolean {
  if (a.rows.length !== b.rows.length) return false
  for (let i = 0; i < a.rows.length; i++) if (idAt(a, i) !== idAt(b, i)) return false
  return true
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
  let byName = new Map<string, Waiting[]>()
  let gone = new Set<Waiting>()

  function sweep(): void {
    if (gone.size === 0) return
    waiting = waiting.filter((entry) => !gone.has(entry))
    gone = new Set()
  }

  function forget(entry: Waiting): void {
    if (!isOfRows(entry.patch)) return
    const name = nameOf(entry.sheetId, entry.patch)
    const rest = byName.get(name)?.filter((other) => other !== entry)
    if (rest && rest.length > 0) byName.set(name, rest)
    else byName.delete(name)
  }

  function add(entry: Waiting): void {
    const { patch } = entry
    if (isOfRows(patch)) {
      const name = nameOf(entry.sheetId, patch)
      const alike = byName.get(name) ?? []
      const kept = alike.filter((earlier) => {
        const of = earlier.patch as RowPatch
        if (!undoes(patch, of) || !sameRows(patch, of)) return true
        gone.add(earlier)
        return false
      })
      byName.set(name, [...kept, entry])
    }
    waiting.push(entry)
  }

  return {
    write(sheetId: number, patches: readonly SheetPatch[], write: number): void {
      for (const patch of patches) for (const piece of pieces(patch)) add({ sheetId, patch: piece, write })
      sweep()
    },
    get first(): Waiting | undefined {
      return waiting[0]
    },
    get length(): number {
      return waiting.length
    },
    /** Takes entries off the front as long as `wanted` says so. */
    take(wanted: (entry: Waiting) => boolean): Waiting[] {
      const end = waiting.findIndex((entry) => !wanted(entry))
      const taken = end === -1 ? waiting : waiting.slice(0, end)
      waiting = end === -1 ? [] : waiting.slice(end)
      for (const entry of taken) forget(entry)
      return taken
    },
    clear(): void {
      waiting = []
      byName = new Map()
    },
  }
}
