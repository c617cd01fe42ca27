import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PulledRow, PullRecord, PullStore } from '#electron/services/ports/reading-store.ts'
import { packWhole } from '#shared/domain/sheet/packed-row.ts'
import { bulkInsert } from './insert.ts'
import { inTransaction } from './transaction.ts'

const COLUMNS = {
  phase: 'phase',
  pages: 'pages',
  came: 'came',
  expected: 'expected',
  calls: 'calls',
  seconds: 'seconds',
  note: 'note',
} as const

/** Sheets that are filled from LeadSquared: a page's rows and the count of pages are one transaction. */
export function pullStore(db: DatabaseSync, sheets: Pick<SheetStore, 'head' | 'appendRows'>): PullStore {
  const select = db.prepare('SELECT * FROM pulls WHERE sheet_id = ?')
  const selectLink = db.prepare('SELECT 1 FROM linked_rows WHERE sheet_id = ? AND lead_id = ?')
  const insertLinks = bulkInsert<PulledRow & { sheetId: number; accountId: string; rowId: number }>(
    db,
    'linked_rows (sheet_id, row_id, account_id, lead_id, origin, base)',
    6,
    ({ sheetId, rowId, accountId, leadId, cells }) => [sheetId, rowId, accountId, leadId, 'pulled', cells],
  )

  function update(sheetId: number, change: Parameters<PullStore['updatePull']>[1]): void {
    const sets: string[] = []
    const values: SQLInputValue[] = []
    for (const [name, column] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]) {
      const value = change[name]
      if (value === undefined) continue
      sets.push(`${column} = ?`)
      values.push(value)
    }
    if (sets.length === 0) return
    db.prepare(`UPDATE pulls SET ${sets.join(', ')} WHERE sheet_id = ?`).run(...values, sheetId)
  }

  return {
    beginPull(record) {
      db.prepare(
        `INSERT INTO pulls (sheet_id, account_id, source, columns, phase, pages, came, expected, calls, seconds, note, started_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        record.sheetId,
        record.accountId,
        JSON.stringify(record.source),
        JSON.stringify(record.columns),
        record.phase,
        record.pages,
        record.came,
        record.expected,
        record.calls,
        record.seconds,
        record.note,
        record.startedAt,
      )
    },

    pull(sheetId) {
      const record = select.get(sheetId)
      return record ? pullOf(record) : null
    },

    unfinishedPulls: () =>
      db.prepare("SELECT * FROM pulls WHERE phase IN ('running', 'paused')").all().map(pullOf),

    updatePull: update,

    keepPulledRows(sheetId, accountId, rows, change) {
      return inTransaction(db, () => {
        const head = sheets.head(sheetId)
        const record = select.get(sheetId)
        if (!head || !record) return 0
        const fresh = rows.filter(({ leadId }) => !selectLink.get(sheetId, leadId))
        let next = head.nextRowId
        const placed = fresh.map((row) => ({ ...row, sheetId, accountId, rowId: next++ }))
        sheets.appendRows(
          sheetId,
          // A rank beyond every other's: rows that were added by hand meanwhile stay where they are.
          placed.map(({ rowId, cells }) => ({
            id: rowId,
            rank: rowId,
            packed: packWhole(cells),
            held: null,
          })),
        )
        insertLinks(placed)
        update(sheetId, {
          pages: change.pages,
          expected: change.expected,
          came: (record['came'] as number) + placed.length,
        })
        return placed.length
      })
    },

    rememberedColumns(accountId) {
      const record = db.prepare('SELECT value FROM meta WHERE key = ?').get(keyOf(accountId))
      return record ? (JSON.parse(record['value'] as string) as string[]) : []
    },

    rememberColumns(accountId, columns) {
      db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(
        keyOf(accountId),
        JSON.stringify(columns),
      )
    },
  }
}

function keyOf(accountId: string): string {
  return `pull_columns ${accountId}`
}

function pullOf(record: Record<string, SQLOutputValue>): PullRecord {
  return {
    sheetId: record['sheet_id'] as number,
    accountId: record['account_id'] as string,
    source: JSON.parse(record['source'] as string) as PullRecord['source'],
    columns: JSON.parse(record['columns'] as string) as string[],
    phase: record['phase'] as PullRecord['phase'],
    pages: record['pages'] as number,
    came: record['came'] as number,
    expected: record['expected'] as number | null,
    calls: record['calls'] as number,
    seconds: record['seconds'] as number,
    note: record['note'] as string,
    startedAt: record['started_at'] as string,
  }
}
