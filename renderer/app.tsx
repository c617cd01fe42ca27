import { useEffect } from 'react'
import './app.css'
import { AccountsPanel } from './features/accounts/accounts-panel.tsx'
import { CleaningPanel } from './features/cleaning/cleaning-panel.tsx'
import { ConnectionBanner, SupersededPage } from './features/connection/connection.tsx'
import { EmptyView } from './features/empty-view/empty-view.tsx'
import { FindPanel } from './features/grid/find-panel.tsx'
import { LeadsGrid } from './features/grid/leads-grid.tsx'
import { HistoryPanel } from './features/history/history-panel.tsx'
import { DropOverlay } from './features/loading/drop-overlay.tsx'
import { LoadNotes, LoadProgress } from './features/loading/load-progress.tsx'
import { LoadQuestions } from './features/loading/load-questions.tsx'
import { Announcer, Notices } from './features/notices/notices.tsx'
import { ProblemsPanel } from './features/problems/problems-panel.tsx'
import { PushPanel } from './features/push/push-panel.tsx'
import { Rail } from './features/rail/rail.tsx'
import { Review } from './features/review/review.tsx'
import { RowDetailsPanel } from './features/row-details/row-details-panel.tsx'
import { SheetsPanel } from './features/sheets/sheets-panel.tsx'
import { YourSheets } from './features/sheets/your-sheets.tsx'
import { ShortcutsPanel } from './features/shortcuts/shortcuts-panel.tsx'
import { StatusBar } from './features/status-bar/status-bar.tsx'
import { Toolbar } from './features/toolbar/toolbar.tsx'
import { Welcome } from './features/welcome/welcome.tsx'
import { listenForLostKeys } from './flows/keys-from-nowhere.ts'
import { pasteAsSheet, pasteFromClipboard } from './flows/paste-sheet.ts'
import { listenForCommands } from './flows/shell-commands.ts'
import { runInGrid } from './stores/grid-commands.ts'
import { useConnection } from './stores/host.ts'
import { useLoad } from './stores/load-store.ts'
import { useSheet } from './stores/sheet-store.ts'
import { useUi, type Panel } from './stores/ui-store.ts'

const PANELS: Partial<Record<Panel, () => React.ReactNode>> = {
  sheets: () => <SheetsPanel />,
  row: () => <RowDetailsPanel />,
  problems: () => <ProblemsPanel />,
  cleaning: () => <CleaningPanel />,
  find: () => <FindPanel />,
  review: () => <Review />,
  push: () => <PushPanel />,
  history: () => <HistoryPanel />,
  accounts: () => <AccountsPanel />,
  shortcuts: () => <ShortcutsPanel />,
}

function SidePanel() {
  const panel = useUi((state) => state.panel)
  const content = panel && PANELS[panel]
  if (!content) return null
  return (
    <aside className="side-panel" aria-label="Side panel" data-part>
      {content()}
    </aside>
  )
}

/** Before there is a sheet the whole window takes a paste. */
function usePasteAnywhere(listening: boolean): void {
  useEffect(() => {
    if (!listening) return
    function onPaste(event: ClipboardEvent): void {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea')) return
      event.preventDefault()
      const { clipboardData } = event
      void pasteAsSheet(clipboardData?.getData('text/plain') ?? '', clipboardData?.getData('text/html') ?? '')
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [listening])
}

function Sheet() {
  const ready = useUi((state) => state.ready)
  const hasSheet = useSheet((state) => state.sheet !== null)
  const asking = useLoad((state) => state.stage.kind === 'asking')
  usePasteAnywhere(ready && !hasSheet && !asking)
  return (
    <main className="sheet-area" data-part>
      <LoadProgress />
      <LoadNotes />
      <div className="sheet-stage">
        {ready && (
          <div className="sheet-content" inert={asking}>
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
        <LoadQuestions />
      </div>
    </main>
  )
}

export function App() {
  const superseded = useConnection((state) => state.connection === 'superseded')
  const hasSheet = useSheet((state) => state.sheet !== null)
  useEffect(listenForCommands, [])
  useEffect(listenForLostKeys, [])

  if (superseded) return <SupersededPage />
  return (
    <div className="app">
      <ConnectionBanner />
      {hasSheet && (
        <Toolbar
          onPaste={() => runInGrid('paste')}
          onAddRow={() => runInGrid('addRow')}
          onAddColumn={() => runInGrid('addColumn')}
        />
      )}
      <div className="app-body">
        <Sheet />
        <SidePanel />
        <Rail />
      </div>
      <StatusBar />
      <Notices />
      <Announcer />
      <DropOverlay />
    </div>
  )
}
