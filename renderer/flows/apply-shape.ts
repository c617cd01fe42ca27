import { openQuestion, shapeInWords } from '#shared/domain/shape/shape-words.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import type { ColumnId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { sheetCalled, type OtherSheet } from './other-sheet.ts'
import { previewShape, type ShapePreview } from './preview-shape.ts'

/**
 * Does what a preview of the sheet as it is now says, as one step of undo, and remembers it with the sheet. Null, and nothing is done,
 * where the sheet was changed since.
 */
export function applyShape(preview: Exclude<ShapePreview, { kind: 'problem' }>): EditResult | null {
  const { settings, revision } = sheetStore.getState()
  const { shape } = preview
  if (revision !== preview.revision) return null
  const remembered: SheetPatch = {
    kind: 'setSettings',
    settings: { ...settings, shapes: [...(settings.shapes ?? []), shape] },
  }
  return edit(shapeInWords(shape), [...patchesOf(preview), remembered])
}

/**
 * The patches of a change of shape as a recipe has it, where nobody is asked; a sentence instead where it is not plain. They fit the
 * sheet as it is now and nothing else.
 */
export async function shapePatches(shape: Shape, signal: AbortSignal): Promise<SheetPatch[] | string> {
  let other: OtherSheet | null = null
  if (shape.kind === 'look-up') {
    const found = await sheetCalled(shape.sheet)
    if (typeof found === 'string') return found
    other = found
  }
  const preview = await previewShape(shape, other, { signal })
  if (preview.kind === 'problem') return preview.problem
  const question = preview.kind === 'cells' ? openQuestion(shape, preview.found, asHere) : ''
  return question === '' ? patchesOf(preview) : question
}

function patchesOf(preview: Exclude<ShapePreview, { kind: 'problem' }>): SheetPatch[] {
  return preview.kind === 'rows' ? [deleted(preview)] : written(preview)
}

function deleted({ found }: Extract<ShapePreview, { kind: 'rows' }>): SheetPatch {
  return { kind: 'deleteRows', rows: found.gone }
}

/** The columns a preview makes get their ids only now: a preview is made again and again. */
function written({ found, targets, columns }: Extract<ShapePreview, { kind: 'cells' }>): SheetPatch[] {
  const ids = new Map<ColumnId, ColumnId>()
  for (const { column, isNew } of targets) if (isNew) ids.set(column.id, takeColumnId())
  const idOf = (id: ColumnId): ColumnId => ids.get(id) ?? id
  const cells = found.patches.map((patch) =>
    patch.kind === 'setCells' ? { ...patch, column: idOf(patch.column) } : patch,
  )
  if (ids.size === 0) return cells
  return [
    { kind: 'setColumns', columns: columns.map((column) => ({ ...column, id: idOf(column.id) })) },
    ...cells,
  ]
}
