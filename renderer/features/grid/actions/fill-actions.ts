import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { undo } from '#renderer/stores/sheet/edit.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { continuedCells, type FilledCell, type FillOptions } from '#renderer/features/grid/logic/fill.ts'
import { activeOf, sizeOf, type Box } from '#renderer/features/grid/logic/range.ts'
import { seriesOf } from '#renderer/features/grid/logic/series.ts'
import { CONSTANT } from './write-cells.ts'
import { act, tellLocked, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

const NOTHING_BEFORE = 'There is nothing before this to fill from.'

function cellAt({ view }: SheetContext, row: number, col: number): FilledCell {
  const column = view.columns()[col]
  const held = column?.constant === null ? view.rowAt(row)?.held?.[column.id] : undefined
  return { text: view.text(row, col), held: held ?? null }
}

/** Cells of a box, column by column. */
function columnsOf(context: SheetContext, box: Box): FilledCell[][] {
  const columns: FilledCell[][] = []
  for (let col = box.left; col <= box.right; col++) {
    const values: FilledCell[] = []
    for (let row = box.top; row <= box.bottom; row++) values.push(cellAt(context, row, col))
    columns.push(values)
  }
  return columns
}

function writeColumn(
  context: SheetContext,
  col: number,
  top: number,
  cells: readonly FilledCell[],
): SheetPatch | null {
  const column = context.view.columns()[col]
  if (!column || column.constant !== null) return null
  const rows = context.selection.rowsIn({ top, bottom: top + cells.length - 1, left: col, right: col })
  const held = cells.map((cell) => cell.held)
  return {
    ...{ kind: 'setCells', column: column.id, rows, values: cells.map(({ text }) => text) },
    ...(held.some((value) => value !== null) ? { held } : {}),
  }
}

/** What a drawn fill covers beyond its source: along one axis, the longer way. */
export function fillTarget(source: Box, row: number, col: number): Box | null {
  const down = row > source.bottom ? row - source.bottom : row < source.top ? row - source.top : 0
  const across = col > source.right ? col - source.right : col < source.left ? col - source.left : 0
  if (down === 0 && across === 0) return null
  if (Math.abs(down) >= Math.abs(across)) {
    return down > 0
      ? { ...source, top: source.bottom + 1, bottom: row }
      : { ...source, top: row, bottom: source.top - 1 }
  }
  return across > 0
    ? { ...source, left: source.right + 1, right: col }
    : { ...source, left: col, right: source.left - 1 }
}

/** The fill that was done last, for as long as nothing else has been: it can be made the other one. */
export interface DoneFill {
  source: Box
  target: Box
  how: FillOptions
  sheet: number | null
  revision: number
}

let lastFill: DoneFill | null = null

function moment(): { sheet: number | null; revision: number } {
  const { sheet, revision } = sheetStore.getState()
  return { sheet: sheet?.id ?? null, revision }
}

/** Null once anything else was changed, or taken back. */
export function lastFillDone(): DoneFill | null {
  const { sheet, revision } = moment()
  return lastFill?.revision === revision && lastFill.sheet === sheet ? lastFill : null
}

/** Makes the last fill the other one: a series instead of copies, or copies instead of a series. One step of undo as before. */
export function fillOtherwise(context: SheetContext, fill: DoneFill, as: 'copy' | 'series'): void {
  if (lastFillDone() !== fill) return
  const back = undo()
  if (!back) return
  tellLocked(back.locked)
  if (back.locked === 0) fillBox(context, fill.source, fill.target, { as })
}

/** Whether a fill was a series, and whether it can be one. */
export function seriesOfFill(
  { view }: SheetContext,
  { source, target, how }: DoneFill,
): { now: boolean; possible: boolean } {
  const lines: string[][] = []
  if (target.left === source.left && target.right === source.right) {
    for (let col = source.left; col <= source.right; col++) {
      lines.push(textsOf(source.top, source.bottom, (row) => view.text(row, col)))
    }
  } else {
    for (let row = source.top; row <= source.bottom; row++) {
      lines.push(textsOf(source.left, source.right, (col) => view.text(row, col)))
    }
  }
  const plain = lines.some((line) => seriesOf(line, false) !== null)
  const possible = plain || lines.some((line) => seriesOf(line, true) !== null)
  const now = how.as ? how.as === 'series' : plain !== (how.flipped ?? false)
  return { now: possible && now, possible }
}

function textsOf(from: number, to: number, text: (at: number) => string): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => text(from + i))
}

