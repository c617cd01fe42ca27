import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { shapeInWords } from '#shared/domain/shape/shape-words.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import type { SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { createExpressions } from '#electron/gateways/expressions.ts'
import { applyShape, type ShapeDone } from '#electron/services/sheets/apply-shapes.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import type { LookUpSheets } from './look-up-sheets.ts'

export interface ShapedSheet {
  id: SheetId
  workspace: SheetStore
  attributes: readonly Attribute[]
  patch: (patches: readonly SheetPatch[]) => void
  lookUps: LookUpSheets
}

/** One change of shape of a sheet that is loaded; a sentence where it is not plain. */
export async function shapeOnce(
  { id, workspace, attributes, patch, lookUps }: ShapedSheet,
  shape: Shape,
): Promise<ShapeDone | string> {
  const done = await applyShape(
    {
      workspace: {
        head: (sheetId) => workspace.head(sheetId),
        rows: (...asked) => workspace.rows(...asked),
        sheets: () => lookUps.among(workspace.sheets()),
      },
      sheetId: id,
      attributes,
      expressions: createExpressions(),
      patch,
    },
    shape,
  )
  return typeof done === 'string' && shape.kind === 'look-up' && done.startsWith('There is no other sheet')
    ? `No file that is called so was named for this run. Name it: --look-up-file FILE.`
    : done
}

/**
 * Does what `--shape` asks for, one after the other.
 * @throws {Ending} where it is not plain which columns are meant, or what becomes of cells that hold something
 */
export async function shapeSheet(sheet: ShapedSheet, shapes: readonly Shape[]): Promise<ShapeDone[]> {
  const all: ShapeDone[] = []
  for (const given of shapes) {
    const shape = await sheet.lookUps.resolve(given)
    const done = await shapeOnce(sheet, shape)
    if (typeof done === 'string') {
      const asked = done.replace(
        '"existing": "keep" or "replace".',
        'keep or replace, at the end of --shape.',
      )
      throw new Ending(WRONG_USAGE, `--shape: ${shapeInWords(shape)}: ${asked} Nothing was sent.`)
    }
    all.push(done)
  }
  return all
}
