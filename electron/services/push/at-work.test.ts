import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PERHAPS_OUR_OWN } from '#shared/domain/push/outcome-messages.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import { ManualClock } from '#electron/services/manual-clock.test-kit.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { loadQueue } from './load.ts'
import { columnsFor, newLeads, PushHarness, type HarnessOptions } from './push.test-kit.ts'
import { recoverPush } from './recovery.ts'

/**
 * A server that takes longer than it is quiet for us: whatever breaks the call off, its leads are not sent again while it may
 * still be at work on them, as each of two tries would find no lead and make one.
 */
const WORK_MS = 700
/** So long that no machine is busy enough to spend it: the tests leave it out once the server is done. */
const AT_WORK_MS = 600_000
/** After which a call is given up: sooner than the server is done. */
const LATE_MS = 400
const SLOW: HarnessOptions = {
  faults: { latency: { work: [WORK_MS, WORK_MS] } },
  answerTimeoutMs: 30_000,
  policy: { quietMs: 20, atWorkMs: AT_WORK_MS },
}

let harness: PushHarness | null = null

async function open(options: HarnessOptions): Promise<PushHarness> {
  harness = await PushHarness.open(options)
  return harness
}

afterEach(async () => {
  await harness?.close()
  harness = null
})

/** Started, and at the server, which has looked its rows up and found none. */
async function atWork(h: PushHarness, rows: string[][], ...more: Parameters<PushHarness['start']>[1][]) {
  const started = await h.start(h.sheet(rows), ...more)
  await h.until(() => h.told.some(({ state }) => state === 'sending'))
  while (h.server.calls().length === 0) await new Promise(setImmediate)
  return started
}

/** Lets the server be done with `leads` of them, and then no time be left in which it may still be at work. */
async function doneWith(h: PushHarness, leads: number): Promise<void> {
  await h.made(leads)
  h.clock.leap(2 * AT_WORK_MS)
}

