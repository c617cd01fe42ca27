import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataDirFrom, filesAskedFor, filesFrom } from './command-line.ts'

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

describe('filesFrom', () => {
  it.each([
    [['/opt/Leadsheet/leadsheet', 'some leads.xlsx'], ['/home/ada/some leads.xlsx']],
    [
      ['leadsheet', '--no-sandbox', '--data-dir', '/data', '/tmp/a.csv', '--gtk-version=3', 'b.csv'],
      ['/tmp/a.csv', '/home/ada/b.csv'],
    ],
    [['leadsheet', 'file:///tmp/March%20leads.csv'], ['/tmp/March leads.csv']],
    [['leadsheet'], []],
    [['leadsheet', ''], []],
  ])('reads %j of a packaged program', (argv, files) => {
    expect(filesFrom(argv, '/opt/Leadsheet/resources/app.asar', '/home/ada')).toEqual(files)
  })

  it('does not take the program’s own folder for a file', () => {
    expect(
      filesFrom(['electron', '--inspect=0', '.', '--data-dir=/d', 'a.csv'], '/home/ada', '/home/ada'),
    ).toEqual(['/home/ada/a.csv'])
  })
})

describe('filesAskedFor', () => {
  it('takes paths and nothing else of what a second start hands over', () => {
    expect(filesAskedFor({ files: ['/a.csv', 7] })).toEqual(['/a.csv'])
    for (const rubbish of [null, undefined, {}, { files: 'x' }]) expect(filesAskedFor(rubbish)).toEqual([])
  })
})
