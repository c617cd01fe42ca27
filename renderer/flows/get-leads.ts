import type { PullRequest } from '#shared/domain/reading/pull.ts'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { chosenAccountId } from '#renderer/stores/accounts/account-store.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { takePull, usePullForm, type PullForm } from '#renderer/stores/pull/pull-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, closePanel, notify, openPanel, whenReady } from '#renderer/stores/view/ui-store.ts'
import { showSheet } from './open-sheet.ts'
import { sourceFrom } from './pull-source.ts'
import { settleEdits } from './settle-edits.ts'

/** What most sheets want, of the fields the account has; where nothing is remembered. */
const USUAL_FIELDS: readonly string[] = [
  'FirstName',
  'LastName',
  'EmailAddress',
  'Phone',
  'Company',
  'mx_City',
  'ProspectStage',
  'Source',
  'OwnerIdEmailAddress',
]

let turn = 0

export function pullAccountId(): string {
  return usePullForm.getState().form.accountId || chosenAccountId()
}

export function changePullForm(change: Partial<PullForm>): void {
  turn++
  usePullForm.setState(({ form, asking }) => ({
    form: { ...form, ...change },
    plan: null,
    problem: '',
    asking: asking === 'count' ? null : asking,
  }))
}

export function usualFields(attributes: readonly Attribute[]): string[] {
  const known = new Set(attributes.map(({ schemaName }) => schemaName))
  return USUAL_FIELDS.filter((name) => known.has(name))
}

export function openGetLeads(): void {
  void whenReady().then(() => openPanel('get-leads'))
}

/** The account's fields, and of them the set chosen the last time. */
export async function loadFields(): Promise<void> {
  const accountId = pullAccountId()
  const { fieldsOf } = usePullForm.getState()
  if (fieldsOf === accountId) return
  usePullForm.setState({ fields: null, fieldsOf: accountId })
  const [list, remembered] = await Promise.all([
    attempt('attributes.list', { accountId, refresh: false }),
    attempt('pull.columns', { accountId }),
  ])
  if (pullAccountId() !== accountId) return
  const fields = 'value' in list ? list.value.attributes : STANDARD_ATTRIBUTES
  const known = new Set(fields.map(({ schemaName }) => schemaName))
  const columns = ('value' in remembered ? remembered.value.columns : []).filter(
    (name) => name !== 'ProspectID' && known.has(name),
  )
  usePullForm.setState({ fields })
  usePullForm.setState(({ form }) => ({
    form: {
      ...form,
      columns: form.columns ?? (columns.length > 0 ? columns : usualFields(fields)),
    },
  }))
}

export async function loadLists(refresh = false): Promise<void> {
  const accountId = pullAccountId()
  const { lists, listsOf, asking } = usePullForm.getState()
  if (asking === 'lists' || (!refresh && lists !== null && listsOf === accountId)) return
  usePullForm.setState({ asking: 'lists', listsProblem: '', ...(listsOf !== accountId && { lists: null }) })
  const answer = await attempt('pull.lists', { accountId, refresh })
  if (pullAccountId() !== accountId) {
    usePullForm.setState({ asking: null })
    return
  }
  if ('value' in answer) {
    usePullForm.setState({ asking: null, lists: answer.value.lists, listsOf: accountId })
  } else usePullForm.setState({ asking: null, listsProblem: answer.problem, lists: null, listsOf: accountId })
}

function requestNow(): { request: PullRequest } | { problem: string } {
  const { form, lists, fields } = usePullForm.getState()
  const made = sourceFrom(form, {
    attributes: fields ?? [],
    listName: lists?.find(({ id }) => id === form.listId)?.name ?? '',
    sheetId: sheetStore.getState().sheet?.id ?? null,
  })
  if ('problem' in made) return made
  const columns = form.columns ?? []
  if (columns.length === 0) return { problem: 'Choose at least one field to get.' }
  return { request: { accountId: pullAccountId(), source: made.source, columns: [...columns] } }
}

/** How many leads there are and what they cost; at most one call is made for it. */
export async function countLeads(): Promise<void> {
  const mine = ++turn
  const made = requestNow()
  if ('problem' in made) {
    usePullForm.setState({ problem: made.problem })
    return
  }
  usePullForm.setState({ asking: 'count', problem: '', plan: null })
  const answer = await attempt('pull.plan', made.request)
  if (mine !== turn) return
  usePullForm.setState({
    asking: null,
    ...('value' in answer ? { plan: answer.value } : { problem: answer.problem }),
  })
}

/** Gets them into a new sheet, which is shown as soon as its first page is in; the rest comes meanwhile. */
export async function getLeads(): Promise<void> {
  if (usePullForm.getState().asking === 'leads') return
  const made = requestNow()
  const unsaved = await settleEdits()
  if ('problem' in made || unsaved) {
    usePullForm.setState({ problem: 'problem' in made ? made.problem : unsaved })
    return
  }
  turn++
  usePullForm.setState({ asking: 'leads', problem: '' })
  const answer = await attempt('pull.start', made.request)
  usePullForm.setState({ asking: null })
  if (!('value' in answer)) {
    usePullForm.setState({ problem: answer.problem })
    return
  }
  // Its edits since must arrive in the sheet they were made in.
  const late = await settleEdits()
  if (late) notify('error', late)
  const { sheet, pull } = answer.value
  usePullForm.setState({ plan: null })
  takePull(pull)
  closePanel()
  await showSheet(sheet)
  announce(`${pull.came.toLocaleString()} leads are in the sheet.`)
}

async function tell(name: 'pull.pause' | 'pull.resume' | 'pull.cancel', sheetId: number): Promise<void> {
  const answer = await ask(name, { sheetId })
  if (answer) takePull(answer)
}

export const pausePull = (sheetId: number) => tell('pull.pause', sheetId)

/** Rows added while it stood still must have arrived, so that those to come are numbered after them. */
export async function resumePull(sheetId: number): Promise<void> {
  const unsaved = await settleEdits()
  if (unsaved) notify('error', unsaved)
  else await tell('pull.resume', sheetId)
}

export const cancelPull = (sheetId: number) => tell('pull.cancel', sheetId)
