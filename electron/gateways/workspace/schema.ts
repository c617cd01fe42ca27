import type { DatabaseSync } from 'node:sqlite'
import { AFTER_TABLES } from './after-tables.ts'
import { IMAGE_TABLES } from './image-tables.ts'
import { READING_TABLES } from './reading-tables.ts'

/**
 * The schema's history: step n brings a file of version n to n + 1 (`user_version`). A step that has shipped never
 * changes; a new idea is a new step.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE sheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    columns TEXT NOT NULL,
    settings TEXT NOT NULL,
    row_count INTEGER NOT NULL DEFAULT 0,
    next_row_id INTEGER NOT NULL DEFAULT 1,
    next_column_id INTEGER NOT NULL DEFAULT 0,
    opened_at TEXT
  );

  CREATE TABLE rows (
    sheet_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    rank REAL NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (sheet_id, id)
  ) WITHOUT ROWID;
  CREATE INDEX rows_by_rank ON rows (sheet_id, rank, id);

  CREATE TABLE pages (
    page_id TEXT PRIMARY KEY,
    last_batch INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE mappings (
    heading TEXT PRIMARY KEY,
    attribute TEXT
  ) WITHOUT ROWID;

  CREATE TABLE pushes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sheet_id INTEGER NOT NULL,
    sheet_name TEXT NOT NULL,
    account_id TEXT NOT NULL,
    account_label TEXT NOT NULL,
    host TEXT NOT NULL,
    visible INTEGER NOT NULL DEFAULT 0,
    phase TEXT NOT NULL,
    pause_reason TEXT,
    note TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    seconds REAL NOT NULL,
    search_by TEXT NOT NULL,
    mapping TEXT NOT NULL,
    columns TEXT NOT NULL,
    settings TEXT NOT NULL,
    calls INTEGER NOT NULL,
    throttled INTEGER NOT NULL,
    limits TEXT NOT NULL,
    imported INTEGER NOT NULL,
    final_counts TEXT
  );

  CREATE TABLE push_rows (
    push_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    lead_id TEXT,
    message TEXT NOT NULL,
    details TEXT,
    attempts INTEGER NOT NULL,
    call INTEGER,
    sent_at TEXT,
    carrier_id INTEGER,
    repeatable INTEGER NOT NULL,
    unclear INTEGER NOT NULL,
    PRIMARY KEY (push_id, seq)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX push_rows_by_row ON push_rows (push_id, row_id);

  -- What was sent, apart from what became of it: settling a row rewrites a short record, not its cells.
  CREATE TABLE push_cells (
    push_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    cells TEXT NOT NULL,
    lead TEXT,
    PRIMARY KEY (push_id, seq)
  ) WITHOUT ROWID;

  -- The latest push each row of a sheet was part of. Outlives the row, so that undoing a deletion brings it back.
  CREATE TABLE latest (
    sheet_id INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    push_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (sheet_id, row_id)
  ) WITHOUT ROWID;

  CREATE TABLE calls (
    account_id TEXT NOT NULL,
    at REAL NOT NULL
  );
  CREATE INDEX calls_by_account ON calls (account_id, at);
  `,
  `
  -- What the file calls the rows of a sheet: from this row on, counted up; null: they came from no file.
  CREATE TABLE file_rows (
    sheet_id INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    place INTEGER,
    PRIMARY KEY (sheet_id, row_id)
  ) WITHOUT ROWID;
  `,
  `
  -- Calls whose end is not known: until when (ms since 1970) the server may be at work on them. Gone once it answered.
  CREATE TABLE calls_at_work (
    push_id INTEGER NOT NULL,
    call INTEGER NOT NULL,
    until REAL NOT NULL,
    PRIMARY KEY (push_id, call)
  ) WITHOUT ROWID;

  -- The rate limit given for this push alone, as JSON; null: the account's.
  ALTER TABLE pushes ADD COLUMN own_limit TEXT;
  `,
  `
  -- What a workbook holds in cells that show something else; null where nothing is held.
  ALTER TABLE rows ADD COLUMN held TEXT;
  ALTER TABLE push_cells ADD COLUMN held TEXT;
  `,
  READING_TABLES,
  IMAGE_TABLES,
  `
  -- How the sheet is looked at, as JSON; null: nothing was kept. Its place among the tabs; null: it has none.
  ALTER TABLE sheets ADD COLUMN look TEXT;
  ALTER TABLE sheets ADD COLUMN tab REAL;
  UPDATE sheets SET tab = id WHERE opened_at IS NOT NULL;
  `,
  AFTER_TABLES,
]

export const SCHEMA_VERSION = MIGRATIONS.length

export function schemaVersion(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
}

/** `to`: the version to bring the file to. Each step is one transaction together with its version number: a crash leaves the file at one step or the next. */
export function migrate(db: DatabaseSync, to = SCHEMA_VERSION): void {
  for (let version = schemaVersion(db); version < to; version++) {
    db.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version]!} PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}
