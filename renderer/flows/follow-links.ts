import type { Column, RowId, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { comparisonMoved, linkedRows } from '#renderer/stores/compare/compare-store.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { inSlices } from './in-slices.ts'
import { settleEdits } from './settle-edits.ts'

/** Taking one in holds the page for some 20 ms. */
const PAGE = 2_000

let turn = 0
/** The last row asked for; what a pull brings comes after it. */
let afterRow: RowId | null = null
let underWay = false
let again = false

async function load(): Promise<void> {
  const mine = turn
  const sheetId = sheetStore.getState().sheet?.id
  if (sheetId === undefined) return
  for (;;) {
    const answer: Awaited<ReturnType<typeof attempt<'linked.rows'>>> = await attempt('linked.rows', {
      sheetId,
      afterRow,
      limit: PAGE,
    })
    if (mine !== turn || !('value' in answer)) return
    const { rows, done } = answer.value
    const before = { any: linkedRows.rows > 0, edited: linkedRows.editedCells }
    linkedRows.take(rows)
    afterRow = rows.at(-1)?.rowId ?? afterRow
    const last = done || rows.length === 0
    // Painting the sheet anew for each page of a long one would show in scrolling.
    if (last || !before.any || linkedRows.editedCells !== before.edited) comparisonMoved()
    if (last) return
  }
}

/** Rows that came since the last time; one question after another. */
export async function followMoreLinks(): Promise<void> {
  again = true
  if (underWay) return
  underWay = true
  try {
    while (again) {
      again = false
      await load()
    }
  } finally {
    underWay = false
  }
}

/** All of the open sheet's anew: a comparison or a push linked rows, or the sheet is for another account. */
export function followLinks(): void {
  turn++
  afterRow = null
  const mine = turn
  void settleEdits().then(() => {
    if (mine !== turn) return
    linkedRows.clear()
    comparisonMoved()
    return followMoreLinks()
  })
}

let looking = new AbortController()

/** All linked rows anew: what counts as an edit changed, not the rows. */
async function lookAgain(): Promise<void> {
  looking.abort()
  looking = new AbortController()
  const { signal } = looking
  const before = linkedRows.editedCells
  try {
    await inSlices(linkedRows.ids(), (id) => linkedRows.look([id]), { signal })
  } catch {
    // A later look, or another sheet, took its place.
    return
  }
  if (linkedRows.editedCells !== before) comparisonMoved()
}

/** What an edit is told by: where columns go and how their cells are read, not how wide they are. */
function mappingOf(columns: readonly Column[]): string {
  return JSON.stringify(
    columns.map(({ id, attribute, constant, readAs }) => [id, attribute, constant, readAs]),
  )
}

/** What the sheet says of how all its cells are read; its other settings decide nothing here. */
function readAs({
  placeholders,
  unknownOptions,
  dateOrder,
  decimal,
  phoneCountry,
  zone,
}: SheetSettings): string {
  return JSON.stringify([placeholders, unknownOptions, dateOrder, decimal, phoneCountry, zone])
}

/** Keeps what is known of the open sheet's linked rows, and which of their cells were edited, true. */
export function startFollowingLinks(): void {
  let loaded: number | null = null
  sheetStore.subscribe((now, before) => {
    if (now.sheet?.id !== before.sheet?.id) {
      turn++
      loaded = null
      afterRow = null
      looking.abort()
      linkedRows.clear()
      comparisonMoved()
    }
    if (now.sheet && now.loading === null && loaded !== now.sheet.id) {
      loaded = now.sheet.id
      followLinks()
    } else if (now.sheet && loaded === now.sheet.id && now.settings.accountId !== before.settings.accountId) {
      followLinks()
    }
    if (now.columns !== before.columns && mappingOf(now.columns) !== mappingOf(before.columns))
      void lookAgain()
    else if (readAs(now.settings) !== readAs(before.settings)) void lookAgain()
  })
  rowStore.subscribe(({ kind, rows }) => {
    if ((kind === 'cells' || kind === 'structure') && rows && linkedRows.look(rows)) comparisonMoved()
  })
  usePush.subscribe(({ push }, before) => {
    const ended = isUnderWay(before.push) && !isUnderWay(push)
    if (ended && push?.sheetId === sheetStore.getState().sheet?.id) followLinks()
  })
  // Which of two spellings are one value depends on the fields' types.
  useAttributes.subscribe((now, before) => {
    if (now.attributes !== before.attributes) void lookAgain()
  })
  useProblems.subscribe((now, before) => {
    if (now.readings !== before.readings && JSON.stringify(now.readings) !== JSON.stringify(before.readings))
      void lookAgain()
  })
  host.onReopened(followLinks)
}
