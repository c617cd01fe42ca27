import type { Row, SheetHead, SheetId } from '#shared/domain/sheet/sheet.ts'
import { chosenAccountId } from '#renderer/stores/accounts/account-store.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { dropLook, filterOf, keepLookNow, takeLook, useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { forgetKeptSheet } from '#renderer/stores/sheet/sheet-list.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { beginSheet, endLoading, leaveSheet, sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { useView } from '#renderer/stores/view/view-store.ts'
import { askForPull } from './follow-pull.ts'
import { settleEdits } from './settle-edits.ts'

/** The first page is small so that something stands on screen at once. */
const FIRST_PAGE = 1_000
/** Taking one in holds the page for some 30 ms; with twice as many it showed in scrolling. */
const PAGE = 10_000

let showing = 0

type RowsPage = Awaited<ReturnType<typeof ask<'workspace.rows'>>>

/** A sheet's rows in their order; the next page is asked for once the last was taken. Null, and no more, where the host failed. */
async function* pagesOf(sheetId: SheetId, first: number): AsyncGenerator<RowsPage, void> {
  let afterRank: number | null = null
  for (let limit = first; ; limit = PAGE) {
    const page: RowsPage = await ask('workspace.rows', { sheetId, afterRank, limit })
    yield page
    const last: Row | undefined = page?.rows.at(-1)
    if (!page || page.done || !last) return
    afterRank = last.rank
  }
}

/** Shows a sheet and pulls its rows; answers false where another sheet was asked for meanwhile, or the host failed. */
export async function showSheet(head: SheetHead): Promise<boolean> {
  const mine = ++showing
  takeLook(head)
  // Pulled again, a sheet stays as it is looked at.
  if (sheetStore.getState().sheet?.id !== head.id) {
    useView.getState().clearColumnFilters?.()
    useView.setState({ filter: filterOf(useSheetLook.getState()) })
  }
  beginSheet(head)
  for await (const page of pagesOf(head.id, FIRST_PAGE)) {
    if (mine !== showing || !page) return false
    rowStore.load(page.rows, page.outcomes, page.changed)
  }
  endLoading()
  return true
}

/** What a push did while this page was not connected: outcomes are journalled, so they only have to be asked for. */
export async function catchUpOutcomes(): Promise<void> {
  const sheetId = sheetStore.getState().sheet?.id
  if (sheetId === undefined) return
  for await (const page of pagesOf(sheetId, PAGE)) {
    if (!page || sheetStore.getState().sheet?.id !== sheetId) return
    rowStore.applyOutcomes(page.outcomes)
  }
}

/** Before a sheet is left, its last edits must have arrived. False where they cannot, which the person was told. */
async function mayLeave(): Promise<boolean> {
  const unsaved = await settleEdits()
  if (unsaved) notify('error', unsaved)
  return unsaved === ''
}

export async function switchSheet(sheetId: SheetId): Promise<void> {
  if (!(await mayLeave())) return
  const head = await ask('workspace.switch', { sheetId })
  if (!head) return
  await askForPull(sheetId)
  await showSheet(head)
}

/** `name`, or with the next number no sheet has: several pastes can be told apart in the list. */
async function freeName(name: string): Promise<string> {
  const answer = await ask('workspace.sheets', {})
  const taken = new Set(answer?.sheets.map((sheet) => sheet.name))
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`
  return free
}

/** For the account that is chosen now: it is made with the sheet, so that one chosen on the new sheet is never taken back. */
export async function newSheet(name: string): Promise<boolean> {
  if (!(await mayLeave())) return false
  const free = await freeName(name)
  const head = await ask('workspace.create', { name: free, accountId: chosenAccountId() })
  return head ? showSheet(head) : false
}

export async function openPushedRows(pushId: number): Promise<void> {
  if (!(await mayLeave())) return
  const head = await ask('history.open', { pushId })
  if (head) await showSheet(head)
}

/** Back to the welcome page; false where what was edited last cannot be saved, which the person was told. */
export async function leaveOpenSheet(): Promise<boolean> {
  if (!(await mayLeave())) return false
  keepLookNow()
  showing += 1
  dropLook()
  leaveSheet()
  return true
}

/** False where the host refused, which the person was told. Removing the open sheet leads back to the welcome page. */
export async function removeSheet(sheetId: SheetId): Promise<boolean> {
  if (!(await ask('workspace.remove', { sheetId }))) return false
  forgetKeptSheet(sheetId)
  if (sheetStore.getState().sheet?.id === sheetId) {
    showing += 1
    dropLook()
    leaveSheet()
  }
  return true
}
