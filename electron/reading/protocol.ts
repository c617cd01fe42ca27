import type { BatchKeys, CameRow, ComparedBatch } from '#electron/services/ports/bulk-reading.ts'
import type { SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { IndexedLead } from '#electron/services/ports/lead-index.ts'
import type { AnswerBytes, PageOf } from '#electron/services/ports/lead-reads.ts'
import type { RowComparerSetup } from '#shared/domain/reading/compare-row.ts'
import { MatchKind, type ComparedRow } from '#shared/domain/reading/comparison.ts'
import type { Match } from '#shared/domain/reading/match.ts'
import type { PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import { wholeOf, type PackedRow } from '#shared/domain/sheet/packed-row.ts'

/** What the reading thread is asked; lists of texts instead of rows, as copying objects from thread to thread costs many times that. */
export type Question =
  | { kind: 'rows'; answer: AnswerBytes; columns: readonly PulledColumn[] }
  | { kind: 'index'; answer: AnswerBytes; attribute: string }
  | { kind: 'begin'; comparison: number; setup: RowComparerSetup }
  | { kind: 'keys'; comparison: number; batch: number; rows: PackedRows }
  | {
      kind: 'compare'
      comparison: number
      batch: number
      matches: PackedMatches
      /** Null: there is no lead to compare with. */
      answer: AnswerBytes | null
    }
  | { kind: 'end'; comparison: number }

/** Rows of a batch as few texts: each text that goes from thread to thread is copied twice. */
export interface PackedRows {
  /** JSON of `string[][]`: the cells of all rows. */
  cells: string
  /** Of the rows that hold anything, by their place. */
  held: [place: number, held: string][]
}

export function packRows(rows: readonly Pick<PackedRow, 'packed' | 'held'>[]): PackedRows {
  return {
    cells: `[${rows.map(({ packed }) => packed).join(',')}]`,
    held: rows.flatMap(({ held }, place): PackedRows['held'] => (held === null ? [] : [[place, held]])),
  }
}

/** Nearly all are one lead each. */
export interface PackedMatches {
  /** Beside the rows; null where a row's is among the others. */
  leadIds: (string | null)[]
  others: [row: number, match: Match][]
}

export function packMatches(matches: readonly Match[]): PackedMatches {
  return {
    leadIds: matches.map((match) => (match.kind === 'one' ? match.leadId : null)),
    others: matches.flatMap((match, row): PackedMatches['others'] =>
      match.kind === 'one' ? [] : [[row, match]],
    ),
  }
}

export function unpackMatches({ leadIds, others }: PackedMatches): Match[] {
  const byRow = new Map(others)
  return leadIds.map((leadId, row) => (leadId === null ? byRow.get(row)! : { kind: 'one', leadId }))
}

/** What became of the rows of a batch; of most their match and what they are is all there is to say. */
export interface PackedCompared extends Pick<
  ComparedBatch,
  'totals' | 'inDoubt' | 'came' | 'recordCount' | 'gone'
> {
  /** By their place among `MatchKind`. */
  kinds: Uint8Array
  /** Of rows that are not simply the one lead they are matched with. */
  told: [row: number, Pick<ComparedRow, 'leadId' | 'otherLeadId' | 'message'>][]
  changes: [row: number, changes: string][]
  /**
   * How many cells a row has whose base is these cells, with empty ones behind them up to `width`; `NOT_ITS_OWN` where its
   * base is among `bases`, or there is none.
   */
  own: Int32Array
  width: number
  bases: [row: number, base: string][]
}

export const NOT_ITS_OWN = -1

/** `rows`: those of the batch that have something to send; `matches` beside them. */
export function unpackCompared(
  { kinds, told, changes, own, width, bases, ...rest }: PackedCompared,
  rows: readonly Pick<PackedRow, 'packed'>[],
  matches: readonly Match[],
): ComparedBatch {
  const compared: ComparedBatch = {
    kinds: Array.from(kinds, (kind) => MatchKind.options[kind]!),
    leadIds: matches.map((match) => (match.kind === 'one' ? match.leadId : null)),
    otherLeadIds: rows.map(() => null),
    messages: rows.map(() => ''),
    changes: rows.map(() => null),
    bases: rows.map(({ packed }, row) =>
      own[row] === NOT_ITS_OWN ? null : wholeOf(packed, own[row]!, width),
    ),
    ...rest,
  }
  for (const [row, { leadId, otherLeadId, message }] of told) {
    compared.leadIds[row] = leadId
    compared.otherLeadIds[row] = otherLeadId
    compared.messages[row] = message
  }
  for (const [row, text] of changes) compared.changes[row] = text
  for (const [row, base] of bases) compared.bases[row] = base
  return compared
}

/** A page of rows, as lists. */
export interface PackedPage extends Omit<PageOf<CameRow>, 'leads'> {
  ids: string[]
  cells: string[]
}

/** A page of what an index has, as lists. */
export interface PackedIndex extends Omit<PageOf<IndexedLead>, 'leads'> {
  ids: string[]
  emails: string[]
  phones: string[]
  searched: string[]
}

export interface Replies {
  rows: SideAnswer<PackedPage>
  index: SideAnswer<PackedIndex>
  begin: null
  keys: BatchKeys
  compare: SideAnswer<PackedCompared>
  end: null
}

export type Asked = { id: number; question: Question }
/** In the order of the questions. */
export type Replied = { id: number; reply: Replies[Question['kind']] }
