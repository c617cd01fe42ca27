import { hash } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { ComparisonStore, RowToKeep, ToldComparison } from '#electron/services/ports/reading-store.ts'
import { MatchKind, type ComparedRow } from '#shared/domain/reading/comparison.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { bulkInsert } from './insert.ts'
import type { RowVersions } from './row-versions.ts'
import { inPassing, inTransaction } from './transaction.ts'

interface Link {
  rowId: number
  leadId: string
  /** JSON of `(string | null)[]`. */
  base: string
}

/**
 * Names a row's cells in a tenth of their room: half of what a comparison writes would be copies of the sheet. No packed cells
 * begin like it.
 */
function markOf(packed: string): string {
  return `#${hash('sha256', packed, 'base64').slice(0, 27)}`
}

/** Whether row `r` is not what it was when `c` was made. Comparisons of earlier versions have the cells themselves. */
const EDITED = `c.cells <> CASE WHEN substr(c.cells, 1, 1) = '#' THEN mark_of(r.cells) ELSE r.cells END
  OR r.held IS NOT c.held`

/** The latest comparison of each sheet. A row is stale while its cells are not those that were compared. */
export function comparisonStore(db: DatabaseSync, versions: RowVersions): ComparisonStore {
  const insertRows = bulkInsert<RowToKeep>(
    db,
    'compared_rows (comparison_id, row_id, kind, lead_id, other_lead_id, message, changes, cells, held)',
    9,
    ({ row, kind, leadId, otherLeadId, message, changes }) => [
      row.id,
      kind,
      leadId,
      otherLeadId,
      message,
      changes,
      markOf(row.packed),
      row.held,
    ],
    '',
    1,
  )
  db.function('mark_of', { deterministic: true }, (cells) => markOf(cells as string))
  const selectVisible = db.prepare('SELECT * FROM comparisons WHERE sheet_id = ? AND visible = 1')
  const selectOne = db.prepare('SELECT * FROM comparisons WHERE id = ?')
  const countStale = db.prepare(`
    SELECT count(*) AS rows FROM compared_rows c JOIN rows r ON r.sheet_id = ? AND r.id = c.row_id
    WHERE c.comparison_id = ? AND (${EDITED})`)
  const selectCompared = db.prepare(`
    SELECT c.*, ${EDITED} AS edited FROM compared_rows c
    JOIN rows r ON r.sheet_id = ? AND r.id = c.row_id WHERE c.comparison_id = ? AND c.row_id = ?`)
  const selectLinkBase = db.prepare(
    'SELECT base FROM linked_rows WHERE sheet_id = ? AND row_id = ? AND account_id = ?',
  )
  const selectMatched = db.prepare(`
    SELECT DISTINCT lead_id FROM compared_rows
    WHERE comparison_id = ? AND lead_id > ? AND kind IN ('update', 'same', 'noAccess') ORDER BY lead_id LIMIT ?`)
  // A row that came with its lead keeps it; one that a comparison matched may be matched anew.
  const upsertLinks = bulkInsert<Link>(
    db,
    'linked_rows (sheet_id, account_id, origin, row_id, lead_id, base)',
    6,
    ({ rowId, leadId, base }) => [rowId, leadId, base],
    `ON CONFLICT (sheet_id, row_id) DO UPDATE SET
      account_id = excluded.account_id, lead_id = excluded.lead_id, origin = excluded.origin, base = excluded.base
    WHERE origin = 'matched'`,
    3,
  )
  const selectOwn = db.prepare(`
    SELECT row_id, lead_id, base FROM linked_rows
    WHERE sheet_id = ? AND row_id BETWEEN ? AND ? AND origin <> 'matched'`)
  const updateBase = db.prepare('UPDATE linked_rows SET base = ? WHERE sheet_id = ? AND row_id = ?')

  /** Of comparisons under way: as of which version of the rows. */
  const begun = new Map<number, number>()
  /** Of each sheet's comparison, how many of its rows are stale while the rows are of this version: to count them takes a pass over all. */
  const counted = new Map<number, { id: number; version: number; stale: number }>()

  function staleRows(sheetId: number, id: number): number {
    const version = versions.of(sheetId)
    const known = counted.get(sheetId)
    if (known?.id === id && known.version === version) return known.stale
    const stale = countStale.get(sheetId, id)!['rows'] as number
    counted.set(sheetId, { id, version, stale })
    return stale
  }

  function drop(id: number): void {
    begun.delete(id)
    db.prepare('DELETE FROM compared_rows WHERE comparison_id = ?').run(id)
    db.prepare('DELETE FROM comparisons WHERE id = ?').run(id)
  }

  for (const { id } of db.prepare('SELECT id FROM comparisons WHERE visible = 0').all()) drop(id as number)

  /** One statement for all of a batch but those that came with their lead. */
  function keepLinks(sheetId: number, accountId: string, links: readonly Link[]): void {
    if (links.length === 0) return
    const ids = links.map(({ rowId }) => rowId)
    const [least, most] = [Math.min(...ids), Math.max(...ids)]
    const own = new Map(selectOwn.all(sheetId, least, most).map((each) => [each['row_id'], each]))
    upsertLinks(own.size === 0 ? links : links.filter(({ rowId }) => !own.has(rowId)), [
      sheetId,
      accountId,
      'matched',
    ])
    for (const link of links) {
      const known = own.get(link.rowId)
      if (known?.['lead_id'] !== link.leadId) continue
      // A cell keeps the value it came with: moved by a comparison, an edit of somebody else's would become one of this sheet's.
      const before = JSON.parse((known['base'] as string | null) ?? '[]') as (string | null)[]
      const found = JSON.parse(link.base) as (string | null)[]
      const base = Array.from(
        { length: Math.max(before.length, found.length) },
        (_, column) => before[column] ?? found[column] ?? null,
      )
      if (base.some((value, column) => value !== (before[column] ?? null)))
        updateBase.run(JSON.stringify(base), sheetId, link.rowId)
    }
  }

  return {
    beginComparison({ sheetId, accountId, searchBy, blanks, way, mapping }) {
      const { lastInsertRowid } = db
        .prepare(
          'INSERT INTO comparisons (sheet_id, account_id, search_by, blanks, way, mapping) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(sheetId, accountId, searchBy, blanks, way, mapping)
      begun.set(Number(lastInsertRowid), versions.of(sheetId))
      return Number(lastInsertRowid)
    },

    keepComparedRows(comparisonId, rows) {
      const about = selectOne.get(comparisonId)
      if (!about) return
      // Long sheets are kept in dozens of parts, and the disk takes tens of milliseconds for each.
      inPassing(db, () => {
        insertRows(rows, [comparisonId])
        keepLinks(
          about['sheet_id'] as number,
          about['account_id'] as string,
          rows.flatMap(({ row, leadId, base }) =>
            leadId === null || base === null ? [] : [{ rowId: row.id, leadId, base }],
          ),
        )
      })
    },

    finishComparison(comparisonId, told) {
      inTransaction(db, () => {
        const earlier = db
          .prepare('SELECT id FROM comparisons WHERE sheet_id = ? AND visible = 1')
          .all(told.sheetId)
        for (const { id } of earlier) drop(id as number)
        db.prepare('UPDATE comparisons SET visible = 1, told = ? WHERE id = ?').run(
          JSON.stringify(told),
          comparisonId,
        )
      })
      const version = begun.get(comparisonId)
      begun.delete(comparisonId)
      // None is stale unless one was written since the comparison began.
      if (version !== undefined) counted.set(told.sheetId, { id: comparisonId, version, stale: 0 })
    },

    dropComparison: (comparisonId) => inTransaction(db, () => drop(comparisonId)),

    comparison(sheetId, mapping) {
      const record = selectVisible.get(sheetId)
      if (!record) return null
      const told = toldOf(record)
      const stale = record['mapping'] === mapping ? staleRows(sheetId, record['id'] as number) : told.rows
      return { ...told, stale }
    },

    toldComparison(sheetId) {
      const record = selectVisible.get(sheetId)
      return record ? toldOf(record) : null
    },

    comparedRows(sheetId, mapping, { afterRow, limit, kinds }) {
      const record = selectVisible.get(sheetId)
      if (!record) return { rows: [], done: true }
      const wanted = kinds ?? MatchKind.options
      const places = wanted.map(() => '?').join(', ')
      const records = db
        .prepare(
          `SELECT c.*, ${EDITED} AS edited FROM compared_rows c
          JOIN rows r ON r.sheet_id = ? AND r.id = c.row_id
          WHERE c.comparison_id = ? AND c.row_id > ? AND c.kind IN (${places}) ORDER BY c.row_id LIMIT ?`,
        )
        .all(sheetId, record['id']!, afterRow ?? 0, ...wanted, limit)
      const otherMapping = record['mapping'] !== mapping
      return { rows: records.map((each) => rowOf(each, otherMapping)), done: records.length < limit }
    },

    comparedRowsById(sheetId, accountId, mapping, ids) {
      const found = new Map<RowId, ComparedRow>()
      const record = selectVisible.get(sheetId)
      if (record?.['account_id'] !== accountId || record['mapping'] !== mapping) return found
      for (const id of ids) {
        const row = selectCompared.get(sheetId, record['id']!, id)
        if (row) found.set(id, rowOf(row, false))
      }
      return found
    },

    takeTheirs(sheetId, cells) {
      return inTransaction(db, () => {
        const record = selectVisible.get(sheetId)
        const taken: { rowId: RowId; column: number; value: string }[] = []
        if (!record) return taken
        for (const [rowId, group] of Map.groupBy(cells, (cell) => cell.rowId)) {
          const row = selectCompared.get(sheetId, record['id']!, rowId)
          const link = selectLinkBase.get(sheetId, rowId, record['account_id']!)
          if (!row || !link) continue
          const base = JSON.parse((link['base'] as string | null) ?? '[]') as (string | null)[]
          const { changes } = rowOf(row, false)
          for (const { column } of group) {
            const change = changes.find((each) => each.column === column)
            if (!change) continue
            while (base.length <= column) base.push(null)
            base[column] = change.old
            taken.push({ rowId, column, value: change.old })
          }
          updateBase.run(JSON.stringify(base), sheetId, rowId)
        }
        return taken
      })
    },

    matchedLeads(sheetId, accountId, afterLead, limit) {
      const record = selectVisible.get(sheetId)
      if (record?.['account_id'] !== accountId) return []
      return selectMatched.all(record['id']!, afterLead ?? '', limit).map((each) => each['lead_id'] as string)
    },
  }
}

function toldOf(record: Record<string, SQLOutputValue>): ToldComparison {
  return JSON.parse(record['told'] as string) as ToldComparison
}

function rowOf(record: Record<string, SQLOutputValue>, otherMapping: boolean): ComparedRow {
  const changes = record['changes'] as string | null
  return {
    rowId: record['row_id'] as number,
    kind: record['kind'] as MatchKind,
    leadId: record['lead_id'] as string | null,
    otherLeadId: record['other_lead_id'] as string | null,
    message: record['message'] as string,
    changes: changes === null ? [] : (JSON.parse(changes) as ComparedRow['changes']),
    stale: otherMapping || record['edited'] === 1,
  }
}
