import type { ComparedRow, Comparison, LinkedRow, MatchKind } from '#shared/domain/reading/comparison.ts'
import type { PullProgress } from '#shared/domain/reading/pull.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { RowId, SheetId } from '#shared/domain/sheet/sheet.ts'

/** A row of a comparison under way: the row as it was compared, and the lead's values where one was read. */
export interface RowToKeep extends Pick<ComparedRow, 'kind' | 'leadId' | 'otherLeadId' | 'message'> {
  row: Pick<PackedRow, 'id' | 'packed' | 'held'>
  /** JSON of its `changes`; null where there are none. */
  changes: string | null
  /** JSON by column id, of mapped columns (`(string | null)[]`); null where no lead was read. */
  base: string | null
}

export type ToldComparison = Omit<Comparison, 'stale'>

/** The pull of a sheet, as it is kept. `pages`: pages or portions that are in the sheet. */
export interface PullRecord extends PullProgress {
  pages: number
}

export interface PulledRow {
  leadId: string
  /** JSON by column id (`string[]`), empty ones at the end included: a field that was read and is empty is not one that was not read. */
  cells: string
}

/** The latest comparison of each sheet. */
export interface ComparisonStore {
  /** Begins a comparison. Until `finishComparison` nobody sees it, and the next start drops it. */
  beginComparison(
    about: Pick<Comparison, 'sheetId' | 'accountId' | 'searchBy' | 'blanks' | 'way'> & { mapping: string },
  ): number
  /**
   * Rows whose lead was read become linked at once: that holds whatever becomes of the comparison. On disk with what is
   * written next, such as the comparison's end: a power cut before that leaves rows to be compared again.
   */
  keepComparedRows(comparisonId: number, rows: readonly RowToKeep[]): void
  /** It becomes the sheet's, in place of the one before. */
  finishComparison(comparisonId: number, told: ToldComparison): void
  dropComparison(comparisonId: number): void
  /** `mapping`: the sheet's now; where it is not the one compared with, every row is stale. */
  comparison(sheetId: SheetId, mapping: string): Comparison | null
  /** The same without what became stale since, which takes a pass over the sheet to count. */
  toldComparison(sheetId: SheetId): ToldComparison | null
  comparedRows(
    sheetId: SheetId,
    mapping: string,
    page: { afterRow: RowId | null; limit: number; kinds: readonly MatchKind[] | null },
  ): { rows: ComparedRow[]; done: boolean }
  /** Of these rows, what the sheet's comparison with this account says of them; `stale` where they were edited since. */
  comparedRowsById(
    sheetId: SheetId,
    accountId: string,
    mapping: string,
    ids: readonly RowId[],
  ): Map<RowId, ComparedRow>
  /** What LeadSquared held in these cells when the sheet was compared becomes their base; answers it. */
  takeTheirs(
    sheetId: SheetId,
    cells: readonly { rowId: RowId; column: number }[],
  ): { rowId: RowId; column: number; value: string }[]
  /** Distinct leads the sheet's comparison matched, in order of their id, from the first after `afterLead`. */
  matchedLeads(sheetId: SheetId, accountId: string, afterLead: string | null, limit: number): string[]
}

/** Which lead each row is. */
export interface LinkStore {
  /** Rows whose lead in this account is known: pulled, matched, or pushed. */
  linkedRows(
    sheetId: SheetId,
    accountId: string,
    page: { afterRow: RowId | null; limit: number },
  ): { rows: LinkedRow[]; done: boolean }
  /** Of these rows, those whose lead in this account is known. */
  linksOf(sheetId: SheetId, accountId: string, ids: readonly RowId[]): Map<RowId, LinkedRow>
  linkRows(
    sheetId: SheetId,
    accountId: string,
    /** `base`: by column id, what LeadSquared had when the lead was read; null or left out: not known. */
    rows: readonly { rowId: RowId; leadId: string; base?: readonly (string | null)[] | null }[],
    origin: 'report' | 'pulled',
  ): void
}

/** What pulls brought, and how far they came. */
export interface PullStore {
  beginPull(record: PullRecord): void
  pull(sheetId: SheetId): PullRecord | null
  /** Sheets with a pull that has not ended. */
  unfinishedPulls(): PullRecord[]
  updatePull(
    sheetId: SheetId,
    change: Partial<Pick<PullRecord, 'phase' | 'pages' | 'came' | 'expected' | 'calls' | 'seconds' | 'note'>>,
  ): void
  /**
   * A page of leads into the sheet, and the pull's count of pages with it, all or nothing. Leads that are there already are
   * left as they are. Answers how many were new.
   */
  keepPulledRows(
    sheetId: SheetId,
    accountId: string,
    rows: readonly PulledRow[],
    change: { pages: number; expected: number | null },
  ): number
  /** The columns of the account's latest pull. */
  rememberedColumns(accountId: string): string[]
  rememberColumns(accountId: string, columns: readonly string[]): void
}

/**
 * What was read from LeadSquared, kept beside the sheets it was read for: in the workspace, by `RowId`. Synchronous; a method
 * that returns has its change on disk, but for `keepComparedRows`.
 */
export interface ReadingStore extends ComparisonStore, LinkStore, PullStore {}
