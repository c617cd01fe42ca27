import { shapeInWords } from '#shared/domain/shape/shape-words.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import { shapePatches } from './apply-shape.ts'
import { gatherChanges } from '#shared/cleaning/cell-changes.ts'
import { cleaningOfStep } from '#shared/cleaning/clean-step.ts'
import type { CleaningRequest } from '#shared/cleaning/registry.ts'
import { fitRecipe } from '#shared/domain/recipe/fit-recipe.ts'
import type { CleanStep, Recipe } from '#shared/domain/recipe/recipe.ts'
import { replayRecipe } from '#shared/domain/recipe/replay-recipe.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { cleanerFor } from '#renderer/cleaning/cleaners.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { asOneStep, edit } from '#renderer/stores/sheet/edit.ts'
import { useRecipes } from '#renderer/stores/sheet/recipe-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { patchesOf } from './apply-cleaning.ts'
import { inSlices } from './in-slices.ts'
import { findSpareRows } from './remove-spare-rows.ts'
import { previewSplit, splitNames } from './split-names.ts'

const STEP = 'Apply recipe'

/** How a recipe would fit the open sheet; nothing is changed. */
export function lookAtRecipe(recipe: Recipe): void {
  const { columns, nextColumnId } = sheetStore.getState()
  let next = nextColumnId
  const { source, attributes } = useAttributes.getState()
  const fit = fitRecipe(recipe, columns, {
    attributes: { source, attributes: [...attributes] },
    takeId: () => next++,
    stepsToCome: true,
  })
  useRecipes.setState({ looking: { recipe, fit, applied: false } })
}

/** Does to the open sheet what the recipe says, as one step of undo. */
export async function applyRecipe(recipe: Recipe, signal: AbortSignal): Promise<void> {
  const { source, attributes } = useAttributes.getState()
  const options = { signal, onProgress: (working: number) => useRecipes.setState({ working }) }
  useRecipes.setState({ working: 0 })
  try {
    const fit = await asOneStep(STEP, () =>
      replayRecipe(recipe, {
        columns: () => sheetStore.getState().columns,
        settings: () => sheetStore.getState().settings,
        attributes: { source, attributes: [...attributes] },
        takeId: takeColumnId,
        change: (patches) => void edit(STEP, patches),
        clean: (step, columns) => clean(step, columns, options),
        shape: (shape) => reshape(shape, signal),
      }),
    )
    useRecipes.setState({ looking: { recipe, fit, applied: true } })
  } finally {
    useRecipes.setState({ working: null })
  }
}

async function reshape(shape: Shape, signal: AbortSignal): Promise<string> {
  const patches = await shapePatches(shape, signal)
  if (typeof patches === 'string') return `${shapeInWords(shape)}: ${patches}`
  edit(STEP, patches)
  return ''
}

async function clean(
  step: CleanStep,
  columns: readonly ColumnId[],
  options: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<string> {
  const asked = cleaningOfStep(step)
  if (typeof asked === 'string') return asked
  const { cleaning, chosen } = asked
  switch (cleaning.work) {
    case 'rows': {
      const found = await findSpareRows(options)
      const rows = (['empty', 'double'] as const).flatMap((kind) =>
        chosen[kind] === 'no' ? [] : found[kind],
      )
      edit(STEP, [{ kind: 'deleteRows', rows }])
      return ''
    }
    case 'names': {
      const [source] = columns
      if (source === undefined) return `The cleaning “${step.clean}” needs a column.`
      splitNames(source, (await previewSplit(source, null, options)).splits, false)
      return ''
    }
    case 'cells': {
      const cleaner = await cleanerFor({ ...chosen, kind: cleaning.kind } as CleaningRequest)
      const { look, found } = gatherChanges(cleaner, columns)
      await inSlices(rowStore.rows, look, options)
      const { changes, ambiguous } = found()
      if (ambiguous.first) {
        const { value, either, or } = ambiguous.first
        return `“${cleaning.label}”: “${value}” is ${either} or ${or}, and the recipe does not say which. Do it under Cleaning.`
      }
      edit(STEP, patchesOf(changes))
      return ''
    }
  }
}
