import { leftOutSteps, makeRecipe } from '#shared/domain/recipe/make-recipe.ts'
import { readRecipe } from '#shared/domain/recipe/recipe-file.ts'
import type { Recipe } from '#shared/domain/recipe/recipe.ts'
import type { UnknownOptionChoice } from '#shared/domain/sheet/sheet.ts'
import { attributeNamed } from '#renderer/stores/accounts/attribute-store.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useRecipes } from '#renderer/stores/sheet/recipe-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { download } from './export-report.ts'

/** Cleanings of the open sheet that cannot be part of a recipe. */
export function notInRecipe(): string[] {
  return leftOutSteps(sheetStore.getState().settings)
}

export async function refreshRecipes(): Promise<void> {
  const answer = await ask('recipes.list', {})
  if (answer) useRecipes.setState(answer)
}

/** Saves what was decided about the open sheet under a name. True where it is saved. */
export async function saveRecipe(
  name: string,
  unknownOptions: UnknownOptionChoice | undefined,
): Promise<boolean> {
  const { columns, settings } = sheetStore.getState()
  const recipe = makeRecipe(name, {
    columns,
    settings,
    readings: useProblems.getState().readings,
    known: (attribute) => attributeNamed(attribute)?.known ?? [],
    unknownOptions,
  })
  const answer = await ask('recipes.save', { recipe })
  if (!answer) return false
  useRecipes.setState(answer)
  if (settings.recipe !== recipe.name)
    edit('Save recipe', [{ kind: 'setSettings', settings: { ...settings, recipe: recipe.name } }], {
      undoable: false,
    })
  notify('success', `The recipe “${recipe.name}” is saved.`)
  return true
}

export async function removeRecipe(name: string): Promise<void> {
  const answer = await ask('recipes.remove', { name })
  if (answer) useRecipes.setState(answer)
}

/** Writes a recipe to a file that can be sent to somebody. */
export async function exportRecipe(name: string): Promise<void> {
  const answer = await ask('recipes.export', { name })
  if (!answer || answer.kind === 'cancelled') return
  if (answer.kind === 'download') download(answer.url, answer.name)
  notify('success', `The recipe is saved as ${answer.kind === 'download' ? answer.name : answer.path}.`)
}

/** No recipe is larger. */
const MOST_BYTES = 16 * 1024 * 1024

/** Lets the person choose a recipe's file and keeps it; answers it, null where there is none. */
export async function openRecipeFile(file: File): Promise<Recipe | null> {
  const read =
    file.size > MOST_BYTES
      ? { ok: false as const, text: 'This is not a recipe: it is too large.' }
      : readRecipe(await file.text())
  if (!read.ok) {
    notify('error', `${file.name}: ${read.text}`)
    return null
  }
  const { recipe } = read
  const names = new Set(useRecipes.getState().recipes.map((kept) => kept.recipe.name))
  const named = { ...recipe, name: freeName(recipe.name, names) }
  const answer = await ask('recipes.save', { recipe: named })
  if (!answer) return null
  useRecipes.setState(answer)
  notify('success', `The recipe “${named.name}” is saved here.`)
  return named
}

/** What is here under that name stays. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let copy = 2; taken.has(free); copy++) free = `${name} ${copy}`
  return free
}