describe('a call the server may still be at work on', () => {
  it('is not sent again at once after a kill, and the window says until when its rows wait', async () => {
    const h = await open(SLOW)
    await atWork(h, newLeads(25))
    const killedAt = Date.now()
    h.restart()
    const waiting = h.runner.current()!
    expect(waiting).toMatchObject({ phase: 'paused', unclear: 25, atWork: { rows: 25 } })
    expect(Date.parse(waiting.atWork!.until)).toBeGreaterThan(killedAt)

    const resumed = h.resume()
    await h.until(() => h.progress.at(-1)?.atWork !== undefined)
    expect(h.progress.at(-1)!.atWork).toMatchObject({ rows: 25 })
    await h.made(25)
    expect(h.server.calls()).toHaveLength(1)
    await doneWith(h, 25)
    expect(await resumed).toMatchObject({ phase: 'finished', counts: { updated: 25 } })
    expect(h.progress.at(-1)!.atWork).toBeUndefined()
    expect([...h.leadsByEmail().values()]).toEqual(Array(25).fill(1))
    expect(h.outcomes().every(({ message }) => message === PERHAPS_OUR_OWN)).toBe(true)
  })

  it('is waited for no longer once a look-up finds its leads, and none is made twice', async () => {
    const policy = { quietMs: 20, atWorkMs: 10 * 60_000 }
    const h = await open({ ...SLOW, policy, mayRead: true })
    await atWork(h, newLeads(25))
    h.restart()
    await h.made(25)
    expect(await h.resume()).toMatchObject({ phase: 'finished', counts: { updated: 25 } })
    expect([...h.leadsByEmail().values()]).toEqual(Array(25).fill(1))
  })

  it('is waited for where a look-up shows nothing yet', async () => {
    const h = await open({ ...SLOW, mayRead: true })
    await atWork(h, newLeads(25))
    h.restart()
    expect(await h.resume()).toMatchObject({ phase: 'finished', counts: { updated: 25 } })
    expect([...h.leadsByEmail().values()]).toEqual(Array(25).fill(1))
  })

  it('keeps nobody else waiting', async () => {
    const h = await open({ ...SLOW, practice: { limit: { calls: 1, seconds: 0.1 } } })
    await atWork(h, newLeads(60))
    h.restart()
    h.server.setFaults({})
    const resumed = h.resume()
    await h.until(() => h.told.filter(({ state }) => state === 'created').length === 35)
    expect(h.progress.at(-1)!.atWork).toMatchObject({ rows: 25 })
    await doneWith(h, 60)
    expect(await resumed).toMatchObject({ phase: 'finished', counts: { created: 35, updated: 25 } })
  })

  it.each([
    ['the connection broke', { kind: 'dropped', processed: true, early: true }],
    ['a gateway gave up waiting for it', { kind: 'server-error', status: 504, processed: true }],
  ] as const)('is not sent again at once where %s', async (_, fault) => {
    const h = await open({ ...SLOW, faults: { ...SLOW.faults, next: [fault] } })
    await h.start(h.sheet(newLeads(25)))
    await h.until(() => h.told.some(({ state, attempts }) => state === 'queued' && attempts === 1))
    await h.made(25)
    expect(h.server.calls()).toHaveLength(1)
    await doneWith(h, 25)
    expect(await h.still()).toMatchObject({ phase: 'finished', counts: { updated: 25 } })
    expect([...h.leadsByEmail().values()]).toEqual(Array(25).fill(1))
  })

  it('is given as long again where it did not answer in time', async () => {
    const h = await open({ ...SLOW, answerTimeoutMs: LATE_MS })
    await h.start(h.sheet(newLeads(2)))
    await h.until(() => h.told.some(({ state, attempts }) => state === 'queued' && attempts === 1))
    h.server.setFaults({})
    await h.until(() => h.progress.at(-1)?.atWork !== undefined)
    const { atWork: waits } = h.progress.at(-1)!
    const sentAt = Date.parse(h.outcomes()[0]!.sentAt!)
    // As long again from the moment it was given up, and not from when it was sent.
    expect(Date.parse(waits!.until) - sentAt).toBeGreaterThanOrEqual(AT_WORK_MS + LATE_MS - 1)
    await doneWith(h, 2)
    expect(await h.still()).toMatchObject({ phase: 'finished', counts: { updated: 2 } })
    expect([...h.leadsByEmail().values()]).toEqual([1, 1])
  })

  it('is waited for by the next push too, where this one was cancelled', async () => {
    const h = await open(SLOW)
    const { pushId, sheetId } = await atWork(h, newLeads(3))
    h.restart()
    await h.runner.cancel(pushId)
    expect(h.states()).toEqual(['unknown', 'unknown', 'unknown'])
    await h.start(sheetId)
    expect(h.runner.current()!.atWork).toMatchObject({ rows: 3 })
    await doneWith(h, 3)
    expect(await h.still()).toMatchObject({ phase: 'finished', counts: { updated: 3 } })
    expect([...h.leadsByEmail().values()]).toEqual([1, 1, 1])
  })

  it('is waited for by another sheet with the same lead in it', async () => {
    const h = await open(SLOW)
    const { pushId } = await atWork(h, newLeads(1))
    h.restart()
    await h.runner.cancel(pushId)
    await h.start(h.sheet([['LEAD0@new.example ', 'Somebody']]))
    await doneWith(h, 1)
    expect(await h.still()).toMatchObject({ counts: { updated: 1 } })
    expect([...h.leadsByEmail().values()]).toEqual([1])
  })

  it('is waited for by rows with its key, though it is itself unknown for good', async () => {
    const h = await open(SLOW)
    const columns = columnsFor('EmailAddress', 'mx_Customer_Number')
    h.attributes = h.attributes.map((attribute) => ({ ...attribute }))
    const numbers = [
      ['one@new.example', '007'],
      ['two@new.example', '007'],
    ]
    h.attributes.push({
      ...h.attributes[0]!,
      ...{ schemaName: 'mx_Customer_Number', displayName: 'Number', dataType: 'Number' },
    })
    await h.start(h.sheet(numbers, columns), { searchBy: 'mx_Customer_Number' })
    while (h.server.calls().length === 0) await new Promise(setImmediate)
    h.restart()
    expect(h.states()).toEqual(['unknown', 'queued'])
    const resumed = h.resume()
    await h.until(() => h.progress.at(-1)?.atWork !== undefined)
    await doneWith(h, 1)
    expect(await resumed).toMatchObject({ phase: 'finished', counts: { unknown: 1, updated: 1 } })
    const made = h.server.leads().filter(({ fields }) => fields['mx_Customer_Number'] === '007')
    expect(made).toHaveLength(1)
  })
})

