import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import { LIST_PATHS } from '#electron/practice/practice-server.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import type { AfterTaskKind, AfterView } from '#shared/domain/push/after.ts'
import type { AfterPush } from '#shared/domain/sheet/after-push.ts'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ProgramStand.open()
  leads = stand.server.leads()
})
afterEach(() => stand.close())

const COLUMNS = ['EmailAddress', 'FirstName', null]
const CALL: AfterPush = { activity: { type: 'Phone Call', text: '{FirstName} called: {Column 2}' } }

function email(lead: PracticeLead): string {
  return lead.fields['EmailAddress']!
}

/** Two new leads, the first of them in two rows, and one that is there. */
function mixed(): number {
  return stand.sheet(COLUMNS, [
    ['ida@new.example', 'Ida', 'wants a quote'],
    [email(leads[0]!), 'Joan', 'no answer'],
    ['ken@new.example', 'Ken', ''],
    ['ida@new.example', 'Ida B.', 'call again'],
  ])
}

async function pushed(sheet: number, after: AfterPush): Promise<{ pushId: number; view: AfterView }> {
  const { pushId } = await stand.push(sheet, { after })
  await stand.program.after.still()
  return { pushId, view: stand.program.after.of(pushId)! }
}

/** Once what follows the push has begun, before its first call. */
function atBegin(act: () => void): void {
  let done = false
  stand.program.onEvent((name, payload) => {
    if (done || name !== 'push.after' || (payload as AfterView).phase !== 'running') return
    done = true
    act()
  })
}

function task(view: AfterView, kind: AfterTaskKind): AfterView['tasks'][number] {
  return view.tasks.find((each) => each.kind === kind)!
}

function idOf(address: string): string {
  return stand.server.leads().find(({ fields }) => fields['EmailAddress'] === address)!.id
}

/** By lead, what was posted on it. */
function posted(): Map<string, string[]> {
  const notes = new Map<string, string[]>()
  for (const { leadId, note } of stand.server.activities())
    notes.set(leadId, [...(notes.get(leadId) ?? []), note])
  return notes
}

describe('after a push', () => {
  it('its leads are on their lists, and each has one activity with the text of its last row', async () => {
    const sheet = mixed()
    const lists = { created: 'Fair, new', updated: 'Fair, known' }
    const { pushId, view } = await pushed(sheet, { lists, ...CALL })

    const [ida, joan, ken] = [idOf('ida@new.example'), leads[0]!.id, idOf('ken@new.example')]
    expect(view).toMatchObject({ phase: 'finished', note: '' })
    expect(view.tasks.map(({ kind, leads: of, done }) => [kind, of, done])).toEqual([
      ['list-created', 2, 2],
      ['list-updated', 1, 1],
      ['activity', 3, 3],
    ])
    const made = new Map(stand.server.lists().map(({ name, members }) => [name, members.sort()]))
    expect(made).toEqual(
      new Map([
        ['Fair, new', [ida, ken].sort()],
        ['Fair, known', [joan]],
      ]),
    )
    expect(posted()).toEqual(
      new Map([
        [joan, ['Joan called: no answer']],
        [ken, ['Ken called:']],
        [ida, ['Ida B. called: call again']],
      ]),
    )
    expect(stand.server.activities().map(({ event }) => event)).toEqual([201, 201, 201])
    expect(stand.program.workspace.pushes()[0]).toMatchObject({ pushId, after: view })
    expect(stand.program.after.open()).toBeNull()
  })

  it('a list of that name is gone on with, the next push’s too, and one list may be for two groups', async () => {
    await pushed(mixed(), { lists: { created: 'Fair', updated: 'Fair' } })
    const again = await pushed(stand.sheet(COLUMNS, [['lia@new.example', 'Lia', '']]), {
      lists: { created: 'Fair' },
    })
    expect(task(again.view, 'list-created')).toMatchObject({ done: 1 })
    expect(stand.server.lists()).toMatchObject([{ name: 'Fair' }])
    expect(stand.server.lists()[0]!.members).toHaveLength(4)
    const review = await stand.review(mixed(), { after: { lists: { created: 'Fair', failed: 'Lost' } } })
    expect(review).toMatchObject({
      value: {
        after: {
          lists: [
            { name: 'Fair', members: 4 },
            { name: 'Lost', id: null },
          ],
          problem: '',
        },
      },
    })
  })

  it('rows that failed are listed by the lead they were found to be, and those nobody knows are counted', async () => {
    const other = leads.find(({ fields }) => fields['Phone'] && fields['EmailAddress'])!
    const phone = other.fields['Phone']!
    const sheet = stand.sheet(
      ['EmailAddress', 'Phone', 'FirstName'],
      [
        [email(leads.find(({ id }) => id !== other.id)!), phone, 'Ada'],
        ['mo@new.example', phone, 'Mo'],
        ['nia@new.example', '', 'Nia'],
      ],
    )
    stand.server.setFaults({
      refuseRows: { probability: 0, matching: [{ attribute: 'FirstName', value: 'Nia' }] },
    })
    const { pushId, view } = await pushed(sheet, { lists: { failed: 'Taken' } })
    const states = stand.outcomes(pushId).map(({ state }) => state)
    expect(states).toEqual(['failed', 'failed', 'failed'])
    expect(task(view, 'list-failed')).toMatchObject({ leads: 1, done: 1, leadless: 1 })
    expect(stand.server.lists()).toMatchObject([{ name: 'Taken', members: [other.id] }])
  })

  it('no list is made where no lead is to be on it', async () => {
    const sheet = stand.sheet(COLUMNS, [[email(leads[0]!), 'Joan', '']])
    const { view } = await pushed(sheet, { lists: { created: 'Nobody' } })
    expect(view).toMatchObject({ phase: 'finished', tasks: [{ leads: 0, target: null }] })
    expect(stand.server.lists()).toEqual([])
  })
})

