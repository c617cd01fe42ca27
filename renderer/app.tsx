import { useEffect, useState } from 'react'
import './app.css'
import { UnlockHere } from '#renderer/features/accounts/vault.tsx'
import { AccountsPanel } from '#renderer/features/accounts/accounts-panel.tsx'
import { CleaningPanel } from '#renderer/features/cleaning/cleaning-panel.tsx'
import { ComparePanel } from '#renderer/features/compare/compare-panel.tsx'
import { ReviewComparison } from '#renderer/features/compare/review-comparison.tsx'
import { RowComparison } from '#renderer/features/compare/row-comparison.tsx'
import { ConnectionBanner, LookingBanner, SupersededPage } from '#renderer/features/connection/connection.tsx'
import { EmptyView } from '#renderer/features/empty-view/empty-view.tsx'
import { GetLeadsPanel } from '#renderer/features/get-leads/get-leads-panel.tsx'
import { PullBar } from '#renderer/features/get-leads/pull-bar.tsx'
import { FindBar } from '#renderer/features/grid/menus/find-bar.tsx'
import { LeadsGrid } from '#renderer/features/grid/leads-grid.tsx'
import { HistoryPanel } from '#renderer/features/history/history-panel.tsx'
import { DropOverlay } from '#renderer/features/loading/drop-overlay.tsx'
import { LoadNotes, LoadProgress } from '#renderer/features/loading/load-progress.tsx'
import { LoadQuestions } from '#renderer/features/loading/load-questions.tsx'
import { Announcer, Notices } from '#renderer/features/notices/notices.tsx'
import { ProblemsPanel } from '#renderer/features/problems/problems-panel.tsx'
import { PushPanel } from '#renderer/features/push/push-panel.tsx'
import { RecipesPanel } from '#renderer/features/recipes/recipes-panel.tsx'
import { Rail } from '#renderer/features/rail/rail.tsx'
import { Review } from '#renderer/features/review/review.tsx'
import { RowDetailsPanel } from '#renderer/features/row-details/row-details-panel.tsx'
import { ShapePanel } from '#renderer/features/shape/shape-panel.tsx'
import { SheetsPanel } from '#renderer/features/sheets/sheets-panel.tsx'
import { SheetTabs } from '#renderer/features/sheets/sheet-tabs.tsx'
import { YourSheets } from '#renderer/features/sheets/your-sheets.tsx'
import { ShortcutsPanel } from '#renderer/features/shortcuts/shortcuts-panel.tsx'
import { SidePanel } from '#renderer/features/side-panel/side-panel.tsx'
import { StatusBar } from '#renderer/features/status-bar/status-bar.tsx'
import { Toolbar } from '#renderer/features/toolbar/toolbar.tsx'
import { UndoPanel } from '#renderer/features/undo/undo-panel.tsx'
import { Welcome } from '#renderer/features/welcome/welcome.tsx'
import { listenForLostKeys } from '#renderer/flows/keys-from-nowhere.ts'
import { pasteAsSheet, pasteFromClipboard } from '#renderer/flows/paste-sheet.ts'
import { listenForCommands } from '#renderer/flows/shell-commands.ts'
import { runInGrid } from '#renderer/stores/view/grid-commands.ts'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { useLoad } from '#renderer/stores/sheet/load-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useUi, type Panel } from '#renderer/stores/view/ui-store.ts'

const PANELS: Partial<Record<Panel, () => React.ReactNode>> = {
  sheets: () => <SheetsPanel />,
  row: () => <RowDetailsPanel inLeadSquared={(rowId) => <RowComparison rowId={rowId} />} />,
  problems: () => <ProblemsPanel />,
  cleaning: () => <CleaningPanel />,
  shape: () => <ShapePanel />,
  recipes: () => <RecipesPanel />,
  compare: () => <ComparePanel />,
  'get-leads': () => <GetLeadsPanel unlock={<UnlockHere />} />,
  review: () => <Review unlock={<UnlockHere />} comparison={<ReviewComparison />} />,
  push: () => <PushPanel unlock={<UnlockHere />} />,
  undo: () => <UndoPanel />,
  history: () => <HistoryPanel />,
  accounts: () => <AccountsPanel />,
  shortcuts: () => <ShortcutsPanel />,
}

function Body() {
  const panel = useUi((state) => state.panel)
  const hasSheet = useSheet((state) => state.sheet !== null)
  const content = panel && PANELS[panel]
  const having = [hasSheet ? 'has-sheet' : '', content ? 'has-panel' : '']
  return (
    <div className={['app-body', ...having].filter(Boolean).join(' ')}>
      <Sheet />
      {content && <SidePanel>{content()}</SidePanel>}
      <Rail />
    </div>
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
  const finding = useUi((state) => state.finding)
  usePasteAnywhere(ready && !hasSheet && !asking)
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
