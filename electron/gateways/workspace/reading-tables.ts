/** A step of the schema: what was read from LeadSquared. A step that has shipped never changes. */
export const READING_TABLES = `
  -- One finished comparison a sheet and account; others are being made, or were dropped half-way.
  CREATE TABLE IF NOT EXISTS comparisons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sheet_id INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    search_by TEXT NOT NULL,
    blanks TEXT NOT NULL,
    way TEXT NOT NULL,
    -- The mapping it was made with.
    mapping TEXT NOT NULL,
    visible INTEGER NOT NULL DEFAULT 0,
    -- JSON of what is told of it as a whole; written once it is finished.
    told TEXT
  );
  CREATE INDEX IF NOT EXISTS comparisons_by_sheet ON comparisons (sheet_id);

  CREATE TABLE IF NOT EXISTS compared_rows (
    comparison_id INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lead_id TEXT,
    other_lead_id TEXT,
    message TEXT NOT NULL,
    changes TEXT,
    -- The row as it was compared.
    cells TEXT NOT NULL,
    held TEXT,
    PRIMARY KEY (comparison_id, row_id)
  ) WITHOUT ROWID;

  -- Outlives the row, so that undoing a deletion brings it back.
  CREATE TABLE IF NOT EXISTS linked_rows (
    sheet_id INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    -- 'pulled', 'matched' (by a comparison, and may be matched anew) or 'report'.
    origin TEXT NOT NULL,
    -- JSON by column id: what LeadSquared held when the lead was last read.
    base TEXT,
    PRIMARY KEY (sheet_id, row_id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS linked_by_lead ON linked_rows (sheet_id, lead_id);

  CREATE TABLE IF NOT EXISTS pulls (
    sheet_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    source TEXT NOT NULL,
    columns TEXT NOT NULL,
    phase TEXT NOT NULL,
    -- Pages, or portions of what was named, that are in the sheet.
    pages INTEGER NOT NULL,
    came INTEGER NOT NULL,
    expected INTEGER,
    calls INTEGER NOT NULL,
    seconds REAL NOT NULL,
    note TEXT NOT NULL,
    started_at TEXT NOT NULL
  );
`
