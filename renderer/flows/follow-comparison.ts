import { mappingDigest } from '#shared/domain/reading/compare-row.ts'
import type { ComparedRow, CompareState, Comparison } from '#shared/domain/reading/comparison.ts'
import type { RowId, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { comparedRows, comparisonMoved, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { followLinks } from './follow-links.ts'
import { settleEdits } from './settle-edits.ts'

/** Taking one in holds the page for some 20 ms. */
const PAGE = 2_000

/** Counts what was asked for: what an older question is answered with is no longer wanted. */
let turn = 0
/** The comparison whose rows are here: its time, and the mapping of the sheet when they came. */
let shown: { comparedAt: string; mapping: string } | null = null

function openSheetId(): number | null {
  return sheetStore.getState().sheet?.id ?? null
}

function mappingNow(): string {
  const { columns, settings } = sheetStore.getState()
  return mappingDigest({ columns: [...columns], settings })
}

/** Why it says nothing of the sheet as it is set up now; '' where it does. */
function whyOutdated(last: Comparison | null): string {
  if (!last) return ''
  const { settings } = sheetStore.getState()
  if (last.accountId !== settings.accountId) {
    const label = useAccounts.getState().accounts?.find(({ id }) => id === last.accountId)?.label
    return `It is of ${label ?? 'another account'}; the sheet is for another account now.`
  }
  // Changed cells go by Lead ID, whatever is searched by.
  if (last.cells === 'edited') return ''
  if ((last.byLink ?? false) !== useCompare.getState().byLink) return 'It found linked rows in another way.'
  if (last.searchBy !== settings.searchBy)
    return 'Search by was changed since, so rows may be other leads now.'
  if (last.blanks !== settings.blanks) return 'What happens to empty cells was changed since.'
  if (shown?.comparedAt === last.comparedAt && shown.mapping !== mappingNow())
    return 'Columns were mapped or read in another way since.'
  return ''
}

/** Whether it still fits the sheet as it is set up now, and which of its rows still hold. */
export function lookAtComparison(): void {
  const outdated = whyOutdated(useCompare.getState().state?.last ?? null)
  comparedRows.setMoved(outdated !== '')
  useCompare.setState({ outdated })
  comparisonMoved()
}

/** The comparison's rows, page by page. A page that an edit crossed is asked for again, for it told of other cells. */
async function loadRows(last: Comparison): Promise<void> {
  const mine = ++turn
  const sheetId = last.sheetId
  let afterRow: RowId | null = null
  const before = shown
  shown = { comparedAt: last.comparedAt, mapping: mappingNow() }
  if (before?.comparedAt !== last.comparedAt) comparedRows.clear(last.comparedAt)
  for (;;) {
    if ((await settleEdits()) !== '') break
    const { revision } = sheetStore.getState()
    const answer: Awaited<ReturnType<typeof attempt<'compare.rows'>>> = await attempt('compare.rows', {
      sheetId,
      afterRow,
      limit: PAGE,
      kinds: null,
    })
    if (mine !== turn || openSheetId() !== sheetId || !('value' in answer)) return
    if (sheetStore.getState().revision !== revision) continue
    const rows: readonly ComparedRow[] = answer.value.rows
    comparedRows.take(rows)
    afterRow = rows.at(-1)?.rowId ?? afterRow
    if (answer.value.done || rows.length === 0) break
  }
  useCompare.setState({ known: true })
  lookAtComparison()
  followLinks()
}

function take(state: CompareState): void {
  if (state.sheetId !== openSheetId()) return
  // Both at once: whoever asks for a review upon it must not go by what was said of the earlier one.
  useCompare.setState({ state, outdated: whyOutdated(state.last) })
  if (state.last && state.last.comparedAt !== shown?.comparedAt) void loadRows(state.last)
}

async function open(sheetId: number): Promise<void> {
  const answer = await attempt('compare.state', { sheetId })
  if ('value' in answer) take(answer.value)
}

function forget(): void {
  turn++
  shown = null
  comparedRows.clear()
  useCompare.setState({
    state: null,
    known: false,
    stale: 0,
    outdated: '',
    plan: null,
    planning: false,
    scope: 'all',
    byLink: false,
    way: null,
    problem: '',
  })
  comparisonMoved()
}

/** After the connection came back: what happened meanwhile. */
export function catchUpComparison(): void {
  const sheetId = openSheetId()
  if (sheetId !== null) void open(sheetId)
}

/** What was told of the cost was told of another account, key or choice. */
function isOtherQuestion(now: SheetSettings, before: SheetSettings): boolean {
  return (
    now.accountId !== before.accountId || now.searchBy !== before.searchBy || now.blanks !== before.blanks
  )
}

/** Keeps what is known of the open sheet's comparison true: as it goes on, as rows are edited, as another sheet is opened. */
export function startFollowingComparison(): void {
  host.on('compare.changed', take)
  let loaded: number | null = null
  sheetStore.subscribe((now, before) => {
    if (now.sheet?.id !== before.sheet?.id) {
      loaded = null
      forget()
    }
    // Not before all rows are here: what is told of them is held against them.
    if (now.sheet && now.loading === null && loaded !== now.sheet.id) {
      loaded = now.sheet.id
      void open(now.sheet.id)
    }
    if (isOtherQuestion(now.settings, before.settings)) useCompare.setState({ plan: null, problem: '' })
    const setUpAnew = now.columns !== before.columns || now.settings !== before.settings
    // Looking paints every row again; where nothing was compared there is nothing to look at.
    if (setUpAnew && useCompare.getState().state?.last) lookAtComparison()
  })
  rowStore.subscribe(({ kind, rows }) => {
    if (kind === 'columns' || kind === 'loaded' || !rows) return
    if (comparedRows.look(rows)) comparisonMoved()
  })
}
