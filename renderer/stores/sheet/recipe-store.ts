import { create } from 'zustand'
import type { OutputOf } from '#shared/rpc/contract-shape.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { Fit } from '#shared/domain/recipe/fit-recipe.ts'
import type { Recipe } from '#shared/domain/recipe/recipe.ts'

type Kept = OutputOf<Calls, 'recipes.list'>

interface Recipes extends Kept {
  /** What is looked at: how a recipe fits the open sheet. `applied`: it was done, and this is how it went. */
  looking: { recipe: Recipe; fit: Fit; applied: boolean } | null
  /** Rows looked at by the step that goes on; null while none does. */
  working: number | null
}

export const useRecipes = create<Recipes>(() => ({
  recipes: [],
  unread: [],
  looking: null,
  working: null,
}))
