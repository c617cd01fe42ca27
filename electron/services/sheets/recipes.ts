import type { Calls } from '#shared/api/contract.ts'
import { fail, ok } from '#shared/api/faults.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { recipeFileName } from '#shared/domain/recipe/recipe-file.ts'
import type { SaveTarget } from '#electron/services/ports/save-target.ts'
import type { RecipeStore } from '#electron/services/ports/recipes.ts'

/** The recipes there are; each call answers them all as they are then. */
export function recipeHandlers(
  store: RecipeStore,
  saveTarget: SaveTarget,
): Pick<Handlers<Calls>, 'recipes.list' | 'recipes.save' | 'recipes.remove' | 'recipes.export'> {
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
    'recipes.export': ({ name }) =>
      saveTarget.save(recipeFileName(name), async (path) =>
        store.write(name, path) ? ok({}) : fail('not-found', 'This recipe is no longer here.'),
      ),
  }
}
