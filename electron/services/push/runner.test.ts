import { afterEach, describe, expect, it } from 'vitest'
import {
  CANCELLED,
  DELETED,
  PERHAPS_OUR_OWN,
  UNCLEAR_CANCELLED,
} from '#shared/domain/push/outcome-messages.ts'
import { columnsFor, newLeads, PushHarness, type HarnessOptions } from './push.test-kit.ts'
import { historyHandlers } from '#electron/services/sheets/history.ts'

let stand: PushHarness | null = null

async function open(options: HarnessOptions = {}): Promise<PushHarness> {
  stand = await PushHarness.open(options)
  return stand
}

afterEach(async () => {
  await stand?.close()
  stand = null
})

/** Leads as the server met them, call by call. */
function received(s: PushHarness): string[][] {
  return s.server
    .calls()
    .filter((call) => call.rows.length > 0)
    .map((call) =>
      call.rows.map(({ lead }) => lead.map((pair) => `${pair.Attribute}=${pair.Value}`).join(' ')),
    )
}

describe('sending', () => {
  it('uses the whole burst at once: 500 rows are 20 calls under way together.', async () => {
    let underWay = 0
    let most = 0
    const s = await open({
      faults: { latency: { work: [100, 100] } },
      wrap: (api) => ({
        whoAmI: (credentials, hooks) => api.whoAmI(credentials, hooks),
        async createOrUpdate(credentials, leads, hooks) {
          most = Math.max(most, ++underWay)
          try {
            return await api.createOrUpdate(credentials, leads, hooks)
          } finally {
            underWay--
          }
        },
      }),
    })
    expect(await s.push(newLeads(500))).toMatchObject({ phase: 'finished', calls: 20, throttled: 0 })
    expect(most).toBe(20)
    expect(s.server.summary().mostInWindow).toBe(20)
  })

  it('tells rows queued, sending and settled, each once it is journalled, and counts that add up.', async () => {
    const s = await open()
    await s.push(newLeads(60))
    for (const rowId of [1, 60]) {
      const states = s.told.filter((outcome) => outcome.rowId === rowId).map((outcome) => outcome.state)
      expect(states).toEqual(['queued', 'sending', 'created'])
    }
    for (const progress of s.progress) {
      expect(Object.values(progress.counts).reduce((sum, rows) => sum + rows, 0)).toBe(60)
    }
    expect(s.progress.at(-1)).toMatchObject({ phase: 'finished', rows: 60, counts: { created: 60 } })
    expect(s.log).toEqual([])
  })

  it('skips rows with errors with the reason; they go in when the person says so.', async () => {
    const s = await open()
    const rows = [...newLeads(2), ['not an email', 'Ana'], ['', 'Bob'], ['', '']]
    await s.push(rows)
    expect(s.states()).toEqual(['created', 'created', 'skipped', 'skipped', 'skipped'])
    expect(s.outcomes()[3]!.message).toMatch(/^Skipped: This row has no .* to search by/)

    await s.start(s.workspace.openSheet()!.id, { includeProblems: true })
    const again = await s.still()
    expect(again.counts).toMatchObject({ failed: 1, skipped: 2 })
    expect(s.outcomes()[0]).toMatchObject({ state: 'failed', rowId: 3 })
  })

  it('keeps what is known of a row that a later push only leaves out.', async () => {
    const s = await open()
    await s.push(newLeads(2))
    const sheetId = s.workspace.openSheet()!.id
    const known = s.workspace.rows(sheetId, null, 10).outcomes
    expect(known).toMatchObject([{ state: 'created' }, { state: 'created' }])
    s.workspace.applyPatches(sheetId, 'page', 1, [
      { kind: 'setCells', column: 0, rows: [1], values: ['no address any more'] },
    ])

    s.told.length = 0
    await s.start(sheetId)
    const leftOut = await s.still()
    expect(leftOut.counts).toMatchObject({ skipped: 1 })
    expect(s.workspace.rows(sheetId, null, 10).outcomes).toEqual(known)
    expect(s.told.filter(({ rowId }) => rowId === 1)).toEqual([])
    expect(s.workspace.rows(sheetId, null, 10).changed).toEqual([1])
    expect(s.workspace.pushRowsById(leftOut.pushId, [1])).toMatchObject([{ state: 'skipped', attempts: 0 }])
  })

  it('refuses a second push while one has not ended.', async () => {
    const s = await open({ faults: { always: { kind: 'status', status: 401 } } })
    const sheetId = s.sheet(newLeads(3))
    await s.start(sheetId)
    await s.still()
    expect(await s.runner.start(s.request(sheetId), null)).toMatchObject({
      ok: false,
      fault: { kind: 'busy' },
    })
    expect(s.runner.usesAccount('practice')).toBe(true)
    expect(s.runner.usesSheet(sheetId)).toBe(true)
  })

  it('does not start without the account, the sheet or the keys.', async () => {
    const s = await open()
    const sheetId = s.sheet(newLeads(1))
    const start = (change: object) => s.runner.start(s.request(sheetId, change), null)
    expect(await start({ sheetId: 99 })).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
    expect(await start({ accountId: 'gone' })).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
    s.lockVault()
    expect(await start({})).toMatchObject({ ok: false, fault: { kind: 'locked' } })
    expect(s.runner.current()).toBeNull()
    expect(s.workspace.pushes()).toEqual([])
  })
})