describe('what cannot follow a push', () => {
  it.each([
    [{ activity: { type: 'Fax', text: 'x' } }, /no kind of activity called “Fax”. There are: .*“Phone Call”/],
    [
      { activity: { type: 'Phone Call', text: '{Name} called' } },
      /names “Name”, and no column is called that/,
    ],
    [{ activity: { type: 'Phone Call', text: ' ' } }, /Write what the activity says/],
  ])('is said in the review, and the push does not start: %j', async (after, words) => {
    const sheet = mixed()
    const review = await stand.review(sheet, { after })
    expect(review).toMatchObject({ value: { after: { problem: expect.stringMatching(words) as string } } })
    const started = await stand.program.pushes.start(stand.request(sheet, { after }), null)
    expect(started).toMatchObject({ ok: false, fault: { text: expect.stringMatching(words) as string } })
    expect(stand.program.workspace.pushes()).toEqual([])
  })

  it('is a list whose name two lists have', async () => {
    const keys = `accessKey=${encodeURIComponent(stand.server.accessKey)}&secretKey=${stand.server.secretKey}`
    for (let made = 0; made < 2; made++)
      await fetch(`${stand.server.origin}${LIST_PATHS.create}?${keys}`, {
        method: 'POST',
        body: JSON.stringify({ Name: 'Fair' }),
      })
    const review = await stand.review(mixed(), { after: { lists: { created: 'Fair' } } })
    expect(review).toMatchObject({
      value: { after: { problem: expect.stringMatching(/several static lists called “Fair”/) as string } },
    })
  })

  it('is another choice than the one that was reviewed', async () => {
    const sheet = mixed()
    const review = await stand.review(sheet, { after: CALL })
    if (!review.ok) throw new Error(review.fault.text)
    const other = { after: { activity: { type: 'Phone Call', text: 'Hello' } } }
    const started = await stand.program.pushes.start(stand.request(sheet, other), review.value.mark)
    expect(started).toMatchObject({ fault: { kind: 'changed' } })
  })
})

