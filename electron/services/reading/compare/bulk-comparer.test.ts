import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import type { LinkedRow } from '#shared/domain/reading/comparison.ts'
import { READING_THREAD, ReadingStand } from '../reading.test-kit.ts'

let stand: ReadingStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ReadingStand.open({ leads: 1260 })
  leads = stand.server.leads()
})
afterEach(() => stand.close())

const COLUMNS = ['EmailAddress', 'Phone', 'FirstName', 'Score', null, 'mx_City']
const field = (lead: PracticeLead, name: string): string => lead.fields[name] ?? ''

/** Rows of every kind, mixed, in a sheet too long to be compared without help. */
function longSheet(): number {
  const rows = leads.map((lead, at): string[] => {
    const [email, phone, name] = [field(lead, 'EmailAddress'), field(lead, 'Phone'), field(lead, 'FirstName')]
    const city = field(lead, 'mx_City')
    const other = leads[(at + 7) % leads.length]!
    switch (at % 9) {
      case 0:
        return [email.toUpperCase(), phone, name, '12', 'x', 'Nagpur']
      case 1:
        return [`new${at}@new.example`, '', name]
      case 2:
        return [email, field(other, 'Phone'), name]
      case 3:
        return ['', '', '', '', 'nothing to send']
      case 4:
        return ['', '', 'Nobody’s', '1']
      case 5:
        return ['', phone, 'Zoë 😀', '', '', city]
      case 6:
        return [email, `+1-303556${String(at).padStart(4, '0')}`, name]
      default:
        return [email, phone, name, '', '', city]
    }
  })
  return stand.sheet(COLUMNS, rows)
}

function linksOf(sheetId: number): LinkedRow[] {
  return stand.workspace.linkedRows(sheetId, 'a', { afterRow: null, limit: 5000 }).rows
}

function found(sheetId: number) {
  const { rows, counts, changedCells, columns } = stand.comparer.state(sheetId).last!
  return { told: { rows, counts, changedCells, columns }, rows: stand.rows(sheetId), links: linksOf(sheetId) }
}

/** The same rows named one by one, which are compared without the thread. */
async function foundWithoutHelp() {
  const sheet = longSheet()
  const rows = leads.map((_lead, at) => at + 1)
  expect(await stand.compare(sheet, 'index', { rows })).toEqual({ ok: true, value: {} })
  return found(sheet)
}

describe('a long sheet compared by the index', () => {
  it('comes to the same as its rows named one by one: kinds, changes, counts and what is known of each lead', async () => {
    const expected = await foundWithoutHelp()
    expect(expected.told.counts).toMatchObject({ new: 140 })
    for (const kind of ['update', 'same', 'clash', 'notKnown'] as const)
      expect(expected.told.counts[kind]).toBeGreaterThan(100)
    stand.calls()
    const sheet = longSheet()
    expect(await stand.compare(sheet, 'index')).toEqual({ ok: true, value: {} })
    expect(found(sheet)).toEqual(expected)
    expect(stand.calls()).toEqual({ 'Leads.RecentlyModified': 1, ByIds: 2 })
    expect(stand.notices).toEqual([])
  })

  describe('whose thread comes to an end', () => {
    let folder: string
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'thread-'))
    })
    afterEach(() => rmSync(folder, { recursive: true }))

    it.each([2, 4])('at question %i comes to the same all the same', async (question) => {
      const expected = await foundWithoutHelp()
      const thread = join(folder, 'thread.ts')
      writeFileSync(
        thread,
        `import { parentPort } from 'node:worker_threads'
        let asked = 0
        parentPort.on('message', () => { if (++asked === ${question}) process.exit(9) })
        await import(${JSON.stringify(pathToFileURL(READING_THREAD).href)})`,
      )
      await stand.stop()
      stand.readingThread = thread
      await stand.start()
      const sheet = longSheet()
      expect(await stand.compare(sheet, 'index')).toEqual({ ok: true, value: {} })
      expect(found(sheet)).toEqual(expected)
    })
  })
})