describe('rows with one search key', () => {
  it('are never under way at the same time, and keep their order.', async () => {
    const s = await open({ faults: { latency: { work: [5, 40] } } })
    const rows = Array.from({ length: 120 }, (_, index) => [
      `lead${index % 40}@new.example`,
      `+49 30 9018${String(index % 30).padStart(4, '0')}`,
      `version ${Math.floor(index / 40)}`,
    ])
    const progress = await s.push(rows, {}, columnsFor('EmailAddress', 'Phone', 'FirstName'))
    expect(progress.phase).toBe('finished')
    for (const emails of [...s.leadsByEmail().values()]) expect(emails).toBe(1)
    const byPhone = new Map<string, number>()
    for (const { fields } of s.server.leads()) {
      const phone = fields['Phone'] ?? ''
      if (phone.startsWith('+49 30')) byPhone.set(phone, (byPhone.get(phone) ?? 0) + 1)
    }
    for (const leads of byPhone.values()) expect(leads).toBe(1)
    for (let lead = 0; lead < 40; lead++) {
      const versions = received(s)
        .flat()
        .filter((text) => text.includes(`=lead${lead}@new.example`))
        .map((text) => text.slice(-1))
      expect(versions).toEqual(['0', '1', '2'])
    }
  })

  const twins = [
    ['ana@new.example', 'Ana', 'Köln'],
    ['bob@new.example', 'Bob', ''],
    ['ANA@new.example', '', 'Bonn'],
  ]
  const columns = columnsFor('EmailAddress', 'FirstName', 'mx_City')

  it('merged are one lead; each row says so and shares its fate.', async () => {
    const s = await open()
    const progress = await s.push(twins, { duplicates: 'merge' }, columns)
    expect(progress.counts).toMatchObject({ created: 3 })
    expect(received(s)).toEqual([
      [
        'EmailAddress=ANA@new.example FirstName=Ana mx_City=Bonn',
        'EmailAddress=bob@new.example FirstName=Bob',
      ],
    ])
    const [first, , third] = s.outcomes()
    expect(first).toMatchObject({ state: 'created', message: 'Row 3 was merged into this one.' })
    expect(third).toMatchObject({ state: 'created', message: 'Merged into row 1.', leadId: first!.leadId })
  })

  it('of which the last is kept: the others say which row comes later.', async () => {
    const s = await open()
    await s.push(twins, { duplicates: 'last' }, columns)
    expect(s.outcomes().map(({ state, message }) => [state, message])).toEqual([
      ['skipped', 'Left out: row 3 has the same email and comes later.'],
      ['created', ''],
      ['created', ''],
    ])
    const review = await s.runner.review(s.request(s.workspace.openSheet()!.id, { duplicates: 'last' }))
    expect(review).toMatchObject({ ok: true, value: { inScope: 1, toSend: 0, leads: 0, calls: 0 } })
  })

  it('sent in order say after which row.', async () => {
    const s = await open()
    await s.push(twins, { duplicates: 'order' }, columns)
    expect(s.outcomes()[2]).toMatchObject({
      state: 'updated',
      message: 'Sent after row 1, which has the same email.',
    })
  })
})

