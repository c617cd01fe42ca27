import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import '#renderer/ui/theme.css'
import '#renderer/ui/base.css'
import { FindPanel } from '#renderer/features/grid/find-panel.tsx'
import { LeadsGrid } from '#renderer/features/grid/leads-grid.tsx'
import { rowStore } from '#renderer/stores/row-store.ts'
import { beginSheet, endLoading, sheetStore } from '#renderer/stores/sheet-store.ts'
import { useUi } from '#renderer/stores/ui-store.ts'
import { madeHead, madeRows } from './made-rows.ts'

const rows = Number(new URLSearchParams(location.search).get('rows') ?? 250)
beginSheet(madeHead(rows))
rowStore.load(madeRows(rows))
endLoading()
function App() {
  const panel = useUi((state) => state.panel)
  return createElement(
    'div',
    { style: { display: 'flex', height: '100vh' } },
    createElement('div', { style: { flex: 1, minWidth: 0 } }, createElement(LeadsGrid)),
    panel === 'find' ? createElement('div', { style: { width: 320 } }, createElement(FindPanel)) : null,
  )
}
createRoot(document.getElementById('root')!).render(createElement(App))
Object.assign(window, { rowStore, sheetStore, useUi })
