import type { CellClassParams, ColDef } from 'ag-grid-community'
import { cellOf, type Column, type ColumnId } from '#shared/domain/sheet/sheet.ts'
import { isLocked, rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { hasMarks, markOf, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { choicesOf } from '#renderer/flows/cell-choices.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { statusShown } from '#renderer/features/grid/logic/status.ts'
import { colourOf } from '#renderer/features/grid/logic/view-filter.ts'
import { hiddenBeside, type HiddenBeside } from '#renderer/features/grid/logic/hidden-columns.ts'
import { CellEditor, type CellEditorOptions } from './cell-editor.ts'
import { changeRenderer } from './change-cell.ts'
import { ComparedCell, comparedText } from './compared-cell.ts'
import { HeaderCell, headingOf, type HeaderActions } from './header-cell.ts'
import type { Selection } from './selection.ts'
import { StatusCell } from './status-cell.ts'
import { agId } from './view.ts'
import { classRules } from './class-rules.ts'

export interface ColumnDeps {
  /** Widths guessed once, so that columns do not change theirs under somebody's eyes. */
  widths: Map<ColumnId, number>
  selection: Selection
  /** Whether the window has no room for wide columns. */
  narrow: () => boolean
  actions: HeaderActions
  writeCell(row: SheetRow, column: Column, text: string): void
  /** Ends the open edit with what is in it. */
  endEdit(): void
}

const SAMPLE_ROWS = 200
const CHARACTER = 7.2
/** The cell's padding, and a problem's mark. */
const BESIDE_TEXT = 34
const NARROWEST = 96
const WIDEST = 260
/** In a narrow window, so that several columns are seen beside a panel: as much as a heading needs, and no more for values. */
const SHORT = { character: 6.9, besideText: 18, besideHeading: 36, narrowest: 72, widest: 106 }

/** A width that shows most of the first rows' values, and the heading. */
function guessedWidth(column: Column): number {
  let longest = headingOf(column.header).length + 4
  const sample = rowStore.rows
  const lengths: number[] = []
  for (let i = 0; i < sample.length && i < SAMPLE_ROWS; i++) lengths.push(cellOf(sample[i]!, column).length)
  lengths.sort((a, b) => a - b)
  longest = Math.max(longest, lengths[Math.floor(lengths.length * 0.95)] ?? 0)
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * CHARACTER + BESIDE_TEXT)))
}

function shortWidth(column: Column, usual: number): number {
  const heading = headingOf(column.header).length * SHORT.character + SHORT.besideHeading
  const values = usual - BESIDE_TEXT + SHORT.besideText
  return Math.round(Math.min(SHORT.widest, Math.max(SHORT.narrowest, Math.min(heading, usual), values)))
}

function widthOf(column: Column, widths: Map<ColumnId, number>): number {
  const known = widths.get(column.id)
  if (known !== undefined) return known
  const width = guessedWidth(column)
  // Without rows there is nothing to go by yet.
  if (rowStore.rows.length > 0) widths.set(column.id, width)
  return width
}

/** AG Grid knows which column is sorted; the order itself is made in `postSortRows`. */
const asItStands = (): number => 0

const OURS: ColDef<SheetRow> = {
  editable: false,
  suppressMovable: true,
  lockPosition: 'left',
  lockPinned: true,
}

/** As many figures as the last row's number has, in the size of row numbers. */
function rowNumberWidth(): number {
  const { rowCount, loading } = sheetStore.getState()
  const figures = Math.max(3, String(Math.max(rowCount, loading?.of ?? 0)).length)
  return Math.round((20 + 6.6 * figures) * (useSheetLook.getState().zoom / 100))
}