/** Continues `source` over `target`, which lies beside it. */
export function fillBox(context: SheetContext, source: Box, target: Box, how: FillOptions = {}): void {
  const patches: (SheetPatch | null)[] = []
  const size = sizeOf(target)
  if (target.left === source.left && target.right === source.right) {
    const upwards = target.bottom < source.top
    columnsOf(context, source).forEach((values, offset) => {
      const filled = continuedCells(values, size.rows, upwards ? -1 : 1, how)
      patches.push(
        writeColumn(context, source.left + offset, target.top, upwards ? filled.reverse() : filled),
      )
    })
  } else {
    const leftwards = target.right < source.left
    const byRow = Array.from({ length: size.rows }, (_, i) => {
      const values = Array.from({ length: source.right - source.left + 1 }, (__, col) =>
        cellAt(context, source.top + i, source.left + col),
      )
      const filled = continuedCells(values, size.cols, leftwards ? -1 : 1, how)
      return leftwards ? filled.reverse() : filled
    })
    for (let offset = 0; offset < size.cols; offset++) {
      patches.push(
        writeColumn(
          context,
          target.left + offset,
          target.top,
          byRow.map((row) => row[offset]!),
        ),
      )
    }
  }
  const done = act(
    context,
    'Fill',
    patches.filter((patch) => patch !== null),
    (result) => `${asHere.countOf(result.rows.length, 'row')} filled`,
  )
  lastFill = done.rows.length > 0 && done.locked === 0 ? { source, target, how, ...moment() } : null
  context.selection.set(
    {
      anchor: { row: Math.min(source.top, target.top), col: Math.min(source.left, target.left) },
      head: { row: Math.max(source.bottom, target.bottom), col: Math.max(source.right, target.right) },
    },
    { show: 'none' },
  )
}

/** Ctrl+D and Ctrl+R: the first row (column) of the selection into the rest; of a single cell, the one before it. */
export function fillFromEdge(context: SheetContext, direction: 'down' | 'right'): void {
  const parts = context.selection.boxes.map((box) => fillOf(context, box, direction))
  if (parts.length === 0) return
  if (parts.includes(null)) {
    announce(NOTHING_BEFORE)
    return
  }
  act(
    context,
    direction === 'down' ? 'Fill down' : 'Fill right',
    parts.flatMap((part) => part ?? []),
    (done) => `${asHere.countOf(done.rows.length, 'row')} filled`,
  )
}

/** Ctrl+': what stands above the active cell, into that cell alone, whatever else is selected. */
export function copyFromAbove(context: SheetContext): void {
  const { range } = context.selection
  if (!range) return
  const { row, col } = activeOf(range)
  const patches = fillOf(context, { top: row, bottom: row, left: col, right: col }, 'down')
  if (!patches) announce(NOTHING_BEFORE)
  else if (patches.length === 0) announce(CONSTANT)
  else act(context, 'Copy from above', patches, () => context.view.text(row, col))
}

/** Null where there is nothing to fill from. */
function fillOf(context: SheetContext, box: Box, direction: 'down' | 'right'): SheetPatch[] | null {
  const size = sizeOf(box)
  const single = direction === 'down' ? size.rows === 1 : size.cols === 1
  const first = direction === 'down' ? box.top : box.left
  const from = single ? first - 1 : first
  if (from < 0) return null
  const top = direction === 'down' && !single ? box.top + 1 : box.top
  const left = direction === 'right' && !single ? box.left + 1 : box.left
  const patches: (SheetPatch | null)[] = []
  for (let col = left; col <= box.right; col++) {
    const values = Array.from({ length: box.bottom - top + 1 }, (_, i) =>
      direction === 'down' ? cellAt(context, from, col) : cellAt(context, top + i, from),
    )
    patches.push(writeColumn(context, col, top, values))
  }
  return patches.filter((patch) => patch !== null)
}
