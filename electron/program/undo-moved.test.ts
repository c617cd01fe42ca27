import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { undoResult } from '#electron/services/undo/undo-result.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ProgramStand.open()
  leads = stand.server
    .leads()
    .filter(({ fields }) => fields['mx_City'] && !fields['Notes'])
    .slice(0, 4)
})
afterEach(() => stand.close())

const COLUMNS = ['EmailAddress', 'mx_City', 'Notes']

/** Compares a change of city and notes of four leads, lets others change leads, and then pushes. Answers the push. */
async function pushedLate(others: () => Promise<unknown>, change: Partial<PushRequest>): Promise<number> {
  const rows = leads.map(({ fields }) => [fields['EmailAddress']!, 'Pune', 'Pilot'])
  const sheet = stand.sheet(COLUMNS, rows)
  await stand.compare(sheet)
  await others()
  return (await stand.push(sheet, change)).pushId
}

async function undone(pushId: number, meanwhile: () => Promise<unknown> = async () => undefined) {
  const review = await stand.program.undoer.review(pushId)
  if (!review.ok) throw new Error(review.fault.text)
  await meanwhile()
  const started = await stand.program.undoer.start(pushId, review.value.mark)
  if (!started.ok) throw new Error(started.fault.text)
  await stand.program.pushes.still()
  return undoResult(stand.program.workspace, started.value.push.pushId)
}

const one = (): string => leads[0]!.id
const two = (): string => leads[1]!.id

describe('leads that others change between the comparison and the push', () => {
  it.each([
    ['only what differs', { leaveOutSame: true }],
    ['whole rows', { onlyDiffering: false, leaveOutSame: true }],
    ['only updates', { mode: 'update' as const }],
  ])('get back what others had written, not what was compared: %s', async (_what, change) => {
    const push = await pushedLate(
      () => stand.changeBehind(one(), { mx_City: 'Theirs', Notes: 'Called' }),
      change,
    )
    expect(stand.field(one(), 'mx_City')).toBe('Pune')
    expect(await undone(push)).toMatchObject({ restored: 8, kept: 0 })
    expect([stand.field(one(), 'mx_City'), stand.field(one(), 'Notes')]).toEqual(['Theirs', 'Called'])
    for (const { id, fields } of leads.slice(1))
      expect([stand.field(id, 'mx_City'), stand.field(id, 'Notes')]).toEqual([fields['mx_City'], ''])
  })

  it('get back a field that was the same when it was compared, and is written over in a whole row.', async () => {
    const rows = leads.map(({ fields }) => [fields['EmailAddress']!, fields['mx_City']!, 'Pilot'])
    const sheet = stand.sheet(COLUMNS, rows)
    await stand.compare(sheet)
    await stand.changeBehind(one(), { mx_City: 'Theirs' })
    const { pushId } = await stand.push(sheet, { leaveOutSame: true, onlyDiffering: false })
    expect(stand.field(one(), 'mx_City')).toBe(leads[0]!.fields['mx_City'])
    await undone(pushId)
    expect([stand.field(one(), 'mx_City'), stand.field(one(), 'Notes')]).toEqual(['Theirs', ''])
  })

  it('keep what others filled where only blanks are filled.', async () => {
    const push = await pushedLate(() => stand.changeBehind(one(), { Notes: 'Called' }), { mode: 'fill' })
    expect(stand.field(one(), 'Notes')).toBe('Called')
    expect(stand.field(two(), 'Notes')).toBe('Pilot')
    expect(await undone(push)).toMatchObject({ restored: 3, kept: 0 })
    expect([stand.field(one(), 'Notes'), stand.field(two(), 'Notes')]).toEqual(['Called', ''])
  })
})

describe('leads that others change between the review of an undo and its calls', () => {
  it('stay as others left them, also the one that is to prove that a field can be cleared, and are counted.', async () => {
    const push = await pushedLate(() => Promise.resolve(), { leaveOutSame: true })
    // The first lead is the one whose notes would be cleared to prove it.
    const result = await undone(push, () => stand.changeBehind(one(), { mx_City: 'Theirs', Notes: 'Called' }))
    expect(result).toEqual({ restored: 6, kept: 2, gone: 0, cannot: 0, open: 0 })
    expect([stand.field(one(), 'mx_City'), stand.field(one(), 'Notes')]).toEqual(['Theirs', 'Called'])
    expect([stand.field(two(), 'mx_City'), stand.field(two(), 'Notes')]).toEqual([
      leads[1]!.fields['mx_City'],
      '',
    ])
  })
})