/** Row numbers and status stand on the left, before anything of the person's own, whatever the width. */
function ourColumns(deps: ColumnDeps): ColDef<SheetRow>[] {
  return [
    {
      ...OURS,
      colId: 'row-number',
      // Heard, not seen: the corner shows nothing.
      headerName: 'Row',
      headerComponentParams: {},
      headerClass: 'corner',
      pinned: 'left',
      width: rowNumberWidth(),
      resizable: false,
      cellAriaRole: 'rowheader',
      cellClass: 'row-number',
      cellClassRules: { 'row-touched': ({ rowIndex }) => deps.selection.touchesRow(rowIndex) },
      valueGetter: ({ data }) => (data ? rowStore.positionOf(data.id) : null),
    },
    {
      ...OURS,
      colId: 'status',
      headerName: 'Status',
      pinned: 'left',
      width: 112,
      minWidth: 96,
      cellClass: 'our-cell',
      cellRenderer: StatusCell,
      valueGetter: ({ data }) => (data ? statusShown(data) : ''),
      comparator: asItStands,
    },
  ]
}

/** What the comparison says of the row, beside its status for as long as there is one. */
function comparedColumn(): ColDef<SheetRow> {
  return {
    ...OURS,
    colId: 'compared',
    headerName: 'Compared',
    pinned: 'left',
    width: 132,
    minWidth: 90,
    cellClass: 'our-cell',
    cellRenderer: ComparedCell,
    valueGetter: ({ data }) => (data ? comparedText(data) : ''),
    comparator: asItStands,
  }
}

function dataColumn(
  column: Column,
  deps: ColumnDeps,
  frozen: boolean,
  hidden: HiddenBeside,
): ColDef<SheetRow> {
  const { id } = column
  const guessed = () => {
    const usual = widthOf(column, deps.widths)
    return deps.narrow() ? shortWidth(column, usual) : usual
  }
  const width = (column.width ?? guessed()) * (useSheetLook.getState().zoom / 100)
  type Params = CellClassParams<SheetRow>
  const mark =
    (which: 'selected' | 'top' | 'bottom' | 'left' | 'right' | 'handle' | 'fill') =>
    ({ rowIndex }: Params) =>
      deps.selection.marks(rowIndex, id)[which]
  return {
    colId: agId(id),
    headerName: headingOf(column.header),
    headerComponent: HeaderCell,
    headerComponentParams: { actions: deps.actions, revision: column, hidden },
    hide: column.hidden,
    width: Math.round(width),
    pinned: frozen ? 'left' : null,
    lockPinned: true,
    minWidth: 56,
    cellClassRules: classRules(
      () => deps.selection.mayMark(id),
      {
        'cell-selected': mark('selected'),
        'edge-top': mark('top'),
        'edge-bottom': mark('bottom'),
        'edge-left': mark('left'),
        'edge-right': mark('right'),
        'fill-handle': mark('handle'),
        'fill-target': mark('fill'),
      },
      {
        ...(column.constant !== null && { 'cell-constant': () => true }),
        'cell-error': ({ data }: Params) => data !== undefined && colourOf(data, id) === 'error',
        'cell-warning': ({ data }: Params) => data !== undefined && colourOf(data, id) === 'warning',
        ...(hasMarks() && {
          'cell-would-change': ({ data }: Params) =>
            data !== undefined && markOf(data, column)?.kind === 'would-change',
          'cell-edited': ({ data }: Params) => data !== undefined && markOf(data, column)?.kind === 'edited',
        }),
      },
    ),
    // Only where there may be something to tell: a thousand cells are asked.
    ...(hasMarks() && { cellRendererSelector: changeRenderer(column) }),
    editable: ({ data }) => column.constant === null && data !== undefined && !isLocked(data),
    cellEditor: CellEditor,
    cellEditorParams: {
      choicesOf: (row) => choicesOf(column, row),
      endEdit: () => deps.endEdit(),
    } satisfies CellEditorOptions,
    valueGetter: ({ data }) => (data ? cellOf(data, column) : ''),
    valueSetter: ({ data, newValue }) => {
      deps.writeCell(data, column, String(newValue ?? ''))
      return true
    },
    comparator: asItStands,
  }
}

export function columnDefs(columns: readonly Column[], deps: ColumnDeps): ColDef<SheetRow>[] {
  const last = columns.findIndex(({ id }) => id === useSheetLook.getState().frozen)
  const hidden = hiddenBeside(columns)
  const own = columns.map((column, index) => dataColumn(column, deps, index <= last, hidden.get(column.id)!))
  const compared = useCompare.getState().known ? [comparedColumn()] : []
  return [...ourColumns(deps), ...compared, ...own]
}
