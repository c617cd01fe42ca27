import type { Calls } from '#shared/api/contract.ts'
import { ok } from '#shared/api/faults.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { RecipeStore } from '#electron/services/ports/recipes.ts'

/** The recipes there are; each call answers them all as they are then. */
export function recipeHandlers(
  store: RecipeStore,
): Pick<Handlers<Calls>, 'recipes.list' | 'recipes.save' | 'recipes.remove'> {
  return {
    'recipes.list': () => ok(store.all()),
    'recipes.save': ({ recipe }) => {
      store.save(recipe)
      return ok(store.all())
    },
    'recipes.remove': ({ name }) => {
      store.remove(name)
      return ok(store.all())
    },
  }
}
