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

/** Ten seconds at 60 frames a second: a grid that has no height by then is out of sight. */
const MOST_FRAMES = 600

/**
 * AG Grid scrolls two boxes, each to where the other is. A new grid's second one may not be as high as the rows yet and take the first one
 * back with it, a frame or two later: the place is kept once it stayed for this many.
 */
const STAYS_FRAMES = 5

/** What a person does who takes hold of a sheet. */
const HOLDS = ['wheel', 'pointerdown', 'keydown'] as const

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

  let isTaken = false
  function take(): void {
    isTaken = true
  }
  for (const hold of HOLDS) root.addEventListener(hold, take, { capture: true, passive: true })

  function put(row: number): void {
    api.ensureIndexVisible(row, 'top')
    const viewport = root.querySelector('.ag-grid-viewport')
    if (viewport) viewport.scrollLeft = kept.scroll?.left ?? 0
  }

  /** No row of a sheet at its end, or of a short one, can be put on top. */
  function isInPlace(row: number): boolean {
    if (firstRowInSight(api) === row) return true
    const last = api.getDisplayedRowAtIndex(api.getDisplayedRowCount() - 1)
    const foot = (last?.rowTop ?? Infinity) + (last?.rowHeight ?? 0)
    return api.getVerticalPixelRange().bottom >= foot - 1
  }

  /** A grid that has just been made is as high as its rows some frames later; before that it cannot be scrolled, or not as far. */
  function placeAsKept(frames = 0, stayed = 0): void {
    if (api.isDestroyed()) return
    const row = kept.scroll && indexOf(kept.scroll.row)
    if (row !== null && !isTaken && !selection.range) {
      const isThere = isInPlace(row)
      if (!isThere || frames === 0) put(row)
      if (row > 0 && stayed < STAYS_FRAMES && frames < MOST_FRAMES) {
        requestAnimationFrame(() => placeAsKept(frames + 1, isThere ? stayed + 1 : 0))
        return
      }
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
    for (const hold of HOLDS) root.removeEventListener(hold, take, { capture: true })
  }
}
