import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unfinishedFiles } from './unfinished-files.ts'

let folder: string
let reports: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsheet-unfinished-'))
  reports = join(folder, 'reports')
  mkdirSync(reports)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what a killed program left beside its report is gone after the next start', () => {
  const { part } = unfinishedFiles(folder).begin(join(reports, 'leads.xlsx'))
  writeFileSync(part, 'half a report')
  expect(dirname(part)).toBe(reports)
  unfinishedFiles(folder).clear()
  expect(readdirSync(reports)).toEqual([])
  expect(readdirSync(join(folder, 'unfinished-files'))).toEqual([])
})

test('a report that was finished leaves neither a part nor a note', () => {
  const { part, done } = unfinishedFiles(folder).begin(join(reports, 'leads.csv'))
  writeFileSync(part, 'half a report')
  done()
  expect(existsSync(part)).toBe(false)
  expect(readdirSync(join(folder, 'unfinished-files'))).toEqual([])
})

test('a note that names anything but such a part deletes nothing', () => {
  const precious = join(reports, 'leads.xlsx')
  writeFileSync(precious, 'a whole report')
  mkdirSync(join(folder, 'unfinished-files'))
  writeFileSync(join(folder, 'unfinished-files', 'note'), precious)
  unfinishedFiles(folder).clear()
  expect(existsSync(precious)).toBe(true)
})
