import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
let leads: PracticeLead[]
beforeEach(async () => {
  stand = await ProgramStand.open()
  leads = stand.server.leads().slice(0, 40)
})
afterEach(() => stand.close())

const COLUMNS = ['FirstName', 'EmailAddress', 'mx_City', 'Company']
/** Ids of the sheet's columns; the first is the Lead ID. */
const [FIRST_NAME, CITY, COMPANY] = [1, 3, 4] as const
const EDITED = { edited: { conflicts: 'leave' as const, answers: [] } }

/** Row id of a lead in a pulled sheet. */
function rowOf(sheet: number, leadId: string): number {
  const { rows } = stand.program.workspace.rows(sheet, null, 10_000)
  return rows.find(({ cells }) => cells[0] === leadId)!.id
}

describe('a push of changes', () => {
  it('writes the cells that were edited and nothing else, by Lead ID', async () => {
    const sheet = await stand.pull(
      leads.map(({ id }) => id),
      COLUMNS,
    )
    const [one, two, three] = leads as [PracticeLead, PracticeLead, PracticeLead]
    stand.edit(sheet, CITY, rowOf(sheet, one.id), 'Pune')
    stand.edit(sheet, COMPANY, rowOf(sheet, one.id), 'Analytical Engines')
    stand.edit(sheet, FIRST_NAME, rowOf(sheet, two.id), 'Grace')
    // Typed and typed back.
    stand.edit(sheet, CITY, rowOf(sheet, three.id), 'Nowhere')
    stand.edit(sheet, CITY, rowOf(sheet, three.id), three.fields['mx_City'] ?? '')
    expect(await stand.program.comparer.linkedCounts(sheet)).toEqual({
      ok: true,
      value: { linked: 40, edited: 2 },
    })

    const compared = await stand.compare(sheet, { cells: 'edited' })
    expect(compared.map(({ kind, changes }) => [kind, changes.length]).sort()).toEqual([
      ['update', 1],
      ['update', 2],
    ])
    stand.server.clearCalls()
    const review = await stand.review(sheet, EDITED)
    expect(review).toMatchObject({
      ok: true,
      value: { toSend: 2, calls: 1, write: { mode: 'update', cells: 3 } },
    })
    const end = await stand.push(sheet, EDITED)
    expect(end).toMatchObject({ phase: 'finished', counts: { updated: 2 }, rows: 2 })
    expect(stand.written()).toEqual(
      expect.arrayContaining([
        { path: 'UpdateV2', lead: { mx_City: 'Pune', Company: 'Analytical Engines' } },
        { path: 'UpdateV2', lead: { FirstName: 'Grace' } },
      ]),
    )
    expect(stand.field(one.id, 'mx_City')).toBe('Pune')
    // What went in is no edit any more.
    expect(await stand.program.comparer.linkedCounts(sheet)).toMatchObject({ value: { edited: 0 } })
  })

  it('leaves a cell alone that was changed in LeadSquared too, until somebody says whose value stands', async () => {
    const some = leads.slice(0, 4)
    const [one, two, three, four] = some as [PracticeLead, PracticeLead, PracticeLead, PracticeLead]
    const sheet = await stand.pull(
      some.map(({ id }) => id),
      COLUMNS,
    )
    for (const { id } of some) stand.edit(sheet, CITY, rowOf(sheet, id), 'Mine')
    stand.edit(sheet, FIRST_NAME, rowOf(sheet, one.id), 'Ada')
    await stand.changeBehind(one.id, { mx_City: 'Theirs' })
    await stand.changeBehind(two.id, { mx_City: 'Theirs' })
    await stand.changeBehind(three.id, { mx_City: 'Theirs' })
    // The same as here: nothing is left to be said.
    await stand.changeBehind(four.id, { mx_City: 'Mine' })

    const compared = await stand.compare(sheet, { cells: 'edited' })
    const of = (id: string) => compared.find(({ leadId }) => leadId === id)!
    expect(of(one.id).changes.map(({ attribute, conflict }) => [attribute, conflict === true])).toEqual([
      ['FirstName', false],
      ['mx_City', true],
    ])
    expect(of(four.id).kind).toBe('same')
    expect(stand.program.comparer.state(sheet).last).toMatchObject({ conflicts: 3 })
    const review = await stand.review(sheet, EDITED)
    expect(review).toMatchObject({ value: { toSend: 1, write: { conflicts: 3, cells: 1 } } })

    const theirs = stand.program.workspace.takeTheirs(sheet, [
      { rowId: rowOf(sheet, three.id), column: CITY },
    ])
    expect(theirs).toEqual([{ rowId: rowOf(sheet, three.id), column: CITY, value: 'Theirs' }])
    stand.edit(sheet, CITY, rowOf(sheet, three.id), 'Theirs')
    await stand.compare(sheet, { cells: 'edited' })
    const answers = [{ rowId: rowOf(sheet, two.id), column: CITY, answer: 'mine' as const }]
    const end = await stand.push(sheet, { edited: { conflicts: 'leave', answers } })
    expect(end.counts).toMatchObject({ updated: 2, failed: 0 })
    expect(some.map(({ id }) => stand.field(id, 'mx_City'))).toEqual(['Theirs', 'Mine', 'Theirs', 'Mine'])
    expect(stand.field(one.id, 'FirstName')).toBe('Ada')
    // The one that was left is a conflict still, however often it is compared.
    await stand.compare(sheet)
    const again = await stand.compare(sheet, { cells: 'edited' })
    expect(again.find(({ leadId }) => leadId === one.id)!.changes).toMatchObject([
      { conflict: true, old: 'Theirs' },
    ])
  })

  it('is refused where the changes were not compared, and says so', async () => {
    const sheet = await stand.pull([leads[0]!.id], COLUMNS)
    stand.edit(sheet, CITY, 1, 'Pune')
    const review = await stand.review(sheet, EDITED)
    expect(review).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
    await stand.compare(sheet, { cells: 'edited' })
    stand.edit(sheet, CITY, 1, 'Oslo')
    expect(await stand.review(sheet, EDITED)).toMatchObject({
      value: { toSend: 0, leftOut: [{ code: 'not-compared', count: 1 }] },
    })
  })
})