describe('a call that is not full', () => {
  /** 20 pairs of one email each and 10 leads by themselves: two full calls, where the second waits for the first. */
  const pairs = [...newLeads(20), ...newLeads(10, 20), ...newLeads(20)]

  it('waits for the answers that let more rows go: the review told how many calls that makes.', async () => {
    const s = await open({ faults: { latency: { work: [40, 60] } } })
    const sheetId = s.sheet(pairs)
    expect(await s.runner.review(s.request(sheetId))).toMatchObject({
      ok: true,
      value: { leads: 50, calls: 2, seconds: 1 },
    })
    await s.start(sheetId)
    expect(await s.still()).toMatchObject({
      phase: 'finished',
      calls: 2,
      counts: { created: 30, updated: 20 },
    })
    expect(received(s).map((call) => call.length)).toEqual([25, 25])
  })

  it('does not wait for an answer that is late.', async () => {
    const s = await open({
      faults: { next: [{ kind: 'timeout', processed: true }] },
      answerTimeoutMs: 30_000,
    })
    await s.start(s.sheet(pairs))
    await s.until(() => s.told.filter((outcome) => outcome.state === 'created').length === 5)
    expect(s.runner.current()!.counts).toMatchObject({ created: 5, sending: 25, queued: 20 })
  })

  it('stays where it is when the push is paused meanwhile, and goes when it is resumed.', async () => {
    const s = await open({ faults: { latency: { work: [100, 100] } } })
    const { pushId } = await s.start(s.sheet(pairs))
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    s.runner.pause(pushId)
    expect(await s.still()).toMatchObject({ phase: 'paused', counts: { created: 25, queued: 25 } })
    expect(await s.resume()).toMatchObject({
      phase: 'finished',
      calls: 2,
      counts: { created: 30, updated: 20 },
    })
  })

  it('is cancelled with the push.', async () => {
    const s = await open({ faults: { latency: { work: [100, 100] } } })
    const { pushId } = await s.start(s.sheet(pairs))
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    await s.runner.cancel(pushId)
    expect(await s.still()).toMatchObject({ phase: 'cancelled', counts: { created: 25, cancelled: 25 } })
    expect(s.server.calls()).toHaveLength(1)
  })

  it('goes when the answers bring nothing but another try.', async () => {
    const s = await open({
      faults: { next: [{ kind: 'dropped', processed: true }], latency: { work: [40, 60] } },
      policy: { quietMs: 200 },
    })
    const end = await s.push(pairs)
    expect(end).toMatchObject({ phase: 'finished', counts: { queued: 0, sending: 0, unknown: 0, failed: 0 } })
    for (const leads of s.leadsByEmail().values()) expect(leads).toBe(1)
  })
})

