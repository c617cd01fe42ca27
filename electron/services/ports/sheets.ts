import type { Outcome } from '#shared/domain/push/outcome.ts'
import type { FileRowRun, FileRows } from '#shared/domain/sheet/file-rows.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import type { Column, Row, RowId, SheetHead, SheetId, SheetSettings } from '#shared/domain/sheet/sheet.ts'

export interface RowsPage {
  rows: Row[]
  outcomes: Outcome[]
  changed: RowId[]
  done: boolean
}

/** The sheets there are and their rows. */
export interface SheetStore {
  openSheet(): SheetHead | null
  sheets(): {
    id: SheetId
    name: string
    accountId: string
    rowCount: number
    openedAt: string
    tab: number | null
  }[]
  head(sheetId: SheetId): SheetHead | null
  createSheet(name: string, columns: Column[], settings: SheetSettings): SheetHead
  /** For loads that must be all or nothing: a sheet made but not yet open is dropped at the next start. */
  appendRows(sheetId: SheetId, rows: readonly PackedRow[]): void
  /** Keeps what the file calls the rows of a sheet. Runs come in the order of their rows. */
  keepFileRows(sheetId: SheetId, runs: readonly FileRowRun[]): void
  /** What the file calls each row of the sheet; rows keep it whatever is edited, moved, deleted or brought back. */
  fileRows(sheetId: SheetId): FileRows
  switchTo(sheetId: SheetId): SheetHead | null
  removeSheet(sheetId: SheetId): void
  /** What became of the row in each push of its sheet, the newest first: at most 100. */
  rowHistory(sheetId: SheetId, rowId: RowId): { outcome: Outcome; accountLabel: string; startedAt: string }[]
  /** Numbers the tabs of these sheets in this order. */
  arrangeTabs(sheetIds: readonly SheetId[]): void
  /** Without a tab, and not the one that is open any more. */
  closeSheet(sheetId: SheetId): void
  keepLook(sheetId: SheetId, look: SheetLook): void
  rows(sheetId: SheetId, afterRank: number | null, limit: number): RowsPage
  /** The same pages without what became of the rows: for whoever reads a long sheet whole. */
  packedRows(sheetId: SheetId, afterRank: number | null, limit: number): { rows: PackedRow[]; done: boolean }
  /** Whether any cell of the sheet, or of the push, holds something other than it shows. */
  holds(source: { sheetId: SheetId } | { pushId: number }): boolean
  rowsById(sheetId: SheetId, ids: readonly RowId[]): Row[]
  /** Another number as soon as any row of the sheet may be another than it was: what was worked out of all of them holds until then. */
  rowsVersion(sheetId: SheetId): number
}
