import { startAccounts } from '#renderer/stores/accounts/account-store.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { startAttributeRetries } from '#renderer/stores/accounts/attribute-retry.ts'
import { loadAttributes, recallValues } from '#renderer/stores/accounts/attribute-store.ts'
import { onDesktop } from '#renderer/stores/connection/carrier.ts'
import { holdEdits, mirror } from '#renderer/stores/sheet/edit.ts'
import { host, useConnection } from '#renderer/stores/connection/host.ts'
import { startChecking } from '#renderer/stores/problems/checker-client.ts'
import { startPushTargets } from '#renderer/stores/push/push-target-store.ts'
import { startPushTrack } from '#renderer/stores/push/push-track.ts'
import { isUnderWay, rejoinPush, startPushStore, usePush } from '#renderer/stores/push/push-store.ts'
import { useTheme } from '#renderer/stores/view/theme-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { notify, openPanel, useUi } from '#renderer/stores/view/ui-store.ts'
import { startFollowingAfter } from './after-push.ts'
import { startReportProgress } from './export-report.ts'
import { catchUpComparison, startFollowingComparison } from './follow-comparison.ts'
import { startFollowingLinks } from './follow-links.ts'
import { askForPull, startFollowingPulls } from './follow-pull.ts'
import { openOffered, startLoadProgress } from './load-rows.ts'
import { startReviewProgress } from './push-rows.ts'
import { catchUpOutcomes, showSheet } from './open-sheet.ts'
import { takeIn } from './take-in.ts'
import { startTellingOfPushes } from './tell-of-push.ts'

function connectMirror(): void {
  mirror.connect((batch) => host.call('workspace.patch', batch), host.pageId)
}

/** A window that nobody looks at is never idle. */
const LATEST_MS = 2_000

const SUPERSEDED = 'Leadsheet is open in another tab. Nothing can be changed in this one.'

/** Another page has the sheets: what is not saved yet is handed in, and then the host is left alone. */
function handIn(): void {
  holdEdits(SUPERSEDED)
  if (mirror.pending) connectMirror()
  else host.release()
}

/** As far as it will ever be: saved, or refused for good. */
function releaseWhenHandedIn(): void {
  const settled = !mirror.pending || sheetStore.getState().saveState === 'refused'
  if (settled && useConnection.getState().connection === 'superseded') host.release()
}

/**
 * What a window without a sheet can do without while it is painted: the worker that checks, the fields of the account (which for
 * the practice account start its server). A sheet needs them at once.
 */
function leaveForLater(): { now(): void } {
  let begun = false
  function now(): void {
    if (begun) return
    begun = true
    startChecking()
    void loadAttributes(sheetStore.getState().settings.accountId)
  }
  sheetStore.subscribe(({ sheet }) => {
    if (sheet) now()
  })
  return { now }
}

/** Sets everything going that listens to the host, then shows the sheet that was open last. */
export async function start(): Promise<void> {
  startPushStore()
  startPushTargets()
  startPushTrack()
  startTellingOfPushes()
  startLoadProgress()
  startReviewProgress()
  startReportProgress()
  startAttributeRetries()
  startFollowingComparison()
  startFollowingLinks()
  startFollowingPulls()
  startFollowingAfter()
  host.on('push.outcomes', ({ sheetId, outcomes }) => {
    if (sheetStore.getState().sheet?.id === sheetId) rowStore.applyOutcomes(outcomes)
  })
  host.on('notice', ({ tone, text }) => notify(tone, text))
  sheetStore.subscribe((now, before) => {
    if (now.settings.accountId !== before.settings.accountId) void loadAttributes(now.settings.accountId)
    else if (now.sheet?.id !== before.sheet?.id) void recallValues()
  })
  sheetStore.subscribe((now, before) => {
    if (now.saveState !== before.saveState) releaseWhenHandedIn()
  })
  const later = leaveForLater()
  host.onSuperseded(handIn)
  host.onReopened(() => {
    connectMirror()
    void rejoinPush()
    void catchUpOutcomes()
    catchUpComparison()
  })

  // Edits reach the workspace within milliseconds; only while it cannot be reached, or cannot write, would leaving lose any.
  window.addEventListener('beforeunload', (event) => {
    if (mirror.pending) event.preventDefault()
  })

  await host.connect()
  connectMirror()
  const [opened] = await Promise.all([ask('workspace.open', {}), startAccounts()])
  if (opened?.sheet) await askForPull(opened.sheet.id)
  const shown = opened?.sheet ? showSheet(opened.sheet) : null
  useUi.setState({ ready: true })
  requestIdleCallback(() => later.now(), { timeout: LATEST_MS })
  await rejoinPush()
  if (isUnderWay(usePush.getState().push)) openPanel('push')
  await shown
  // Not before: what comes in is pulled again, and the first pull must not cross it.
  host.on('workspace.handedIn', () => void takeIn())
  await takeIn()
  if (onDesktop) {
    // Nor this before: what is opened takes the place of what was shown.
    useTheme.subscribe(({ theme }) => void attempt('shell.theme', { theme }))
    void attempt('shell.theme', { theme: useTheme.getState().theme })
    host.on('files.offered', () => void openOffered())
    await openOffered()
  }
}