describe('pause, resume, cancel', () => {
  it('a pause lets calls under way finish and sends nothing more until it is resumed.', async () => {
    const s = await open({
      practice: { limit: { calls: 2, seconds: 0.3 } },
      faults: { latency: { work: [50, 50] } },
    })
    const { pushId } = await s.start(s.sheet(newLeads(150)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    const paused = s.runner.pause(pushId)
    expect(paused).toMatchObject({ ok: true, value: { phase: 'pausing', pauseReason: 'asked' } })
    expect(await s.still()).toMatchObject({
      phase: 'paused',
      counts: { created: 50, queued: 100, sending: 0 },
    })
    const callsWhilePaused = s.server.calls().length
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 150 } })
    expect(callsWhilePaused).toBe(2)
    expect(s.server.calls()).toHaveLength(6)
  })

  it('a cancelled push lets calls under way finish and leaves the other rows cancelled.', async () => {
    const s = await open({
      practice: { limit: { calls: 1, seconds: 0.3 } },
      faults: { latency: { work: [50, 50] } },
    })
    const { pushId } = await s.start(s.sheet(newLeads(80)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    expect(await s.runner.cancel(pushId)).toMatchObject({ ok: true, value: { phase: 'cancelling' } })
    expect(await s.still()).toMatchObject({ phase: 'cancelled', counts: { created: 25, cancelled: 55 } })
    expect(s.outcomes()[79]).toMatchObject({ state: 'cancelled', message: CANCELLED, attempts: 0 })
    expect(s.told.at(-1)).toMatchObject({ state: 'cancelled' })
    expect(s.runner.isUnfinished()).toBe(false)
  })

  it('a row deleted while it waits is not sent any more, also where the push waits after a restart.', async () => {
    const s = await open({ practice: { limit: { calls: 1, seconds: 0.3 } } })
    const { pushId, sheetId } = await s.start(s.sheet(newLeads(80)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    s.runner.pause(pushId)
    await s.still()
    s.runner.withdraw(sheetId + 1, [70])
    s.runner.withdraw(sheetId, [1, 79, 80])
    expect(s.told.slice(-2).map(({ rowId, state }) => [rowId, state])).toEqual([
      [79, 'cancelled'],
      [80, 'cancelled'],
    ])
    expect(s.progress.at(-1)!.counts).toMatchObject({ created: 25, queued: 53, cancelled: 2 })
    s.restart()
    s.runner.withdraw(sheetId, [78])
    expect(s.runner.current()!.counts).toMatchObject({ created: 25, queued: 52, cancelled: 3 })

    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 77, cancelled: 3 } })
    expect(s.leadsByEmail().size).toBe(77)
    expect(s.outcomes()[78]).toMatchObject({ rowId: 79, message: DELETED, attempts: 0 })
  })

  it('a row deleted while the push is still being written is not sent either.', async () => {
    const s = await open()
    const sheetId = s.sheet(newLeads(30))
    const starting = s.start(sheetId)
    s.runner.withdraw(sheetId, [7])
    await starting
    expect((await s.still()).counts).toMatchObject({ created: 29, cancelled: 1 })
    expect(s.outcomes()[6]).toMatchObject({ state: 'cancelled', message: DELETED })
  })

  it('cancelled after an unclear try, a row is unknown: it may have gone in.', async () => {
    const s = await open({
      faults: { always: { kind: 'dropped', processed: true } },
      policy: { unclearTries: 10 },
    })
    const { pushId, unclear } = await s.push(newLeads(2))
    expect(unclear).toBe(2)
    expect(await s.runner.cancel(pushId)).toMatchObject({ ok: true, value: { phase: 'cancelled' } })
    expect(s.outcomes()[0]).toMatchObject({ state: 'unknown', message: UNCLEAR_CANCELLED })
  })

  it('sleep pauses with its reason, and waking goes on by itself.', async () => {
    const s = await open({ practice: { limit: { calls: 1, seconds: 0.2 } } })
    await s.start(s.sheet(newLeads(60)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'created'))
    s.runner.suspend()
    await s.until(() => s.progress.at(-1)?.phase === 'paused')
    expect(s.progress.at(-1)).toMatchObject({ pauseReason: 'asleep' })
    s.runner.wake()
    expect(await s.still()).toMatchObject({ phase: 'finished', counts: { created: 60 } })
  })

  it('without a network it pauses, looks for one, and carries on by itself.', async () => {
    let cut = true
    let probes = 0
    const gone = { kind: 'passing', offline: true, details: 'no network' } as const
    const s = await open({
      wrap: (api) => ({
        createOrUpdate: (credentials, leads, hooks) =>
          cut ? Promise.resolve(gone) : api.createOrUpdate(credentials, leads, hooks),
        whoAmI(credentials, hooks) {
          cut = ++probes < 3
          return cut ? Promise.resolve(gone) : api.whoAmI(credentials, hooks)
        },
      }),
    })
    expect(await s.push(newLeads(30))).toMatchObject({ phase: 'finished', counts: { created: 30 } })
    expect(s.progress.some(({ phase, pauseReason }) => phase === 'paused' && pauseReason === 'offline')).toBe(
      true,
    )
    expect(s.outcomes()[0]!.attempts).toBe(1)
  })

  it('a locked vault is said when resuming, and no row is lost.', async () => {
    const s = await open({ faults: { next: [{ kind: 'status', status: 401 }] } })
    const { pushId } = await s.push(newLeads(2))
    s.lockVault()
    expect(await s.runner.resume(pushId)).toMatchObject({ ok: false, fault: { kind: 'locked' } })
    expect(s.runner.current()).toMatchObject({ phase: 'paused', pauseReason: 'locked' })
    s.credentials = null
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 2 } })
  })
})

