import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { PushRecord, PushRow, PushStore } from '#electron/services/ports/pushes.ts'
import type { RateLimit } from '#shared/domain/push/account.ts'
import {
  isEnded,
  noCounts,
  type PauseReason,
  type PushPhase,
  type PushSummary,
} from '#shared/domain/push/outcome.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import type { RowState, StateCounts } from '#shared/domain/push/outcome.ts'
import { unpackHeld, type Held } from '#shared/domain/sheet/held.ts'
import { unpackCells } from '#shared/domain/sheet/packed-row.ts'
import type { SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { PushWrite, type PushWriteView } from '#shared/domain/push/write.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import { afterReader } from './after.ts'
import { imageKeptUntil, packImage, unpackImage } from './images.ts'
import { outcomeOf } from './sheets.ts'
import { inTransaction } from './transaction.ts'

type Record = { [column: string]: SQLOutputValue }

const WITH_CELLS = 'FROM push_rows p JOIN push_cells c ON c.push_id = p.push_id AND c.seq = p.seq'
/** The journal: what each push was to send and what became of every row of it. */
export function pushStore(db: DatabaseSync): PushStore {
  const readAfter = afterReader(db)
  const selectRow = db.prepare(
    `SELECT p.*, c.cells, c.held, c.lead ${WITH_CELLS} WHERE p.push_id = ? AND p.row_id = ?`,
  )
  const selectRows = db.prepare(
    `SELECT p.*, c.cells, c.held, c.lead ${WITH_CELLS} WHERE p.push_id = ? AND p.seq > ? ORDER BY p.seq LIMIT ?`,
  )
  const selectRowsIn = db.prepare(
    `SELECT p.*, c.cells, c.held, c.lead ${WITH_CELLS} WHERE p.push_id = ? AND p.seq > ? AND p.state = ? ORDER BY p.seq LIMIT ?`,
  )
  const selectCells = db.prepare('SELECT cells, held, lead FROM push_cells WHERE push_id = ? AND seq = ?')
  const countCall = db.prepare('UPDATE pushes SET calls = max(calls, ?) WHERE id = ?')
  const sendRow = db.prepare(
    "UPDATE push_rows SET state = 'sending', call = ?, sent_at = ? WHERE push_id = ? AND seq = ?",
  )
  const beginCall = db.prepare('INSERT OR REPLACE INTO calls_at_work (push_id, call, until) VALUES (?, ?, ?)')
  const endCall = db.prepare('DELETE FROM calls_at_work WHERE push_id = ? AND call = ?')
  const forgetCalls = db.prepare('DELETE FROM calls_at_work WHERE until < ?')
  const lastAtWork = db.prepare('SELECT max(until) AS until FROM calls_at_work WHERE push_id = ?')
  const settleRow = db.prepare(`
    UPDATE push_rows SET state = ?, lead_id = ?, message = ?, details = ?, unclear = ?, attempts = ?
    WHERE push_id = ? AND seq = ?`)

  const putImage = db.prepare(
    'INSERT OR REPLACE INTO push_images (push_id, seq, lead_id, cells) VALUES (?, ?, ?, ?)',
  )
  const amendLead = db.prepare('UPDATE push_cells SET lead = ? WHERE push_id = ? AND seq = ?')
  const amendMessage = db.prepare('UPDATE push_rows SET message = ? WHERE push_id = ? AND seq = ?')
  const selectImage = db.prepare(`
    SELECT i.cells AS image, i.lead_id, c.cells, k.base, k.sheet_id, k.row_id FROM push_images i
      JOIN push_rows p ON p.push_id = i.push_id AND p.seq = i.seq
      JOIN push_cells c ON c.push_id = i.push_id AND c.seq = i.seq
      JOIN pushes s ON s.id = i.push_id
      JOIN linked_rows k ON k.sheet_id = s.sheet_id AND k.row_id = p.row_id AND k.lead_id = i.lead_id
    WHERE i.push_id = ? AND i.seq = ?`)
  const updateBase = db.prepare('UPDATE linked_rows SET base = ? WHERE sheet_id = ? AND row_id = ?')

  /** What went in is what LeadSquared holds now: such cells are no edits any more. */
  function rebase(pushId: number, seq: number): void {
    const known = selectImage.get(pushId, seq)
    if (!known) return
    const base = JSON.parse((known['base'] as string | null) ?? '[]') as (string | null)[]
    const sent = unpackCells(known['cells'] as string)
    for (const { column, left } of unpackImage(known['image'] as string)) {
      if (left) continue
      while (base.length <= column) base.push(null)
      base[column] = sent[column] ?? ''
    }
    updateBase.run(JSON.stringify(base), known['sheet_id']!, known['row_id']!)
  }

  function afterOf(pushId: number, record: Record): { after?: AfterView } {
    const after = readAfter(pushId, record['after_phase'] as string | null, record['after_note'] as string)
    return after ? { after } : {}
  }

  /** The push's rows by state; `unclear`: queued ones of which a try ended unclear. */
  function count(pushId: number): { counts: StateCounts; unclear: number } {
    const counts = noCounts()
    let unclear = 0
    const groups = db
      .prepare(
        'SELECT state, unclear, count(*) AS rows FROM push_rows WHERE push_id = ? GROUP BY state, unclear',
      )
      .all(pushId)
    for (const group of groups) {
      const rows = group['rows'] as number
      counts[group['state'] as RowState] += rows
      if (group['state'] === 'queued' && group['unclear'] === 1) unclear = rows
    }
    return { counts, unclear }
  }

  function recordOf(record: Record): PushRecord {
    const pushId = record['id'] as number
    const kept = record['final_counts'] as string | null
    const { counts, unclear } =
      kept === null ? count(pushId) : { counts: JSON.parse(kept) as StateCounts, unclear: 0 }
    const settings = JSON.parse(record['settings'] as string) as SheetSettings
    const summary: PushSummary = {
      pushId,
      sheetId: record['sheet_id'] as number,
      sheetName: record['sheet_name'] as string,
      accountId: record['account_id'] as string,
      accountLabel: record['account_label'] as string,
      host: record['host'] as string,
      phase: record['phase'] as PushPhase,
      startedAt: record['started_at'] as string,
      endedAt: record['ended_at'] as string | null,
      seconds: record['seconds'] as number,
      searchBy: record['search_by'] as string,
      mapping: JSON.parse(record['mapping'] as string) as PushSummary['mapping'],
      counts,
      rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
      calls: record['calls'] as number,
      throttled: record['throttled'] as number,
      limits: JSON.parse(record['limits'] as string) as string[],
      imported: record['imported'] === 1,
      ...(settings.recipe === undefined ? {} : { recipe: settings.recipe }),
      ...writeViewOf(record),
      ...afterOf(pushId, record),
    }
    return {
      summary,
      accountId: record['account_id'] as string,
      columns: JSON.parse(record['columns'] as string) as SentColumn[],
      settings,
      unclear,
      atWorkUntil: kept === null ? ((lastAtWork.get(pushId)?.['until'] ?? null) as number | null) : null,
      ownLimit: limitIn(record),
      pauseReason: record['pause_reason'] as PauseReason | null,
      note: record['note'] as string,
      write: writeOf(record),
    }
  }

  return {
    push(pushId) {
      const record = db.prepare('SELECT * FROM pushes WHERE id = ? AND visible = 1').get(pushId)
      return record ? recordOf(record) : null
    },

    pushes() {
      return db
        .prepare('SELECT * FROM pushes WHERE visible = 1 ORDER BY id DESC')
        .all()
        .map((record) => recordOf(record).summary)
    },

    unfinishedPush() {
      const record = db
        .prepare(
          "SELECT * FROM pushes WHERE visible = 1 AND phase NOT IN ('finished', 'cancelled') ORDER BY id LIMIT 1",
        )
        .get()
      return record ? recordOf(record) : null
    },

    pushRows(pushId, afterSeq, limit, state) {
      const records =
        state === undefined
          ? selectRows.all(pushId, afterSeq ?? -1, limit)
          : selectRowsIn.all(pushId, afterSeq ?? -1, state, limit)
      return records.map(pushRowOf)
    },

    pushCells(pushId, seqs) {
      return seqs.map((seq) => {
        const record = selectCells.get(pushId, seq)
        if (!record) throw new Error(`push ${pushId} has no row ${seq}`)
        return { cells: unpackCells(record['cells'] as string), ...heldIn(record), lead: leadIn(record) }
      })
    },

    pushRowsById(pushId, ids) {
      const rows: PushRow[] = []
      for (const id of ids) {
        const record = selectRow.get(pushId, id)
        if (record) rows.push(pushRowOf(record))
      }
      return rows
    },

    setPushPhase(pushId, phase, reason, note) {
      const counts = isEnded(phase) ? JSON.stringify(count(pushId).counts) : null
      db.prepare(
        'UPDATE pushes SET phase = ?, pause_reason = ?, note = ?, final_counts = ? WHERE id = ?',
      ).run(phase, reason, note, counts, pushId)
    },

    updatePush(pushId, change) {
      const sets: string[] = []
      const values: (string | number | null)[] = []
      function set(column: string, value: string | number | null): void {
        sets.push(`${column} = ?`)
        values.push(value)
      }
      if (change.calls !== undefined) set('calls', change.calls)
      if (change.throttled !== undefined) set('throttled', change.throttled)
      if (change.seconds !== undefined) set('seconds', change.seconds)
      if (change.limits !== undefined) set('limits', JSON.stringify(change.limits))
      if (change.endedAt !== undefined) set('ended_at', change.endedAt)
      if (change.ownLimit !== undefined) set('own_limit', change.ownLimit && JSON.stringify(change.ownLimit))
      if (sets.length > 0)
        db.prepare(`UPDATE pushes SET ${sets.join(', ')} WHERE id = ?`).run(...values, pushId)
    },

    markSending(pushId, calls) {
      inTransaction(db, () => {
        for (const { call, seqs, sentAt, atWorkUntil } of calls) {
          for (const seq of seqs) sendRow.run(call, sentAt, pushId, seq)
          beginCall.run(pushId, call, atWorkUntil)
          // Never fewer than were made: an ordinal is not given twice, however the program ends.
          countCall.run(call, pushId)
        }
      })
    },

    settle(pushId, rows, calls = []) {
      inTransaction(db, () => {
        for (const { call, atWorkUntil } of calls) {
          if (atWorkUntil === null) endCall.run(pushId, call)
          else beginCall.run(pushId, call, atWorkUntil)
        }
        for (const row of rows) {
          settleRow.run(
            row.state,
            row.leadId,
            row.message,
            row.details,
            row.unclear ? 1 : 0,
            row.attempts,
            pushId,
            row.seq,
          )
          if (row.state === 'updated') rebase(pushId, row.seq)
        }
      })
    },

    callsAtWork(host, wall) {
      // A clock that was set back by hours must not lose any.
      forgetCalls.run(wall - 86_400_000)
      return db
        .prepare(
          `SELECT c.push_id, c.call, c.until FROM calls_at_work c JOIN pushes p ON p.id = c.push_id
          WHERE p.host = ? AND c.until > ?`,
        )
        .all(host, wall)
        .map((record) => ({
          pushId: record['push_id'] as number,
          call: record['call'] as number,
          until: record['until'] as number,
        }))
    },

    rowsOfCalls(pushId, calls) {
      return db
        .prepare(
          `SELECT p.*, c.cells, c.held, c.lead ${WITH_CELLS}
          WHERE p.push_id = ? AND p.call IN (SELECT value FROM json_each(?)) ORDER BY p.seq`,
        )
        .all(pushId, JSON.stringify(calls))
        .map(pushRowOf)
    },

    imagesOfCalls(pushId, calls) {
      return db
        .prepare(
          `SELECT p.seq, i.lead_id FROM push_rows p JOIN push_images i ON i.push_id = p.push_id AND i.seq = p.seq
          WHERE p.push_id = ? AND p.call IN (SELECT value FROM json_each(?))`,
        )
        .all(pushId, JSON.stringify(calls))
        .map((record) => ({ seq: record['seq'] as number, leadId: record['lead_id'] as string }))
    },

    imagesOf(pushId, seqs) {
      return db
        .prepare(
          `SELECT seq, lead_id, cells FROM push_images
          WHERE push_id = ? AND seq IN (SELECT value FROM json_each(?))`,
        )
        .all(pushId, JSON.stringify(seqs))
        .map((record) => ({
          seq: record['seq'] as number,
          leadId: record['lead_id'] as string,
          cells: unpackImage(record['cells'] as string),
        }))
    },

    lookedAgain(pushId, rows) {
      inTransaction(db, () => {
        for (const { seq, image, lead, message } of rows) {
          putImage.run(pushId, seq, image.leadId, packImage(image.cells))
          if (lead) amendLead.run(JSON.stringify(lead), pushId, seq)
          if (message !== null) amendMessage.run(message, pushId, seq)
        }
      })
    },

    cancelQueued(pushId, messages) {
      db.prepare(
        `UPDATE push_rows SET state = iif(unclear, 'unknown', 'cancelled'),
          message = rtrim(iif(unclear, ?, ?) || ' ' || message)
        WHERE push_id = ? AND state = 'queued'`,
      ).run(messages.unknown, messages.cancelled, pushId)
    },
  }
}

function writeOf(record: Record): PushWrite | null {
  const write = record['write'] as string | null
  return write === null ? null : PushWrite.parse(JSON.parse(write))
}

function writeViewOf(record: Record): { write?: PushWriteView } {
  const write = writeOf(record)
  if (!write) return {}
  const rows = record['image_rows'] as number
  const cells = record['image_cells'] as number
  const until = imageKeptUntil(record['started_at'] as string)
  const image = rows === 0 ? null : { rows, cells, until }
  return { write: { mode: write.mode, of: write.of, undoOf: write.undo?.pushId ?? null, image } }
}

function limitIn(record: Record): RateLimit | null {
  const limit = record['own_limit'] as string | null
  return limit === null ? null : (JSON.parse(limit) as RateLimit)
}

function heldIn(record: Record): { held?: Held } {
  const held = unpackHeld(record['held'] as string | null)
  return held ? { held } : {}
}

function leadIn(record: Record): Lead | null {
  const lead = record['lead'] as string | null
  return lead === null ? null : (JSON.parse(lead) as Lead)
}

function pushRowOf(record: Record): PushRow {
  return {
    ...outcomeOf(record),
    seq: record['seq'] as number,
    cells: unpackCells(record['cells'] as string),
    ...heldIn(record),
    lead: leadIn(record),
    carrierId: record['carrier_id'] as number | null,
    repeatable: record['repeatable'] === 1,
    unclear: record['unclear'] === 1,
  }
}
