import type { LoadChoices } from '#shared/domain/sheet/workbook.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import { DEFAULT_CHOICES } from '#shared/domain/sheet/workbook.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { chosenAccountId } from '#renderer/stores/accounts/account-store.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { handIn } from '#renderer/stores/connection/hand-in.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { setStage, useLoad } from '#renderer/stores/sheet/load-store.ts'
import { announce, notify, useUi, whenReady } from '#renderer/stores/view/ui-store.ts'
import { bestSheet } from './best-sheet.ts'
import { showSheet } from './open-sheet.ts'
import { settleEdits } from './settle-edits.ts'

/** Raw bytes a message; a carrier takes a message of a few MB, and the bar should move. */
const CHUNK_BYTES = 512 * 1024

interface Run {
  fileId: string | null
  /** The account the sheet will be for; null: the one in use by then. */
  accountId: string | null
}

/** The file under way; null while there is none. A later file's id makes every step of an earlier one give up. */
let current: Run | null = null

function isCurrent(run: Run): boolean {
  return current === run
}

function finish(): void {
  current = null
  setStage({ kind: 'idle' })
}

function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const url = reader.result as string
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'))
    reader.readAsDataURL(bytes)
  })
}

function fail(problem: string): void {
  const { name } = useLoad.getState()
  finish()
  notify('error', `“${name}” was not opened. ${problem}`)
}

/** Hands the file over by its path where there is one, else piece by piece; false where it went no further. */
async function bring(file: File, run: Run): Promise<boolean> {
  setStage({ kind: 'reading', rows: 0 })
  const handed = await handIn(file)
  if (!isCurrent(run)) return false
  if (handed.kind === 'bytes') return send(file, run)
  if (handed.kind === 'refused') {
    fail(handed.problem)
    return false
  }
  run.fileId = handed.fileId
  return true
}

/** Sends the file piece by piece; false where it was cancelled or failed, which the person was told. */
async function send(file: File, run: Run): Promise<boolean> {
  setStage({ kind: 'sending', bytes: 0, of: file.size })
  const begun = await attempt('files.begin', { name: file.name, size: file.size })
  if (!isCurrent(run)) return false
  if ('problem' in begun) {
    fail(begun.problem)
    return false
  }
  run.fileId = begun.value.fileId
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    let base64: string
    try {
      base64 = await base64Of(file.slice(at, at + CHUNK_BYTES))
    } catch {
      void host.call('files.cancel', { fileId: run.fileId })
      fail('It cannot be read: it may have been moved, or be a folder.')
      return false
    }
    const sent = await attempt('files.chunk', { fileId: run.fileId, base64 })
    if (!isCurrent(run)) return false
    if ('problem' in sent) {
      fail(sent.problem)
      return false
    }
    setStage({ kind: 'sending', bytes: Math.min(at + CHUNK_BYTES, file.size), of: file.size })
  }
  return true
}

/** Asks only where there is a question; else reads straight away. */
async function inspectAndLoad(run: Run): Promise<void> {
  setStage({ kind: 'reading', rows: 0 })
  let answer = await attempt('files.inspect', { fileId: run.fileId!, choices: useLoad.getState().choices })
  if (!isCurrent(run)) return
  if ('value' in answer && answer.value.questions.includes('sheet')) {
    const best = bestSheet(answer.value.sheets, useAttributes.getState().attributes)
    if (best && best.name !== answer.value.chosen) {
      const choices = { ...useLoad.getState().choices, sheet: best.name }
      const again = await attempt('files.inspect', { fileId: run.fileId!, choices })
      if (!isCurrent(run)) return
      // A sheet named beforehand is no question to the host; to the person it still is one.
      if ('value' in again) {
        useLoad.setState({ choices })
        const questions = [...new Set(['sheet' as const, ...again.value.questions])]
        answer = { ...again, value: { ...again.value, questions } }
      }
    }
  }
  if ('problem' in answer) {
    fail(answer.problem)
    return
  }
  if (answer.value.questions.length === 0) return load(run)
  setStage({ kind: 'asking', inspection: answer.value, busy: false, problem: '' })
  announce('There is a question about this file.')
}