describe('where the disk takes nothing', () => {
  function broken(): never {
    throw new Error('database or disk is full')
  }

  it('an outcome is told only once it can be journalled, and its row is not sent again.', async () => {
    const s = await open()
    const settle = s.workspace.settle.bind(s.workspace)
    s.workspace.settle = broken
    const paused = await s.push(newLeads(30))
    expect(paused).toMatchObject({ phase: 'paused', pauseReason: 'failing' })
    expect(paused.note).toContain('cannot write')
    expect(s.told.some((outcome) => outcome.state === 'created')).toBe(false)
    s.workspace.settle = settle
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 30 } })
    expect(s.server.calls()).toHaveLength(2)
    expect(s.told.filter((outcome) => outcome.state === 'created')).toHaveLength(30)
  })

  it('nothing is sent that cannot be journalled as under way.', async () => {
    const s = await open()
    const markSending = s.workspace.markSending.bind(s.workspace)
    s.workspace.markSending = broken
    expect(await s.push(newLeads(30))).toMatchObject({ phase: 'paused', counts: { queued: 30 } })
    expect(s.server.calls()).toEqual([])
    s.workspace.markSending = markSending
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 30 } })
  })

  it('a push can be cancelled once there is room again.', async () => {
    const s = await open({ faults: { always: { kind: 'status', status: 401 } } })
    const rows = [...newLeads(2), newLeads(1)[0]!]
    const { pushId } = await s.push(rows, { duplicates: 'merge' })
    const cancelQueued = s.workspace.cancelQueued.bind(s.workspace)
    s.workspace.cancelQueued = broken
    expect(await s.runner.cancel(pushId)).toMatchObject({ ok: true, value: { phase: 'paused' } })
    s.workspace.cancelQueued = cancelQueued
    expect(await s.runner.cancel(pushId)).toMatchObject({ ok: true, value: { phase: 'cancelled' } })
    expect(s.outcomes().map((outcome) => outcome.message)).toEqual([
      `${CANCELLED} Row 3 was merged into this one.`,
      CANCELLED,
      `${CANCELLED} Merged into row 1.`,
    ])
  })
})

