import { UnlockHere } from '#renderer/features/accounts/vault.tsx'
import { AccountsPanel } from '#renderer/features/accounts/accounts-panel.tsx'
import { CleaningPanel } from '#renderer/features/cleaning/cleaning-panel.tsx'
import { ComparePanel } from '#renderer/features/compare/compare-panel.tsx'
import { ReviewComparison } from '#renderer/features/compare/review-comparison.tsx'
import { RowComparison } from '#renderer/features/compare/row-comparison.tsx'
import { GetLeadsPanel } from '#renderer/features/get-leads/get-leads-panel.tsx'
import { HistoryPanel } from '#renderer/features/history/history-panel.tsx'
import { ProblemsPanel } from '#renderer/features/problems/problems-panel.tsx'
import { PushPanel } from '#renderer/features/push/push-panel.tsx'
import { RecipesPanel } from '#renderer/features/recipes/recipes-panel.tsx'
import { Review } from '#renderer/features/review/review.tsx'
import { RowDetailsPanel } from '#renderer/features/row-details/row-details-panel.tsx'
import { ShapePanel } from '#renderer/features/shape/shape-panel.tsx'
import { SheetsPanel } from '#renderer/features/sheets/sheets-panel.tsx'
import { ShortcutsPanel } from '#renderer/features/shortcuts/shortcuts-panel.tsx'
import { UndoPanel } from '#renderer/features/undo/undo-panel.tsx'
import type { Panel } from '#renderer/stores/view/ui-store.ts'

const PANELS: Record<Panel, () => React.ReactNode> = {
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

/** What the side panel holds. All panels are one part of the page, which comes after the first paint. */
export function PanelContent({ panel }: { panel: Panel }) {
  return PANELS[panel]()
}
