import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataDirFrom } from './command-line.ts'

describe('dataDirFrom', () => {
  it.each([
    [['electron', '.', '--data-dir', 'work'], resolve('work')],
    [['Leadsheet', '--inspect', '--data-dir=/data', '--no-sandbox'], '/data'],
    [['electron', '.'], null],
    [['electron', '.', '--data-dir'], null],
  ])('reads %j', (argv, dir) => {
    expect(dataDirFrom(argv)).toBe(dir)
  })
})
