import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { recipeInWords } from '#shared/domain/recipe/recipe-words.ts'
import { formatRecipe, readRecipe, recipeFileName } from '#shared/domain/recipe/recipe-file.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { RecipeStore } from '#electron/services/ports/recipes.ts'
import { openRecipeFolder } from '#electron/gateways/recipes/recipe-folder.ts'
import type { RecipesArguments } from '#electron/cli/options/commands/recipes.ts'
import { ALL_WENT_IN, Ending, WRONG_USAGE } from './exit-codes.ts'
import { foldersFor } from './folders.ts'
import { giveAnswer } from './json-answer.ts'
import { recipeNamed } from './recipe.ts'

/** `leadsheet recipes`: lists them, writes one to a file, or keeps one of a file. The answer is the exit code. */
export function recipes(args: RecipesArguments): number {
  const store = openRecipeFolder(join(foldersFor(args.dataDir).accounts, 'recipes'))
  switch (args.action) {
    case 'list':
      list(store, args.json)
      break
    case 'export':
      exportOne(store, args)
      break
    case 'import':
      importOne(store, args)
      break
    case 'remove':
      removeOne(store, args)
  }
  return ALL_WENT_IN
}

function list(store: RecipeStore, json: boolean): void {
  const { recipes: kept, unread } = store.all()
  for (const { file, text } of unread) process.stderr.write(`${file}: ${text}\n`)
  if (json) {
    const told = kept.map(({ recipe, savedAt }) => ({
      name: recipe.name,
      savedAt,
      columns: recipe.columns.length,
      steps: recipe.steps?.length ?? 0,
      mode: recipe.mode ?? 'upsert',
    }))
    giveAnswer({ recipes: told })
    return
  }
  if (kept.length === 0) process.stdout.write('No recipe is saved here.\n')
  for (const { recipe, savedAt } of kept)
    process.stdout.write(
      `${recipe.name}  ${savedAt.slice(0, 16).replace('T', ' ')} UTC\n  ${recipeInWords(recipe, inDigits)}\n`,
    )
}

function exportOne(
  store: RecipeStore,
  { name, out, json }: Extract<RecipesArguments, { action: 'export' }>,
): void {
  const recipe = recipeNamed(name, store)
  const path = resolve(out ?? recipeFileName(recipe.name))
  try {
    writeFileAtomic.sync(path, formatRecipe(recipe))
  } catch (error) {
    throw new Ending(
      WRONG_USAGE,
      `${path} was not written: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  tell(json, { name: recipe.name, file: path }, `The recipe “${recipe.name}” is in ${path}.`)
}

function importOne(
  store: RecipeStore,
  { file, replace, json }: Extract<RecipesArguments, { action: 'import' }>,
): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Ending(WRONG_USAGE, `There is no file ${file}.`)
  const read = readRecipe(readFileSync(file, 'utf8'))
  if (!read.ok) throw new Ending(WRONG_USAGE, `${file}: ${read.text}`)
  const { recipe } = read
  const before = store.all().recipes.find((kept) => kept.recipe.name === recipe.name)
  const isOther = before !== undefined && formatRecipe(before.recipe) !== formatRecipe(recipe)
  if (isOther && !replace) {
    throw new Ending(
      WRONG_USAGE,
      `Another recipe called “${recipe.name}” is kept here. --replace puts this one in its place.`,
    )
  }
  if (before === undefined || isOther) store.save(recipe)
  tell(
    json,
    { name: recipe.name, replaced: isOther },
    `The recipe “${recipe.name}” is kept: --recipe "${recipe.name}"`,
  )
}

function removeOne(
  store: RecipeStore,
  { name, json }: Extract<RecipesArguments, { action: 'remove' }>,
): void {
  const recipe = recipeNamed(name, store)
  store.remove(recipe.name)
  tell(json, { name: recipe.name }, `The recipe “${recipe.name}” is removed.`)
}

function tell(json: boolean, told: object, words: string): void {
  if (json) giveAnswer(told)
  else process.stdout.write(`${words}\n`)
}
