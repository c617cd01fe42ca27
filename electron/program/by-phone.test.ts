import { afterEach, beforeEach, expect, it } from 'vitest'
import { ProgramStand } from './stand.test-kit.ts'

let stand: ProgramStand
beforeEach(async () => {
  stand = await ProgramStand.open()
})
afterEach(() => stand.close())

it('rows whose phone belongs to another lead name that lead, and go by what was said of them', async () => {
  const owners = stand.server.leads().filter(({ fields }) => fields['Phone'] !== undefined)
  const rows = [0, 1, 2].map((at) => [`new${at}@new.example`, owners[at]!.fields['Phone']!, `Name ${at}`])
  const sheet = stand.sheet(['EmailAddress', 'Phone', 'FirstName'], rows)
  const refused = await stand.push(sheet)
  expect(refused.counts).toMatchObject({ failed: 3 })
  const told = await stand.program.handlers['push.phoneOwners']({ pushId: refused.pushId })
  if (!told.ok) throw new Error(told.fault.text)
  expect(told.value.rows.map(({ rowId, leadId }) => [rowId, leadId])).toEqual(
    [0, 1, 2].map((at) => [at + 1, owners[at]!.id]),
  )
  const { fields } = owners[0]!
  expect(told.value.rows[0]).toMatchObject({
    name: `${fields['FirstName']} ${fields['LastName']}`,
    email: fields['EmailAddress'],
  })

  const before = stand.server.leadCount()
  const phoneAnswers = [
    { rowId: 1, answer: 'that-lead' as const },
    { rowId: 2, answer: 'without-phone' as const },
    { rowId: 3, answer: 'skip' as const },
  ]
  const end = await stand.push(sheet, { phoneAnswers })
  expect(stand.outcomes(end.pushId).map(({ state }) => state)).toEqual(['updated', 'created', 'skipped'])
  expect(stand.server.leadCount()).toBe(before + 1)
  expect(stand.lead(owners[0]!.id).fields).toMatchObject({
    EmailAddress: 'new0@new.example',
    FirstName: 'Name 0',
  })
  expect(stand.lead(owners[1]!.id).fields).toEqual(owners[1]!.fields)
  const made = stand.server.leads().find((lead) => lead.fields['EmailAddress'] === 'new1@new.example')!
  expect(made.fields).not.toHaveProperty('Phone')
})
