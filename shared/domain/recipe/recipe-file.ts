import { z } from 'zod'
import { Recipe, RECIPE_VERSION } from './recipe.ts'

export type ReadRecipe = { ok: true; recipe: Recipe } | { ok: false; text: string }

/** Step n makes a recipe of version n + 1 into one of n + 2. A step that has shipped never changes. */
const UPGRADES: readonly ((recipe: Record<string, unknown>) => Record<string, unknown>)[] = []

const Marked = z.looseObject({ leadsheet: z.literal('recipe'), version: z.number().int().positive() })

/** Two texts, or a text and null, each on a line of its own. */
const PAIR = /\[\n\s+("(?:[^"\\]|\\.)*"),\n\s+("(?:[^"\\]|\\.)*"|null)\n\s+\]/g

/** For people to read, and always the same for the same recipe. */
export function formatRecipe(recipe: Recipe): string {
  return `${JSON.stringify(recipe, null, 2).replace(PAIR, '[$1, $2]')}\n`
}

/** The name of the file a recipe is shared as. */
export function recipeFileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim()
  return `${plain === '' ? 'recipe' : plain}.recipe.json`
}

/** Reads a recipe's text, of this version or an earlier one; `text` says in a sentence why it cannot be used. */
export function readRecipe(text: string): ReadRecipe {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { ok: false, text: 'This is not a recipe: it is no JSON, or only a part of it.' }
  }
  return recipeOf(json)
}

export function recipeOf(json: unknown): ReadRecipe {
  const marked = Marked.safeParse(json)
  if (!marked.success) return { ok: false, text: 'This is not a recipe of Leadsheet.' }
  if (marked.data.version > RECIPE_VERSION) {
    return {
      ok: false,
      text: `This recipe was written by a newer Leadsheet (version ${marked.data.version} of recipes; this one knows ${RECIPE_VERSION}). Update Leadsheet to use it.`,
    }
  }
  let current: Record<string, unknown> = marked.data
  for (const upgrade of UPGRADES.slice(marked.data.version - 1)) current = upgrade(current)
  const read = Recipe.safeParse(current)
  return read.success ? { ok: true, recipe: read.data } : { ok: false, text: whatIsWrong(read.error) }
}

const MOST_NAMED = 3

function whatIsWrong({ issues }: z.ZodError): string {
  const told = issues.slice(0, MOST_NAMED).map((issue) => {
    const place = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.map((key) => `“${key}”`).join(', ')
      return `${place === '' ? '' : `${place}: `}${keys} ${issue.keys.length === 1 ? 'is' : 'are'} not known`
    }
    return `${place === '' ? '' : `${place}: `}${issue.message}`
  })
  const more = issues.length > MOST_NAMED ? `; and ${issues.length - MOST_NAMED} more` : ''
  return `This recipe has something in it that Leadsheet does not understand: ${told.join('; ')}${more}.`
}
