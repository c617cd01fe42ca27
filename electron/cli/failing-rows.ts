import type { RowId, SheetId } from '#shared/domain/sheet/sheet.ts'
import { STATUS_LABELS } from '#shared/domain/push/status.ts'
import { toldInOne } from '#shared/domain/report/report-message.ts'
import type { Program } from '#electron/compose.ts'
import type { PushRow } from '#electron/services/ports.ts'

const MOST_ROWS = 10
const PAGE_ROWS = 2_000

/** The first rows that did not go in: where each stands in the sheet, below its headings, and why. '' where all did. */
export function failingRows(program: Program, pushId: number, sheetId: SheetId): string {
  const { workspace } = program
  const failing = (['failed', 'unknown'] as const)
    .flatMap((state) => workspace.pushRows(pushId, null, MOST_ROWS + 1, state))
    .sort((a, b) => a.seq - b.seq)
  const shown = failing.slice(0, MOST_ROWS)
  if (shown.length === 0) return ''
  const places = placesOf(program, sheetId, new Set(shown.map(({ rowId }) => rowId)))
  const lines = shown.map((row) => lineOf(row, places.get(row.rowId)))
  if (failing.length > MOST_ROWS) lines.push('…and others; --report lists every row.')
  return `${lines.join('\n')}\n`
}

function lineOf(row: PushRow, place: number | undefined): string {
  const where = place === undefined ? 'A row that was deleted since' : `Row ${place}`
  return `${where} · ${STATUS_LABELS[row.state]}: ${toldInOne(row).replace(/\s+/g, ' ')}`
}

/** Counted from 1. */
function placesOf({ workspace }: Program, sheetId: SheetId, wanted: Set<RowId>): Map<RowId, number> {
  const places = new Map<RowId, number>()
  if (!workspace.head(sheetId)) return places
  let place = 0
  for (let afterRank: number | null = null; places.size < wanted.size;) {
    const page = workspace.rows(sheetId, afterRank, PAGE_ROWS)
    for (const { id } of page.rows) {
      place += 1
      if (wanted.has(id)) places.set(id, place)
    }
    const last = page.rows.at(-1)
    if (page.done || !last) break
    afterRank = last.rank
  }
  return places
}
