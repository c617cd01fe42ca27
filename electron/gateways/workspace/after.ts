import type { DatabaseSync } from 'node:sqlite'
import type {
  AfterItem,
  AfterStore,
  NewAfterItem,
  NewAfterTask,
} from '#electron/services/ports/after-store.ts'
import type {
  AfterPhase,
  AfterState,
  AfterTask,
  AfterTaskKind,
  AfterView,
} from '#shared/domain/push/after.ts'
import { bulkInsert } from './insert.ts'
import { inTransaction } from './transaction.ts'

const MOST_REASONS = 8
const MOST_ROWS = 1000

/** Written with the push, before it is open. */
export function insertAfter(db: DatabaseSync, pushId: number, tasks: readonly NewAfterTask[]): void {
  if (tasks.length === 0) return
  const insert = db.prepare(
    'INSERT INTO after_tasks (push_id, kind, place, name, target, text) VALUES (?, ?, ?, ?, ?, ?)',
  )
  tasks.forEach(({ kind, name, target, text }, place) => insert.run(pushId, kind, place, name, target, text))
  db.prepare("UPDATE pushes SET after_phase = 'waiting' WHERE id = ?").run(pushId)
}

/** Answers what follows a push, from its record's `after_phase` and `after_note`. */
export function afterReader(
  db: DatabaseSync,
): (pushId: number, phase: string | null, note: string) => AfterView | null {
  const selectTasks = db.prepare('SELECT * FROM after_tasks WHERE push_id = ? ORDER BY place')
  const count = db.prepare(
    'SELECT state, count(*) AS leads FROM after_items WHERE push_id = ? AND kind = ? GROUP BY state',
  )
  const selectReasons = db.prepare(`
    SELECT state, message, count(*) AS leads FROM after_items
    WHERE push_id = ? AND kind = ? AND state IN ('failed', 'unknown')
    GROUP BY state, message ORDER BY leads DESC, message LIMIT ${MOST_REASONS}`)
  const selectRows = db.prepare(`
    SELECT row_id FROM after_items WHERE push_id = ? AND kind = ? AND state = ? AND message = ?
    ORDER BY seq LIMIT ${MOST_ROWS}`)

  function taskOf(pushId: number, record: Record<string, unknown>): AfterTask {
    const kind = record['kind'] as AfterTaskKind
    const counts = new Map(
      count.all(pushId, kind).map((group) => [group['state'] as AfterState, group['leads'] as number]),
    )
    const of = (state: AfterState): number => counts.get(state) ?? 0
    return {
      kind,
      name: record['name'] as string,
      target: record['target'] as string | null,
      leads: [...counts.values()].reduce((sum, leads) => sum + leads, 0),
      done: of('done'),
      failed: of('failed'),
      unknown: of('unknown'),
      open: of('queued') + of('sending'),
      leadless: record['leadless'] as number,
      reasons: selectReasons.all(pushId, kind).map((reason) => ({
        state: reason['state'] as 'failed' | 'unknown',
        text: reason['message'] as string,
        leads: reason['leads'] as number,
        rows: selectRows
          .all(pushId, kind, reason['state']!, reason['message']!)
          .map((row) => row['row_id'] as number),
      })),
    }
  }

  return (pushId, phase, note) =>
    phase === null
      ? null
      : {
          pushId,
          phase: phase as AfterPhase,
          note,
          tasks: selectTasks.all(pushId).map((record) => taskOf(pushId, record)),
        }
}

