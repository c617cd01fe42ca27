import { afterEach, expect, it } from 'vitest'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
afterEach(() => stand.close())

const EMAIL = 'ann@several.example'
const FIELD = 'mx_Sessions_Attended'

it('several choices are sent as options, kept in the service’s own order, and are then the same', async () => {
  stand = await ProgramStand.open()
  const sheet = stand.sheet(
    ['EmailAddress', 'FirstName', FIELD],
    [[EMAIL, 'Ann', 'sales clinic, Opening  Keynote']],
  )
  await stand.push(sheet)
  expect(stand.written().map(({ lead }) => lead[FIELD])).toEqual(['Sales Clinic;Opening Keynote'])
  const lead = stand.server.leads().find(({ fields }) => fields['EmailAddress'] === EMAIL)
  expect(lead?.fields[FIELD]).toBe('Opening Keynote;Sales Clinic')
  expect((await stand.compare(sheet)).map(({ kind }) => kind)).toEqual(['same'])

  stand.edit(sheet, 2, 1, 'Round Table|Sales Clinic')
  const [row] = await stand.compare(sheet)
  expect(row?.changes.map((change) => [change.old, change.new])).toEqual([
    ['Opening Keynote;Sales Clinic', 'Round Table;Sales Clinic'],
  ])
})

it('what parts them can be said for a run', async () => {
  stand = await ProgramStand.open({}, { choiceSeparator: ',' })
  const sheet = stand.sheet(['EmailAddress', FIELD], [[EMAIL, 'round table;Data Workshop']])
  await stand.push(sheet)
  expect(stand.written().map(({ lead }) => lead[FIELD])).toEqual(['Round Table,Data Workshop'])
})
