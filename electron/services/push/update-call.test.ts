import { describe, expect, it } from 'vitest'
import { updateAnswerOf } from '#electron/gateways/leadsquared/read-answers.ts'
import type { SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { UpdateAnswer } from '#electron/services/ports/lead-reads.ts'
import { interpretAnswer } from './answer.ts'
import type { RunRow } from './lead-batch.ts'
import { RETRY_POLICY } from './retry-policy.ts'
import { LEAD_IS_GONE, resultsOf } from './update-call.ts'

const IDS = ['aaaa-1', 'bbbb-2', 'cccc-3']

function rows(unclearTries: number): RunRow[] {
  return IDS.map((leadId, seq) => ({
    ...{ seq, rowId: seq + 1, repeatable: true, note: '', members: [], counted: 'sending' as const },
    ...{ state: 'sending' as const, leadId, text: '', details: null, unclear: unclearTries > 0, attempts: 0 },
    ...{ unclearTries, passingTries: 0, call: 1, sentAt: null },
  }))
}

/** What becomes of the three rows of a call that is answered this; `tries`: unclear ones before it. */
function statesOf(json: unknown, tries = 0): { states: string[]; again: number[]; effect: string } {
  const answer = updateAnswerOf(json, IDS)
  const told: SideAnswer<UpdateAnswer> = answer
    ? { kind: 'value', value: answer }
    : { kind: 'unclear', details: 'It could not be understood.', atWork: 'over' }
  const batch = { rows: rows(tries), notBefore: 0, joins: true }
  const named = IDS.map((leadId) => ({ leadId }))
  const context = { policy: RETRY_POLICY, beganAt: 0, now: 0, random: () => 0 }
  const { changes, again, effect } = interpretAnswer(batch, resultsOf(named, told), context)
  const bySeq = new Map(changes.map(({ row, known }) => [row.seq, known.state]))
  return {
    states: IDS.map((_, seq) => bySeq.get(seq)!),
    again: again.flatMap((each) => each.rows.map(({ seq }) => seq)),
    effect,
  }
}

type Named = [id: string, reason?: string, identifier?: string | null]

function answer(
  [TotalCount, SuccessCount, FailureCount, UnProcessedCount]: (number | string)[],
  failed: Named[] | null = [],
  unprocessed: Named[] | null = [],
): unknown {
  const named = ([IdentifierValue, Reason = 'No.', Identifier = 'ProspectId']: Named) => ({
    ...{ Identifier, IdentifierValue, Reason },
  })
  return {
    Status: { TotalCount, SuccessCount, FailureCount, UnProcessedCount, Message: '' },
    Details: { FailedLeads: failed?.map(named) ?? null, UnProcessedLeads: unprocessed?.map(named) ?? null },
  }
}

const ALL_AGAIN = { states: ['queued', 'queued', 'queued'], again: [0, 1, 2], effect: 'failing' }

describe('the answers of the call that only updates', () => {
  it('say of all that are not named that they were updated, where the counts add up.', () => {
    const well = { states: ['updated', 'updated', 'updated'], again: [], effect: 'accepted' }
    expect(statesOf(answer([3, 3, 0, 0]))).toEqual(well)
    expect(statesOf(answer(['3', '3', '0', '0'], null, null))).toEqual(well)
    const { Status } = answer([3, 3, 0, 0]) as { Status: unknown }
    expect(statesOf({ Status })).toEqual(well)
    expect(statesOf(answer([3, 1, 1, 1], [[IDS[0]!]], [[IDS[2]!]]))).toEqual({
      ...{ states: ['failed', 'updated', 'failed'], again: [], effect: 'accepted' },
    })
  })

  it('name exceptions by their Lead ID in whatever case, and by nothing else.', () => {
    expect(statesOf(answer([3, 2, 1, 0], [[' BBBB-2 ', 'No.', 'ProspectID']])).states).toEqual([
      ...['updated', 'failed', 'updated'],
    ])
    expect(statesOf(answer([3, 2, 1, 0], [[IDS[1]!, 'No.', null]])).states[1]).toBe('failed')
    // Whom it means is not known, so it may be any of them.
    expect(statesOf(answer([3, 2, 1, 0], [[IDS[1]!, 'No.', 'EmailAddress']]))).toEqual(ALL_AGAIN)
    expect(statesOf(answer([3, 2, 1, 0], [['dddd-4']]))).toEqual(ALL_AGAIN)
  })

  it.each([
    ['nothing was done', answer([0, 0, 0, 0])],
    ['another number was counted', answer([2, 2, 0, 0])],
    ['the counts do not make the total', answer([3, 2, 0, 0])],
    ['a failure is counted and none is named', answer([3, 2, 1, 0])],
    ['more went well than were sent', answer([3, 4, -1, 0])],
    ['there are no counts', { Status: 'Success' }],
    ['it is no object', [1, 2]],
    ['it is nothing', null],
  ])('account for no row where %s: all go again.', (_what, json) => {
    expect(statesOf(json)).toEqual(ALL_AGAIN)
  })

  it('account for the named rows alone where the counts do not add up; the others go again, and end unknown.', () => {
    const odd = answer([3, 3, 0, 0], [[IDS[1]!, 'The value is too long.']])
    expect(statesOf(odd)).toEqual({
      ...{ states: ['queued', 'failed', 'queued'], again: [0, 2], effect: 'neutral' },
    })
    expect(statesOf(odd, RETRY_POLICY.unclearTries - 1).states).toEqual(['unknown', 'failed', 'unknown'])
  })

  it('that name a row twice say nothing of it.', () => {
    expect(statesOf(answer([3, 1, 1, 1], [[IDS[0]!]], [[IDS[0]!]]))).toEqual(ALL_AGAIN)
    expect(statesOf(answer([3, 0, 2, 1], [[IDS[0]!], [IDS[0]!]], [[IDS[1]!]])).states).toEqual([
      ...['queued', 'failed', 'queued'],
    ])
  })

  it('tell of a lead that is gone.', () => {
    const value = updateAnswerOf(answer([3, 2, 0, 1], [], [[IDS[0]!]]), IDS)!
    const told = resultsOf(
      IDS.map((leadId) => ({ leadId })),
      { kind: 'value', value },
    )
    expect(told).toMatchObject({ results: [{ refusal: { message: LEAD_IS_GONE } }, {}, {}] })
  })
})
