import type { GridOptions } from 'ag-grid-community'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { gridTheme } from './grid-theme.ts'
import { ownLinesOf, ownMeasures } from './row-heights.ts'
import type { ViewFilter } from '#renderer/features/grid/logic/view-filter.ts'

/** What the grid is told once and for all. Columns and rows are handed over when it stands (`mount-grid.ts`). */
export function gridOptions(filter: ViewFilter): GridOptions<SheetRow> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce
  return {
    ...(nonce ? { styleNonce: nonce } : {}),
    theme: gridTheme,
    defaultColDef: { cellDataType: false, sortable: true, resizable: true, suppressHeaderMenuButton: true },
    getRowId: ({ data }) => String(data.id),
    suppressFieldDotNotation: true,
    animateRows: false,
    // By their top: a transform of each row is one more thing to lay over the others in every frame.
    suppressRowTransform: true,
    maintainColumnOrder: false,
    suppressDragLeaveHidesColumns: true,
    suppressMoveWhenColumnDragging: true,
    suppressColumnMoveAnimation: true,
    stopEditingWhenCellsLoseFocus: true,
    suppressNoRowsOverlay: true,
    // Ours says more and has the way out.
    suppressOverlays: ['noMatchingRows'],
    rowBuffer: 6,
    enterNavigatesVertically: false,
    isExternalFilterPresent: () => filter.active,
    doesExternalFilterPass: ({ data }) => data !== undefined && filter.passes(data),
    rowClassRules: {
      'row-locked': ({ data }) => data?.outcome?.state === 'sending',
      'row-own-height': ({ data }) => data !== undefined && ownLinesOf(data.id) !== undefined,
    },
    getRowStyle: ({ data }) => (data ? ownMeasures(data.id) : undefined),
  }
}
