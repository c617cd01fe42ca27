import type { ParseArgsOptionsConfig } from 'node:util'
import { Misuse } from '../misuse.ts'
import { parse } from '../parse.ts'

/** What is to be done with the recipes kept here. */
type RecipesQuestion =
  | { action: 'list' }
  /** `out` null: a file of the recipe's name, here. */
  | { action: 'export'; name: string; out: string | null }
  | { action: 'import'; file: string; replace: boolean }
  | { action: 'remove'; name: string }

export type RecipesArguments = { dataDir: string | null; json: boolean } & RecipesQuestion

const RECIPES_OPTIONS = {
  out: { type: 'string' },
  replace: { type: 'boolean' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

/** @throws {Misuse} */
export function readRecipes(args: string[]): RecipesArguments {
  const { values, positionals } = parse(args, RECIPES_OPTIONS, true)
  return {
    ...readRecipesQuestion(values, positionals),
    dataDir: values['data-dir'] ?? null,
    json: values.json ?? false,
  }
}

function readRecipesQuestion(
  { out, replace }: { out?: string | undefined; replace?: boolean | undefined },
  [action = 'list', given, more]: readonly string[],
): RecipesQuestion {
  if (more !== undefined)
    throw new Misuse(`“${more}” is not expected here. Put quotes around a name with spaces.`)
  if (out !== undefined && action !== 'export') throw new Misuse('--out goes with leadsheet recipes export.')
  if (replace && action !== 'import') throw new Misuse('--replace goes with leadsheet recipes import.')
  switch (action) {
    case 'list':
      if (given === undefined) return { action }
      break
    case 'export':
    case 'remove':
      if (!given) throw new Misuse(`Say which recipe: leadsheet recipes ${action} NAME`)
      return action === 'export' ? { action, name: given, out: out ?? null } : { action, name: given }
    case 'import':
      if (!given) throw new Misuse('Say which file: leadsheet recipes import FILE')
      return { action, file: given, replace: replace ?? false }
  }
  throw new Misuse(
    `leadsheet recipes lists them; beside that there are export NAME, import FILE and remove NAME. Not “${given ?? action}”.`,
  )
}
