import type { DatabaseSync } from 'node:sqlite'
import type { NewPushRow, PushWriting } from '#electron/services/ports/pushes.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { packHeld } from '#shared/domain/sheet/held.ts'
import { packCells } from '#shared/domain/sheet/packed-row.ts'
import { insertAfter } from './after.ts'
import { packImage } from './images.ts'
import { bulkInsert } from './insert.ts'
import { inTransaction } from './transaction.ts'

interface OfPush {
  pushId: number
  row: NewPushRow
}

const PUSH_COLUMNS = [
  'sheet_id',
  'sheet_name',
  'account_id',
  'account_label',
  'host',
  'phase',
  'pause_reason',
  'note',
  'started_at',
  'ended_at',
  'seconds',
  'search_by',
  'mapping',
  'columns',
  'settings',
  'calls',
  'throttled',
  'limits',
  'imported',
  'own_limit',
  'write',
] as const

/**
 * A push that leaves a row out says nothing of the row that an earlier one has tried to send to this account: it went in,
 * was refused, or may have gone in. That is what must be known of it.
 */
const KNOWS_MORE = `
  SELECT 1 FROM latest l
    JOIN push_rows q ON q.push_id = l.push_id AND q.seq = l.seq
    JOIN pushes e ON e.id = l.push_id
  WHERE l.sheet_id = s.sheet_id AND l.row_id = p.row_id AND e.account_id = s.account_id AND (q.attempts > 0 OR q.unclear)`

/** How a push comes to be: written in slices, seen once it is whole, dropped at the next start where it never was. */
export function pushWriting(db: DatabaseSync): PushWriting {
  const insertRows = bulkInsert<OfPush>(
    db,
    `push_rows (push_id, seq, row_id, state, lead_id, message, details, attempts, call, sent_at, carrier_id,
      repeatable, unclear)`,
    13,
    ({ pushId, row }) => [
      pushId,
      row.seq,
      row.rowId,
      row.state,
      row.leadId,
      row.message,
      row.details,
      row.attempts,
      row.call,
      row.sentAt,
      row.carrierId,
      row.repeatable ? 1 : 0,
      row.unclear ? 1 : 0,
    ],
  )
  const insertCells = bulkInsert<OfPush>(
    db,
    'push_cells (push_id, seq, cells, held, lead)',
    5,
    ({ pushId, row }) => [
      pushId,
      row.seq,
      packCells(row.cells),
      packHeld(row.held),
      row.lead && JSON.stringify(row.lead),
    ],
  )
  const insertImages = bulkInsert<OfPush>(
    db,
    'push_images (push_id, seq, lead_id, cells)',
    4,
    ({ pushId, row }) => [pushId, row.seq, row.image?.leadId ?? '', packImage(row.image?.cells ?? [])],
  )
  const countImages = db.prepare(`
    UPDATE pushes SET
      image_rows = (SELECT count(*) FROM push_images WHERE push_id = ?1),
      image_cells = (SELECT coalesce(sum(json_array_length(cells)), 0) FROM push_images WHERE push_id = ?1)
    WHERE id = ?1`)
  const amendRow = db.prepare(`
    UPDATE push_rows SET state = ?, message = ?, carrier_id = ?, repeatable = ? WHERE push_id = ? AND row_id = ?
    RETURNING seq`)
  const amendLead = db.prepare('UPDATE push_cells SET lead = ? WHERE push_id = ? AND seq = ?')

  const selectLatest = db.prepare(`
    SELECT l.push_id FROM pushes s JOIN latest l ON l.sheet_id = s.sheet_id WHERE s.id = ? AND l.row_id = ?`)

  dropHalfWritten(db)

  return {
    createPush({ summary, after, ...record }) {
      const places = PUSH_COLUMNS.map(() => '?').join(', ')
      const { lastInsertRowid } = db
        .prepare(`INSERT INTO pushes (${PUSH_COLUMNS.join(', ')}) VALUES (${places})`)
        .run(
          summary.sheetId,
          summary.sheetName,
          record.accountId,
          summary.accountLabel,
          summary.host,
          summary.phase,
          record.pauseReason,
          record.note,
          summary.startedAt,
          summary.endedAt,
          summary.seconds,
          summary.searchBy,
          JSON.stringify(summary.mapping),
          JSON.stringify(record.columns),
          JSON.stringify(record.settings),
          summary.calls,
          summary.throttled,
          JSON.stringify(summary.limits),
          summary.imported ? 1 : 0,
          record.ownLimit ? JSON.stringify(record.ownLimit) : null,
          record.write ? JSON.stringify(record.write) : null,
        )
      insertAfter(db, Number(lastInsertRowid), after ?? [])
      return Number(lastInsertRowid)
    },

    appendPushRows(pushId, rows) {
      inTransaction(db, () => {
        const ofPush = rows.map((row) => ({ pushId, row }))
        insertRows(ofPush)
        insertCells(ofPush)
        insertImages(ofPush.filter(({ row }) => row.image))
      })
    },

    amendPushRows(pushId, rows) {
      inTransaction(db, () => {
        for (const row of rows) {
          const amended = amendRow.get(
            row.state,
            row.message,
            row.carrierId,
            row.repeatable ? 1 : 0,
            pushId,
            row.rowId,
          )
          if (amended && row.lead) amendLead.run(JSON.stringify(row.lead), pushId, amended['seq'] as number)
        }
      })
    },

    openPush(pushId) {
      inTransaction(db, () => {
        countImages.run(pushId)
        db.prepare('UPDATE pushes SET visible = 1 WHERE id = ?').run(pushId)
        db.prepare(
          `INSERT OR REPLACE INTO latest (sheet_id, row_id, push_id, seq)
          SELECT s.sheet_id, p.row_id, p.push_id, p.seq FROM push_rows p JOIN pushes s ON s.id = p.push_id
          WHERE p.push_id = ? AND (p.state <> 'skipped' OR NOT EXISTS (${KNOWS_MORE}))`,
        ).run(pushId)
      })
    },

    ownedByEarlierPush(pushId, ids) {
      const kept = new Set<RowId>()
      for (const id of ids) if ((selectLatest.get(pushId, id)?.['push_id'] ?? pushId) !== pushId) kept.add(id)
      return kept
    },

    dropPush: (pushId) => dropPush(db, pushId),
  }
}

function dropHalfWritten(db: DatabaseSync): void {
  for (const { id } of db.prepare('SELECT id FROM pushes WHERE visible = 0').all()) dropPush(db, id as number)
}

function dropPush(db: DatabaseSync, pushId: number): void {
  inTransaction(db, () => {
    if (db.prepare('DELETE FROM pushes WHERE id = ? AND visible = 0').run(pushId).changes === 0) return
    db.prepare('DELETE FROM push_rows WHERE push_id = ?').run(pushId)
    db.prepare('DELETE FROM push_cells WHERE push_id = ?').run(pushId)
    db.prepare('DELETE FROM push_images WHERE push_id = ?').run(pushId)
    db.prepare('DELETE FROM after_tasks WHERE push_id = ?').run(pushId)
  })
}
