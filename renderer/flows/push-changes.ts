import type { ColumnId, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { valueInCell } from '#shared/domain/sheet/people.ts'
import { comparedRows, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { sentFormOf } from '#renderer/stores/compare/sent-form.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { useReview, type ConflictChoice } from '#renderer/stores/push/review-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { startComparison } from './compare-rows.ts'
import { followLinks } from './follow-links.ts'
import { refreshReview } from './push-rows.ts'
import { settleEdits } from './settle-edits.ts'

/** A cell that was edited here and by somebody in LeadSquared too. */
export interface Conflict {
  rowId: RowId
  column: ColumnId
  /** What it was when its lead was last read, what LeadSquared has now, what the sheet has. */
  base: string
  theirs: string
  mine: string
}

/** Of the sheet's comparison of edited cells; those of rows edited since are told anew by the next one. */
export function conflictsNow(): Conflict[] {
  return comparedRows
    .idsWhere(({ changes }) => changes.some(({ conflict }) => conflict))
    .flatMap((rowId) => {
      const compared = comparedRows.of(rowId)
      if (!compared || compared.stale) return []
      return compared.told.changes.flatMap(({ column, base = '', old, new: mine, conflict }) =>
        conflict ? [{ rowId, column, base, theirs: old, mine }] : [],
      )
    })
}

function keyOf({ rowId, column }: Pick<Conflict, 'rowId' | 'column'>): string {
  return `${rowId} ${column}`
}

export function answerOf(
  answers: ReadonlyMap<string, ConflictChoice>,
  conflict: Pick<Conflict, 'rowId' | 'column'>,
): ConflictChoice {
  return answers.get(keyOf(conflict)) ?? 'leave'
}

/** The sheet's value goes, or the cell stays out of the push. */
export function answerConflicts(conflicts: readonly Conflict[], answer: ConflictChoice): void {
  const answers = new Map(useReview.getState().answers)
  for (const conflict of conflicts) answers.set(keyOf(conflict), answer)
  useReview.setState({ answers })
  void refreshReview()
}

/** Who owns a lead stands in the cell as the column names people, not by number. */
function inCell(rowId: RowId, columnId: ColumnId, value: string): string {
  const column = sheetStore.getState().columns.find(({ id }) => id === columnId)
  const form = column && sentFormOf(column)
  return form?.takes === 'User'
    ? valueInCell(value, form, rowStore.byId(rowId)?.cells[columnId] ?? '')
    : value
}

/** Puts what LeadSquared has into the cells: an edit like any other, and their base from here on. */
export async function takeTheirs(conflicts: readonly Conflict[]): Promise<void> {
  const sheetId = sheetStore.getState().sheet?.id
  if (sheetId === undefined || conflicts.length === 0) return
  const answer = await ask('changes.takeTheirs', {
    sheetId,
    cells: conflicts.map(({ rowId, column }) => ({ rowId, column })),
  })
  if (!answer || sheetStore.getState().sheet?.id !== sheetId) return
  const byColumn = new Map<ColumnId, { rows: RowId[]; values: string[] }>()
  for (const { rowId, column, value } of answer.cells) {
    const known = byColumn.get(column) ?? { rows: [], values: [] }
    known.rows.push(rowId)
    known.values.push(inCell(rowId, column, value))
    byColumn.set(column, known)
  }
  edit(
    'Take LeadSquared’s values',
    [...byColumn].map(([column, { rows, values }]): SheetPatch => ({
      kind: 'setCells',
      column,
      rows,
      values,
    })),
  )
  announce('The cells have what LeadSquared has.')
  const unsaved = await settleEdits()
  if (unsaved) notify('error', unsaved)
  followLinks()
  // What is left of these rows is known once they are read again.
  if (useCompare.getState().editedCells > 0) await startComparison('edited')
  else void refreshReview()
}