/** The journal of what follows pushes. */
export function afterStore(db: DatabaseSync): AfterStore {
  const read = afterReader(db)
  const insertItems = bulkInsert<{ pushId: number; kind: AfterTaskKind; item: NewAfterItem }>(
    db,
    'after_items (push_id, kind, seq, row_id, lead_id, text, state, message)',
    8,
    ({ pushId, kind, item }) => [
      pushId,
      kind,
      item.seq,
      item.rowId,
      item.leadId,
      item.text,
      item.failed === undefined ? 'queued' : 'failed',
      item.failed ?? '',
    ],
  )
  const settle = db.prepare(
    'UPDATE after_items SET state = ?, message = ? WHERE push_id = ? AND kind = ? AND seq = ?',
  )

  return {
    after(pushId) {
      const record = db.prepare('SELECT after_phase, after_note FROM pushes WHERE id = ?').get(pushId)
      return record
        ? read(pushId, record['after_phase'] as string | null, record['after_note'] as string)
        : null
    },

    afterTasks(pushId) {
      return db
        .prepare('SELECT * FROM after_tasks WHERE push_id = ? ORDER BY place')
        .all(pushId)
        .map((record) => ({
          kind: record['kind'] as AfterTaskKind,
          name: record['name'] as string,
          target: record['target'] as string | null,
          text: record['text'] as string,
          planned: record['planned'] === 1,
          making: record['making'] as number | null,
        }))
    },

    openAfters() {
      return db
        .prepare(
          `SELECT id FROM pushes WHERE visible = 1 AND (after_phase IN ('running', 'paused')
            OR (after_phase = 'waiting' AND phase IN ('finished', 'cancelled'))) ORDER BY id`,
        )
        .all()
        .map((record) => record['id'] as number)
    },

    setAfterPhase(pushId, phase, note) {
      db.prepare('UPDATE pushes SET after_phase = ?, after_note = ? WHERE id = ?').run(phase, note, pushId)
    },

    planAfter(pushId, kind, items, leadless) {
      inTransaction(db, () => {
        db.prepare('DELETE FROM after_items WHERE push_id = ? AND kind = ?').run(pushId, kind)
        insertItems(items.map((item) => ({ pushId, kind, item })))
        db.prepare('UPDATE after_tasks SET planned = 1, leadless = ? WHERE push_id = ? AND kind = ?').run(
          leadless,
          pushId,
          kind,
        )
      })
    },

    setAfterTarget(pushId, kind, target) {
      db.prepare('UPDATE after_tasks SET target = ?, making = NULL WHERE push_id = ? AND kind = ?').run(
        target,
        pushId,
        kind,
      )
    },

    setAfterMaking(pushId, kind, making) {
      db.prepare('UPDATE after_tasks SET making = ? WHERE push_id = ? AND kind = ?').run(making, pushId, kind)
    },

    queuedAfter(pushId, kind) {
      return db
        .prepare(
          `SELECT seq, row_id, lead_id, text FROM after_items
          WHERE push_id = ? AND kind = ? AND state = 'queued' ORDER BY seq`,
        )
        .all(pushId, kind)
        .map((record): AfterItem => ({
          seq: record['seq'] as number,
          rowId: record['row_id'] as number,
          leadId: record['lead_id'] as string,
          text: record['text'] as string,
        }))
    },

    markAfterSending(pushId, kind, seqs) {
      inTransaction(db, () => {
        for (const seq of seqs) settle.run('sending', '', pushId, kind, seq)
      })
    },

    settleAfter(pushId, kind, items) {
      inTransaction(db, () => {
        for (const { seq, state, message } of items) settle.run(state, message, pushId, kind, seq)
      })
    },

    recoverAfter(pushId, unknown) {
      db.prepare(
        `UPDATE after_items SET state = iif(kind = 'activity', 'unknown', 'queued'),
          message = iif(kind = 'activity', ?, '')
        WHERE push_id = ? AND state = 'sending'`,
      ).run(unknown, pushId)
    },

    repeatAfter(pushId) {
      const { changes } = db
        .prepare(
          "UPDATE after_items SET state = 'queued', message = '' WHERE push_id = ? AND state = 'failed' AND lead_id <> '' AND (kind <> 'activity' OR text <> '')",
        )
        .run(pushId)
      return Number(changes)
    },
  }
}
