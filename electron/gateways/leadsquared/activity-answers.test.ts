import { describe, expect, it } from 'vitest'
import { activityEndsOf, activityTypesOf } from './activity-answers.ts'

const row = (RowNumber: unknown, rest: object = { ActivityCreated: true }) => ({ RowNumber, ...rest })
const kinds = (json: unknown, sent = 2) => activityEndsOf(json, sent)?.map(({ kind }) => kind) ?? null

describe('the answer to a call of activities', () => {
  it('tells each by its number, alone or under Response, whatever the order', () => {
    expect(kinds([row(2), row(1, { ActivityCreated: false, ErrorMessage: 'No.' })])).toEqual([
      'refused',
      'posted',
    ])
    expect(kinds({ Status: 'Success', Response: [row('1'), row('2')] })).toEqual(['posted', 'posted'])
  })

  it('may be a count, which must be that of what was sent', () => {
    expect(kinds({ Status: 'Success', Message: { Count: 2 } })).toEqual(['posted', 'posted'])
    expect(kinds({ Status: 'Success', Message: { Count: '1' } })).toBeNull()
  })

  it('says nothing of one that is missing, named twice, contradicts itself, or is neither', () => {
    expect(kinds([row(1)])).toEqual(['posted', 'not-told'])
    expect(kinds([row(1), row(1), row(2)])).toEqual(['not-told', 'posted'])
    expect(kinds([row(1, { ActivityCreated: true, ErrorMessage: 'No.' }), row(2, {})])).toEqual([
      'not-told',
      'not-told',
    ])
    expect(kinds([row(0), row(3), 'x', row(2)])).toEqual(['not-told', 'posted'])
    expect(kinds([])).toEqual(['not-told', 'not-told'])
  })

  it('is none where it is something else', () => {
    expect(kinds({ Status: 'Success' })).toBeNull()
    expect(kinds('Success')).toBeNull()
  })
})

describe('the account’s kinds of activity', () => {
  it('come by name, with numbers that may be text, without those that cannot be named', () => {
    expect(
      activityTypesOf([
        { ActivityEvent: '203', DisplayName: 'Meeting' },
        { ActivityEvent: 201, ActivityEventName: 'Call' },
        { ActivityEvent: 202, DisplayName: ' ' },
        { DisplayName: 'Fax' },
      ]),
    ).toEqual([
      { event: 201, name: 'Call' },
      { event: 203, name: 'Meeting' },
    ])
    expect(activityTypesOf({})).toBeNull()
  })
})
