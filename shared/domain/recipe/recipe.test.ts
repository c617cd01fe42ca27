import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute, type AttributeList } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SETTINGS, type Column, type SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { fitRecipe, settingsOf, type Fit } from './fit-recipe.ts'
import { leftOutSteps, makeRecipe } from './make-recipe.ts'
import { formatRecipe, readRecipe } from './recipe-file.ts'
import type { Recipe } from './recipe.ts'
import { replayRecipe } from './replay-recipe.ts'

const ACCOUNT: AttributeList = {
  source: 'account',
  attributes: STANDARD_ATTRIBUTES.map((attribute) =>
    attribute.schemaName === 'ProspectStage'
      ? { ...attribute, dataType: 'Select' as const, options: ['Prospect', 'Contacted'] }
      : attribute,
  ),
}

function columns(...list: [header: string, attribute: string | null, more?: Partial<Column>][]): Column[] {
  return list.map(([header, attribute, more], id) => {
    return { id, header, attribute, constant: null, hidden: false, width: null, ...more }
  })
}

function recipeOf(list: Column[], settings: Partial<SheetSettings> = {}): Recipe {
  return makeRecipe('Fair', {
    columns: list,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    readings: [],
    known: () => [],
    unknownOptions: undefined,
  })
}

function fit(recipe: Recipe, list: Column[], attributes = ACCOUNT): Fit {
  let next = list.length
  return fitRecipe(recipe, list, { attributes, takeId: () => next++, stepsToCome: false })
}

const goesTo = (list: readonly Column[]) => list.map(({ header, attribute }) => [header, attribute])

describe('a recipe made of a sheet', () => {
  it('holds the decisions, whoever made them, and no account', () => {
    const list = columns(
      ['E-mail', 'EmailAddress'],
      ['Born', 'mx_Date_of_Birth'],
      ['Phone', 'Phone'],
      ['Phone', 'Mobile', { header: 'Cell', fileHeader: 'Phone' }],
      ['', 'Source', { constant: 'Fair' }],
      ['Stage', 'ProspectStage', { readAs: { values: [['wip', 'Prospect']], unknownOptions: 'stop' } }],
      ['', null],
    )
    const recipe = makeRecipe(' Fair ', {
      columns: list,
      settings: { ...DEFAULT_SETTINGS, accountId: 'account-7', duplicates: 'last', phoneCountry: 'IN' },
      readings: [
        {
          ...{ columnId: 1, header: 'Born', kind: 'dates', as: 'dmy', by: 'cells', proof: [], either: 3 },
          ...{ example: '1/2/2026', currencies: [] },
        },
      ],
      known: (attribute) => (attribute === 'ProspectStage' ? [['old', 'Contacted']] : []),
      unknownOptions: 'send',
    })
    expect(recipe).toEqual({
      ...{ leadsheet: 'recipe', version: 1, name: 'Fair' },
      columns: [
        { heading: 'E-mail', attribute: 'EmailAddress' },
        { heading: 'Born', attribute: 'mx_Date_of_Birth', read: { dates: 'dmy' } },
        { heading: 'Phone#1', attribute: 'Phone' },
        { heading: 'Phone#2', title: 'Cell', attribute: 'Mobile' },
        { heading: '#1', attribute: 'Source', constant: 'Fair' },
        {
          ...{ heading: 'Stage', attribute: 'ProspectStage' },
          read: {
            unknownOptions: 'stop',
            values: [
              ['old', 'Contacted'],
              ['wip', 'Prospect'],
            ],
          },
        },
      ],
      ...{ searchBy: 'default', blanks: 'skip', duplicates: 'last', placeholders: 'blank' },
      ...{ unknownOptions: 'send', phoneCountry: 'IN' },
    })
    expect(formatRecipe(recipe)).not.toContain('account-7')
    expect(readRecipe(formatRecipe(recipe))).toEqual({ ok: true, recipe })
  })

  it('has the cleanings of whole columns among the changes of shape, in their order', () => {
    const done = { chosen: {}, partly: false }
    const list = columns(['Name', 'FirstName'], ['Town', 'mx_City'])
    const settings = {
      shapes: [{ kind: 'fill-down' as const, columns: ['Town'] }],
      cleanings: [
        { ...done, cleaning: 'spaces', columns: [0, 1], shapesBefore: 0 },
        { ...done, cleaning: 'case', chosen: { to: 'title' }, columns: [1], shapesBefore: 1 },
        { ...done, cleaning: 'emails', columns: [0], shapesBefore: 1, partly: true },
        { ...done, cleaning: 'spaces', columns: [9], shapesBefore: 1 },
      ],
    }
    expect(recipeOf(list, settings).steps).toEqual([
      { clean: 'spaces', columns: ['Name', 'Town'] },
      { shape: { kind: 'fill-down', columns: ['Town'] } },
      { clean: 'case', chosen: { to: 'title' }, columns: ['Town'] },
    ])
    expect(leftOutSteps({ ...DEFAULT_SETTINGS, ...settings })).toEqual(['emails'])
  })
})

