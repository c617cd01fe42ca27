import { describe, expect, it } from 'vitest'
import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { atRest, stand, type Stand, type StandPage } from './stand.ts'

const put = (row: number, value: string, column = 1): SheetPatch => ({
  kind: 'setCells',
  column,
  rows: [row],
  values: [value],
})
const added = (id: number, value: string): SheetPatch => ({
  kind: 'putRows',
  rows: [{ id, rank: id, cells: [value] }],
})

/** Page A held the sheet, the host was killed, and A has one edit that nobody else has. */
async function outlived(): Promise<{ s: Stand; a: StandPage }> {
  const s = stand()
  const a = s.openPage('A')
  await atRest()
  s.kill()
  a.edit(put(1, 'Augusta'))
  await atRest()
  expect([a.state(), a.saveState(), a.unsaved()]).toEqual(['lost', 'waiting', 1])
  s.restart()
  return { s, a }
}

/** What must be so at the end, whoever was faster. */
function expectCommonEnd(s: Stand, a: StandPage, b: StandPage): void {
  expect(b.state()).toBe('open')
  expect(a.state()).toBe('superseded')
  expect(s.cell(1, 1)).toBe('Augusta')
  expect([a.saveState(), a.unsaved()]).toEqual(['saved', 0])
}

describe('an older tab comes back while a newer one opens', () => {
  it('ends alike where the newer one opens first', async () => {
    const { s, a } = await outlived()
    const b = s.openPage('B')
    await atRest()
    await a.nudge()
    expect([a.state(), a.unsaved()]).toEqual(['superseded', 1])
    expect(b.told()).toBeGreaterThan(0)
    expect(await b.takeIn()).toEqual({ sheetIds: [s.sheetId], cellsKept: 0 })
    await atRest()
    expectCommonEnd(s, a, b)
  })

  it('ends alike where the older one is back and has saved first', async () => {
    const { s, a } = await outlived()
    await a.nudge()
    expect([a.state(), a.saveState()]).toEqual(['open', 'saved'])
    const b = s.openPage('B')
    await atRest()
    expectCommonEnd(s, a, b)
  })

  it('ends alike where the newer one opens between the older one’s return and its edit', async () => {
    const s = stand()
    const a = s.openPage('A')
    await atRest()
    const b = s.openPage('B')
    a.edit(put(1, 'Augusta'))
    await atRest()
    expect([a.state(), a.saveState(), a.unsaved()]).not.toContain('refused')
    await b.takeIn()
    await atRest()
    expectCommonEnd(s, a, b)
  })

  it('says that edits wait, never that all is saved, until the newer one took them in', async () => {
    const { s, a } = await outlived()
    s.openPage('B')
    await atRest()
    await a.nudge()
    expect(a.state()).toBe('superseded')
    expect(a.unsaved()).toBe(1)
    expect(s.cell(1, 1)).not.toBe('Augusta')
  })

  it('hands in although its connection broke in the middle of it', async () => {
    const { s, a } = await outlived()
    const b = s.openPage('B')
    await atRest()
    await a.nudge()
    a.cut()
    await atRest()
    expect([a.state(), a.unsaved()]).toEqual(['superseded', 1])
    await a.nudge()
    expect(await b.takeIn()).toMatchObject({ sheetIds: [s.sheetId] })
    await atRest()
    expectCommonEnd(s, a, b)
  })

  it('takes no sheet over from a newer tab that was closed meanwhile, and still hands in', async () => {
    const { s, a } = await outlived()
    const b = s.openPage('B')
    await atRest()
    b.edit(put(2, 'from B'))
    await atRest()
    b.leave()
    await a.nudge()
    expect(a.state()).toBe('superseded')
    expect([s.cell(1, 1), s.cell(2, 1)]).toEqual(['Augusta', 'from B'])
    expect(a.unsaved()).toBe(0)
  })

  it('takes none over after another restart either', async () => {
    const { s, a } = await outlived()
    const b = s.openPage('B')
    await atRest()
    b.leave()
    s.restart()
    await a.nudge()
    expect(a.state()).toBe('superseded')
  })

  it('tells the newer tab what came in while it was away, before it writes over it unknowing', async () => {
    const { s, a } = await outlived()
    const b = s.openPage('B')
    await atRest()
    b.leave()
    await a.nudge()
    expect(s.cell(1, 1)).toBe('Augusta')
    await b.back()
    expect(b.state()).toBe('open')
    expect(b.told()).toBe(1)
    expect(await b.takeIn()).toEqual({ sheetIds: [s.sheetId], cellsKept: 0 })
  })

  it('lets go of a superseded tab that has nothing to hand in and does not leave', async () => {
    const s = stand()
    const a = s.openPage('A')
    await atRest()
    s.openPage('B')
    await atRest()
    expect(a.state()).toBe('superseded')
    s.timers.run(2_000)
    await atRest()
    expect(a.state()).toBe('superseded')
    expect(s.timers.due().filter((ms) => ms < 60_000)).toEqual([])
  })
})

describe('what both tabs changed', () => {
  async function both(mine: SheetPatch, theirs: SheetPatch) {
    const s = stand()
    const a = s.openPage('A')
    await atRest()
    s.kill()
    a.edit(mine)
    await atRest()
    s.restart()
    const b = s.openPage('B')
    await atRest()
    b.edit(theirs)
    await atRest()
    await a.nudge()
    const taken = await b.takeIn()
    await atRest()
    return { s, a, taken }
  }

  it('keeps the newer tab’s value of a cell both wrote, and says how many', async () => {
    const { s, a, taken } = await both(put(1, 'older'), put(1, 'newer'))
    expect(taken).toEqual({ sheetIds: [s.sheetId], cellsKept: 1 })
    expect(s.cell(1, 1)).toBe('newer')
    expect(a.saveState()).toBe('saved')
  })

  it('puts together edits of different cells', async () => {
    const { s, taken } = await both(put(1, 'older'), put(2, 'newer'))
    expect(taken).toMatchObject({ cellsKept: 0 })
    expect([s.cell(1, 1), s.cell(2, 1)]).toEqual(['older', 'newer'])
  })

  it('refuses new rows that may bear the id of other new rows, and the older tab says that it is not saved', async () => {
    const { s, a } = await both(added(4, 'older'), added(4, 'newer'))
    expect(s.cell(4, 0)).toBe('newer')
    expect([a.saveState(), a.unsaved()]).toEqual(['refused', 1])
    expect(a.problem()).toContain('not saved')
  })

  it('refuses an edit of a row the newer tab deleted', async () => {
    const { a } = await both(put(2, 'older'), { kind: 'deleteRows', rows: [2] })
    expect(a.saveState()).toBe('refused')
  })

  it('takes the name of the one and the cells of the other', async () => {
    const { s, a } = await both({ kind: 'rename', name: 'Spring' }, put(1, 'newer'))
    expect(s.workspace.head(s.sheetId)?.name).toBe('Spring')
    expect(s.cell(1, 1)).toBe('newer')
    expect(a.saveState()).toBe('saved')
  })
})
