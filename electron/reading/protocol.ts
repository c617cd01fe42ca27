import type { BatchKeys, CameRow, ComparedBatch } from '#electron/services/ports/bulk-reading.ts'
import type { SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { AnswerBytes, PageOf } from '#electron/services/ports/lead-reads.ts'
import type { RowComparerSetup } from '#shared/domain/reading/compare-row.ts'
import type { Match } from '#shared/domain/reading/match.ts'
import type { PulledColumn } from '#shared/domain/reading/pulled-cells.ts'

/** What the reading thread is asked; lists of texts instead of rows, as copying objects from thread to thread costs many times that. */
export type Question =
  | { kind: 'rows'; answer: AnswerBytes; columns: readonly PulledColumn[] }
  | { kind: 'begin'; comparison: number; setup: RowComparerSetup }
  | { kind: 'keys'; comparison: number; batch: number; packed: string[]; held: (string | null)[] }
  | {
      kind: 'compare'
      comparison: number
      batch: number
      matches: PackedMatches
      /** Null: there is no lead to compare with. */
      answer: AnswerBytes | null
    }
  | { kind: 'end'; comparison: number }

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

/** A page of rows, as lists. */
export interface PackedPage extends Omit<PageOf<CameRow>, 'leads'> {
  ids: string[]
  cells: string[]
}

export interface Replies {
  rows: SideAnswer<PackedPage>
  begin: null
  keys: BatchKeys
  compare: SideAnswer<ComparedBatch>
  end: null
}

export type Asked = { id: number; question: Question }
/** In the order of the questions. */
export type Replied = { id: number; reply: Replies[Question['kind']] }
