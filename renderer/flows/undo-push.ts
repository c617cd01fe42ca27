import { isEnded, type PushProgress } from '#shared/domain/push/outcome.ts'
import type { UndoKind } from '#shared/domain/push/undo.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { takeProgress, usePush } from '#renderer/stores/push/push-store.ts'
import { NO_UNDO, useUndoPush } from '#renderer/stores/push/undo-store.ts'
import { announce, openPanel } from '#renderer/stores/view/ui-store.ts'
import { showSheet } from './open-sheet.ts'
import { settleEdits } from './settle-edits.ts'

const PAGE = 100

type Taken = Pick<PushProgress, 'pushId' | 'accountId' | 'accountLabel'>

/** Opens the page that says what taking this push back would do, and reads its leads again. Sends nothing. */
export function openUndo({ pushId, accountId, accountLabel }: Taken): void {
  useUndoPush.setState({ ...NO_UNDO, pushId, target: { accountId, accountLabel } })
  openPanel('undo')
  void readUndo()
}

export async function readUndo(): Promise<void> {
  const { pushId } = useUndoPush.getState()
  if (pushId === null) return
  useUndoPush.setState({ reading: true, problem: '' })
  const answer = await attempt('undo.review', { pushId })
  if (useUndoPush.getState().pushId !== pushId) return
  if (!('value' in answer)) {
    useUndoPush.setState({ reading: false, review: null, cells: [], more: false, problem: answer.problem })
    return
  }
  useUndoPush.setState({ reading: false, review: answer.value, kind: null, cells: [], more: false })
  await moreUndoCells()
}

/** Shows the cells of one kind; of every kind where it is shown already. */
export function showUndoKind(kind: UndoKind): void {
  useUndoPush.setState({ kind: useUndoPush.getState().kind === kind ? null : kind, cells: [], more: false })
  void moreUndoCells()
}

/** The next page of the cells shown. */
export async function moreUndoCells(): Promise<void> {
  const { pushId, kind, cells } = useUndoPush.getState()
  if (pushId === null) return
  const page = await ask('undo.rows', {
    pushId,
    after: cells.at(-1)?.id ?? null,
    limit: PAGE,
    kinds: kind ? [kind] : null,
  })
  const now = useUndoPush.getState()
  if (!page || now.pushId !== pushId || now.kind !== kind || now.cells !== cells) return
  useUndoPush.setState({ cells: [...cells, ...page.rows], more: !page.done })
}

/** Puts back what was reviewed and nothing else: a push like any other, of a sheet of its own, which is opened. */
export async function startUndo(): Promise<void> {
  const { pushId, review, starting } = useUndoPush.getState()
  if (pushId === null || !review || starting) return
  const unsaved = await settleEdits()
  if (unsaved) {
    useUndoPush.setState({ problem: unsaved })
    return
  }
  useUndoPush.setState({ starting: true, problem: '' })
  const answer = await attempt('undo.start', { pushId, reviewed: review.mark })
  useUndoPush.setState({ starting: false })
  if (!('value' in answer)) {
    if (answer.kind === 'changed') await readUndo()
    useUndoPush.setState({ problem: answer.problem })
    return
  }
  takeProgress(answer.value.push)
  openPanel('push')
  await showSheet(answer.value.sheet)
  announce('The undo has started.')
}

/** Created leads are never deleted: a static list shows them to whoever may. */
export async function listCreatedLeads(name: string): Promise<void> {
  const { pushId, listing } = useUndoPush.getState()
  if (pushId === null || listing) return
  useUndoPush.setState({ listing: true, listProblem: '' })
  const answer = await attempt('undo.listCreated', { pushId, name })
  if (useUndoPush.getState().pushId !== pushId) return
  useUndoPush.setState(
    'value' in answer
      ? { listing: false, list: { name: answer.value.list.name, leads: answer.value.leads } }
      : { listing: false, listProblem: answer.problem },
  )
}

/** Ends the push that stands still, and shows what taking back its rows would do. */
export async function undoTrial(pushId: number): Promise<void> {
  const answer = await ask('push.cancel', { pushId })
  if (!answer) return
  takeProgress(answer)
  if (!isEnded(answer.phase)) {
    await new Promise<void>((resolve) => {
      const stop = usePush.subscribe(({ push }) => {
        if (push && push.pushId === pushId && !isEnded(push.phase)) return
        stop()
        resolve()
      })
    })
  }
  openUndo(answer)
}

/** What was there before is forgotten; answers whether it was. */
export async function dropImage(pushId: number): Promise<boolean> {
  return (await ask('history.dropImage', { pushId })) !== null
}