describe('where calls fail', () => {
  const broken: PracticeFaultsInput = { next: [{ kind: 'dropped', processed: true }] }
  const gateway: PracticeFaultsInput = { next: [{ kind: 'server-error', status: 504, processed: true }] }

  it.each([
    ['broke off', broken],
    ['a gateway gave up on', gateway],
  ])('an activity whose call %s is unknown, and never posted twice', async (_how, faults) => {
    const sheet = mixed()
    atBegin(() => stand.server.setFaults(faults))
    const { pushId, view } = await pushed(sheet, CALL)
    expect(task(view, 'activity')).toMatchObject({ leads: 3, done: 0, unknown: 3 })
    expect(task(view, 'activity').reasons[0]!.text).toMatch(/may or may not have taken this activity/)
    expect(stand.program.after.again(pushId)).toMatchObject({ value: { phase: 'finished' } })
    await stand.program.after.still()
    expect([...posted().values()].map((notes) => notes.length)).toEqual([1, 1, 1])
    expect(stand.outcomes(pushId).map(({ state }) => state)).toEqual([
      'created',
      'updated',
      'created',
      'updated',
    ])
  })

  it('activities a call certainly did not take are posted by the next', async () => {
    const sheet = mixed()
    atBegin(() =>
      stand.server.setFaults({
        next: [
          { kind: 'server-error', status: 503 },
          { kind: 'throttled', shape: '200' },
        ],
      }),
    )
    const { view } = await pushed(sheet, CALL)
    expect(task(view, 'activity')).toMatchObject({ done: 3, unknown: 0, failed: 0 })
    expect([...posted().values()].map((notes) => notes.length)).toEqual([1, 1, 1])
  })

  it('a list that may have been made is not made twice, and members are added again', async () => {
    const sheet = mixed()
    // Three looks at the lists, then its making, three looks again, then its members.
    const lost = { kind: 'dropped', processed: true } as const
    atBegin(() => stand.server.setFaults({ next: [null, null, null, lost, null, null, null, lost] }))
    const { view } = await pushed(sheet, { lists: { created: 'Fair' } })
    expect(task(view, 'list-created')).toMatchObject({ done: 2, failed: 0 })
    expect(stand.server.lists()).toHaveLength(1)
    expect(stand.server.lists()[0]!.members).toHaveLength(2)
  })

  it('leads that were refused say why, and are tried again when somebody says so', async () => {
    const sheet = stand.sheet(COLUMNS, [['ida@new.example', 'Ida', '']])
    atBegin(() => stand.server.setFaults({ next: [{ kind: 'refused', status: 500 }] }))
    const { pushId, view } = await pushed(sheet, CALL)
    expect(task(view, 'activity')).toMatchObject({
      failed: 1,
      reasons: [{ state: 'failed', text: 'LeadSquared refused it: The call was refused.', rows: [1] }],
    })
    expect(stand.outcomes(pushId)).toMatchObject([{ state: 'created', message: '' }])
    stand.program.after.again(pushId)
    await stand.program.after.still()
    expect(task(stand.program.after.of(pushId)!, 'activity')).toMatchObject({
      done: 1,
      failed: 0,
      reasons: [],
    })
    expect(posted().get(idOf('ida@new.example'))).toEqual(['Ida called:'])
  })

  it('one lead that breaks a call is found, the others go', async () => {
    const sheet = stand.sheet(
      COLUMNS,
      Array.from({ length: 60 }, (_, at) => [`p${at}@new.example`, `P${at}`, 'x']),
    )
    let gone = ''
    atBegin(() => {
      gone = idOf('p7@new.example')
      stand.server.removeLeads([gone])
    })
    const { view } = await pushed(sheet, CALL)
    expect(task(view, 'activity')).toMatchObject({ leads: 60, done: 59, failed: 1 })
    expect(posted().has(gone)).toBe(false)
    expect(stand.server.activities()).toHaveLength(59)
  })

  it('a kind of activity nobody can post stops after some leads, not after all', async () => {
    const sheet = stand.sheet(
      COLUMNS,
      Array.from({ length: 400 }, (_, at) => [`p${at}@new.example`, `P${at}`, 'x']),
    )
    const { view } = await pushed(sheet, { activity: { type: 'Email Opened', text: 'Hello' } })
    expect(view).toMatchObject({
      phase: 'paused',
      note: expect.stringMatching(/refused \d+ leads in a row/) as string,
    })
    expect(task(view, 'activity').open).toBeGreaterThan(200)
  })

  it('keys that are refused stop it, and it goes on once they are right', async () => {
    const sheet = mixed()
    atBegin(() => stand.server.setFaults({ always: { kind: 'status', status: 401 } }))
    const { pushId, view } = await pushed(sheet, CALL)
    expect(view).toMatchObject({
      phase: 'paused',
      note: expect.stringMatching(/did not accept these keys/) as string,
    })
    stand.server.setFaults({})
    stand.program.after.goOn(pushId)
    await stand.program.after.still()
    expect(stand.program.after.of(pushId)).toMatchObject({ phase: 'finished', tasks: [{ done: 3 }] })
  })
})

