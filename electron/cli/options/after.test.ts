import { describe, expect, it } from 'vitest'
import { afterChosen } from './after.ts'
import { readArguments } from './arguments.ts'

function given(...options: string[]): ReturnType<typeof afterChosen> {
  return over(undefined, ...options)
}

function over(
  before: Parameters<typeof afterChosen>[1],
  ...options: string[]
): ReturnType<typeof afterChosen> {
  const command = readArguments(['push', 'leads.csv', ...options])
  if (command.kind !== 'push') throw new Error(JSON.stringify(command))
  return afterChosen(command.after, before)
}

const RECIPE = { lists: { created: 'Fair', failed: 'To mend' }, activity: { type: 'Meeting', text: 'Met' } }

describe('what follows a push, on the command line', () => {
  it('is nothing where nothing is said', () => {
    expect(given()).toBeUndefined()
    expect(given('--list-created', ' ')).toBeUndefined()
  })

  it('is a list for each group, and an activity with its text', () => {
    expect(
      given(
        '--list-created',
        ' Fair ',
        '--list-failed',
        'To mend',
        '--activity',
        '201',
        '--activity-text',
        '{Name}',
      ),
    ).toEqual({ lists: { created: 'Fair', failed: 'To mend' }, activity: { type: '201', text: '{Name}' } })
  })

  it('goes part by part before what a recipe says, and an empty part leaves the recipe’s out', () => {
    expect(over(RECIPE)).toEqual(RECIPE)
    expect(over(RECIPE, '--list-failed=', '--activity-text', 'Spoke')).toEqual({
      lists: { created: 'Fair' },
      activity: { type: 'Meeting', text: 'Spoke' },
    })
    expect(over(RECIPE, '--activity=')).toEqual({ lists: RECIPE.lists })
  })

  it('is refused where an activity says nothing, or a text has no kind of activity', () => {
    expect(() => given('--activity', 'Meeting')).toThrow(/--activity Meeting needs --activity-text/)
    expect(() => given('--activity', 'Meeting', '--activity-text', ' ')).toThrow(/needs --activity-text/)
    expect(() => given('--activity-text', 'Met')).toThrow(/--activity-text needs --activity/)
    expect(readArguments(['push', 'a.csv', '--list-created', 'x'.repeat(201)])).toMatchObject({
      kind: 'misuse',
    })
    expect(readArguments(['push', 'a.csv', '--activity-text', 'x'.repeat(2001)])).toMatchObject({
      kind: 'misuse',
    })
  })

  it('is tried again or left undone by resume, not both', () => {
    expect(readArguments(['resume', '--again'])).toMatchObject({ kind: 'resume', again: true, cancel: false })
    expect(readArguments(['resume', '--again', '--cancel'])).toMatchObject({ kind: 'misuse' })
  })
})
