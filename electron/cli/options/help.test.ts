import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'
import { HELP } from './help.ts'

const WIDEST = 100

it('the help fits a terminal of 100 columns', () => {
  expect(HELP.split('\n').filter((line) => line.length > WIDEST)).toEqual([])
})

it('the help names every option there is, and no other', () => {
  const known = new Set<string>()
  for (const command of ['push', 'resume', 'undo', 'pull', 'recipes', 'practice']) {
    const refused = readArguments([command, '--there-is-no-such-option'])
    if (refused.kind !== 'misuse') throw new Error(`${command} took an option that is none`)
    for (const option of refused.text.split('The options here are:')[1]!.match(/--[a-z-]+/g)!)
      known.add(option)
  }
  const named = new Set(HELP.match(/--[a-z]+(?:-[a-z]+)*/g))
  for (const alone of ['--version']) named.delete(alone)
  expect([...named].sort()).toEqual([...known].sort())
})
