import { readFileSync, statSync } from 'node:fs'
import type { AttributesFound } from '#electron/services/accounts/attributes.ts'
import type { RecipeStore } from '#electron/services/ports/recipes.ts'
import type { Fit, Misfit } from '#shared/domain/recipe/fit-recipe.ts'
import { readRecipe } from '#shared/domain/recipe/recipe-file.ts'
import type { Recipe } from '#shared/domain/recipe/recipe.ts'
import { replayRecipe } from '#shared/domain/recipe/replay-recipe.ts'
import type { Column, ColumnId, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { shapeInWords } from '#shared/domain/shape/shape-words.ts'
import type { ShapeDone } from '#electron/services/sheets/apply-shapes.ts'
import { cleanAsInWindow, type Cleaned } from './clean-sheet.ts'
import { unmistakable } from './column-name.ts'
import type { LookUpSheets } from './look-up-sheets.ts'
import { shapeOnce } from './shape-sheet.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/** The recipe of a name, or in a file. @throws {Ending} where there is none, or it cannot be used */
export function findRecipe(given: string, store: RecipeStore): Recipe {
  const named = kept(given, store)
  if (named) return named
  if (statSync(given, { throwIfNoEntry: false })?.isFile()) {
    const read = readRecipe(readFileSync(given, 'utf8'))
    if (read.ok) return read.recipe
    throw new Ending(WRONG_USAGE, `--recipe ${given}: ${read.text} Nothing was sent.`)
  }
  throw new Ending(
    WRONG_USAGE,
    `--recipe: there is no recipe and no file “${given}”. ${thereAre(store)} Nothing was sent.`,
  )
}

/** The kept recipe of a name. @throws {Ending} where there is none */
export function recipeNamed(name: string, store: RecipeStore): Recipe {
  const named = kept(name, store)
  if (named) return named
  throw new Ending(WRONG_USAGE, `There is no recipe “${name}”. ${thereAre(store)}`)
}

function kept(name: string, store: RecipeStore): Recipe | undefined {
  const { recipes } = store.all()
  const named =
    recipes.find(({ recipe }) => recipe.name === name) ??
    only(recipes.filter(({ recipe }) => recipe.name.toLowerCase() === name.trim().toLowerCase()))
  return named?.recipe
}

function thereAre(store: RecipeStore): string {
  const { recipes, unread } = store.all()
  const names = recipes.map(({ recipe }) => `“${recipe.name}”`).join(', ')
  const broken = unread.map(({ file, text }) => ` ${file}: ${text}`).join('')
  return `${names === '' ? 'None is saved here.' : `There are: ${names}.`}${broken}`
}

function only<Kind>(list: readonly Kind[]): Kind | undefined {
  return list.length === 1 ? list[0] : undefined
}

/** Lays the recipe over a sheet that was just loaded. */
export async function layRecipe(
  recipe: Recipe,
  sheet: {
    id: SheetId
    workspace: Workspace
    attributes: AttributesFound
    patch: (patches: readonly SheetPatch[]) => void
    lookUps: LookUpSheets
  },
): Promise<{ fit: Fit; cleaned: Cleaned[]; shaped: ShapeDone[] }> {
  const { id, workspace, attributes, patch } = sheet
  const cleaned: Cleaned[] = []
  const shaped: ShapeDone[] = []
  let nextId = workspace.head(id)!.nextColumnId
  const fit = await replayRecipe(recipe, {
    columns: () => workspace.head(id)!.columns,
    settings: () => workspace.head(id)!.settings,
    attributes,
    takeId() {
      nextId = Math.max(nextId, workspace.head(id)!.nextColumnId) + 1
      return nextId - 1
    },
    change: patch,
    async clean(step, columns) {
      const of = {
        id,
        workspace,
        attributes: attributes.attributes,
        patch,
        columns: workspace.head(id)!.columns,
      }
      const done = await cleanAsInWindow(of, step, columns)
      if (typeof done === 'string') return done
      cleaned.push(done)
      return ''
    },
    async shape(shape) {
      const done = await shapeOnce({ ...sheet, attributes: attributes.attributes }, shape)
      if (typeof done === 'string') return `${shapeInWords(shape)}: ${done}`
      shaped.push(done)
      return ''
    },
  })
  return { fit, cleaned, shaped }
}

/**
 * What the recipe left open and no other option answers. `columns`: as they are after all options.
 * @throws {Ending} with what would answer it
 */
export function refuseMisfits(
  { name }: Recipe,
  misfits: readonly Misfit[],
  columns: readonly Column[],
  answered: ReadonlySet<ColumnId>,
): void {
  // Of people the push asks by itself, by the users as they are then.
  const open = misfits.filter((misfit) => misfit.kind !== 'no-user' && !isAnswered(misfit, columns, answered))
  if (open.length === 0) return
  const lines = open.map(({ kind, text, columnId }) => {
    const column = columns.find(({ id }) => id === columnId)
    const called = column ? unmistakable(columns, column) : ''
    if (kind === 'new-column') return `  ${text} Say so: --map "${called}=" leaves it out.`
    return `  ${text}`
  })
  throw new Ending(
    WRONG_USAGE,
    `The recipe “${name}” does not fit this file:\n${lines.join('\n')}\nNothing was sent.`,
  )
}

function isAnswered(
  { columnId, attribute, kind }: Misfit,
  columns: readonly Column[],
  answered: ReadonlySet<ColumnId>,
): boolean {
  if (columnId !== null && answered.has(columnId)) return true
  const isCovered = kind === 'missing-column' || kind === 'search-by' || kind === 'unclear-column'
  return isCovered && attribute !== undefined && columns.some((column) => column.attribute === attribute)
}