async function load(run: Run): Promise<void> {
  setStage({ kind: 'reading', rows: 0 })
  const unsaved = await settleEdits()
  if (unsaved) {
    fail(unsaved)
    return
  }
  const answer = await attempt('files.load', {
    fileId: run.fileId!,
    choices: useLoad.getState().choices,
    accountId: run.accountId ?? chosenAccountId(),
  })
  if (!isCurrent(run)) return
  if ('problem' in answer) {
    if (answer.kind === 'cancelled') finish()
    else fail(answer.problem)
    return
  }
  const { sheet, notes } = answer.value
  useLoad.setState({ notes: { sheetId: sheet.id, name: sheet.name, rows: sheet.rowCount, notes } })
  finish()
  announce(`${sheet.name} is open: ${asHere.countOf(sheet.rowCount, 'row')}.`)
  await showSheet(sheet)
}

async function begin(
  name: string,
  accountId: string | null,
  work: (run: Run) => Promise<boolean>,
): Promise<void> {
  if (current) await cancelLoad()
  const run: Run = { fileId: null, accountId }
  current = run
  useLoad.setState({ name, choices: DEFAULT_CHOICES })
  if (!useUi.getState().ready) {
    setStage({ kind: 'reading', rows: 0 })
    await whenReady()
    if (!isCurrent(run)) return
  }
  if (await work(run)) await inspectAndLoad(run)
}

/** Reads a file the person chose or dropped into a new sheet. On any failure the sheet on screen stays. */
export function openFile(file: File): Promise<void> {
  return begin(file.name, null, (run) => bring(file, run))
}

/** Opens what the desktop was given outside the page, if anything is waiting. */
export async function openOffered(): Promise<void> {
  const offered = await ask('files.takeOffered', {})
  const file = offered?.file
  if (!file) return
  if (offered.others > 0) notify('info', 'One file at a time: the first one is being opened.')
  await begin(file.name, null, async (run) => {
    if (file.kind === 'refused') {
      fail(file.problem)
      return false
    }
    run.fileId = file.fileId
    return true
  })
}

/** Made-up leads are for the practice account, whatever account is in use: they must not end up among real ones. */
export function openSample(): Promise<void> {
  return begin('Sample leads', PRACTICE_ACCOUNT_ID, async (run) => {
    setStage({ kind: 'reading', rows: 0 })
    const answer = await ask('files.sample', {})
    if (!isCurrent(run)) return false
    if (!answer) finish()
    else run.fileId = answer.fileId
    return answer !== null
  })
}

/** Asks the host again what the file holds, read as chosen: another encoding or delimiter changes the preview. */
export async function changeChoices(change: Partial<LoadChoices>): Promise<void> {
  const run = current
  const { stage, choices } = useLoad.getState()
  if (!run || stage.kind !== 'asking') return
  const next = { ...choices, ...change }
  useLoad.setState({ choices: next })
  setStage({ ...stage, busy: true })
  const answer = await attempt('files.inspect', { fileId: run.fileId!, choices: next })
  if (!isCurrent(run) || useLoad.getState().choices !== next) return
  setStage(
    'value' in answer
      ? { kind: 'asking', inspection: answer.value, busy: false, problem: '' }
      : { ...stage, busy: false, problem: answer.problem },
  )
}

export async function loadAsChosen(): Promise<void> {
  if (current) await load(current)
}

export async function cancelLoad(): Promise<void> {
  const run = current
  finish()
  if (run && run.fileId !== null) await attempt('files.cancel', { fileId: run.fileId })
}

export function startLoadProgress(): void {
  host.on('files.progress', ({ fileId, phase, rows }) => {
    if (current?.fileId === fileId && phase !== 'receiving' && useLoad.getState().stage.kind === 'reading') {
      setStage({ kind: 'reading', rows })
    }
  })
}
