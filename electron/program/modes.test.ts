import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { MADE_MEANWHILE, MADE_MEANWHILE_UPDATED } from '#shared/domain/push/outcome-messages.ts'
import type { PushMode } from '#shared/domain/sheet/sheet.ts'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ProgramStand.open()
  leads = stand.server.leads()
})
afterEach(() => stand.close())

const COLUMNS = ['EmailAddress', 'FirstName', 'mx_City', 'Notes']

/** One lead to change, one that is the same, one with an empty field, and nobody's row. */
function everyKind() {
  const with_ = leads.filter(({ fields }) => fields['mx_City'] && fields['FirstName'] && !fields['Notes'])
  const [change, same, blank] = with_ as [PracticeLead, PracticeLead, PracticeLead]
  const row = ({ fields }: PracticeLead, city: string, title: string): string[] => [
    fields['EmailAddress']!,
    fields['FirstName']!,
    city,
    title,
  ]
  const sheet = stand.sheet(COLUMNS, [
    row(change, 'Pune', 'Pilot'),
    row(same, same.fields['mx_City']!, ''),
    row(blank, blank.fields['mx_City']!, 'Pilot'),
    ['nobody@new.example', 'Nobody', 'Oslo', 'Pilot'],
  ])
  return { sheet, change, same, blank }
}

describe('what may be written', () => {
  it.each([
    ['upsert', ['updated', 'skipped', 'updated', 'created'], 1],
    ['update', ['updated', 'skipped', 'updated', 'skipped'], 0],
    ['create', ['skipped', 'skipped', 'skipped', 'created'], 1],
    ['fill', ['updated', 'skipped', 'updated', 'skipped'], 0],
  ] as [PushMode, string[], number][])('%s does what it says and no more', async (mode, states, created) => {
    const { sheet, change, blank } = everyKind()
    const city = change.fields['mx_City']!
    await stand.compare(sheet)
    const before = stand.server.leadCount()
    stand.server.clearCalls()
    const end = await stand.push(sheet, { mode, leaveOutSame: true })
    expect(stand.outcomes(end.pushId).map(({ state }) => state)).toEqual(states)
    expect(stand.server.leadCount() - before).toBe(created)
    const path = mode === 'update' || mode === 'fill' ? 'UpdateV2' : 'CreateOrUpdate'
    expect(new Set(stand.written().map((each) => each.path))).toEqual(new Set([path]))
    expect(stand.field(change.id, 'mx_City')).toBe(mode === 'create' || mode === 'fill' ? city : 'Pune')
    expect(stand.field(change.id, 'Notes')).toBe(mode === 'create' ? '' : 'Pilot')
    expect(stand.field(blank.id, 'Notes')).toBe(mode === 'create' ? '' : 'Pilot')
  })

  it('sends only what differs, and says what that saves', async () => {
    const { sheet, change, blank } = everyKind()
    await stand.compare(sheet)
    stand.server.clearCalls()
    const review = await stand.review(sheet, { leaveOutSame: true })
    expect(review).toMatchObject({
      value: { write: { mode: 'upsert', savedRows: 1, cells: 3, savedCells: 5 } },
    })
    await stand.push(sheet, { leaveOutSame: true })
    const sent = stand.written().map(({ lead }) => lead)
    const byId = (id: string) => ({ ProspectID: id, SearchBy: 'ProspectID' })
    expect(sent).toContainEqual({ ...byId(change.id), mx_City: 'Pune', Notes: 'Pilot' })
    expect(sent).toContainEqual({ ...byId(blank.id), Notes: 'Pilot' })
  })

  it('makes no lead of a part of a row whose lead was deleted meanwhile', async () => {
    const { sheet, change } = everyKind()
    await stand.compare(sheet)
    stand.server.removeLeads([change.id])
    const end = await stand.push(sheet, { leaveOutSame: true })
    expect(stand.outcomes(end.pushId).map(({ state }) => state)).toEqual([
      'failed',
      'skipped',
      'updated',
      'created',
    ])
    expect(
      stand.server.leads().some(({ fields }) => fields['EmailAddress'] === change.fields['EmailAddress']),
    ).toBe(false)
  })

  it('keeps out rows that were edited since, and is refused without a comparison of this search', async () => {
    const { sheet } = everyKind()
    expect(await stand.review(sheet, { mode: 'update' })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    })
    await stand.compare(sheet)
    expect(await stand.review(sheet, { mode: 'update', searchBy: 'FirstName' })).toMatchObject({ ok: false })
    stand.edit(sheet, 2, 1, 'Delhi')
    const review = await stand.review(sheet, { mode: 'update' })
    expect(review).toMatchObject({ value: { toSend: 1 } })
    if (!review.ok) throw new Error('no review')
    expect(review.value.leftOut.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['mode-new', 1],
      ['not-compared', 1],
      ['same', 1],
    ])
  })

  it('takes an answer whose counts do not add up for no answer, and sends the rows again', async () => {
    const { sheet, change } = everyKind()
    await stand.compare(sheet)
    // The leads are looked at again first; the call after that writes.
    stand.server.setFaults({ next: [null, { kind: 'uncounted', processed: false }] })
    const end = await stand.push(sheet, { mode: 'update' })
    expect(end.counts).toMatchObject({ updated: 2, unknown: 0 })
    expect(stand.outcomes(end.pushId)[0]).toMatchObject({ attempts: 2 })
    expect(stand.field(change.id, 'mx_City')).toBe('Pune')
  })

  it('says of a lead that went meanwhile that it is gone, and creates none', async () => {
    const { sheet, change } = everyKind()
    await stand.compare(sheet)
    const before = stand.server.leadCount()
    stand.server.removeLeads([change.id])
    const end = await stand.push(sheet, { mode: 'update' })
    expect(stand.outcomes(end.pushId)[0]).toMatchObject({ state: 'failed' })
    expect(stand.outcomes(end.pushId)[0]!.message).toContain('no lead with this Lead ID')
    expect(stand.server.leadCount()).toBe(before - 1)
  })
})

