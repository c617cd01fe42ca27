/** A step of the schema: what follows a push. A step that has shipped never changes. */
export const AFTER_TABLES = `
  -- How what follows the push stands, and why; null: nothing follows.
  ALTER TABLE pushes ADD COLUMN after_phase TEXT;
  ALTER TABLE pushes ADD COLUMN after_note TEXT NOT NULL DEFAULT '';

  CREATE TABLE after_tasks (
    push_id INTEGER NOT NULL,
    -- list-created, list-updated, list-failed or activity.
    kind TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- The list's id or the activity's number; null: the list is not there yet.
    target TEXT,
    text TEXT NOT NULL,
    planned INTEGER NOT NULL DEFAULT 0,
    -- Rows whose lead nobody knows.
    leadless INTEGER NOT NULL DEFAULT 0,
    -- The making of the list began then (ms since 1970) and its end is not known.
    making REAL,
    PRIMARY KEY (push_id, kind)
  ) WITHOUT ROWID;

  -- The leads of a task, and what became of each.
  CREATE TABLE after_items (
    push_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    seq INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    lead_id TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (push_id, kind, seq)
  ) WITHOUT ROWID;
  CREATE INDEX after_items_by_state ON after_items (push_id, kind, state);
`
