import { useEffect, useRef, useState } from 'react'
import './app.css'
import { ConnectionBanner, LookingBanner, SupersededPage } from '#renderer/features/connection/connection.tsx'
import { EmptyView } from '#renderer/features/empty-view/empty-view.tsx'
import { PullBar } from '#renderer/features/get-leads/pull-bar.tsx'
import { FindBar } from '#renderer/features/grid/menus/find-bar.tsx'
import { DropOverlay } from '#renderer/features/loading/drop-overlay.tsx'
import { LoadNotes, LoadProgress } from '#renderer/features/loading/load-progress.tsx'
import { LoadQuestions } from '#renderer/features/loading/load-questions.tsx'
import { Announcer, Notices } from '#renderer/features/notices/notices.tsx'
import { Rail } from '#renderer/features/rail/rail.tsx'
import { SheetTabs } from '#renderer/features/sheets/sheet-tabs.tsx'
import { YourSheets } from '#renderer/features/sheets/your-sheets.tsx'
import { SidePanel } from '#renderer/features/side-panel/side-panel.tsx'
import { StatusBar } from '#renderer/features/status-bar/status-bar.tsx'
import { Toolbar } from '#renderer/features/toolbar/toolbar.tsx'
import { Welcome } from '#renderer/features/welcome/welcome.tsx'
import { pastedFiles } from '#renderer/clipboard/pasted-files.ts'
import { listenForLostKeys } from '#renderer/flows/keys-from-nowhere.ts'
import { openFiles } from '#renderer/flows/open-files.ts'
import { pasteAsSheet, pasteFromClipboard } from '#renderer/flows/paste-sheet.ts'
import { listenForCommands } from '#renderer/flows/shell-commands.ts'
import { runInGrid } from '#renderer/stores/view/grid-commands.ts'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { useLoad } from '#renderer/stores/sheet/load-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useUi } from '#renderer/stores/view/ui-store.ts'
import { later } from '#renderer/ui/later.tsx'

/** AG Grid is two thirds of all script, and no panel is open at a start: neither is waited for. */
const LeadsGrid = later(() => import('#renderer/features/grid/leads-grid.tsx').then((part) => part.LeadsGrid))
const PanelContent = later(() => import('./panels.tsx').then((part) => part.PanelContent))

/** Ahead of its need, in a moment nobody needs: what is here already cannot fail to come. */
function usePartsAhead(ready: boolean): void {
  useEffect(() => {
    if (!ready) return
    const handle = requestIdleCallback(() => {
      LeadsGrid.fetch()
      PanelContent.fetch()
    })
    return () => cancelIdleCallback(handle)
  }, [ready])
}

function Body() {
  const panel = useUi((state) => state.panel)
  const hasSheet = useSheet((state) => state.sheet !== null)
  const having = [hasSheet ? 'has-sheet' : '', panel ? 'has-panel' : '']
  return (
    <div className={['app-body', ...having].filter(Boolean).join(' ')}>
      <Sheet />
      {panel && (
        <SidePanel>
          <PanelContent panel={panel} />
        </SidePanel>
      )}
      <Rail />
    </div>
  )
}

/** Before there is a sheet the whole window takes a paste; one that comes before the page is ready waits until it is. */
function usePasteAnywhere(ready: boolean, welcome: boolean): void {
  const waiting = useRef<{ text: string; html: string } | null>(null)
  useEffect(() => {
    if (!ready) return
    const held = waiting.current
    waiting.current = null
    if (held && welcome) void pasteAsSheet(held.text, held.html)
  }, [ready, welcome])
  useEffect(() => {
    if (ready && !welcome) return
    function onPaste(event: ClipboardEvent): void {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea')) return
      event.preventDefault()
      const { clipboardData } = event
      if (ready && clipboardData && openFiles(pastedFiles(clipboardData))) return
      const text = clipboardData?.getData('text/plain') ?? ''
      const html = clipboardData?.getData('text/html') ?? ''
      if (ready) void pasteAsSheet(text, html)
      else waiting.current = { text, html }
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [ready, welcome])
}

function Sheet() {
  const ready = useUi((state) => state.ready)
  const hasSheet = useSheet((state) => state.sheet !== null)
  const asking = useLoad((state) => state.stage.kind === 'asking')
  const finding = useUi((state) => state.finding)
  usePasteAnywhere(ready, !hasSheet && !asking)
  usePartsAhead(ready)
  return (
    <main className="sheet-area" data-part>
      <LoadProgress />
      <LoadNotes />
      <PullBar />
      {finding && hasSheet && <FindBar />}
      <div className="sheet-stage">
        {ready && (
          <div className="sheet-content">
            <LeadsGrid />
            {hasSheet ? (
              <EmptyView onAddRow={() => runInGrid('addRow')} />
            ) : (
              <Welcome onPaste={() => void pasteFromClipboard()}>
                <YourSheets />
              </Welcome>
            )}
          </div>
        )}
      </div>
      <LoadQuestions />
      <Notices />
    </main>
  )
}

export function App() {
  const superseded = useConnection((state) => state.connection === 'superseded')
  const hasSheet = useSheet((state) => state.sheet !== null)
  useEffect(listenForCommands, [])
  useEffect(listenForLostKeys, [])

  const [looking, setLooking] = useState(false)
  if (superseded && !looking) return <SupersededPage onLook={() => setLooking(true)} />
  return (
    <div className="app">
      <ConnectionBanner />
      {superseded && <LookingBanner onBack={() => setLooking(false)} />}
      {hasSheet && (
        <Toolbar
          onPaste={() => runInGrid('paste')}
          onAddRow={() => runInGrid('addRow')}
          onAddColumn={() => runInGrid('addColumn')}
        />
      )}
      <Body />
      <SheetTabs />
      <StatusBar />
      <Announcer />
      <DropOverlay />
    </div>
  )
}