describe('a lead that somebody makes between the comparison and a push that only creates', () => {
  const rows = Array.from({ length: 60 }, (_, at) => [`maker${at}@new.example`, 'Ours', 'Oslo', 'Pilot'])
  const THEIRS = { FirstName: 'Theirs', mx_City: 'Rome' }

  it('is left out and says why, and is not touched', async () => {
    const sheet = stand.sheet(COLUMNS, rows)
    await stand.compare(sheet)
    const made = await stand.makeBehind({ EmailAddress: 'Maker7@new.example', ...THEIRS })
    const review = await stand.review(sheet, { mode: 'create' })
    expect(review).toMatchObject({ value: { toSend: 60, write: { lookCalls: 1 } } })
    const end = await stand.push(sheet, { mode: 'create' })
    expect(end.counts).toMatchObject({ created: 59, updated: 0, skipped: 1 })
    expect(stand.outcomes(end.pushId)[7]).toMatchObject({ state: 'skipped', message: MADE_MEANWHILE })
    expect(stand.lead(made).fields).toMatchObject(THEIRS)
  })

  it('is told as updated where no search finds it in time', async () => {
    const sheet = stand.sheet(COLUMNS, [[...rows[0]!.slice(0, 3), 'One, two'], rows[1]!])
    await stand.compare(sheet, { searchBy: 'Notes' })
    // A search for several values cannot ask for one with a comma.
    await stand.makeBehind({ EmailAddress: 'else@new.example', Notes: 'One, two' })
    const end = await stand.push(sheet, { mode: 'create', searchBy: 'Notes' })
    expect(stand.outcomes(end.pushId)).toMatchObject([
      { state: 'updated', message: MADE_MEANWHILE_UPDATED },
      { state: 'created', message: '' },
    ])
  })

  it('is not taken for somebody else’s where an earlier row of the push made it', async () => {
    const sheet = stand.sheet(COLUMNS, [rows[0]!, [...rows[0]!.slice(0, 2), 'Bergen', 'Pilot']])
    await stand.compare(sheet)
    const end = await stand.push(sheet, { mode: 'create' })
    expect(stand.outcomes(end.pushId)).toMatchObject([
      { state: 'created', message: '' },
      { state: 'updated', message: 'Sent after row 1, which has the same email.' },
    ])
  })
})
