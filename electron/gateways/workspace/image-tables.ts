/** A step of the schema: how a push writes, and what was there before. A step that has shipped never changes. */
export const IMAGE_TABLES = `
  -- JSON (PushWrite) of how it writes; null: creates and updates, without a comparison.
  ALTER TABLE pushes ADD COLUMN write TEXT;
  -- Of its before-image, once the push is whole; 0 where there is none, or not any more.
  ALTER TABLE pushes ADD COLUMN image_rows INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE pushes ADD COLUMN image_cells INTEGER NOT NULL DEFAULT 0;

  -- The former values of exactly the attributes a push writes, kept before its first call.
  CREATE TABLE push_images (
    push_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    lead_id TEXT NOT NULL,
    -- JSON of [column, attribute, before, after] a cell.
    cells TEXT NOT NULL,
    PRIMARY KEY (push_id, seq)
  ) WITHOUT ROWID;
`
