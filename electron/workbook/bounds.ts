/**
 * Every bound on reading and writing files, in one place. Reading happens in a process of its own, so a bound that is
 * met ends that process and leaves the program, and the sheet on screen, as they were.
 */

export const MB = 1024 * 1024

/** Of a file as it lies on the disk. 300,000 × 14 cells are about 40 MB as text, 25 MB as .xlsx. */
export const MAX_FILE_BYTES = 400 * MB

/** Of all parts of a zipped workbook together, inflated; a compressed bomb says gigabytes. */
export const MAX_INFLATED_BYTES = 600 * MB

/** Of one part: a JavaScript string holds 512 MB, and the reader takes a part as one string. */
export const MAX_PART_BYTES = 500 * MB

/** Parts of a zipped workbook; an ordinary one has some dozens. */
export const MAX_PARTS = 10_000

/** Excel's own bound. */
export const MAX_ROWS = 1_048_576

/** Excel's own bound on columns, empty ones included. */
export const MOST_SHEET_COLUMNS = 16_384

/** Cells an OpenDocument sheet may make by repeating a few: a value filled down 1,000,000 rows is honest. */
export const MAX_REPEATED_CELLS = 5_000_000

/** Columns that hold something. Excel allows 16,384; LeadSquared accounts have some hundreds of fields. */
export const MAX_COLUMNS = 500

/** Columns of a file before those with nothing in them are left out; Excel's own bound. */
export const MAX_RAW_COLUMNS = 16_384

/** Cells of a text file, empty ones included: what the memory bound has room for. 300,000 × 14 are 4,200,000. */
export const MAX_CELLS = 40_000_000

/** Characters of one cell; Excel's own bound is 32,767. */
export const MAX_REPORT_CELL = 32_767

/** Of memory the workbook process may hold in all, checked by a thread of its own. */
export const MAX_MEMORY_BYTES = 3072 * MB

/** The workbook process is ended after this long without a sign of life while we wait for it. */
export const MAX_SILENCE_MS = 60_000

/** Added to that for each MB of cells, which a slow machine parses at some 5 MB a second. */
export const SILENCE_MS_PER_MB = 200

/** A process that keeps a file open for a second step is let go after this long. */
export const IDLE_MS = 120_000

/** Rows handed over at a time; the next batch leaves when this one has been taken. */
export const BATCH_ROWS = 2_000

/** Of a preview. */
export const PREVIEW_ROWS = 20
export const PREVIEW_COLUMNS = 30

/** Rows from the top in which a heading row is looked for. */
export const HEADING_SEARCH_ROWS = 60
