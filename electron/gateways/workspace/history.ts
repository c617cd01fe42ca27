import type { DatabaseSync } from 'node:sqlite'
import type { PushHistory, PushStore } from '#electron/services/ports/pushes.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { inTransaction } from './transaction.ts'

/** Copies inside the database: a push of 100,000 rows becomes a sheet without its rows passing through the program. */
export function sheetFromPush(
  db: DatabaseSync,
  pushes: Pick<PushStore, 'push'>,
  sheets: Pick<SheetStore, 'createSheet' | 'head'>,
): PushHistory['sheetFromPush'] {
  return (pushId, name) => {
    const record = pushes.push(pushId)
    if (!record) return null
    return inTransaction(db, () => {
      const sheet = sheets.createSheet(name, record.columns, record.settings)
      db.prepare(
        `INSERT INTO rows (sheet_id, id, rank, cells, held)
        SELECT ?, p.row_id, p.seq + 1, c.cells, c.held
        FROM push_rows p JOIN push_cells c ON c.push_id = p.push_id AND c.seq = p.seq WHERE p.push_id = ?`,
      ).run(sheet.id, pushId)
      db.prepare(
        `INSERT INTO latest (sheet_id, row_id, push_id, seq)
        SELECT ?, row_id, push_id, seq FROM push_rows WHERE push_id = ?`,
      ).run(sheet.id, pushId)
      db.prepare(
        `UPDATE sheets SET
          row_count = (SELECT count(*) FROM push_rows WHERE push_id = ?1),
          next_row_id = (SELECT coalesce(max(row_id), 0) + 1 FROM push_rows WHERE push_id = ?1)
        WHERE id = ?2`,
      ).run(pushId, sheet.id)
      db.prepare(
        `INSERT INTO file_rows (sheet_id, row_id, place)
        SELECT ?, row_id, place FROM file_rows WHERE sheet_id = ?`,
      ).run(sheet.id, record.summary.sheetId)
      return sheets.head(sheet.id)
    })
  }
}
