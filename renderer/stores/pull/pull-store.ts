import { create } from 'zustand'
import type { LeadListView, PullPlan, PullProgress } from '#shared/domain/reading/pull.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { SheetId } from '#shared/domain/sheet/sheet.ts'

interface PullView {
  /** Of the open sheet where it was pulled, and of every sheet leads came into while this page is open. */
  pulls: ReadonlyMap<SheetId, PullProgress>
  /** Notes the person has put away. */
  putAway: ReadonlySet<SheetId>
}

export const usePulls = create<PullView>(() => ({ pulls: new Map(), putAway: new Set() }))

export function takePull(pull: PullProgress): void {
  usePulls.setState(({ pulls }) => ({ pulls: new Map(pulls).set(pull.sheetId, pull) }))
}

export function putAwayPull(sheetId: SheetId): void {
  usePulls.setState(({ putAway }) => ({ putAway: new Set(putAway).add(sheetId) }))
}

/** The form's ways to name leads; 'matched' is of the open sheet. */
export type SourceKind = 'list' | 'condition' | 'changed' | 'named' | 'matched'

/** What is entered in the form, kept while it is closed. Times as the reader's clock has them, `yyyy-MM-ddTHH:mm`. */
export interface PullForm {
  /** '' until one was chosen: then the open sheet's, or the next sheet's. */
  accountId: string
  kind: SourceKind
  listId: string
  attribute: string
  operator: string
  value: string
  from: string
  to: string
  names: string
  /** Null until the remembered set is known. */
  columns: readonly string[] | null
}

interface PullFormState {
  form: PullForm
  /** Null before they were asked for. */
  lists: readonly LeadListView[] | null
  listsOf: string
  /** Why there are none to show. */
  listsProblem: string
  /** The fields of the form's account, which need not be the sheet's; null before they are known. */
  fields: readonly Attribute[] | null
  fieldsOf: string
  asking: 'lists' | 'count' | 'leads' | null
  plan: PullPlan | null
  /** What is wrong, in a sentence; '' where nothing is. */
  problem: string
}

export const usePullForm = create<PullFormState>(() => ({
  form: {
    accountId: '',
    kind: 'list',
    listId: '',
    attribute: '',
    operator: '=',
    value: '',
    from: '',
    to: '',
    names: '',
    columns: null,
  },
  lists: null,
  listsOf: '',
  listsProblem: '',
  fields: null,
  fieldsOf: '',
  asking: null,
  plan: null,
  problem: '',
}))
