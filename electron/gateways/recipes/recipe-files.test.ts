import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatRecipe, readRecipe, recipeFileName } from '#shared/domain/recipe/recipe-file.ts'
import { makeRecipe } from '#shared/domain/recipe/make-recipe.ts'
import type { Recipe } from '#shared/domain/recipe/recipe.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { openRecipeFolder } from './recipe-folder.ts'
import { openValueMemory } from './value-memory.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-recipes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function recipe(name: string): Recipe {
  return makeRecipe(name, {
    columns: [
      { id: 0, header: 'E-mail', attribute: 'EmailAddress', constant: null, hidden: false, width: null },
    ],
    settings: DEFAULT_SETTINGS,
    readings: [],
    known: () => [],
    unknownOptions: undefined,
  })
}

describe('the file of a recipe', () => {
  const kept = readFileSync(join(import.meta.dirname, 'fixtures', 'version-1.recipe.json'), 'utf8')

  it('of version 1 opens, and says the same when it is written again', () => {
    const read = readRecipe(kept)
    if (!read.ok) throw new Error(read.text)
    expect(JSON.parse(formatRecipe(read.recipe))).toEqual(JSON.parse(kept))
    expect(formatRecipe(read.recipe)).toContain('["WIP", "Contacted"]')
  })

  it.each([
    ['', 'This is not a recipe: it is no JSON, or only a part of it.'],
    ['{"columns":[]}', 'This is not a recipe of Leadsheet.'],
    [kept.replace('"version": 1', '"version": 9'), 'written by a newer Leadsheet (version 9'],
    [kept.replace('"blanks": "skip"', '"blanks": "guess"'), 'does not understand: blanks: '],
    [kept.replace('"phoneCountry"', '"phoneCuntry"'), '“phoneCuntry” is not known'],
    [kept.replace('"dates": "dmy"', '"dates": "dmy", "sort": 1'), 'columns.2.read: “sort” is not known'],
  ])('that is none is refused in a sentence', (text, told) => {
    const read = readRecipe(text)
    expect(read.ok ? '' : read.text).toContain(told)
  })

  it('has a name every system takes', () => {
    expect(recipeFileName('Day/1: "x"')).toBe('Day 1 x.recipe.json')
    expect(recipeFileName('???')).toBe('recipe.recipe.json')
  })
})

describe('the folder of recipes', () => {
  it('is empty where there is none, and keeps each name by itself whatever the names have in common', () => {
    const store = openRecipeFolder(join(folder, 'recipes'))
    expect(store.all()).toEqual({ recipes: [], unread: [] })
    const names = ['Day/1', 'Day:1', 'day 1', 'con', '..', 'Tägliche Messe']
    for (const name of names) store.save(recipe(name))
    store.save({ ...recipe('con'), blanks: 'clear' })
    const kept = store.all().recipes.map((each) => each.recipe)
    expect(kept.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(kept.find(({ name }) => name === 'con')?.blanks).toBe('clear')
    expect(readdirSync(join(folder, 'recipes'))).toHaveLength(names.length)
    store.remove('Day:1')
    expect(store.all().recipes).toHaveLength(names.length - 1)
    expect(store.write('Day:1', join(folder, 'x.json'))).toBe(false)
    expect(store.write('Day/1', join(folder, 'x.json'))).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, 'x.json'), 'utf8'))).toEqual(recipe('Day/1'))
  })

  it('names a file that cannot be read as one, and leaves it', () => {
    const store = openRecipeFolder(folder)
    writeFileSync(join(folder, 'half.recipe.json'), '{"leadsheet":')
    store.save(recipe('whole'))
    const { recipes, unread } = store.all()
    expect(recipes).toHaveLength(1)
    expect(unread).toEqual([
      { file: 'half.recipe.json', text: 'This is not a recipe: it is no JSON, or only a part of it.' },
    ])
    expect(readFileSync(join(folder, 'half.recipe.json'), 'utf8')).toBe('{"leadsheet":')
  })
})

describe('what values stand for', () => {
  it('is kept by account and field, whatever its case, and taken back', () => {
    const path = join(folder, 'values.json')
    const memory = openValueMemory(path, () => undefined)
    memory.remember('a', 'Source', [
      ['WIP', 'Fair'],
      ['x', ''],
    ])
    memory.remember('b', 'Source', [['WIP', 'Web']])
    memory.remember('a', 'Source', [
      ['wip', 'Web'],
      ['X', null],
    ])
    const again = openValueMemory(path, () => undefined)
    expect([...again.of('a')]).toEqual([['Source', [['wip', 'Web']]]])
    again.forget('a')
    expect([...memory.of('a')]).toEqual([])
    expect([...memory.of('b')]).toEqual([['Source', [['WIP', 'Web']]]])
  })

  it('of a damaged file are put aside, and told', () => {
    const path = join(folder, 'values.json')
    writeFileSync(path, 'oops')
    const told: string[] = []
    expect(openValueMemory(path, (keptAs) => told.push(keptAs)).of('a').size).toBe(0)
    expect(readFileSync(told[0]!, 'utf8')).toBe('oops')
  })
})
