import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { RowsPage, SheetStore } from '#electron/services/ports/sheets.ts'
import type { Outcome, RowState } from '#shared/domain/push/outcome.ts'
import { unpackHeld } from '#shared/domain/sheet/held.ts'
import { unpackCells, type PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { Column, Row, SheetHead, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { fileRows, type FileRowRun } from '#shared/domain/sheet/file-rows.ts'
import { bulkInsert } from './insert.ts'
import type { RowVersions } from './row-versions.ts'
import { inTransaction } from './transaction.ts'

type Record = { [column: string]: SQLOutputValue }

export function outcomeOf(record: Record): Outcome {
  return {
    rowId: record['row_id'] as number,
    pushId: record['push_id'] as number,
    state: record['state'] as RowState,
    leadId: record['lead_id'] as string | null,
    message: record['message'] as string,
    details: record['details'] as string | null,
    attempts: record['attempts'] as number,
    call: record['call'] as number | null,
    sentAt: record['sent_at'] as string | null,
  }
}

// By rank, always: left to itself SQLite looks rows of one rank up through all that come after (measured: 5 ms a page).
const ROW_WITH_OUTCOME = `
  SELECT r.id, r.rank, r.cells, r.held, l.row_id, p.push_id, p.state, p.lead_id, p.message, p.details, p.attempts, p.call,
    p.sent_at, (r.cells <> c.cells OR r.held IS NOT c.held) AS changed
  FROM rows r INDEXED BY rows_by_rank
  LEFT JOIN latest l ON l.sheet_id = r.sheet_id AND l.row_id = r.id
  LEFT JOIN push_rows p ON p.push_id = l.push_id AND p.seq = l.seq
  LEFT JOIN push_cells c ON c.push_id = l.push_id AND c.seq = l.seq`

/** Sheets and their rows. A row counts as changed while its cells, or what they hold, are not what its latest push kept. */
type PackedRecord = [id: number, rank: number, cells: string, held: string | null]

export function sheetStore(db: DatabaseSync, now: () => Date, versions: RowVersions): SheetStore {
  const selectHead = db.prepare('SELECT * FROM sheets WHERE id = ?')
  const selectOpen = db.prepare("SELECT value FROM meta WHERE key = 'open_sheet'")
  const selectPage = db.prepare(
    `${ROW_WITH_OUTCOME} WHERE r.sheet_id = ? AND r.rank > ? ORDER BY r.rank, r.id LIMIT ?`,
  )
  const selectTies = db.prepare(
    `${ROW_WITH_OUTCOME} WHERE r.sheet_id = ? AND r.rank = ? AND r.id > ? ORDER BY r.id`,
  )
  const selectPacked = db.prepare(
    'SELECT id, rank, cells, held FROM rows INDEXED BY rows_by_rank WHERE sheet_id = ? AND rank > ? ORDER BY rank, id LIMIT ?',
  )
  const selectPackedTies = db.prepare(
    'SELECT id, rank, cells, held FROM rows INDEXED BY rows_by_rank WHERE sheet_id = ? AND rank = ? AND id > ? ORDER BY id',
  )
  // As lists, a long sheet's rows come in half the time.
  selectPacked.setReturnArrays(true)
  selectPackedTies.setReturnArrays(true)
  const selectRow = db.prepare('SELECT id, rank, cells, held FROM rows WHERE sheet_id = ? AND id = ?')
  const insertRows = bulkInsert<PackedRow & { sheetId: number }>(
    db,
    'rows (sheet_id, id, rank, cells, held)',
    5,
    (row) => [row.sheetId, row.id, row.rank, row.packed, row.held],
  )
  const insertFileRows = bulkInsert<FileRowRun & { sheetId: number }>(
    db,
    'file_rows (sheet_id, row_id, place)',
    3,
    (run) => [run.sheetId, run.from, run.place],
  )
  const updateSizes = db.prepare(`
    UPDATE sheets SET row_count = row_count + ?, next_row_id = max(next_row_id, ?)
    WHERE id = ?`)

  const forgetOpen = db.prepare("DELETE FROM meta WHERE key = 'open_sheet' AND value = ?")
  const updateTab = db.prepare('UPDATE sheets SET tab = ? WHERE id = ?')
  const updateLook = db.prepare('UPDATE sheets SET look = ? WHERE id = ?')

  const selectHistory = db.prepare(`
    SELECT r.*, p.account_label, p.started_at
    FROM pushes p JOIN push_rows r ON r.push_id = p.id AND r.row_id = ?2
    WHERE p.sheet_id = ?1 AND p.visible = 1 ORDER BY p.id DESC LIMIT 100`)

  dropUnopened(db)

  function head(sheetId: number): SheetHead | null {
    const record = selectHead.get(sheetId)
    if (!record) return null
    const look = lookOf(record['look'] as string | null)
    return {
      id: record['id'] as number,
      name: record['name'] as string,
      columns: JSON.parse(record['columns'] as string) as Column[],
      settings: JSON.parse(record['settings'] as string) as SheetSettings,
      rowCount: record['row_count'] as number,
      nextRowId: record['next_row_id'] as number,
      nextColumnId: record['next_column_id'] as number,
      ...(look && { look }),
    }
  }

  return {
    head,

    rowsVersion: (sheetId) => versions.of(sheetId),

    rowHistory(sheetId, rowId) {
      return selectHistory.all(sheetId, rowId).map((record) => ({
        outcome: outcomeOf(record),
        accountLabel: record['account_label'] as string,
        startedAt: record['started_at'] as string,
      }))
    },

    arrangeTabs(sheetIds) {
      inTransaction(db, () => sheetIds.forEach((id, at) => updateTab.run(at + 1, id)))
    },

    closeSheet(sheetId) {
      inTransaction(db, () => {
        updateTab.run(null, sheetId)
        forgetOpen.run(String(sheetId))
      })
    },

    keepLook(sheetId, look) {
      updateLook.run(JSON.stringify(look), sheetId)
    },

    openSheet() {
      const open = selectOpen.get()
      return open ? head(Number(open['value'])) : null
    },

    sheets() {
      const records = db
        .prepare(
          'SELECT id, name, settings, row_count, opened_at, tab FROM sheets WHERE opened_at IS NOT NULL ORDER BY opened_at DESC, id DESC',
        )
        .all()
      return records.map((record) => ({
        id: record['id'] as number,
        name: record['name'] as string,
        accountId: (JSON.parse(record['settings'] as string) as SheetSettings).accountId,
        rowCount: record['row_count'] as number,
        openedAt: record['opened_at'] as string,
        tab: record['tab'] as number | null,
      }))
    },

    createSheet(name, columns, settings) {
      const nextColumnId = columns.reduce((least, column) => Math.max(least, column.id + 1), 0)
      const { lastInsertRowid } = db
        .prepare('INSERT INTO sheets (name, columns, settings, next_column_id) VALUES (?, ?, ?, ?)')
        .run(name, JSON.stringify(columns), JSON.stringify(settings), nextColumnId)
      return head(Number(lastInsertRowid))!
    },

    appendRows(sheetId, rows) {
      inTransaction(db, () => {
        versions.written(sheetId)
        insertRows(rows.map((row) => ({ ...row, sheetId })))
        const nextRowId = rows.reduce((least, row) => Math.max(least, row.id + 1), 0)
        updateSizes.run(rows.length, nextRowId, sheetId)
      })
    },

    keepFileRows(sheetId, runs) {
      inTransaction(db, () => insertFileRows(runs.map((run) => ({ ...run, sheetId }))))
    },

    fileRows(sheetId) {
      const runs = db
        .prepare('SELECT row_id, place FROM file_rows WHERE sheet_id = ? ORDER BY row_id')
        .all(sheetId)
        .map((record) => ({ from: record['row_id'] as number, place: record['place'] as number | null }))
      return fileRows(runs)
    },

    switchTo(sheetId) {
      return inTransaction(db, () => {
        const changed = db
          .prepare(
            'UPDATE sheets SET opened_at = ?, tab = coalesce(tab, (SELECT coalesce(max(tab), 0) + 1 FROM sheets)) WHERE id = ?',
          )
          .run(now().toISOString(), sheetId)
        if (changed.changes === 0) return null
        db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('open_sheet', ?)").run(String(sheetId))
        return head(sheetId)
      })
    },

    removeSheet(sheetId) {
      inTransaction(db, () => {
        versions.written(sheetId)
        deleteSheet(db, sheetId)
        forgetOpen.run(String(sheetId))
      })
    },

    rows(sheetId, afterRank, limit) {
      const records = selectPage.all(sheetId, afterRank ?? -Infinity, limit)
      const last = records.at(-1)
      const done = records.length < limit
      // The next page begins after this page's last rank: rows that share it must come along now.
      if (last && !done)
        records.push(...selectTies.all(sheetId, last['rank'] as number, last['id'] as number))
      const page: RowsPage = { rows: [], outcomes: [], changed: [], done }
      for (const record of records) {
        page.rows.push(rowOf(record))
        if (record['push_id'] === null) continue
        page.outcomes.push(outcomeOf(record))
        if (record['changed'] === 1) page.changed.push(record['id'] as number)
      }
      return page
    },

    packedRows(sheetId, afterRank, limit) {
      const records = selectPacked.all(sheetId, afterRank ?? -Infinity, limit) as unknown as PackedRecord[]
      const last = records.at(-1)
      const done = records.length < limit
      if (last && !done) {
        const [id, rank] = last
        records.push(...(selectPackedTies.all(sheetId, rank, id) as unknown as PackedRecord[]))
      }
      const rows = records.map(([id, rank, packed, held]): PackedRow => ({ id, rank, packed, held }))
      return { rows, done }
    },

    holds(source) {
      const [table, key, id] =
        'sheetId' in source
          ? (['rows', 'sheet_id', source.sheetId] as const)
          : (['push_cells', 'push_id', source.pushId] as const)
      return (
        db.prepare(`SELECT 1 FROM ${table} WHERE ${key} = ? AND held IS NOT NULL LIMIT 1`).get(id) !==
        undefined
      )
    },

    rowsById(sheetId, ids) {
      const found: Row[] = []
      for (const id of ids) {
        const record = selectRow.get(sheetId, id)
        if (record) found.push(rowOf(record))
      }
      return found
    },
  }
}

/** What cannot be read is as if it had never been kept: it must not keep the sheet shut. */
function lookOf(kept: string | null): SheetLook | undefined {
  if (kept === null) return undefined
  try {
    return SheetLook.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}

function rowOf(record: Record): Row {
  const held = unpackHeld(record['held'] as string | null)
  return {
    id: record['id'] as number,
    rank: record['rank'] as number,
    cells: unpackCells(record['cells'] as string),
    ...(held && { held }),
  }
}

function deleteSheet(db: DatabaseSync, sheetId: number): void {
  db.prepare('DELETE FROM rows WHERE sheet_id = ?').run(sheetId)
  db.prepare('DELETE FROM latest WHERE sheet_id = ?').run(sheetId)
  db.prepare(
    'DELETE FROM compared_rows WHERE comparison_id IN (SELECT id FROM comparisons WHERE sheet_id = ?)',
  ).run(sheetId)
  for (const table of ['comparisons', 'linked_rows', 'pulls']) {
    db.prepare(`DELETE FROM ${table} WHERE sheet_id = ?`).run(sheetId)
  }
  db.prepare('DELETE FROM file_rows WHERE sheet_id = ?').run(sheetId)
  db.prepare('DELETE FROM sheets WHERE id = ?').run(sheetId)
}

/** What a load left behind that never came to its end. */
function dropUnopened(db: DatabaseSync): void {
  inTransaction(db, () => {
    for (const record of db.prepare('SELECT id FROM sheets WHERE opened_at IS NULL').all()) {
      deleteSheet(db, record['id'] as number)
    }
  })
}
