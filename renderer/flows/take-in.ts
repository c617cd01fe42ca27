import { attempt } from '#renderer/stores/connection/ask.ts'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { holdEdits, mirror } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { showSheet } from './open-sheet.ts'
import { settleEdits } from './settle-edits.ts'
import { asHere } from '#shared/wording/numbers.ts'

const ONE_MOMENT = 'Changes from another tab are coming in. Do that again in a moment.'

let underWay: Promise<void> = Promise.resolve()

/**
 * Lets in what an older tab had not saved, and shows the sheet as it is then. One at a time; where edits of this page cannot
 * be saved now, the older tab goes on waiting and asks again.
 */
export function takeIn(): Promise<void> {
  underWay = underWay.then(takeOnce)
  return underWay
}

async function takeOnce(): Promise<void> {
  if (useConnection.getState().connection !== 'open') return
  do {
    if ((await settleEdits()) !== '') return
  } while (mirror.pending)
  // What is written from here to the pull would be written to rows and columns that are not these any more.
  holdEdits(ONE_MOMENT)
  let shown: Promise<boolean> | null = null
  let told = ''
  try {
    const taken = await attempt('workspace.takeIn', {})
    if (!('value' in taken) || taken.value.sheetIds.length === 0) return
    told = inWords(taken.value.cellsKept)
    const open = sheetStore.getState().sheet?.id
    if (open !== undefined && taken.value.sheetIds.includes(open)) {
      const now = await attempt('workspace.open', {})
      if ('value' in now && now.value.sheet) shown = showSheet(now.value.sheet)
    }
  } finally {
    if (useConnection.getState().connection !== 'superseded') holdEdits(null)
  }
  await shown
  notify('info', told)
}

function inWords(cellsKept: number): string {
  const came = 'Changes another tab had not saved yet are in the sheet now.'
  if (cellsKept === 0) return came
  const cells = asHere.countOf(cellsKept, 'cell')
  return `${came} ${cells} that both tabs had changed ${cellsKept === 1 ? 'keeps' : 'keep'} what was entered here.`
}
