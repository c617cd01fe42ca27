import type { DatabaseSync } from 'node:sqlite'
import type { ImageStore, RowImage } from '#electron/services/ports/image-store.ts'
import type { ImageCell } from '#shared/domain/push/write.ts'
import { inTransaction } from './transaction.ts'

/** Pushes keep theirs for so long, and all of them together for so many rows: the oldest go first. */
export const KEPT_DAYS = 90
const MOST_ROWS = 2_000_000

/** What a packed cell may end with. */
const LEFT = 1
const TRIED = 2

export function packImage(cells: readonly ImageCell[]): string {
  return JSON.stringify(
    cells.map(({ column, attribute, before, after, left, tried }) => [
      ...[column, attribute, before, after],
      ...(left ? [LEFT] : tried ? [TRIED] : []),
    ]),
  )
}

export function unpackImage(packed: string): ImageCell[] {
  return (JSON.parse(packed) as [number, string, string, string, number?][]).map(
    ([column, attribute, before, after, mark]) => ({
      ...{ column, attribute, before, after },
      ...(mark === LEFT ? { left: true } : mark === TRIED ? { tried: true } : {}),
    }),
  )
}

export function imageKeptUntil(startedAt: string): string {
  const at = Date.parse(startedAt)
  return Number.isNaN(at) ? startedAt : new Date(at + KEPT_DAYS * 86_400_000).toISOString()
}

/** The answer names a lead that is not the one compared, so nothing is known of what was there before. */
const OTHER_LEAD = "p.state = 'updated' AND p.lead_id IS NOT NULL AND lower(p.lead_id) <> lower(i.lead_id)"

/** What was there before each push wrote it. */
export function imageStore(db: DatabaseSync, now: () => Date): ImageStore {
  const select = db.prepare(`
    SELECT i.seq, i.lead_id, i.cells, p.state, p.row_id, p.unclear FROM push_images i
      JOIN push_rows p ON p.push_id = i.push_id AND p.seq = i.seq
    WHERE i.push_id = ? AND i.seq > ? AND NOT (${OTHER_LEAD}) ORDER BY i.seq LIMIT ?`)
  const selectCreated = db.prepare(`
    SELECT DISTINCT lead_id FROM push_rows WHERE push_id = ? AND state = 'created' AND lead_id IS NOT NULL`)
  const countWithout = db.prepare(`
    SELECT count(*) AS rows FROM push_rows p WHERE p.push_id = ? AND p.state IN ('updated', 'unknown')
      AND NOT EXISTS (
        SELECT 1 FROM push_images i WHERE i.push_id = p.push_id AND i.seq = p.seq AND NOT (${OTHER_LEAD}))`)

  function drop(pushId: number): void {
    db.prepare('DELETE FROM push_images WHERE push_id = ?').run(pushId)
    db.prepare('UPDATE pushes SET image_rows = 0, image_cells = 0 WHERE id = ?').run(pushId)
  }

  /** A push that can still go on keeps its own. */
  function dropOld(): void {
    const kept = db
      .prepare(
        `SELECT id, started_at, image_rows FROM pushes
        WHERE visible = 1 AND image_rows > 0 AND phase IN ('finished', 'cancelled') ORDER BY id DESC`,
      )
      .all()
    const wall = now().toISOString()
    let rows = 0
    for (const record of kept) {
      rows += record['image_rows'] as number
      if (rows > MOST_ROWS || imageKeptUntil(record['started_at'] as string) < wall)
        drop(record['id'] as number)
    }
  }

  inTransaction(db, dropOld)

  return {
    imageRows(pushId, afterSeq, limit) {
      return select.all(pushId, afterSeq ?? -1, limit).map((record): RowImage & { seq: number } => ({
        seq: record['seq'] as number,
        rowId: record['row_id'] as number,
        state: record['state'] as RowImage['state'],
        unclear: record['unclear'] === 1,
        leadId: record['lead_id'] as string,
        cells: unpackImage(record['cells'] as string),
      }))
    },
    createdLeads: (pushId) => selectCreated.all(pushId).map((record) => record['lead_id'] as string),
    updatedWithoutImage: (pushId) => countWithout.get(pushId)!['rows'] as number,
    dropImage: (pushId) => inTransaction(db, () => drop(pushId)),
  }
}
