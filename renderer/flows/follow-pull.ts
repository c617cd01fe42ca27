import type { PullProgress } from '#shared/domain/reading/pull.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { holdNewRows } from '#renderer/stores/sheet/edit.ts'
import { takePull, usePulls } from '#renderer/stores/pull/pull-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { followMoreLinks } from './follow-links.ts'

/** Taking one in holds the page for some 10 ms. */
const PAGE = 2_000

const STILL_COMING =
  'Leads are still coming into this sheet. Rows can be added once all are in; or pause, add them, and resume.'

let fetching = false
let again = false
/** The last rank the host sent: rows of the person's own may stand after it by now. */
let lastRank: { sheetId: number; rank: number | null } | null = null

function openSheetId(): number | null {
  return sheetStore.getState().sheet?.id ?? null
}

/** Rows that came in since the last time; the ones that are here already are left alone. */
async function fetchRows(): Promise<void> {
  const sheetId = openSheetId()
  if (sheetId === null || sheetStore.getState().loading !== null) return
  if (lastRank?.sheetId !== sheetId) lastRank = { sheetId, rank: rowStore.rows.at(-1)?.rank ?? null }
  for (;;) {
    const answer: Awaited<ReturnType<typeof attempt<'workspace.rows'>>> = await attempt('workspace.rows', {
      sheetId,
      afterRank: lastRank.rank,
      limit: PAGE,
    })
    if (openSheetId() !== sheetId || !('value' in answer)) return
    const { outcomes, changed } = answer.value
    const rows: readonly Row[] = answer.value.rows
    if (rows.length > 0) {
      rowStore.load(rows, outcomes, changed)
      lastRank = { sheetId, rank: rows.at(-1)!.rank }
    }
    if (answer.value.done || rows.length === 0) break
  }
  await followMoreLinks()
}

async function fetchMore(): Promise<void> {
  again = true
  if (fetching) return
  fetching = true
  try {
    while (again) {
      again = false
      await fetchRows()
    }
  } finally {
    fetching = false
  }
  if (!isRunning()) holdNewRows(null)
}

function isRunning(): boolean {
  const sheetId = openSheetId()
  return sheetId !== null && usePulls.getState().pulls.get(sheetId)?.phase === 'running'
}

function take(pull: PullProgress): void {
  const before = usePulls.getState().pulls.get(pull.sheetId)
  takePull(pull)
  if (pull.sheetId !== openSheetId()) return
  // Taken back once the last rows are here, not before: what is added then is numbered after them.
  if (pull.phase === 'running') holdNewRows(STILL_COMING)
  if (pull.came !== before?.came || pull.phase !== before.phase) void fetchMore()
  if (before && before.phase !== pull.phase && pull.phase !== 'running') {
    announce(
      pull.phase === 'finished'
        ? `All ${pull.came.toLocaleString()} leads are in. ${pull.note}`
        : `${pull.came.toLocaleString()} leads are in. ${pull.note}`,
    )
  }
}

/** How the pull of a sheet stands. Asked before the sheet is shown, so that no row is added where leads still come in. */
export async function askForPull(sheetId: number): Promise<void> {
  const answer = await attempt('pull.state', { sheetId })
  if ('value' in answer && answer.value.pull) take(answer.value.pull)
}

/** What came while the rows that were there were loading, or while there was no connection. */
async function catchUp(sheetId: number): Promise<void> {
  await askForPull(sheetId)
  if (usePulls.getState().pulls.has(sheetId) && sheetId === openSheetId()) await fetchMore()
}

/** Shows leads as they come into the open sheet, and how its pull stands: also one an earlier run of the program left. */
export function startFollowingPulls(): void {
  host.on('pull.progress', take)
  let asked: number | null = null
  sheetStore.subscribe((now, before) => {
    if (now.sheet?.id !== before.sheet?.id) {
      asked = null
      lastRank = null
      holdNewRows(isRunning() ? STILL_COMING : null)
    }
    if (!now.sheet || now.loading !== null || asked === now.sheet.id) return
    asked = now.sheet.id
    void catchUp(now.sheet.id)
  })
  host.onReopened(() => {
    const sheetId = openSheetId()
    if (sheetId !== null) void catchUp(sheetId)
  })
}