describe('after a restart', () => {
  it('the push is there, paused; rows under way are sent again where that can only update; nothing settled is.', async () => {
    const s = await open({
      practice: { limit: { calls: 2, seconds: 0.2 } },
      faults: { next: [null, { kind: 'timeout', processed: true }] },
    })
    const { pushId } = await s.start(s.sheet(newLeads(60)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'created'))
    await s.until(() => s.told.filter((outcome) => outcome.state === 'sending').length >= 50)
    s.restart()
    const settled = s.outcomes().filter((outcome) => outcome.state === 'created')
    expect(settled).toHaveLength(25)
    expect(s.runner.current()).toMatchObject({
      pushId,
      phase: 'paused',
      pauseReason: 'restarted',
      counts: { created: 25, queued: 35, sending: 0 },
    })
    expect(s.outcomes().filter((outcome) => outcome.attempts === 1)).toHaveLength(50)
    expect(s.runner.current()).toMatchObject({ unclear: 25 })

    expect(await s.resume()).toMatchObject({ phase: 'finished', rows: 60, calls: 4 })
    const messages = s.outcomes().filter((outcome) => outcome.message === PERHAPS_OUR_OWN)
    expect(messages).toHaveLength(25)
    expect(messages.every((outcome) => outcome.state === 'updated' && outcome.attempts === 2)).toBe(true)
    const sent = new Map<string, number>()
    for (const lead of received(s).flat()) sent.set(lead, (sent.get(lead) ?? 0) + 1)
    for (const { rowId } of settled) {
      const [email, name] = newLeads(60)[rowId - 1]!
      expect(sent.get(`EmailAddress=${email} FirstName=${name}`)).toBe(1)
    }
    for (const leads of s.leadsByEmail().values()) expect(leads).toBe(1)
  })

  it('the limit it was given is kept with it, until a run brings another.', async () => {
    const limit = { calls: 2, seconds: 0.6 }
    // The server's window is half as long: how late this machine lets a call come in decides nothing.
    const practised = { ...limit, seconds: 0.3 }
    const s = await open({
      practice: { limit: practised },
      accountLimit: { calls: 25, seconds: 5, share: 0 },
    })
    s.limit = { ...limit, share: 0 }
    s.restart()
    const { pushId } = await s.start(s.sheet(newLeads(200)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'created'))
    s.runner.pause(pushId)
    await s.still()
    s.limit = null
    s.restart()
    expect(s.runner.current()!.gauge).toMatchObject(limit)
    expect(await s.resume()).toMatchObject({ phase: 'finished', throttled: 0, counts: { created: 200 } })
    expect(s.server.summary()).toMatchObject({ throttled: 0, mostInWindow: 2 })
    // The account's own again, as soon as the push has ended.
    expect(s.runner.current()!.gauge).toMatchObject({ calls: 25, seconds: 5 })
  })

  it('a limit given when it is resumed takes the place of the one it was begun with.', async () => {
    const s = await open({ accountLimit: { calls: 25, seconds: 5, share: 0 } })
    s.limit = { calls: 1, seconds: 60, share: 0 }
    s.restart()
    const { pushId } = await s.start(s.sheet(newLeads(60)))
    await s.until(() => s.told.some((outcome) => outcome.state === 'created'))
    s.runner.pause(pushId)
    s.limit = { calls: 50, seconds: 1, share: 0 }
    s.restart()
    s.limit = null
    s.restart()
    expect(s.runner.current()!.gauge).toMatchObject({ calls: 50, seconds: 1 })
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 60 } })
  })

  it('rows under way that could make a second lead are unknown.', async () => {
    const s = await open({ faults: { next: [{ kind: 'timeout', processed: true }] } })
    const columns = columnsFor('EmailAddress', 'mx_Date_of_Birth')
    await s.start(s.sheet([['lead1@new.example', '1990-02-03']], columns), { searchBy: 'mx_Date_of_Birth' })
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    s.restart()
    expect(s.outcomes()[0]).toMatchObject({ state: 'unknown', attempts: 1 })
    expect(s.outcomes()[0]!.message).toContain('LeadSquared may or may not have taken this row.')
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { unknown: 1 } })
    expect(s.server.calls().length).toBeLessThanOrEqual(1)
  })

  it('a push that waits for something to be mended still says for what.', async () => {
    const s = await open({ faults: { always: { kind: 'status', status: 401 } } })
    const { note } = await s.push(newLeads(2))
    s.restart()
    expect(s.runner.current()).toMatchObject({ phase: 'paused', pauseReason: 'account-refused', note })
  })

  it('says how many rows a cancel leaves unknown, and leaves that many.', async () => {
    const s = await open({
      practice: { limit: { calls: 1, seconds: 60 } },
      faults: { next: [{ kind: 'timeout', processed: true }] },
    })
    // Merged rows share the fate of the one that carries their lead.
    await s.start(s.sheet([...newLeads(40), ...newLeads(2)]), { duplicates: 'merge' })
    await s.until(() => s.told.some((outcome) => outcome.state === 'sending'))
    s.restart()
    const { pushId, unclear } = s.runner.current()!
    expect(unclear).toBe(27)
    const cancelled = await s.runner.cancel(pushId)
    expect(cancelled).toMatchObject({
      ok: true,
      value: { unclear: 0, counts: { unknown: 27, cancelled: 15 } },
    })
    expect(s.states().filter((state) => state === 'unknown')).toHaveLength(27)
  })

  it('can be cancelled instead of resumed.', async () => {
    const s = await open({ faults: { always: { kind: 'status', status: 401 } } })
    const { pushId } = await s.push(newLeads(2))
    s.restart()
    expect(await s.runner.cancel(pushId)).toMatchObject({ ok: true, value: { phase: 'cancelled' } })
    expect(s.states()).toEqual(['cancelled', 'cancelled'])
  })

  it('merged rows still share one lead and one fate.', async () => {
    const s = await open({ faults: { always: { kind: 'status', status: 401 } } })
    const rows = [
      ['ana@new.example', 'Ana'],
      ['ana@new.example', 'Anna'],
    ]
    await s.push(rows, { duplicates: 'merge' })
    s.restart()
    s.server.setFaults({})
    expect(await s.resume()).toMatchObject({ phase: 'finished', counts: { created: 2 } })
    expect(s.outcomes().map((outcome) => outcome.message)).toEqual([
      'Row 2 was merged into this one.',
      'Merged into row 1.',
    ])
  })
})

