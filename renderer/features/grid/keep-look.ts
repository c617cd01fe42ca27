import { runsOf, type KeptColumnFilter, type SheetLook } from '#shared/domain/sheet/sheet-look.ts'
import { lendLook, lookChanged, useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { NO_FILTER, useView } from '#renderer/stores/view/view-store.ts'
import { sortBy } from '#renderer/features/grid/actions/sorting.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { firstRowInSight } from '#renderer/features/grid/ag/row-heights.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { agId, columnIdOf } from '#renderer/features/grid/ag/view.ts'
import type { Range } from '#renderer/features/grid/logic/range.ts'
import type { ColumnFilter, ViewFilter } from '#renderer/features/grid/logic/view-filter.ts'

/** A filter that names more than this is not kept: it would be the sheet once more. */
const MOST_VALUES = 20_000

function keptFilters(filters: ViewFilter['byColumn']): [number, KeptColumnFilter][] {
  return [...filters].flatMap(([id, filter]): [number, KeptColumnFilter][] => {
    if (filter.kind !== 'one-of') return [[id, filter]]
    return filter.values.size > MOST_VALUES ? [] : [[id, { kind: 'one-of', values: [...filter.values] }]]
  })
}

/** A sheet whose rows are all in sight never scrolls, and one at its end has no row to put on top. */
const MOST_FRAMES = 20

export function columnFilterOf(kept: KeptColumnFilter): ColumnFilter {
  return kept.kind === 'one-of' ? { kind: 'one-of', values: new Set(kept.values) } : kept
}

export interface KeepLookDeps {
  context: SheetContext
  filter: ViewFilter
  root: HTMLElement
  refilter: () => void
}

/**
 * Gives a sheet its sorting, its selection and its place back once its rows are there, and has what becomes of them kept.
 * Whoever has taken hold of the sheet before that is left where they are.
 */
export function keepLook({ context, filter, root, refilter }: KeepLookDeps): () => void {
  const { view, selection } = context
  const { api } = view
  const kept = useSheetLook.getState()
  let restored = false

  function look(): Partial<SheetLook> {
    if (api.isDestroyed() || !restored) return {}
    const sorted = api.getColumnState().find(({ sort }) => sort === 'asc' || sort === 'desc')
    const by = sorted?.colId === 'status' ? 'status' : columnIdOf(sorted?.colId ?? '')
    const { filter: rows } = useView.getState()
    const runs = rows.only && runsOf(rows.only.rows)
    const columns = keptFilters(filter.byColumn)
    const { range } = selection
    const anchor = range && view.rowAt(range.anchor.row)
    const column = range && view.columns()[range.anchor.col]
    const first = view.rowAt(firstRowInSight(api))
    return {
      sort: sorted?.sort && by !== null ? { by, direction: sorted.sort } : null,
      filter:
        rows === NO_FILTER && columns.length === 0
          ? null
          : {
              text: rows.text,
              statuses: [...rows.statuses],
              problem: rows.problem,
              only: rows.only && runs ? { label: rows.only.label, runs } : null,
              columns,
            },
      selection:
        anchor && column
          ? {
              row: anchor.id,
              column: column.id,
              down: range.head.row - range.anchor.row,
              across: range.head.col - range.anchor.col,
            }
          : null,
      scroll: first
        ? { row: first.id, left: root.querySelector('.ag-grid-viewport')?.scrollLeft ?? 0 }
        : null,
    }
  }

  function indexOf(id: number): number | null {
    return api.getRowNode(String(id))?.rowIndex ?? null
  }

  function selectAsKept(): void {
    const { selection: was } = kept
    const row = was && indexOf(was.row)
    const col = was ? view.colIndex(was.column) : -1
    if (!was || row === null || col === -1 || selection.range) return
    const range: Range = { anchor: { row, col }, head: { row: row + was.down, col: col + was.across } }
    selection.set(range, { show: 'none', focus: document.activeElement === document.body })
  }

  /** Where a try of ours left the sheet; anywhere else a person has scrolled to. */
  let top = 0

  function scrollAsKept(): void {
    const { scroll: was } = kept
    const row = was && indexOf(was.row)
    if (!was || row === null || api.getVerticalPixelRange().top !== top) return
    api.ensureIndexVisible(row, 'top')
    top = api.getVerticalPixelRange().top
    const viewport = root.querySelector('.ag-grid-viewport')
    if (viewport) viewport.scrollLeft = was.left
  }

  /** A grid that has just been made is as high as its rows some frames later; before that it cannot be scrolled, or not as far. */
  function placeAsKept(frames = 0): void {
    if (api.isDestroyed()) return
    scrollAsKept()
    const { scroll } = kept
    const row = scroll && (indexOf(scroll.row) ?? 0)
    const isThere = row === null || row === 0 || firstRowInSight(api) === row
    if (!isThere && frames < MOST_FRAMES) {
      requestAnimationFrame(() => placeAsKept(frames + 1))
      return
    }
    selectAsKept()
    restored = true
  }

  function restore(): void {
    const { sort } = kept
    const column = sheetStore.getState().columns.find(({ id }) => id === sort?.by)
    if (sort?.by === 'status') sortBy(context, 'status', sort.direction, 'Status', () => placeAsKept())
    else if (sort && column)
      sortBy(context, agId(column.id), sort.direction, headingOf(column.header), () => placeAsKept())
    else placeAsKept()
  }

  /** Statuses and problems are known once the rows were checked, and a filter by them finds its rows only then. */
  function filterOnceChecked(): () => void {
    const { filter: rows } = useView.getState()
    if (rows.statuses.length === 0 && rows.problem === null) return () => undefined
    const stop = useProblems.subscribe((now, before) => {
      if (now.checking !== null || before.checking === null) return
      stop()
      refilter()
    })
    return stop
  }

  function whenLoaded(): () => void {
    const isThere = () => sheetStore.getState().sheet !== null && sheetStore.getState().loading === null
    if (isThere()) {
      context.sync.whenIdle(restore)
      return () => undefined
    }
    const stop = sheetStore.subscribe(() => {
      if (!isThere()) return
      stop()
      context.sync.whenIdle(restore)
    })
    return stop
  }

  const stops = [
    filterOnceChecked(),
    whenLoaded(),
    selection.onChange(lookChanged),
    useView.subscribe((now, before) => {
      if (now.filter !== before.filter || now.clearColumnFilters !== before.clearColumnFilters) lookChanged()
    }),
  ]
  api.addEventListener('sortChanged', lookChanged)
  api.addEventListener('bodyScrollEnd', lookChanged)
  lendLook(look)
  return () => {
    lendLook(null)
    for (const stop of stops) stop()
  }
}
