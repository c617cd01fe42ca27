import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { undoResult } from '#electron/services/undo/undo-result.ts'
import type { UndoReview } from '#shared/domain/push/undo.ts'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ProgramStand.open()
  leads = stand.server.leads().filter(({ fields }) => fields['mx_City'] && !fields['Notes'])
})
afterEach(() => stand.close())

const COLUMNS = ['EmailAddress', 'mx_City', 'Notes']

/** Pushes a change of city to these leads, of notes to the first; and one new lead. Answers the push. */
async function pushed(some: readonly PracticeLead[]): Promise<number> {
  const sheet = stand.sheet(COLUMNS, [
    ...some.map(({ fields }, index) => [fields['EmailAddress']!, 'Pune', index === 0 ? 'Pilot' : '']),
    ['nobody@new.example', 'Oslo', ''],
  ])
  await stand.compare(sheet)
  return (await stand.push(sheet, { leaveOutSame: true })).pushId
}

async function reviewed(pushId: number): Promise<UndoReview> {
  const review = await stand.program.undoer.review(pushId)
  if (!review.ok) throw new Error(review.fault.text)
  return review.value
}

async function undone(pushId: number): Promise<number> {
  const started = await stand.program.undoer.start(pushId, (await reviewed(pushId)).mark)
  if (!started.ok) throw new Error(started.fault.text)
  await stand.program.pushes.still()
  return started.value.push.pushId
}

describe('an undo', () => {
  it('puts back what still stands, keeps what others changed, says what is gone, and never deletes', async () => {
    const some = leads.slice(0, 6)
    const [one, two, three] = some as [PracticeLead, PracticeLead, PracticeLead]
    const push = await pushed(some)
    await stand.changeBehind(two.id, { mx_City: 'Theirs' })
    stand.server.removeLeads([three.id])
    const before = stand.server.leadCount()

    const review = await reviewed(push)
    expect(review).toMatchObject({
      restore: 5,
      kept: 1,
      gone: 1,
      cannot: 0,
      same: 0,
      blanks: 1,
      created: 1,
      leads: 6,
    })
    const { rows } = stand.program.undoer.rows(push, { after: null, limit: 100, kinds: ['kept', 'gone'] })
    expect(rows).toMatchObject([
      { leadId: two.id, attribute: 'mx_City', after: 'Pune', now: 'Theirs', kind: 'kept' },
      { leadId: three.id, kind: 'gone' },
    ])
    const undo = await undone(push)
    expect(undoResult(stand.program.workspace, undo)).toEqual({
      restored: 5,
      kept: 1,
      gone: 1,
      cannot: 0,
      open: 0,
    })
    for (const { id, fields } of [one, ...some.slice(3)])
      expect(stand.field(id, 'mx_City')).toBe(fields['mx_City'])
    expect(stand.field(one.id, 'Notes')).toBe('')
    expect(stand.field(two.id, 'mx_City')).toBe('Theirs')
    expect(stand.server.leadCount()).toBe(before)
    // Once more changes nothing: all of it has its former value.
    expect(await reviewed(push)).toMatchObject({ restore: 0, same: 5, kept: 1, gone: 1 })
  })

  it('can be taken back itself', async () => {
    const some = leads.slice(0, 2)
    const undo = await undone(await pushed(some))
    expect(stand.field(some[0]!.id, 'Notes')).toBe('')
    await undone(undo)
    expect(some.map(({ id }) => stand.field(id, 'mx_City'))).toEqual(['Pune', 'Pune'])
    expect(stand.field(some[0]!.id, 'Notes')).toBe('Pilot')
  })

  it('goes on after the program ended in the middle of it', async () => {
    const some = leads.slice(0, 60)
    const push = await pushed(some)
    // The first call of the undo goes in, and its answer is lost with the program.
    const review = await reviewed(push)
    expect(review.restore).toBe(61)
    const started = await stand.program.undoer.start(push, review.mark)
    if (!started.ok) throw new Error(started.fault.text)
    stand.program.pushes.pause(started.value.push.pushId)
    await stand.program.pushes.still()
    await stand.program.close()
    await stand.start()
    const { pushes, workspace } = stand.program
    expect(pushes.isUnfinished()).toBe(true)
    await pushes.resume(started.value.push.pushId)
    await pushes.still()
    expect(undoResult(workspace, started.value.push.pushId)).toMatchObject({ restored: 61, open: 0 })
    for (const { id, fields } of some) expect(stand.field(id, 'mx_City')).toBe(fields['mx_City'])
  })

  it('puts created leads on a static list, once, however often it is asked', async () => {
    const push = await pushed(leads.slice(0, 1))
    const name = 'Leadsheet · made by mistake · 2026-11-28'
    stand.server.setFaults({ next: [null, null, null, { kind: 'dropped', processed: true }] })
    for (let times = 0; times < 2; times++) {
      expect(await stand.program.listCreated(push, name)).toMatchObject({ ok: true, value: { leads: 1 } })
    }
    const [list, ...others] = stand.server.lists()
    expect(others).toEqual([])
    const created = stand.server
      .leads()
      .find(({ fields }) => fields['EmailAddress'] === 'nobody@new.example')!
    expect(list).toMatchObject({ name, members: [created.id] })
  })

  it('is refused of a push without a before-image, and of one that was dropped', async () => {
    const sheet = stand.sheet(COLUMNS, [[leads[0]!.fields['EmailAddress']!, 'Pune', '']])
    const blind = await stand.push(sheet)
    expect(await stand.program.undoer.review(blind.pushId)).toMatchObject({
      ok: false,
      fault: { text: expect.stringContaining('no before-image') as string },
    })
    const push = await pushed(leads.slice(1, 2))
    expect(stand.program.workspace.push(push)!.summary.write).toMatchObject({ image: { rows: 1, cells: 2 } })
    stand.program.workspace.dropImage(push)
    expect(await reviewed(push)).toMatchObject({ restore: 0, withoutImage: 1, created: 1 })
  })
})
