import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'

/** Values a batch may hold: some 1 MB of text, well under what a carrier takes in one message. */
export const VALUES_A_BATCH = 20_000

export type RowPatch = Exclude<SheetPatch, { kind: 'setColumns' | 'setSettings' | 'rename' }>

export function isOfRows(patch: SheetPatch): patch is RowPatch {
  return patch.kind !== 'setColumns' && patch.kind !== 'setSettings' && patch.kind !== 'rename'
}

/** Rows of a patch that go into one batch. */
function rowsAPiece(patch: RowPatch, size: number): number {
  if (patch.kind !== 'putRows') return size
  const widest = patch.rows.reduce((most, row) => Math.max(most, row.cells.length), 1)
  return Math.max(1, Math.floor(size / widest))
}

/** Some rows of a patch, by their place in it. */
export function pieceOf<Patch extends SheetPatch>(patch: Patch, from: number, to: number): Patch
export function pieceOf(patch: SheetPatch, from: number, to: number): SheetPatch {
  if (!isOfRows(patch) || (from === 0 && to === patch.rows.length)) return patch
  switch (patch.kind) {
    case 'setCells':
      return {
        ...patch,
        rows: patch.rows.slice(from, to),
        values: patch.values.slice(from, to),
        ...(patch.held && { held: patch.held.slice(from, to) }),
      }
    case 'putRows':
      return { ...patch, rows: patch.rows.slice(from, to) }
    case 'deleteRows':
      return { ...patch, rows: patch.rows.slice(from, to) }
    case 'setRanks':
      return { ...patch, rows: patch.rows.slice(from, to), ranks: patch.ranks.slice(from, to) }
  }
}

/** Where to cut a patch, so that each piece is small enough to travel; applying them in order is applying the patch. */
export function cutsOf(patch: SheetPatch, size = VALUES_A_BATCH): { from: number; to: number }[] {
  if (!isOfRows(patch)) return [{ from: 0, to: 0 }]
  const step = rowsAPiece(patch, size)
  const cuts = [{ from: 0, to: Math.min(step, patch.rows.length) }]
  for (let from = step; from < patch.rows.length; from += step) {
    cuts.push({ from, to: Math.min(from + step, patch.rows.length) })
  }
  return cuts
}

export function pieces(patch: SheetPatch, size = VALUES_A_BATCH): SheetPatch[] {
  return cutsOf(patch, size).map(({ from, to }) => pieceOf(patch, from, to))
}

/** Values a patch carries. */
export function weight(patch: SheetPatch): number {
  switch (patch.kind) {
    case 'setCells':
    case 'deleteRows':
    case 'setRanks':
      return patch.rows.length
    case 'putRows':
      return patch.rows.reduce((sum, row) => sum + row.cells.length, 1)
    default:
      return 1
  }
}
