import type { PushRequest, PushScope } from '#shared/domain/push/outcome.ts'
import type { EditedOnly } from '#shared/domain/push/write.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { takeProgress, usePush } from '#renderer/stores/push/push-store.ts'
import { useReview, type ConflictChoice, type PhoneAnswers } from '#renderer/stores/push/review-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, openPanel } from '#renderer/stores/view/ui-store.ts'
import { shownRowIds } from '#renderer/stores/view/view-store.ts'
import { takeOwnersRead } from './read-owners.ts'
import { settleEdits } from './settle-edits.ts'

/** The choices, or the sheet, changed while a review was under way. */
let again = false
/** Ends when the review that is under way does. */
let underWay: Promise<void> = Promise.resolve()

function requestNow(): PushRequest | null {
  const { sheet, settings } = sheetStore.getState()
  const { scope, includeProblems, leaveOutSame, edited, answers, phoneAnswers } = useReview.getState()
  const { state, outdated, byLink } = useCompare.getState()
  const last = state?.last ?? null
  if (!sheet) return null
  const { accountId, searchBy, blanks, duplicates, mode = 'upsert', after } = settings
  return {
    sheetId: sheet.id,
    accountId,
    scope,
    searchBy,
    blanks,
    duplicates,
    includeProblems,
    leaveOutSame: !edited && leaveOutSame && last !== null && last.cells !== 'edited' && outdated === '',
    ...(mode !== 'upsert' && !edited && { mode }),
    ...(after && { after }),
    ...(byLink && !edited && { byLink }),
    ...(phoneAnswers.length > 0 && { phoneAnswers: [...phoneAnswers] }),
    ...(edited && { edited: { conflicts: 'leave', answers: answersOf(answers) } }),
  }
}

function answersOf(answers: ReadonlyMap<string, ConflictChoice>): EditedOnly['answers'] {
  return [...answers].map(([key, answer]) => {
    const [rowId, column] = key.split(' ').map(Number)
    return { rowId: rowId!, column: column!, answer }
  })
}

/** What goes by a comparison is reviewed once there is one, of these cells and of the sheet as it is set up now. */
function waitsForReading(): boolean {
  const { state, outdated } = useCompare.getState()
  const { edited } = useReview.getState()
  const last = state?.last
  if (!edited && (sheetStore.getState().settings.mode ?? 'upsert') === 'upsert') return false
  return !last || (last.cells === 'edited') !== edited || outdated !== ''
}

async function reviewOnce(): Promise<void> {
  const unsaved = await settleEdits()
  const request = requestNow()
  if (!request || unsaved) {
    useReview.setState({ problem: unsaved })
    return
  }
  if (waitsForReading()) {
    useReview.setState({ review: null, problem: '' })
    return
  }
  const answer = await attempt('push.review', request)
  takeOwnersRead()
  if (again) return
  useReview.setState(
    'value' in answer ? { review: answer.value, problem: '' } : { review: null, problem: answer.problem },
  )
}

/**
 * What a push with the present choices would do. Writes nothing and sends nothing. One review is under way at a time:
 * whoever types while it is open asks for one more after it, not for one a key.
 */
export function refreshReview(): Promise<void> {
  again = true
  if (!useReview.getState().asking) underWay = reviewUntilTrue()
  return underWay
}

async function reviewUntilTrue(): Promise<void> {
  useReview.setState({ asking: true })
  while (again) {
    again = false
    await reviewOnce()
  }
  useReview.setState({ asking: false, seen: null })
}

export function startReviewProgress(): void {
  host.on('push.reviewing', (seen) => {
    if (useReview.getState().asking) useReview.setState({ seen })
  })
}

/** Opens the review page; nothing is sent before the person says so there. `edited`: of changed cells of linked rows alone. */
export function reviewPush(
  scope: PushScope = { kind: 'unsent' },
  edited = false,
  phoneAnswers: PhoneAnswers = [],
): void {
  useReview.setState({
    phoneAnswers,
    scope,
    review: null,
    problem: '',
    includeProblems: false,
    leaveOutSame: true,
    edited,
    answers: new Map(),
  })
  openPanel('review')
  void refreshReview()
}

export function changeReview(change: {
  scope?: PushScope
  includeProblems?: boolean
  leaveOutSame?: boolean
}): void {
  useReview.setState(change)
  void refreshReview()
}

/** The rows selected, or those the filter shows, as they are now. */
export function reviewChosenRows(from: 'selection' | 'view'): void {
  const rows = from === 'selection' ? (sheetStore.getState().selection?.rows() ?? []) : shownRowIds()
  useReview.setState({ chosenFrom: from })
  changeReview({ scope: { kind: 'rows', rows } })
}

/**
 * Sends what was reviewed and nothing else: where the host finds it to be another push by now, it is reviewed anew. `seen` is
 * the mark of the review the person read when saying yes; a cell that was still being typed in may have been saved since.
 */
export async function startPush(seen: string, trial = false): Promise<void> {
  const { starting, review } = useReview.getState()
  if (starting || !review) return
  useReview.setState({ starting: true, problem: '' })
  await underWay
  if (!useReview.getState().review) {
    useReview.setState({ starting: false })
    return
  }
  const unsaved = await settleEdits()
  const request = requestNow()
  if (unsaved || !request) {
    useReview.setState({ starting: false, problem: unsaved })
    return
  }
  const answer = await attempt('push.start', { ...request, ...(trial && { trial }), reviewed: seen })
  if ('problem' in answer && answer.kind === 'changed') await refreshReview()
  useReview.setState({ starting: false, problem: 'problem' in answer ? answer.problem : '' })
  if ('problem' in answer) return
  takeProgress(answer.value)
  openPanel('push')
  announce('The push has started.')
}

async function tellPush(name: 'push.pause' | 'push.resume' | 'push.cancel'): Promise<void> {
  const { push } = usePush.getState()
  if (!push) return
  const answer = await ask(name, { pushId: push.pushId })
  if (answer) takeProgress(answer)
}

export const pausePush = () => tellPush('push.pause')
export const resumePush = () => tellPush('push.resume')
export const cancelPush = () => tellPush('push.cancel')
