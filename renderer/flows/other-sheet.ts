import type { Row, SheetHead, SheetId } from '#shared/domain/sheet/sheet.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import { lookUpTableFor, type LookUpTable } from '#shared/domain/shape/look-up-table.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { attempt, ask } from '#renderer/stores/connection/ask.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

/** A sheet that is kept here and is not the one that is open. */
export type OtherSheet = Pick<SheetHead, 'id' | 'name' | 'columns' | 'settings'>

/** Null where it is gone, which the person was told. */
export async function otherSheet(sheetId: SheetId): Promise<OtherSheet | null> {
  return ask('workspace.head', { sheetId })
}

/** The one other sheet of a name; a sentence where there is none, or several. */
export async function sheetCalled(name: string): Promise<OtherSheet | string> {
  const answer = await attempt('workspace.sheets', {})
  if ('problem' in answer) return answer.problem
  const here = sheetStore.getState().sheet?.id
  const called = answer.value.sheets.filter((sheet) => sheet.name === name && sheet.id !== here)
  if (called.length > 1) return `${called.length} sheets are called “${name}”. Rename all but one.`
  const head = called[0] && (await attempt('workspace.head', { sheetId: called[0].id }))
  if (!head) return `There is no other sheet “${name}” here.`
  return 'problem' in head ? head.problem : head.value
}

/** Rows a page of the other sheet: taking one in holds the page up for some 15 ms. */
const ROWS_A_PAGE = 5_000

/** The table asked for last: choosing on changes the preview, not the other sheet. */
let last: { question: string; table: LookUpTable } | null = null

rowStore.subscribe(({ kind, rows }) => {
  // Another sheet was opened, and may be edited until this one is open again.
  if (kind === 'loaded' && !rows) last = null
})

/** The other sheet's values by their keys; a sentence where one of its columns, or the sheet, is not there. */
export async function lookUpTable(
  shape: Extract<Shape, { kind: 'look-up' }>,
  other: OtherSheet,
  signal: AbortSignal,
): Promise<LookUpTable | string> {
  const here = sheetStore.getState()
  const { attributes } = useAttributes.getState()
  const { key, theirKey, take, several } = shape
  const question = JSON.stringify([
    here.sheet?.id,
    other.id,
    key,
    theirKey,
    take.map(({ column }) => column),
    several,
    here.settings.phoneCountry,
    here.columns.map(({ header, attribute, readAs }) => [header, attribute, readAs?.phoneCountry]),
  ])
  if (last?.question === question) return last.table
  const table = lookUpTableFor(
    shape,
    { columns: [...here.columns], settings: here.settings },
    other,
    attributes,
  )
  if (typeof table === 'string') return table
  let afterRank: number | null = null
  for (let done = false; !done;) {
    const page: PageOfRows | string = await rowsAfter(other.id, afterRank)
    signal.throwIfAborted()
    if (typeof page === 'string') return page
    page.rows.forEach(table.add)
    afterRank = page.rows.at(-1)?.rank ?? null
    done = page.done || afterRank === null
  }
  last = { question, table }
  return table
}

interface PageOfRows {
  rows: readonly Row[]
  done: boolean
}

async function rowsAfter(sheetId: SheetId, afterRank: number | null): Promise<PageOfRows | string> {
  const answer = await attempt('workspace.rows', { sheetId, afterRank, limit: ROWS_A_PAGE })
  return 'problem' in answer ? answer.problem : answer.value
}
