import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createInbox } from '#electron/gateways/inbox-folder.ts'
import { createLeadIndexes } from '#electron/gateways/index/lead-index.ts'
import { openCallLedger } from '#electron/gateways/ledger/call-ledger.ts'
import { unfinishedFiles } from '#electron/gateways/unfinished-files.ts'
import { openFileLog } from '#electron/gateways/file-log.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { LeadStore } from '#electron/practice/lead-store.ts'
import { writeAtomically } from '#electron/workbook/write/atomic-file.ts'
import { makePrivateFile, openDataDir } from './private-files.ts'

const fresh = () => mkdtempSync(join(tmpdir(), 'leadsheet-private-'))
const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8)

describe.skipIf(process.platform === 'win32')('what Leadsheet keeps is for its user alone', () => {
  it('from the start, whatever the umask lets through', async () => {
    const before = process.umask(0)
    try {
      const dir = join(fresh(), 'new', 'data')
      openDataDir(dir)
      const opened = openWorkspace(join(dir, 'workspace.sqlite'), () => new Date(0))
      if (!opened.ok) throw new Error(opened.fault.text)
      const leads = new LeadStore(join(dir, 'practice.sqlite'))
      openFileLog(join(dir, 'leadsheet.log'), { secrets: () => [], now: () => 0 }).write('a line')
      const inbox = createInbox(dir)
      const begun = await inbox.begin('leads.csv', 1)
      if (!begun.ok) throw new Error(begun.fault.text)
      await inbox.append(begun.value.fileId, Buffer.from('a'))
      const { done } = unfinishedFiles(dir).begin(join(dir, 'report.xlsx'))
      const ledger = openCallLedger(join(dir, 'calls.sqlite'), () => undefined)
      const indexes = createLeadIndexes(join(dir, 'lead-index'))
      indexes.of('a').begin('EmailAddress', 0)
      const notes = join(dir, 'unfinished-files')
      expect(modeOf(dir)).toBe('700')
      expect(modeOf(join(dir, 'inbox'))).toBe('700')
      expect(modeOf(notes)).toBe('700')
      expect(readdirSync(notes).map((name) => modeOf(join(notes, name)))).toEqual(['600'])
      done()
      const index = readdirSync(join(dir, 'lead-index')).map((name) => join('lead-index', name))
      expect(index).not.toEqual([])
      ledger.close()
      for (const name of [
        'workspace.sqlite',
        'workspace.sqlite-wal',
        'practice.sqlite',
        'calls.sqlite',
        'leadsheet.log',
        ...index,
      ]) {
        expect([name, modeOf(join(dir, name))]).toEqual([name, '600'])
      }
      expect(modeOf(inbox.find(begun.value.fileId)!.path)).toBe('600')
      indexes.close()
      leads.close()
      opened.value.workspace.close()
    } finally {
      process.umask(before)
    }
  })

  it('but a report is for whom the user’s umask says: it goes where the person wants it', async () => {
    const before = process.umask(0o027)
    try {
      const path = join(fresh(), 'report.csv')
      await writeAtomically(path, `${path}.part`, (sink) => sink(Buffer.from('a,b')))
      expect(modeOf(path)).toBe('640')
    } finally {
      process.umask(before)
    }
  })

  it('tightens what an earlier version left open, and nothing that is not its own', () => {
    const dir = fresh()
    chmodSync(dir, 0o755)
    for (const name of [
      'workspace.sqlite',
      'workspace.sqlite-wal',
      'leadsheet.log.old',
      'accounts.json.damaged',
      'port',
      'budget.xlsx',
    ]) {
      writeFileSync(join(dir, name), name)
      chmodSync(join(dir, name), 0o644)
    }
    mkdirSync(join(dir, 'inbox'))
    chmodSync(join(dir, 'inbox'), 0o755)
    openDataDir(dir)
    expect(modeOf(dir)).toBe('700')
    expect(modeOf(join(dir, 'inbox'))).toBe('700')
    for (const name of [
      'workspace.sqlite',
      'workspace.sqlite-wal',
      'leadsheet.log.old',
      'accounts.json.damaged',
      'port',
    ]) {
      expect([name, modeOf(join(dir, name))]).toEqual([name, '600'])
    }
    expect(modeOf(join(dir, 'budget.xlsx'))).toBe('644')
  })

  it('leaves a place for everybody a place for everybody', () => {
    const dir = fresh()
    chmodSync(dir, 0o1777)
    writeFileSync(join(dir, 'workspace.sqlite'), '')
    chmodSync(join(dir, 'workspace.sqlite'), 0o644)
    openDataDir(dir)
    expect(modeOf(dir)).toBe('1777')
    expect(modeOf(join(dir, 'workspace.sqlite'))).toBe('600')
  })

  it('follows no link out of the folder', () => {
    const outside = join(fresh(), 'outside')
    writeFileSync(outside, 'not ours')
    chmodSync(outside, 0o644)
    const dir = fresh()
    symlinkSync(outside, join(dir, 'accounts.json'))
    openDataDir(dir)
    expect(modeOf(outside)).toBe('644')
  })

  it('makes a file once and leaves what is in it', () => {
    const path = join(fresh(), 'file')
    writeFileSync(path, 'kept')
    makePrivateFile(path)
    expect(readFileSync(path, 'utf8')).toBe('kept')
  })
})
