import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileFor, lineOf, moveTo, writeLine } from './scheduled-run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-inbox-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, minute: number): string {
  const path = join(folder, name)
  writeFileSync(path, name)
  const at = new Date(Date.UTC(2026, 10, 28, 12, minute))
  utimesSync(path, at, at)
  return path
}

describe('the file of a pattern', () => {
  it('is the newest that fits and is whole', () => {
    file('old.xlsx', 1)
    const newest = file('new.xlsx', 5)
    file('~$new.xlsx', 9)
    file('.hidden.xlsx', 9)
    file('coming.xlsx.part', 9)
    file('other.csv', 9)
    mkdirSync(join(folder, 'folder.xlsx'))
    expect(fileFor({ file: join(folder, '*.xlsx'), newest: true })).toBe(newest)
    expect(() => fileFor({ file: join(folder, '*.xlsx'), newest: false })).toThrow('2 files fit')
    expect(fileFor({ file: join(folder, 'n*.xlsx'), newest: false })).toBe(newest)
  })

  it('is none where none is there, which a folder that is missing is not', () => {
    expect(fileFor({ file: join(folder, '*.xlsx'), newest: true })).toBeNull()
    expect(() => fileFor({ file: join(folder, 'gone', '*.xlsx'), newest: true })).toThrow(
      'There is no folder',
    )
  })

  it('is the file itself where its name only looks like one', () => {
    const plain = file('leads [1].csv', 1)
    expect(fileFor({ file: plain, newest: false })).toBe(plain)
    expect(fileFor({ file: join(folder, 'leads.csv'), newest: false })).toBe(join(folder, 'leads.csv'))
  })
})

it('moves a file without overwriting one that is there', () => {
  const done = join(folder, 'done', 'here')
  const now = new Date(Date.UTC(2026, 10, 28, 12, 30))
  const names = [1, 2, 3].map((minute) => moveTo(file('a.csv', minute), done, now))
  expect(names).toEqual([
    join(done, 'a.csv'),
    join(done, 'a 2026-11-28T12-30-00.csv'),
    join(done, 'a 2026-11-28T12-30-00 2.csv'),
  ])
  expect(names.every((name) => readFileSync(name, 'utf8') === 'a.csv')).toBe(true)
  expect(existsSync(join(folder, 'a.csv'))).toBe(false)
  writeFileSync(join(folder, 'in the way'), '')
  expect(() => moveTo(file('b.csv', 1), join(folder, 'in the way'), now)).toThrow(
    'or the next run takes it again',
  )
})

it('writes one line a run, whatever was said', () => {
  const log = join(folder, 'logs', 'runs.log')
  const run = {
    ...{ at: new Date(Date.UTC(2026, 10, 28)), exitCode: 2, file: 'a "b".csv', recipe: 'Daily' },
    ...{ push: null, movedTo: 'failed/a.csv', text: 'It is\nnot plain.' },
  }
  writeLine(log, run)
  writeLine(log, { ...run, file: '', recipe: null, movedTo: null, text: '', exitCode: 0 })
  expect(readFileSync(log, 'utf8').split('\n')).toEqual([
    '2026-11-28T00:00:00.000Z exit=2 file="a \\"b\\".csv" recipe="Daily" moved="failed/a.csv" said="It is\\nnot plain."',
    '2026-11-28T00:00:00.000Z exit=0',
    '',
  ])
  expect(lineOf(run).trimEnd()).not.toContain('\n')
})
