import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { formatRecipe, readRecipe, recipeFileName } from '#shared/domain/recipe/recipe-file.ts'
import type { KeptRecipe, RecipeStore } from '#electron/services/ports/recipes.ts'

const SUFFIX = '.recipe.json'
/** No recipe is larger; something else lies there. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * One file a recipe, readable and the same as the one that is shared. Files rather than the workspace: the command line uses them
 * while the window has its workspace open.
 */
export function openRecipeFolder(folder: string): RecipeStore {
  function read(file: string): { kept: KeptRecipe } | { text: string } {
    const path = join(folder, file)
    const { size, mtime } = statSync(path)
    if (size > MOST_BYTES) return { text: 'This is not a recipe: it is too large.' }
    const found = readRecipe(readFileSync(path, 'utf8'))
    return found.ok ? { kept: { recipe: found.recipe, savedAt: mtime.toISOString() } } : { text: found.text }
  }

  function files(): string[] {
    try {
      return readdirSync(folder).filter((name) => name.endsWith(SUFFIX))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }

  function all(): { recipes: (KeptRecipe & { file: string })[]; unread: { file: string; text: string }[] } {
    const recipes: (KeptRecipe & { file: string })[] = []
    const unread: { file: string; text: string }[] = []
    for (const file of files()) {
      const found = read(file)
      if ('kept' in found) recipes.push({ ...found.kept, file })
      else unread.push({ file, text: found.text })
    }
    recipes.sort((one, other) => one.recipe.name.localeCompare(other.recipe.name))
    return { recipes, unread }
  }

  function fileOf(name: string): string | undefined {
    return all().recipes.find(({ recipe }) => recipe.name === name)?.file
  }

  return {
    all() {
      const { recipes, unread } = all()
      return { recipes: recipes.map(({ recipe, savedAt }) => ({ recipe, savedAt })), unread }
    },
    save(recipe) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const file = fileOf(recipe.name) ?? freeName(recipe.name, files())
      writeFileAtomic.sync(join(folder, file), formatRecipe(recipe), { mode: 0o600 })
    },
    write(name, path) {
      const found = all().recipes.find(({ recipe }) => recipe.name === name)
      if (found) writeFileAtomic.sync(path, formatRecipe(found.recipe))
      return found !== undefined
    },
    remove(name) {
      const file = fileOf(name)
      if (file !== undefined) rmSync(join(folder, file), { force: true })
    },
  }
}

/** Names that a folder cannot tell apart (`Day/1`, `Day:1`, `DAY 1`) are files of their own all the same. */
function freeName(name: string, taken: readonly string[]): string {
  const plain = recipeFileName(name).slice(0, -SUFFIX.length).slice(0, 80)
  const isTaken = taken.some((file) => file.toLowerCase() === `${plain}${SUFFIX}`.toLowerCase())
  if (!isTaken && !/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) && !plain.startsWith('.'))
    return `${plain}${SUFFIX}`
  return `${plain.replace(/^\.+/, '')}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}${SUFFIX}`
}
