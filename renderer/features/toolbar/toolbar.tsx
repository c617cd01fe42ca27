import {
  BetweenHorizontalEnd,
  BetweenVerticalEnd,
  ClipboardPaste,
  CloudDownload,
  FileDown,
  FolderOpen,
  GitCompareArrows,
  Redo2,
  TextSearch,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import { openCompare } from '#renderer/flows/compare-rows.ts'
import { chooseFile } from '#renderer/flows/choose-file.ts'
import { openGetLeads } from '#renderer/flows/get-leads.ts'
import { exportSheet } from '#renderer/flows/export-report.ts'
import { reviewPush } from '#renderer/flows/push-rows.ts'
import { redoStep, undoStep } from '#renderer/flows/take-step.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import { closeFind, openFind, openPanel, useUi } from '#renderer/stores/view/ui-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import { AccountBox } from './account-box.tsx'
import { FilterBox } from './filter-box.tsx'
import { SearchByBox } from './search-by-box.tsx'
import './toolbar.css'

function Steps() {
  const undoLabel = useSheet((state) => state.undoLabel)
  const redoLabel = useSheet((state) => state.redoLabel)
  return (
    <>
      <IconButton
        label="Undo"
        icon={Undo2}
        shortcut="Ctrl+Z"
        hint={undoLabel === null ? 'Nothing to undo' : `Undo: ${undoLabel}`}
        disabled={undoLabel === null}
        onClick={undoStep}
      />
      <IconButton
        label="Redo"
        icon={Redo2}
        shortcut="Ctrl+Y"
        hint={redoLabel === null ? 'Nothing to redo' : `Redo: ${redoLabel}`}
        disabled={redoLabel === null}
        onClick={redoStep}
      />
    </>
  )
}

/** Only where there is something to it: linked rows with cells that are not what LeadSquared had. */
function PushChangesButton() {
  const cells = useCompare((state) => state.editedCells)
  const pushing = usePush((state) => isUnderWay(state.push))
  if (cells === 0 || pushing) return null
  return (
    <Button
      title={`${countOf(cells, 'cell')} changed since the leads were read: only these go`}
      onClick={() => reviewPush({ kind: 'all' }, true)}
    >
      Push changes
      <b className="tool-count" aria-hidden>
        {formatCount(cells)}
      </b>
    </Button>
  )
}

function PushButton() {
  const pushing = usePush((state) => isUnderWay(state.push))
  const rowCount = useSheet((state) => state.rowCount)
  const loading = useSheet((state) => state.loading !== null)
  if (pushing) {
    return (
      <Button kind="primary" onClick={() => openPanel('push')}>
        Watch push
      </Button>
    )
  }
  return (
    <Button kind="primary" disabled={rowCount === 0 || loading} onClick={() => reviewPush()}>
      Review push
    </Button>
  )
}

interface ToolProps {
  label: string
  icon: LucideIcon
  shortcut?: string
  /** Keeps its word where there is room for some words only. */
  named?: boolean
  onClick: () => void
}

function Tool({ label, icon: Icon, shortcut, named = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className={named ? 'icon-button tool tool-named' : 'icon-button tool'}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
      <span>{label}</span>
    </button>
  )
}

interface ToolbarProps {
  /** What the grid can do where the focus is. */
  onPaste: () => void
  onAddRow: () => void
  onAddColumn: () => void
}

export function Toolbar({ onPaste, onAddRow, onAddColumn }: ToolbarProps) {
  const finding = useUi((state) => state.finding)
  return (
    <header className="toolbar" aria-label="Toolbar" data-part>
      <Tool label="Open file" icon={FolderOpen} shortcut="Ctrl+O" onClick={chooseFile} />
      <Tool label="Get leads" icon={CloudDownload} named onClick={openGetLeads} />
      <Tool label="Paste" icon={ClipboardPaste} shortcut="Ctrl+V" onClick={onPaste} />
      <span className="toolbar-line" />
      <Steps />
      <span className="toolbar-line" />
      <Tool label="Add row" icon={BetweenHorizontalEnd} onClick={onAddRow} />
      <Tool label="Add column" icon={BetweenVerticalEnd} onClick={onAddColumn} />
      <IconButton
        label="Find and replace"
        icon={TextSearch}
        shortcut="Ctrl+H"
        aria-pressed={finding}
        onClick={() => (finding ? closeFind() : openFind())}
      />
      <Tool label="Compare" icon={GitCompareArrows} named onClick={openCompare} />
      <FilterBox />
      <div className="toolbar-target">
        <SearchByBox />
        <AccountBox />
        <Menu
          label="Export report"
          icon={FileDown}
          compact
          items={[
            {
              label: 'Excel workbook (.xlsx)',
              hint: 'With colours, a filter and the run',
              run: () => void exportSheet('xlsx'),
            },
            { label: 'Text (.csv)', hint: 'For other programs', run: () => void exportSheet('csv') },
            {
              label: 'Print or save as PDF',
              hint: 'The rows on show, with their statuses',
              run: () => window.print(),
            },
          ]}
        />
        <PushChangesButton />
        <PushButton />
      </div>
    </header>
  )
}