describe('where the program ends', () => {
  it('in the middle, the next run goes on where it was told to, and nothing is there twice', async () => {
    const sheet = stand.sheet(
      COLUMNS,
      Array.from({ length: 1000 }, (_, at) => [`p${at}@new.example`, `P${at}`, 'x']),
    )
    stand.server.setFaults({ latency: { work: [60, 60] } })
    const { pushId } = await stand.push(sheet, { after: { lists: { created: 'Fair' }, ...CALL } })
    const { promise, resolve } = Promise.withResolvers<null>()
    stand.program.onEvent((name, payload) => {
      const activity = name === 'push.after' ? task(payload as AfterView, 'activity') : null
      if (activity && activity.done > 0) resolve(null)
    })
    await promise
    await stand.program.close()
    await stand.start()
    const view = stand.program.after.of(pushId)!
    expect(view).toMatchObject({
      phase: 'paused',
      note: expect.stringMatching(/closed in the middle/) as string,
    })
    expect(task(view, 'activity').open).toBeGreaterThan(0)
    expect(stand.program.after.open()).toMatchObject({ pushId })

    stand.program.after.goOn(pushId)
    await stand.program.after.still()
    expect(task(stand.program.after.of(pushId)!, 'activity')).toMatchObject({ done: 1000, unknown: 0 })
    expect([...posted().values()].every((notes) => notes.length === 1)).toBe(true)
    expect(stand.server.lists()[0]!.members).toHaveLength(1000)
  })

  it('what was under way is unknown where it is an activity, and done again where it is a list', async () => {
    const sheet = mixed()
    const { pushId } = await pushed(sheet, { lists: { created: 'Fair' }, ...CALL })
    const { workspace } = stand.program
    // As a run that was killed in the middle of both leaves it.
    workspace.markAfterSending(pushId, 'list-created', [0, 1])
    workspace.markAfterSending(pushId, 'activity', [2])
    workspace.setAfterPhase(pushId, 'running', '')
    await stand.program.close()
    await stand.start()
    const found = stand.program.after.of(pushId)!
    expect(task(found, 'list-created')).toMatchObject({ open: 2 })
    expect(task(found, 'activity')).toMatchObject({ done: 2, unknown: 1, open: 0 })
    stand.program.after.goOn(pushId)
    await stand.program.after.still()
    expect(task(stand.program.after.of(pushId)!, 'list-created')).toMatchObject({ done: 2 })
    expect(stand.server.activities()).toHaveLength(3)
  })

  it('after a push that was cancelled nothing is done, until somebody says so', async () => {
    const sheet = stand.sheet(
      COLUMNS,
      Array.from({ length: 60 }, (_, at) => [`p${at}@new.example`, `P${at}`, 'x']),
    )
    const { pushId } = await stand.push(sheet, { after: CALL, trial: true })
    await stand.program.pushes.cancel(pushId)
    expect(stand.program.after.of(pushId)).toMatchObject({
      phase: 'paused',
      note: expect.stringMatching(/was cancelled/) as string,
    })
    expect(stand.server.activities()).toEqual([])
    stand.program.after.goOn(pushId)
    await stand.program.after.still()
    expect(stand.server.activities()).toHaveLength(25)
    expect(stand.program.after.of(pushId)).toMatchObject({ phase: 'finished' })
  })
})