describe('what a push is about', () => {
  it('“unsent” leaves out what went in to this account, and takes what changed since.', async () => {
    const s = await open()
    await s.push(newLeads(3))
    const sheetId = s.workspace.openSheet()!.id
    s.workspace.applyPatches(sheetId, 'page', 1, [
      { kind: 'setCells', column: 1, rows: [2], values: ['Renamed'] },
    ])
    const scope = async (accountId: string) => {
      const review = await s.runner.review(s.request(sheetId, { accountId }))
      return review.ok ? review.value.inScope : null
    }
    expect(await scope('practice')).toBe(1)
    expect(await scope('live')).toBe(3)
  })

  it('the review of a long sheet tells how far it is.', async () => {
    const s = await open()
    await s.runner.review(s.request(s.sheet(newLeads(11_500))))
    expect(s.reviewing).toEqual([
      { rows: 5000, of: 11_500 },
      { rows: 10_000, of: 11_500 },
    ])
  })

  it('the review tells rows, calls, time and reasons before anything is sent.', async () => {
    const s = await open()
    const rows = [...newLeads(1000), ['broken', 'x'], ['broken too', 'y'], ['lead5@new.example', '']]
    const review = await s.runner.review(s.request(s.sheet(rows), { duplicates: 'last' }))
    expect(review).toMatchObject({
      ok: true,
      value: {
        inScope: 1003,
        toSend: 1000,
        leads: 1000,
        calls: 40,
        seconds: 5.5,
        limit: { calls: 25, seconds: 5 },
        duplicates: { groups: 1, rows: 2 },
        blanks: 1,
        notSent: [],
        leftOut: [
          { code: 'bad-email', count: 2, rows: [1001, 1002] },
          { code: 'duplicate', count: 1, rows: [6] },
        ],
      },
    })
    expect(s.server.calls()).toEqual([])
  })
})

describe('history', () => {
  it('keeps each push with its figures, and opens its rows as they were sent.', async () => {
    const s = await open()
    await s.push(newLeads(30))
    const sheetId = s.workspace.openSheet()!.id
    s.workspace.applyPatches(sheetId, 'page', 1, [{ kind: 'setCells', column: 1, rows: [1], values: ['x'] }])
    const history = historyHandlers(s.workspace)
    const listed = await history['history.list']({})
    if (!listed.ok) throw new Error('no history')
    const [push] = listed.value.pushes
    expect(push).toMatchObject({
      sheetName: 'Leads',
      accountLabel: 'Practice account',
      searchBy: 'default',
      mapping: [
        { header: 'EmailAddress', attribute: 'EmailAddress' },
        { header: 'FirstName', attribute: 'FirstName' },
      ],
      counts: { created: 30 },
      calls: 2,
      limits: ['25 calls in 5 s'],
      imported: false,
    })
    expect(push!.endedAt).not.toBeNull()
    const opened = await history['history.open']({ pushId: push!.pushId })
    if (!opened.ok) throw new Error(opened.fault.text)
    expect(s.workspace.openSheet()?.id).toBe(opened.value.id)
    const page = s.workspace.rows(opened.value.id, null, 1000)
    expect(page.rows[0]!.cells).toEqual(['lead0@new.example', 'Lead 0'])
    expect(page.outcomes).toHaveLength(30)
    expect(page.changed).toEqual([])
    expect(await history['history.open']({ pushId: 999 })).toMatchObject({ ok: false })
  })
})
