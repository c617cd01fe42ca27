import type { SheetPatch } from '#shared/pipeline/sheet.ts'

/** Values a batch may hold: some 1 MB of text, well under what a carrier takes in one message. */
export const VALUES_A_BATCH = 20_000

/** Cuts a patch into pieces small enough to travel; applying the pieces in order is applying the patch. */
export function pieces(patch: SheetPatch, size = VALUES_A_BATCH): SheetPatch[] {
  const cut = <Item>(items: readonly Item[], from: number, step: number): Item[] =>
    items.slice(from, from + step)
  const windows = (total: number, step: number): number[] =>
    Array.from({ length: Math.ceil(total / step) }, (_, index) => index * step)
  switch (patch.kind) {
    case 'setCells':
      if (patch.rows.length <= size) return [patch]
      return windows(patch.rows.length, size).map((from) => ({
        ...patch,
        rows: cut(patch.rows, from, size),
        values: cut(patch.values, from, size),
      }))
    case 'putRows': {
      const widest = patch.rows.reduce((most, row) => Math.max(most, row.cells.length), 1)
      const step = Math.max(1, Math.floor(size / widest))
      if (patch.rows.length <= step) return [patch]
      return windows(patch.rows.length, step).map((from) => ({ ...patch, rows: cut(patch.rows, from, step) }))
    }
    case 'deleteRows':
      if (patch.rows.length <= size) return [patch]
      return windows(patch.rows.length, size).map((from) => ({ ...patch, rows: cut(patch.rows, from, size) }))
    case 'setRanks':
      if (patch.rows.length <= size) return [patch]
      return windows(patch.rows.length, size).map((from) => ({
        ...patch,
        rows: cut(patch.rows, from, size),
        ranks: cut(patch.ranks, from, size),
      }))
    default:
      return [patch]
  }
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
