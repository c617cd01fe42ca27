import { afterEach, expect, it } from 'vitest'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
afterEach(() => stand.close())

const rows = (count: number): string[][] =>
  Array.from({ length: count }, (_, index) => [`lead${index}@new.example`, `Lead ${index}`])

it('a push whose day has no calls left pauses, and says when it goes on', async () => {
  const callDay = { calls: 3, startHour: 6, zone: 'UTC' }
  stand = await ProgramStand.open({}, { callDay })
  const sheet = stand.sheet(['EmailAddress', 'FirstName'], rows(100))
  // One call asks for the account's fields.
  const review = await stand.review(sheet)
  expect(review).toMatchObject({ value: { calls: 4, spending: { left: 2 } } })
  if (!review.ok) throw new Error('no review')
  expect(review.value.spendingNote).toMatch(/takes 4 calls, but only 2 are left/)
  const paused = new Promise<string>((resolve) => {
    stand.program.onEvent((name, payload) => {
      if (name === 'push.progress' && 'pauseReason' in payload && payload.pauseReason === 'day') {
        if (payload.phase === 'paused') resolve(payload.note)
      }
    })
  })
  await stand.program.pushes.start(stand.request(sheet), review.value.mark)
  expect(await paused).toMatch(
    /The 3 calls of this account’s day are used up\. .* on \d{4}-\d\d-\d\d at 06:00 UTC/,
  )
  expect(stand.program.pushes.current()).toMatchObject({ counts: { created: 50, queued: 50 } })
  expect(stand.server.leadCount()).toBe(350)
})

it('a trial sends one call’s worth, shows what became of it, and goes on when told to', async () => {
  stand = await ProgramStand.open()
  const sheet = stand.sheet(
    ['EmailAddress', 'FirstName', 'mx_Event_Date'],
    rows(60).map((cells) => [...cells, '2026-11-28']),
  )
  const end = await stand.push(sheet, { trial: true })
  expect(end).toMatchObject({ phase: 'paused', pauseReason: 'trial', counts: { created: 25, queued: 35 } })
  expect(stand.server.leadCount()).toBe(325)
  const { handlers, pushes } = stand.program
  const looked = await handlers['push.lookBack']({ pushId: end.pushId })
  if (!looked.ok) throw new Error(looked.fault.text)
  expect(looked.value.rows).toHaveLength(25)
  expect(looked.value.rows[0]!.cells).toEqual([
    { attribute: 'EmailAddress', meant: 'lead0@new.example', held: 'lead0@new.example', same: true },
    { attribute: 'FirstName', meant: 'Lead 0', held: 'Lead 0', same: true },
    // It came to rest with a time of day, which says nothing else.
    { attribute: 'mx_Event_Date', meant: '2026-11-28', held: '2026-11-28', same: true },
  ])
  await pushes.resume(end.pushId)
  expect(await pushes.still()).toMatchObject({ phase: 'finished', counts: { created: 60 } })
})
