import type { DatabaseSync } from 'node:sqlite'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import type { LinkedRow } from '#shared/domain/reading/comparison.ts'
import { bulkInsert } from './insert.ts'
import { inTransaction } from './transaction.ts'

/**
 * Which lead each row is. What a row came with counts before what a push told; only pushes to this account tell of its
 * leads, and of these only those that went in.
 */
export function linkStore(db: DatabaseSync): LinkStore {
  const select = db.prepare(`
    SELECT r.id, coalesce(k.lead_id, p.lead_id) AS lead_id, k.base FROM rows r
      LEFT JOIN linked_rows k ON k.sheet_id = r.sheet_id AND k.row_id = r.id AND k.account_id = ?2
      LEFT JOIN latest l ON l.sheet_id = r.sheet_id AND l.row_id = r.id
      LEFT JOIN pushes s ON s.id = l.push_id AND s.account_id = ?2
      LEFT JOIN push_rows p ON s.id IS NOT NULL AND p.push_id = l.push_id AND p.seq = l.seq
        AND p.state IN ('created', 'updated')
    WHERE r.sheet_id = ?1 AND r.id > ?3 AND coalesce(k.lead_id, p.lead_id) IS NOT NULL
    ORDER BY r.id LIMIT ?4`)
  const selectOne = db.prepare(`
    SELECT coalesce(k.lead_id, p.lead_id) AS lead_id, k.base FROM rows r
      LEFT JOIN linked_rows k ON k.sheet_id = r.sheet_id AND k.row_id = r.id AND k.account_id = ?2
      LEFT JOIN latest l ON l.sheet_id = r.sheet_id AND l.row_id = r.id
      LEFT JOIN pushes s ON s.id = l.push_id AND s.account_id = ?2
      LEFT JOIN push_rows p ON s.id IS NOT NULL AND p.push_id = l.push_id AND p.seq = l.seq
        AND p.state IN ('created', 'updated')
    WHERE r.sheet_id = ?1 AND r.id = ?3 AND coalesce(k.lead_id, p.lead_id) IS NOT NULL`)
  const insert = bulkInsert<{
    sheetId: number
    accountId: string
    rowId: number
    leadId: string
    origin: string
    base?: readonly (string | null)[] | null
  }>(
    db,
    'linked_rows (sheet_id, row_id, account_id, lead_id, origin, base)',
    6,
    ({ sheetId, rowId, accountId, leadId, origin, base = null }) => [
      ...[sheetId, rowId, accountId, leadId, origin],
      base === null ? null : JSON.stringify(base),
    ],
  )
  return {
    linkedRows(sheetId, accountId, { afterRow, limit }) {
      const records = select.all(sheetId, accountId, afterRow ?? 0, limit)
      return {
        rows: records.map((record) => ({
          rowId: record['id'] as number,
          leadId: record['lead_id'] as string,
          base: record['base'] === null ? null : (JSON.parse(record['base'] as string) as (string | null)[]),
        })),
        done: records.length < limit,
      }
    },
    linksOf(sheetId, accountId, ids) {
      const links = new Map<number, LinkedRow>()
      for (const rowId of ids) {
        const record = selectOne.get(sheetId, accountId, rowId)
        if (!record) continue
        const base = record['base'] as string | null
        links.set(rowId, {
          rowId,
          leadId: record['lead_id'] as string,
          base: base === null ? null : (JSON.parse(base) as (string | null)[]),
        })
      }
      return links
    },
    linkRows(sheetId, accountId, rows, origin) {
      inTransaction(db, () => insert(rows.map((row) => ({ ...row, sheetId, accountId, origin }))))
    },
  }
}
