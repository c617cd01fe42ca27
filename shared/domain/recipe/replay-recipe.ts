import type { AttributeList } from '#shared/domain/sheet/attributes.ts'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import type { CleaningDone, Column, ColumnId, SheetPatch, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import type { Shape } from '#shared/domain/sheet/shape.ts'
import { fitRecipe, settingsOf, type Fit, type Misfit } from './fit-recipe.ts'
import type { CleanStep, Recipe } from './recipe.ts'

/** A sheet that a recipe is applied to, on the page or in the main process. */
export interface RecipeTarget {
  columns(): readonly Column[]
  settings(): SheetSettings
  attributes: AttributeList
  takeId(): ColumnId
  change(patches: readonly SheetPatch[]): void
  /** Cleans these columns as the window does; answers why not, '' where it is done. */
  clean(step: CleanStep, columns: readonly ColumnId[]): Promise<string>
  /** Changes the sheet's shape; likewise. */
  shape(shape: Shape): Promise<string>
}

/** Does to a sheet what the recipe says, in its order, and tells what fitted and what did not. */
export async function replayRecipe(recipe: Recipe, target: RecipeTarget): Promise<Fit> {
  const { attributes } = target
  const takeId = (): ColumnId => target.takeId()
  const known = new Set(target.columns().map(({ id }) => id))
  const before = fitRecipe(recipe, target.columns(), { attributes, takeId, stepsToCome: true })
  for (const { id } of before.columns) known.add(id)
  const { cleanings: _c, shapes: _s, ...rest } = target.settings()
  target.change([
    { kind: 'setColumns', columns: before.columns },
    { kind: 'setSettings', settings: settingsOf(recipe, rest, before.columns) },
  ])
  const misfits: Misfit[] = []
  const cleanings: CleaningDone[] = []
  const shapes: Shape[] = []
  for (const step of recipe.steps ?? []) {
    const text = 'clean' in step ? await clean(step, shapes.length) : await reshape(step.shape)
    if (text !== '') misfits.push({ kind: 'step', columnId: null, text })
  }
  const after = fitRecipe(recipe, target.columns(), {
    attributes,
    takeId,
    stepsToCome: false,
    known,
    places: before.places,
  })
  target.change([
    { kind: 'setColumns', columns: after.columns },
    {
      kind: 'setSettings',
      settings: {
        ...settingsOf(recipe, rest, after.columns),
        ...(cleanings.length > 0 ? { cleanings } : {}),
        ...(shapes.length > 0 ? { shapes } : {}),
      },
    },
  ])
  return { ...after, misfits: [...after.misfits, ...misfits] }

  async function clean(step: CleanStep, shapesBefore: number): Promise<string> {
    const columns: ColumnId[] = []
    for (const heading of step.columns) {
      const [column, another] = columnsCalled(target.columns(), heading)
      if (!column || another) return `“${step.clean}” cannot be done: there is no one column “${heading}”.`
      columns.push(column.id)
    }
    const why = await target.clean(step, columns)
    if (why === '') {
      const { clean: cleaning, chosen = {} } = step
      cleanings.push({ cleaning, chosen, columns, shapesBefore, partly: false })
    }
    return why
  }

  async function reshape(shape: Shape): Promise<string> {
    const why = await target.shape(shape)
    if (why === '') shapes.push(shape)
    return why
  }
}
