import { shapeInWords } from '#shared/domain/shape/shape-words.ts'
import type { ColumnId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import type { ShapePreview } from './preview-shape.ts'

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
  const work = preview.kind === 'rows' ? [deleted(preview)] : written(preview)
  return edit(shapeInWords(shape), [...work, remembered])
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
