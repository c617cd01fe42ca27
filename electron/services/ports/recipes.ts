import type { Recipe } from '#shared/domain/recipe/recipe.ts'
import type { ValueMap } from '#shared/domain/sheet/sheet.ts'

export interface KeptRecipe {
  recipe: Recipe
  /** ISO 8601, UTC. */
  savedAt: string
}

/** Recipes by their names, for every way in. */
export interface RecipeStore {
  /** By name. `unread`: files among them that are no recipes, each with why. */
  all(): { recipes: KeptRecipe[]; unread: { file: string; text: string }[] }
  /** Takes the place of the one of that name. */
  save(recipe: Recipe): void
  remove(name: string): void
  /** Writes the one of that name to a path somebody chose; false where there is none. */
  write(name: string, path: string): boolean
}

/** What values were said to stand for, by account and attribute. */
export interface ValueMemory {
  of(accountId: string): ReadonlyMap<string, ValueMap>
  /** An option of null forgets what the value stood for. */
  remember(accountId: string, attribute: string, values: ValueMap): void
  forget(accountId: string): void
}
