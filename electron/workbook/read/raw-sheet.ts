import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import type { CellDoubts } from './cell-doubts.ts'

/** A block of merged cells; rows and columns count from 0, ends included. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

/** A sheet of a workbook, or a whole text file, as text cells: what both kinds of reader answer. */
export interface RawSheet {
  name: string
  hidden: boolean
  /** Rows and columns of the used range, counted from the sheet's first row and column. */
  rowCount: number
  columnCount: number
  hiddenRows: ReadonlySet<number>
  hiddenColumns: ReadonlySet<number>
  merges: readonly Merge[]
  /** Rows that sum up a table and are none of it. */
  totalsRows?: ReadonlySet<number>
  /**
   * The texts of a row as shown; may be shorter than `columnCount`. Cells worth a word are added to `doubts`; what a cell
   * holds, where that is not what it shows, goes into `held` by its column (in the words of `shared/…/held.ts`).
   */
  row(index: number, doubts?: CellDoubts, held?: Map<number, string>): string[]
  /** What the file calls the row: its number in Excel, its line in a text file. Counts from 1. */
  placeOf(index: number): number
  /** The whole of it was looked through: no cell holds a control character. */
  withoutControls?: boolean
}

/** A file read into memory, from which sheets can be previewed and tables taken. */
export interface OpenedFile {
  /** For people: "Excel workbook", "CSV text". */
  format: string
  sheets: RawSheet[]
  /** Delimited text only; null elsewhere. */
  text: TextFacts | null
  /** Sheets that are listed in the file but could not be read. */
  lostSheets?: number
  /** Of text files, and of workbooks too old to say it themselves. */
  encoding?: EncodingFacts
  /** What should be said of how the file was read: rows with more or fewer fields than the others, signs set aside, parts that are missing. */
  notes?: LoadNote[]
  /** Why the file is not what its writer meant: rows may be missing or wrong. It is loaded only by somebody who was told. */
  broken?: LoadNote[]
}

export interface EncodingFacts {
  name: string
  /** False where the bytes fit several encodings about equally well. */
  sure: boolean
}

export interface TextFacts {
  delimiter: string
  /** Other delimiters by which the file reads as a table just as well. */
  rivals: string[]
}