describe('the moments the journal keeps', () => {
  const POLICY = { quietMs: 20, atWorkMs: 70_000 }
  let folder: string
  let kept: Workspace | null = null

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leadsheet-moments-'))
  })
  afterEach(() => {
    kept?.close()
    kept = null
    rmSync(folder, { recursive: true, force: true })
  })

  function journal(clock: ManualClock): { workspace: Workspace; pushId: number } {
    const opened = openWorkspace(join(folder, 'workspace.sqlite'), () => new Date(clock.wall()))
    if (!opened.ok) throw new Error(opened.fault.text)
    const { workspace } = opened.value
    kept = workspace
    const columns = columnsFor('EmailAddress')
    const sheet = workspace.createSheet('Leads', columns, DEFAULT_SETTINGS)
    const pushId = workspace.createPush({
      ...{ accountId: 'a', columns, settings: DEFAULT_SETTINGS, pauseReason: null, note: '' },
      summary: {
        ...{ sheetId: sheet.id, sheetName: 'Leads', accountLabel: 'A', host: 'a.example', phase: 'running' },
        ...{
          startedAt: '',
          endedAt: null,
          seconds: 0,
          searchBy: 'default',
          mapping: [],
          calls: 0,
          throttled: 0,
        },
        ...{ limits: [], imported: false },
      },
    })
    workspace.appendPushRows(pushId, [
      {
        ...{ seq: 0, rowId: 1, cells: ['ana@new.example'], lead: null, carrierId: null, repeatable: true },
        ...{ unclear: false, state: 'queued', leadId: null, message: '', details: null, attempts: 0 },
        ...{ call: null, sentAt: null },
      },
    ])
    workspace.openPush(pushId)
    return { workspace, pushId }
  }

  async function dueAfterRestart(
    clock: ManualClock,
    workspace: Workspace,
    pushId: number,
  ): Promise<number | null> {
    recoverPush(workspace, '', POLICY)
    const queue = await loadQueue({ workspace, clock, policy: POLICY }, workspace.push(pushId)!, 'queued')
    return queue.nextDue()
  }

  it('count down while the program is closed', async () => {
    const clock = new ManualClock()
    const { workspace, pushId } = journal(clock)
    const sentAt = new Date(clock.wall()).toISOString()
    workspace.markSending(pushId, [{ call: 1, seqs: [0], sentAt, atWorkUntil: clock.wall() + 70_000 }])
    await clock.advance(30_000)
    expect(await dueAfterRestart(clock, workspace, pushId)).toBe(70_000)
  })

  it('are over when they are over', async () => {
    const clock = new ManualClock()
    const { workspace, pushId } = journal(clock)
    const sentAt = new Date(clock.wall()).toISOString()
    workspace.markSending(pushId, [{ call: 1, seqs: [0], sentAt, atWorkUntil: clock.wall() + 70_000 }])
    await clock.advance(90_000)
    expect(await dueAfterRestart(clock, workspace, pushId)).toBe(90_020)
  })

  it('make nobody wait for hours after the machine’s clock was set back', async () => {
    const clock = new ManualClock()
    const { workspace, pushId } = journal(clock)
    const sentAt = new Date(clock.wall()).toISOString()
    workspace.markSending(pushId, [{ call: 1, seqs: [0], sentAt, atWorkUntil: clock.wall() + 70_000 }])
    clock.jumpWall(-5 * 3_600_000)
    expect(await dueAfterRestart(clock, workspace, pushId)).toBe(140_000)
  })

  it('are taken from when rows were sent in a journal of an earlier Leadsheet, which kept none', async () => {
    const clock = new ManualClock()
    const { workspace, pushId } = journal(clock)
    const sentAt = new Date(clock.wall()).toISOString()
    workspace.markSending(pushId, [{ call: 1, seqs: [0], sentAt, atWorkUntil: 0 }])
    workspace.settle(pushId, [], [{ call: 1, atWorkUntil: null }])
    await clock.advance(3000)
    expect(await dueAfterRestart(clock, workspace, pushId)).toBe(70_000)
  })
})