describe('what may be written', () => {
  const list = columns(['E-mail', 'EmailAddress'])

  it.each(['update', 'create', 'fill'] as const)('is part of a recipe: %s only', (mode) => {
    const recipe = recipeOf(list, { mode })
    expect(recipe.mode).toBe(mode)
    expect(settingsOf(recipe, DEFAULT_SETTINGS, list).mode).toBe(mode)
  })

  it('is create and update again after a recipe that says nothing of it', () => {
    expect(settingsOf(recipeOf(list), { ...DEFAULT_SETTINGS, mode: 'update' }, list).mode).toBeUndefined()
  })
})

describe('a recipe laid over the next file', () => {
  const made = recipeOf(columns(['E-mail', 'EmailAddress'], ['Phone', 'Phone'], ['Note', null]))

  it('finds its columns by their headings but for case and spaces, in its own order', () => {
    const {
      columns: laid,
      misfits,
      fitted,
    } = fit(made, columns([' phone', 'Mobile'], ['NOTE', 'Notes'], ['e-mail', null]))
    expect(goesTo(laid)).toEqual([
      ['e-mail', 'EmailAddress'],
      [' phone', 'Phone'],
      ['NOTE', null],
    ])
    expect(misfits).toEqual([])
    expect(fitted).toEqual(['E-mail', 'Phone', 'Note'])
  })

  it('sends nothing of a column it does not know, and names it', () => {
    const { columns: laid, misfits } = fit(
      made,
      columns(['E-mail', null], ['Phone', null], ['Note', null], ['Company', 'Company']),
    )
    expect(laid.at(-1)).toMatchObject({ header: 'Company', attribute: null })
    expect(misfits).toMatchObject([{ kind: 'new-column', columnId: 3 }])
  })

  it('names a column that is sent and missing, and one that two could be; what is not sent may be missing', () => {
    expect(fit(made, columns(['E-mail', null])).misfits).toMatchObject([
      { kind: 'missing-column', attribute: 'Phone' },
    ])
    const { columns: laid, misfits } = fit(
      made,
      columns(['E-mail', null], ['Phone', 'Phone'], ['Phone', 'Mobile']),
    )
    expect(misfits).toMatchObject([{ kind: 'unclear-column', attribute: 'Phone' }])
    expect(laid.filter(({ header }) => header === 'Phone').map(({ attribute }) => attribute)).toEqual([
      null,
      null,
    ])
    const optional: Recipe = {
      ...made,
      columns: made.columns.map((column) => ({ ...column, optional: true })),
    }
    expect(fit(optional, columns(['E-mail', null])).misfits).toEqual([])
  })

  it('makes a column for a value that all rows have', () => {
    const recipe = recipeOf(
      columns(
        ['', 'Source', { constant: 'Fair' }],
        ['E-mail', 'EmailAddress'],
        ['', 'mx_City', { constant: 'Pune' }],
      ),
    )
    const { columns: laid, misfits } = fit(recipe, columns(['E-mail', null], ['', null]))
    expect(laid.map(({ header, attribute, constant }) => [header, attribute, constant])).toEqual([
      ['', 'Source', 'Fair'],
      ['E-mail', 'EmailAddress', null],
      ['', 'mx_City', 'Pune'],
      ['', null, null],
    ])
    expect(misfits).toEqual([])
  })

  it('says where the account lacks a field or an option, and takes the built-in list for no proof', () => {
    const recipe = recipeOf(
      columns(
        ['E-mail', 'EmailAddress'],
        ['Stage', 'ProspectStage', { readAs: { values: [['wip', 'Gone']] } }],
        ['Shoe', 'mx_Shoe'],
      ),
      { searchBy: 'mx_Shoe' },
    )
    const list = columns(['E-mail', null], ['Stage', null], ['Shoe', null])
    expect(fit(recipe, list).misfits.map(({ kind }) => kind)).toEqual(['no-option', 'no-attribute'])
    expect(fit(recipe, list, { source: 'built-in', attributes: [] }).misfits).toEqual([])
    expect(fit(recipe, list.slice(0, 2)).misfits.map(({ kind }) => kind)).toEqual([
      ...['no-option', 'missing-column', 'search-by'],
    ])
  })

  it('says whom it names who is no active user any more, where the users were read', () => {
    const owner = (people: Attribute['people']): AttributeList => ({
      source: 'account',
      attributes: [
        ...ACCOUNT.attributes.filter(({ schemaName }) => schemaName !== 'OwnerId'),
        {
          ...{ schemaName: 'OwnerId', displayName: 'Owner', dataType: 'User', mandatory: false },
          ...{ maxLength: null, options: [], readOnly: false },
          ...(people ? { people } : {}),
        },
      ],
    })
    const user = (id: string, active: boolean) => ({ id, email: `${id}@team.example`, name: id, active })
    const recipe = recipeOf(
      columns([
        'Who',
        'OwnerId',
        {
          readAs: {
            values: [
              ['Al', 'ann@team.example'],
              ['Bo', 'bob@team.example'],
              ['Cy', 'gone@team.example'],
              ['Di', ''],
            ],
            unknownOwners: 'bob@team.example',
          },
        },
      ]),
    )
    const list = columns(['Who', null])
    const read = owner({ users: [user('ann', true), user('bob', false)] })
    expect(fit(recipe, list, read).misfits.map(({ kind, text }) => [kind, text])).toEqual([
      ['no-user', '“Bo” stands for bob@team.example, who is no active user of the account any more (Owner).'],
      [
        'no-user',
        '“Cy” stands for gone@team.example, who is no active user of the account any more (Owner).',
      ],
      [
        'no-user',
        'bob@team.example takes all who are no user (Owner), and is no active user of the account any more.',
      ],
    ])
    expect(fit(recipe, list, owner(undefined)).misfits).toEqual([])
  })

  it('does its steps before it looks for the columns they make', async () => {
    const recipe: Recipe = {
      ...recipeOf(columns(['Name', null], ['First Name', 'FirstName'], ['E-mail', 'EmailAddress'])),
      steps: [
        { clean: 'names', columns: ['Name'] },
        { clean: 'spaces', columns: ['Gone'] },
      ],
    }
    let list = columns(['Name', 'FirstName'], ['E-mail', 'Notes'], ['Age', 'Score'])
    let settings: SheetSettings = { ...DEFAULT_SETTINGS, accountId: 'a', blanks: 'clear' }
    let next = list.length
    const done = await replayRecipe(recipe, {
      columns: () => list,
      settings: () => settings,
      attributes: ACCOUNT,
      takeId: () => next++,
      change(patches) {
        for (const patch of patches) {
          if (patch.kind === 'setColumns') list = patch.columns
          if (patch.kind === 'setSettings') settings = patch.settings
        }
      },
      clean({ clean }, [source]) {
        expect([clean, source]).toEqual(['names', 0])
        const parts = columns(['First Name', 'FirstName'], ['Last Name', 'LastName'])
        list = [...list, ...parts.map((column) => ({ ...column, id: next++ }))]
        return Promise.resolve('')
      },
      shape: () => Promise.reject(new Error('none was asked for')),
    })
    expect(goesTo(done.columns)).toEqual([
      ['Name', null],
      ['First Name', 'FirstName'],
      ['E-mail', 'EmailAddress'],
      ['Age', null],
      // The recipe was made of a sheet in which it had been taken out.
      ['Last Name', null],
    ])
    expect(done.columns).toEqual(list)
    expect(done.misfits.map(({ kind, text }) => [kind, text])).toEqual([
      ['new-column', 'The column “Age” is new: the recipe does not say where it goes.'],
      ['step', '“spaces” cannot be done: there is no one column “Gone”.'],
    ])
    expect(settings).toMatchObject({
      ...{ accountId: 'a', blanks: 'skip', recipe: 'Fair' },
      cleanings: [{ cleaning: 'names', columns: [0], partly: false }],
    })
  })

  it('keeps what follows a push, by names, and takes the sheet’s own away where it says nothing', () => {
    const after = {
      lists: { created: 'Fair', updated: '' },
      activity: { type: 'Phone Call', text: '{E-mail} called' },
    }
    const list = columns(['E-mail', 'EmailAddress'])
    const kept = recipeOf(list, { after })
    expect(kept.after).toEqual({ lists: { created: 'Fair' }, activity: after.activity })
    expect(settingsOf(kept, DEFAULT_SETTINGS, list).after).toEqual(kept.after)
    expect(settingsOf(recipeOf(list), { ...DEFAULT_SETTINGS, after }, list)).not.toHaveProperty('after')
    expect(readRecipe(JSON.stringify({ ...kept, after: { lists: { deleted: 'Fair' } } }))).toMatchObject({
      ok: false,
    })
  })
})
